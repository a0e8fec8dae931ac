"""A sheet that is no roster beside one that is."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from linli.areas.models import Area
from linli.people.models import Person
from linli.rosters.cli import import_roster
from tests.cast import COMMUNITY


def two_sheets() -> bytes:
    """Make a file with a roster and a list of phone numbers of the office."""
    book = openpyxl.Workbook()
    roster = book.active
    assert roster is not None
    roster.title = "名单"
    roster.append(["姓名", "联系电话", "现住址", "到达时间"])
    roster.append(["王小芳", "13900000001", "1栋1单元101室", "2020-01-25"])
    office = book.create_sheet("通讯录")
    office.append(["姓名", "性别", "联系电话"])
    office.append(["值班室", "女", "13900000009"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Lay the file down."""
    path = tmp_path / "名单.xlsx"
    path.write_bytes(two_sheets())
    return path


def arguments(file: Path) -> list[str]:
    return [str(file), "--community", COMMUNITY, "--on", "2020-01-27", "--json"]


def test_it_is_asked_about_first(areas: dict[str, Area], file: Path) -> None:
    answer = CliRunner().invoke(import_roster, arguments(file))

    assert answer.exit_code == 3
    assert not Person.objects.exists()


def test_accepted_it_is_left_out_and_said_so(areas: dict[str, Area], file: Path) -> None:
    answer = CliRunner().invoke(import_roster, [*arguments(file), "--accept-mapping"])

    assert answer.exit_code == 0
    told = json.loads(answer.stdout)
    assert told["counts"] == {"new": 1, "duplicate": 0, "error": 0}
    assert [sheet["rows"] for sheet in told["sheets"] if sheet["name"] == "通讯录"] == [[]]
    assert "通讯录" in answer.stderr
    assert Person.objects.get().name == "王小芳"
