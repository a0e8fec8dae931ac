"""Every bench ends well and says its figures, at a small size; how fast it was is asked by `make bench` alone."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from bench import (
    __main__,
    areas,
    day,
    findings,
    nation,
    overdue,
    pages,
    phone_day,
    roster,
    sealing,
    signin,
    single_check,
    sync,
    writer,
)
from linli.areas.rules import DIGITS
from linli.areas.source import FILES
from tests import postgres

# What a bench stands on, and is none itself.
# Measured against a server that somebody started, in a browser.
BY_HAND = {"phone_save"}
SHARED = {"__init__", "__main__", "county", "fresh", "served", "timed"}


@pytest.fixture
def on_postgresql() -> None:
    """Skip where PostgreSQL is missing; a test with the mark `once` comes here on SQLite then."""
    if connection.vendor != "postgresql":
        pytest.skip(postgres.MISSING)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Write the five files of a nation of one street with two communities."""
    names = {"34": "安徽省", "3401": "合肥市", "340102": "瑶海区", "340102001": "明光路街道"}
    names |= {"340102001001": "明光路社区", "340102001002": "胜利路社区"}
    for level, file in FILES.items():
        rows = [f"{code},{name}" for code, name in names.items() if len(code) == DIGITS[level]]
        (tmp_path / file).write_text("\n".join(["code,name", *rows]) + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.django_db
def test_areas(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    areas.measure(sizes=areas.Sizes(source=published))

    assert f"areas load, {connection.vendor}, repeat" in capsys.readouterr().out


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("bench", [findings, phone_day, roster, signin])
def test_on_sqlite(bench: Any, capsys: pytest.CaptureFixture[str]) -> None:
    bench.measure(sizes=bench.SMALL)

    assert any(letter.isdigit() for letter in capsys.readouterr().out)


@pytest.fixture
def where_it_is_served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let a server that starts find the database of this process: SQLite's lies in LINLI_DATA under a name of its own."""
    (tmp_path / "linli.sqlite3").symlink_to(connection.settings_dict["NAME"])
    monkeypatch.setenv("LINLI_DATA", str(tmp_path))


# What is served must be committed.
@pytest.mark.once
@pytest.mark.usefixtures("reference_rows", "where_it_is_served")
def test_who_waits_for_sqlites_one_writer(capsys: pytest.CaptureFixture[str]) -> None:
    writer.measure(sizes=writer.SMALL)

    assert f"limit {writer.LIMIT_MS} ms" in capsys.readouterr().out


@pytest.mark.django_db
def test_messages_of_a_phone(capsys: pytest.CaptureFixture[str]) -> None:
    sync.measure(sizes=sync.SMALL)

    assert f"sync on {connection.vendor}: " in capsys.readouterr().out


# What is copied, vacuumed and served must be committed.
@pytest.mark.once(on="postgresql")
@pytest.mark.usefixtures("on_postgresql", "reference_rows")
@pytest.mark.parametrize("bench", [day, overdue, pages, sealing, single_check])
def test_on_postgresql(bench: Any, capsys: pytest.CaptureFixture[str]) -> None:
    bench.measure(sizes=bench.SMALL)

    assert "p95" in capsys.readouterr().out


@pytest.mark.once(on="postgresql")
@pytest.mark.usefixtures("on_postgresql")
@pytest.mark.django_db
def test_reports_of_a_nation(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nation.measure(sizes=nation.Sizes(source=published, province="34", rounds=2))

    assert "the page of a province (34)" in capsys.readouterr().out


def test_make_bench_runs_each() -> None:
    here = Path(__main__.__file__).parent

    assert set(__main__.ALL) == {path.stem for path in here.glob("*.py")} - SHARED - BY_HAND
