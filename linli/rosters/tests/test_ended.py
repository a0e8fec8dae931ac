"""A roster that names somebody whose observation was ended leads to its reopening, and registers nobody twice."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.observation.commands import end_with_reason
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.rosters import commands
from linli.rosters.models import RosterImport, RosterRow
from linli.rosters.preview import preview, workbook_of
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY


def import_(secretary: Viewer, origin: str = "") -> RosterImport:
    now = timezone.now()
    told = f"王小芳,13900000001,1栋1单元101室,{day_of(now).isoformat()},{origin}"
    content = f"姓名,联系电话,现住址,到达时间,来自\n{told}\n"
    roster = commands.receive_roster(
        community=COMMUNITY,
        filename="a.csv",
        content=content.encode(),
        year=now.year,
        on=day_of(now),
        by=secretary,
        now=now,
    )
    sheets = preview(workbook=workbook_of(roster=roster), community=roster.area)
    answers = {sheet.name: [column.field or "" for column in sheet.columns] for sheet in sheets}
    commands.confirm_mapping(roster=roster, sheets=sheets, answers=answers, by=secretary, now=now)
    commands.run_import(roster=roster, by=secretary, now=now, progress=lambda _done, _total: None)
    return roster


@pytest.mark.parametrize("origin", ["", "湖北省武汉市"])
@pytest.mark.parametrize("state", [State.STRUCK_OFF, State.DIED])
def test_the_row_says_how_it_ended_and_leads_there(
    state: State, origin: str, secretary: Viewer, secretary_client: Client
) -> None:
    import_(secretary, "上海市")
    observation = Observation.objects.get()
    end_with_reason(observation=observation, state=state, reason="点错了人", by=secretary, now=timezone.now())
    again = import_(secretary, origin)

    row = RosterRow.objects.get(roster=again)
    assert (row.outcome, row.person) == (RosterRow.Outcome.DUPLICATE, observation.person_id)
    assert Observation.objects.count() == 1
    page = secretary_client.get(reverse("rosters:detail", args=[again.pk])).text
    assert "请点“恢复观察”" in page
    assert reverse("observation:reopen", args=[observation.pk]) in page
    assert state not in row.message


def test_who_is_observed_is_only_known(secretary: Viewer) -> None:
    import_(secretary)
    row = RosterRow.objects.get(roster=import_(secretary))
    assert (row.ended, "已在本社区登记" in row.message) == ("", True)
