"""What a list tells of temperatures: of its own day, answering no duty, with nobody seen."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.census.queries.counts import counted
from linli.clock import day_of, start_of
from linli.duties.models import Duty
from linli.observation.models import Alert, Check, Observation
from linli.observation.rules import Channel
from linli.rosters import commands
from linli.rosters.models import RosterImport
from linli.rosters.preview import preview, workbook_of
from linli.rosters.rules.own_day import own_days
from linli.rosters.rules.sheets import find_header
from linli.sheets.workbooks import Sheet
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY

HEADER = ("姓名", "联系电话", "现住址", "到达时间", "体温")
PERSON = ("王芳", "13900000001", "1栋1单元101室", "1月25日", 36.5)


@pytest.mark.parametrize(
    ("above", "below", "days"),
    [
        ((), (), set()),
        (("返乡人员名单（2020年1月26日）",), (), {date(2020, 1, 26)}),
        (("填报日期：2020年1月27日",), (), {date(2020, 1, 27)}),
        (("填报单位：某社区", "填报日期", "1月27日"), (), {date(2020, 1, 27)}),
        ((), ("填表人：张三", "填表日期：2020-01-26"), {date(2020, 1, 26)}),
        (("返乡人员名单（2020年1月20日）", "截至1月27日"), (), {date(2020, 1, 27)}),
        (("1月20日至1月27日返乡人员",), (), {date(2020, 1, 20), date(2020, 1, 27)}),
        (("填报日期：", date(2020, 1, 26)), (), {date(2020, 1, 26)}),
        (("第3-4网格名单",), (), set()),
    ],
)
def test_the_day_that_a_sheet_says_to_be_of(
    above: tuple[object, ...], below: tuple[str, ...], days: set[date]
) -> None:
    rows = (above, HEADER, PERSON, below) if above else (HEADER, PERSON, below)
    sheet = Sheet(name="表", rows=rows)  # type: ignore[arg-type]  # cells of a test
    header = find_header(sheet=sheet)
    assert header is not None
    assert own_days(sheet=sheet, header=header, year=2020) == days


def received(by: Viewer, *, title: str = "", temperature: str = "36.5") -> RosterImport:
    """Take in a list of one person who arrived yesterday."""
    now = timezone.now()
    arrived = (day_of(now) - timedelta(days=1)).isoformat()
    content = f"{title}\n姓名,联系电话,现住址,到达时间,体温\n王芳,13900000001,1栋1单元101室,{arrived},{temperature}\n"
    return commands.receive_roster(
        community=COMMUNITY,
        filename="a.csv",
        content=content.encode(),
        year=now.year,
        on=day_of(now),
        by=by,
        now=now,
    )


def imported(roster: RosterImport, by: Viewer, read_on: date | None = None) -> Check:
    now = timezone.now()
    sheets = preview(workbook=workbook_of(roster=roster), community=roster.area)
    answers = {sheet.name: [column.field or "" for column in sheet.columns] for sheet in sheets}
    commands.confirm_mapping(roster=roster, sheets=sheets, answers=answers, by=by, now=now, read_on=read_on)
    commands.run_import(roster=roster, by=by, now=now, progress=lambda _done, _total: None)
    return Check.objects.get(county=COUNTY)


def test_it_is_a_told_reading_of_the_lists_day_that_answers_nothing(secretary: Viewer) -> None:
    yesterday = day_of(timezone.now()) - timedelta(days=1)
    check = imported(received(secretary), secretary, read_on=yesterday)
    assert (check.channel, check.slot_on, check.claimed_at) == (
        Channel.ROSTER,
        yesterday,
        start_of(yesterday),
    )
    outcomes = Duty.objects.filter(county=COUNTY, subject=Observation.objects.get().pk)
    assert set(outcomes.values_list("outcome", flat=True)) <= {""}
    now = timezone.now()
    told = counted(community=COMMUNITY, from_=now - timedelta(days=1), until=now + timedelta(minutes=1))
    assert (told["new"], told["persons_seen"], told["checks_done"]) == (1, 0, 0)


def test_a_column_without_a_single_reading_asks_for_no_day(
    secretary: Viewer, secretary_client: Client
) -> None:
    url = reverse("rosters:mapping", args=[received(secretary, temperature="").pk])
    page = secretary_client.get(url)
    assert not page.context["asks_day"]
    fields = ("name", "phone", "address", "arrived_on", "temperature_c")
    form = {f"sheet_0-column_{number}": field for number, field in enumerate(fields)}
    assert secretary_client.post(url, form).status_code == 302
    assert not Check.objects.filter(county=COUNTY).exists()


def test_a_fever_on_a_list_alerts_all_the_same(secretary: Viewer) -> None:
    check = imported(received(secretary, temperature="38.2"), secretary)
    assert (check.slot_on, Alert.objects.get().temperature_tenths) == (day_of(timezone.now()), 382)


def test_the_page_asks_for_the_day_only_where_the_list_names_none(
    secretary: Viewer, secretary_client: Client
) -> None:
    silent = received(secretary)
    url = reverse("rosters:mapping", args=[silent.pk])
    page = secretary_client.get(url)
    form = {
        f"sheet_0-column_{number}": field
        for number, field in enumerate(("name", "phone", "address", "arrived_on", "temperature_c"))
    }
    assert page.context["asks_day"]
    refused = secretary_client.post(url, form)
    assert (refused.status_code, "请填是哪天的" in refused.text) == (422, True)
    tomorrow = day_of(timezone.now()) + timedelta(days=1)
    refused = secretary_client.post(url, form | {"on": tomorrow.isoformat()})
    assert (refused.status_code, "这一天还没有到" in refused.text) == (422, True)
    without = form | {"sheet_0-column_4": ""}
    assert secretary_client.post(url, without).status_code == 302

    yesterday = day_of(timezone.now()) - timedelta(days=1)
    saying = received(secretary, title=f"填报日期：{yesterday.isoformat()}")
    url = reverse("rosters:mapping", args=[saying.pk])
    assert secretary_client.get(url).context["day_form"].initial["on"] == yesterday
    assert secretary_client.post(url, form).status_code == 302
    saying.refresh_from_db()
    assert saying.on == yesterday
