"""Keys lie elsewhere than the data, and no backup brings them together."""

import os
import sqlite3
import subprocess
from pathlib import Path

import pytest

from linli.config.backup import why_not
from linli.config.key_files import KEY_FILES, KeysElsewhere, key_in, keys_folder
from linli.config.processes import program


def test_fresh_keys_lie_beside_the_data_and_are_made_once_for_their_owner(tmp_path: Path) -> None:
    data = tmp_path / "data"
    keys = keys_folder(data=data, named="")
    assert (keys, data in keys.parents) == (tmp_path / "data-keys", False)
    made = key_in(file=keys / "audit.key", data=data)
    assert key_in(file=keys / "audit.key", data=data) == made
    assert [oct(path.stat().st_mode & 0o777) for path in (keys, keys / "audit.key")] == ["0o700", "0o600"]


@pytest.mark.parametrize("name", KEY_FILES)
def test_where_a_key_lies_beside_the_data_already_it_goes_on(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("old")
    assert keys_folder(data=tmp_path, named="") == tmp_path
    assert key_in(file=tmp_path / name, data=tmp_path) == "old"


def test_a_key_that_was_left_behind_is_never_replaced_by_a_new_one(tmp_path: Path) -> None:
    data, named = tmp_path / "data", tmp_path / "safe"
    data.mkdir()
    (data / "identity.key").write_text("old")
    keys = keys_folder(data=data, named=str(named))
    assert keys == named
    with pytest.raises(KeysElsewhere, match="Move it"):
        key_in(file=keys / "identity.key", data=data)
    assert not named.exists()


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("keys", "lie together"),
        ("keys/backup", "lie together"),
        (".", "lie together"),  # it holds the folder of the keys
        ("held", "There are keys in"),
        ("data", "data folder"),
        ("data/backup", "data folder"),
        ("elsewhere", ""),
    ],
)
def test_a_backup_goes_nowhere_near_the_keys(tmp_path: Path, folder: str, said: str) -> None:
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "audit.key").touch()
    why = why_not(folder=(tmp_path / folder).resolve(), keys=tmp_path / "keys", data=tmp_path / "data")
    assert said in why
    assert bool(said) is bool(why)


def run(tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    usual = {name: value for name, value in os.environ.items() if not name.startswith("LINLI_")}
    return subprocess.run(  # noqa: S603 (our own program)
        [program("linli"), *words],
        env={**usual, "LINLI_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.once
def test_the_command_copies_database_and_pictures_and_no_key(tmp_path: Path) -> None:
    picture = tmp_path / "data" / "pictures" / "340102" / "aa" / "x.sealed"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"sealed")
    refused = run(tmp_path, "backup", str(tmp_path / "data-keys"))
    assert (refused.returncode, "lie together" in refused.stderr) == (2, True)
    done = run(tmp_path, "backup", str(tmp_path / "backups"))
    assert done.returncode == 0, done.stderr
    (target,) = (tmp_path / "backups").iterdir()
    files = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    assert files == {"linli.sqlite3", "pictures/340102/aa/x.sealed"}
    (known,) = (
        sqlite3.connect(target / "linli.sqlite3")
        .execute("SELECT count(*) FROM sealing_sealingkey")
        .fetchone()
    )
    assert known == 1
    assert sorted(path.name for path in (tmp_path / "data-keys").iterdir()) == sorted(KEY_FILES)
    assert not list((tmp_path / "data").glob("*.key"))
