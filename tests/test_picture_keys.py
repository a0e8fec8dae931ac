"""Files follow a new key as the tables do, and no key goes that one of them needs."""

import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image
from pytest_django import Settings

from linli.cli import main
from linli.ids import new_id
from linli.pictures import files
from linli.pictures.commands.keeping import keep_picture, open_picture
from linli.pictures.commands.keys import turn_pictures
from linli.pictures.models import Picture
from linli.pictures.queries import pictures_by_key
from linli.sealing.ring import current_ring
from linli.sealing.seals import KeyWrong
from tests import rings
from tests.cast import COUNTY, GRID, MORNING

pytestmark = pytest.mark.django_db


def jpeg(grey: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (60, 40), (grey, grey, grey)).save(file, "JPEG")
    return file.getvalue()


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def key_file(settings: Settings, tmp_path: Path) -> Path:
    settings.IDENTITY_KEY_FILE = tmp_path / "identity.key"
    settings.IDENTITY_KEY_FILE.write_text(rings.FIRST)
    return tmp_path / "identity.key"


@pytest.fixture
def kept(key_file: Path, settings: Settings, tmp_path: Path) -> list[Picture]:
    settings.PICTURES_DIR = tmp_path / "pictures"
    return [
        keep_picture(
            id=new_id(),
            kind="ROUND",
            subject=new_id(),
            area=GRID,
            content=jpeg(grey),
            by=new_id(),
            now=MORNING,
        ).picture
        for grey in (10, 100)
    ]


def numbers() -> set[int]:
    """Return under which keys files lie, by their own first byte."""
    return {files.path_of(county=row.county, id=row.pk).read_bytes()[0] for row in Picture.objects.all()}


def contents(kept: list[Picture]) -> list[bytes | None]:
    return [files.read(county=COUNTY, id=row.pk) for row in kept]


def test_a_key_is_added_the_files_come_under_it_and_the_old_one_goes(kept: list[Picture]) -> None:
    before = contents(kept)
    assert run("keys", "add").exit_code == 0
    assert numbers() == {1}
    refused = run("keys", "drop", "1")
    assert (refused.exit_code, "values need key 1" in refused.output) == (2, True)
    assert "pictures.files: 2" in run("keys", "status").output

    turned = run("keys", "rotate")
    assert (turned.exit_code, "0 values are left" in turned.output) == (0, True), turned.output
    assert numbers() == {2} == set(pictures_by_key())
    assert run("keys", "drop", "1").exit_code == 0
    assert list(current_ring().by_number) == [2]
    assert contents(kept) == before
    for row in Picture.objects.all():
        assert open_picture(picture=row, by=new_id(), now=MORNING)  # its digest was turned too


def test_a_rotation_that_was_cut_off_between_file_and_row_goes_on(kept: list[Picture]) -> None:
    run("keys", "add")
    files.turn(county=COUNTY, id=kept[0].pk, ring=current_ring())
    assert pictures_by_key() == {1: 2}
    assert turn_pictures(ring=current_ring()) == 2
    assert pictures_by_key() == {2: 2}
    assert turn_pictures(ring=current_ring()) == 0


def test_a_missing_file_keeps_no_key(kept: list[Picture]) -> None:
    files.remove(county=COUNTY, id=kept[0].pk)
    run("keys", "add")
    assert run("keys", "rotate").exit_code == 0
    assert run("keys", "drop", "1").exit_code == 0


def test_a_file_that_the_ring_does_not_open_ends_the_rotation_with_a_sentence(kept: list[Picture]) -> None:
    run("keys", "add")
    path = files.path_of(county=COUNTY, id=kept[1].pk)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(KeyWrong):
        turn_pictures(ring=current_ring())
    assert run("keys", "rotate").exit_code == 2
