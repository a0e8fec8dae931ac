"""A roster with a row that cannot be read."""

from typing import Any

from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.rosters import commands as rosters
from linli.rosters.models import RosterImport, TakingBack
from linli.rosters.preview import preview, workbook_of
from linli.staff.rules import Viewer
from tests.made import FILE, Made


def _roster(community: AreaCode, name: str, by: Viewer) -> RosterImport:
    now = timezone.now()
    wrong = f"姓名,身份证号,联系电话,到达时间\n{name},1,13700000000,2020-01-25\n".encode()
    roster = rosters.receive_roster(
        community=community, filename=FILE, content=wrong, year=2020, on=day_of(now), by=by, now=now
    )
    sheets = preview(workbook=workbook_of(roster=roster), community=roster.area)
    answers = {sheet.name: [column.field or "" for column in sheet.columns] for sheet in sheets}
    rosters.confirm_mapping(roster=roster, sheets=sheets, answers=answers, by=by, now=now)
    rosters.run_import(roster=roster, by=by, now=now, progress=lambda _done, _total: None)
    return roster


def rows(made: Made) -> dict[str, Any]:
    """Import a roster of which a row was taken back."""
    roster = _roster(made.community, made.name, made.by)
    taking = TakingBack.objects.create(
        roster=roster, rows=1, at=timezone.now(), by=made.by.user_id, reason=made.name
    )
    return {"roster_id": roster.pk, "taking_id": taking.pk}
