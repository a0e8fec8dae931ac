"""A roster of an earlier day: what is sealed never changes."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from linli.clock import day_of
from linli.observation.models import Observation
from linli.people.models import Person
from linli.reports.commands import seal_report
from linli.rosters import commands
from linli.rosters.cli import import_roster
from linli.rosters.preview import preview, workbook_of
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY

ROSTER = "姓名,联系电话,现住址,到达时间\n王小芳,13900000001,1栋1单元101室,2020-01-25\n"
DAY = date(2020, 1, 27)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Lay a roster of 27 January down."""
    path = tmp_path / "名单.csv"
    path.write_text(ROSTER)
    return path


def imported(file: Path) -> Result:
    return CliRunner().invoke(import_roster, [str(file), "--community", COMMUNITY, "--on", DAY.isoformat()])


def test_on_the_page_its_people_are_registered_now(secretary: Viewer) -> None:
    now = timezone.now()
    roster = commands.receive_roster(
        community=COMMUNITY,
        filename="a.csv",
        content=ROSTER.encode(),
        year=2020,
        on=DAY,
        by=secretary,
        now=now,
    )
    sheets = preview(workbook=workbook_of(roster=roster), community=roster.area)
    answers = {sheet.name: [column.field or "" for column in sheet.columns] for sheet in sheets}
    commands.confirm_mapping(roster=roster, sheets=sheets, answers=answers, by=secretary, now=now)
    commands.run_import(roster=roster, by=secretary, now=now, progress=lambda _done, _total: None)

    assert Observation.objects.get().opened_at == now


def test_the_command_brings_a_past_in(areas: Callable[..., object], file: Path) -> None:
    assert imported(file).exit_code == 0
    assert day_of(Observation.objects.get().opened_at) == DAY


def test_the_command_refuses_a_past_that_is_sealed(secretary: Viewer, file: Path) -> None:
    now = timezone.now()
    seal_report(area=COMMUNITY, day=day_of(now) - timedelta(days=1), by=secretary, now=now)

    answer = imported(file)

    assert answer.exit_code == 2
    assert "封存" in answer.stderr
    assert not Person.objects.exists()
