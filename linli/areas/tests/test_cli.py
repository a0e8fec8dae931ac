from pathlib import Path

import pytest
from click.testing import CliRunner

from linli.areas.cli import areas
from linli.areas.models import Area
from linli.areas.tests.conftest import NATION, WriteSource
from linli.audit.models import AuditEvent


@pytest.mark.usefixtures("db")
def test_load_says_what_it_did(write_source: WriteSource) -> None:
    source = str(write_source(NATION))
    done = CliRunner().invoke(areas, ["load", "--under", "34", "--source", source])
    assert done.exit_code == 0
    assert done.stdout == "新增 6，更名 0，撤销 0，恢复 0，未变 0。\n"
    assert "villages.csv" in done.stderr
    assert Area.objects.count() == 6
    event = AuditEvent.objects.get(county="34", action="area.loaded")
    assert (event.actor_id, event.changed["added"]) == (None, 6)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--under", "34010"], "“34010”不是行政区划代码"),
        (["--under", ""], "“”不是行政区划代码"),
        (["--under", "35"], "没有代码 35"),
    ],
)
def test_a_wrong_code_ends_with_2_and_a_sentence(
    write_source: WriteSource, arguments: list[str], sentence: str
) -> None:
    done = CliRunner().invoke(areas, ["load", "--source", str(write_source(NATION)), *arguments])
    assert (done.exit_code, done.stdout) == (2, "")
    assert sentence in done.stderr


@pytest.mark.usefixtures("db")
def test_a_missing_list_says_how_to_get_it(tmp_path: Path) -> None:
    done = CliRunner().invoke(areas, ["load", "--source", str(tmp_path)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "npm ci" in done.stderr
