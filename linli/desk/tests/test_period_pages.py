"""The sheet of whole periods: on the screen, on paper, and as a file."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.exports.commands import take_copy
from linli.exports.files import file_of
from linli.exports.kinds import KINDS
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check, strike_check
from linli.observation.models import Check, Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.observation.tests.acts import words
from linli.periods.queries import days_shown, period_lines
from linli.periods.words import LATE, LEGEND, MARKS, TOLD_BY, WELL, mark_words
from linli.staff.rules import Viewer
from linli.typesetting.tests.pdf import text_of
from tests.cast import COUNTY, OTHER_GRID, SIBLING, MakeObservation
from tests.exported import asked, rows_of

SHEET = "/periods/"
Observe = Callable[..., Observation]


@pytest.fixture
def came(make_observation: MakeObservation) -> Observe:
    """Observe somebody who came three days ago, since yesterday at four in the morning."""

    def make(**told: Any) -> Observation:
        at = timezone.localtime() - timedelta(days=1)
        at = at.replace(hour=4, minute=0)
        days = {"at": at, "arrived_on": day_of(at) - timedelta(days=2)}
        return make_observation(**(days | told))

    return make


def seen(
    row: Observation,
    by: Viewer,
    *,
    hour: int,
    channel: Channel = Channel.VISIT,
    said_at: datetime | None = None,
    **said: Any,
) -> NewCheck:
    at = (timezone.localtime() - timedelta(days=1)).replace(hour=hour, minute=0)
    new = NewCheck(new_id(), row, said.pop("outcome", CheckOutcome.DONE), channel, at, **said)
    record_check(new=new, by=by, now=said_at or at + timedelta(minutes=5))
    return new


def told(row: Observation) -> dict[int, list[str]]:
    (line,) = period_lines(observations=[row], now=timezone.now())
    return {day: [mark_words(mark=mark) for mark in marks] for day, marks in line.marks.items()}


@pytest.mark.django_db
def test_each_session_of_each_day_says_what_was_seen(came: Observe, worker: Viewer) -> None:
    row = came()
    assert told(row)[2][:1] == ["漏"]
    seen(row, worker, hour=9, outcome=CheckOutcome.NOBODY_HOME)
    assert told(row)[2][:1] == ["无人"]
    seen(row, worker, hour=9)
    assert told(row)[2][:1] == ["好"]
    seen(row, worker, hour=10, symptoms=("COUGH",))
    assert told(row)[2][:1] == ["症!"]
    seen(row, worker, hour=10, temperature_tenths=381)
    seen(row, worker, hour=11, temperature_tenths=365)
    # A later normal reading hides no fever.
    assert told(row)[2][:1] == ["38.1!"]


@pytest.mark.django_db
def test_a_struck_reading_is_not_on_the_sheet(came: Observe, worker: Viewer) -> None:
    row = came()
    new = seen(row, worker, hour=9, temperature_tenths=373)
    check = Check.objects.get(county=COUNTY, id=new.id)
    strike_check(check=check, reason="打错了", by=worker, now=timezone.now())
    assert told(row)[2][:1] == ["漏"]


@pytest.mark.django_db
def test_the_day_that_is_counted_from_is_day_0_where_somebody_was_seen_then(
    came: Observe, worker: Viewer
) -> None:
    at = (timezone.localtime() - timedelta(days=1)).replace(hour=4, minute=0)
    row = came(arrived_on=day_of(at))
    assert 0 in told(row)
    lines = period_lines(observations=[row], now=timezone.now())
    assert list(days_shown(lines=lines)) == list(range(15))
    assert (lines[0].first_on - row.anchor_on).days == 1


def test_the_page_shows_own_people_by_grid(
    worker_client: Client, secretary_client: Client, came: Observe, worker: Viewer
) -> None:
    row = came(name="赵六丁")
    came(name="周不见", grid_name="第二网格")
    came(name="邻社区", community=SIBLING)
    seen(row, worker, hour=9, temperature_tenths=366)
    page = words(worker_client.get(SHEET))
    assert ("赵六丁" in page, "周不见" in page, "36.6" in page) == (True, False, True)
    page = words(secretary_client.get(SHEET))
    assert ("赵六丁" in page, "周不见" in page, "邻社区" in page) == (True, True, False)
    page = words(secretary_client.get(SHEET, {"grid": OTHER_GRID}))
    assert ("赵六丁" in page, "周不见" in page) == (False, True)


def test_an_empty_sheet_says_so(worker_client: Client) -> None:
    assert "这里没有人在观察。" in words(worker_client.get(SHEET))
    assert worker_client.get(f"{SHEET}printed/").status_code == 200


@pytest.mark.once
def test_it_is_printed_and_written_down(worker_client: Client, came: Observe, worker: Viewer) -> None:
    row = came(name="赵六丁")
    seen(row, worker, hour=9, temperature_tenths=366)
    printed = worker_client.get(f"{SHEET}printed/")
    assert printed["Content-Type"] == "application/pdf"
    text = text_of(printed.content)
    assert all(word in text for word in ("赵六丁", "36.6", "逐日体温登记表"))
    event = AuditEvent.objects.get(county=COUNTY, action="papers.periods_printed")
    assert event.changed["people"] == 1


@pytest.mark.django_db
def test_it_leaves_as_a_file_like_every_list_of_persons(came: Observe, secretary: Viewer) -> None:
    row = came(name="赵六丁")
    seen(row, secretary, hour=9, temperature_tenths=366)
    export = asked(by=secretary, kind="DAYS", columns=KINDS["DAYS"].usual)
    copy = take_copy(id=export.pk, by=secretary, now=timezone.now())
    rows = rows_of(file_of(copy=copy, place="明光路社区", who="某人"))
    assert [head.strip() for head in rows[2][4:8]] == ["第1天", "第2天", "第3天", "第4天"]
    assert rows[3][0].strip() == "赵六丁"
    assert rows[3][5].strip().split(" / ")[0] == "36.6"


@pytest.mark.once
def test_the_sheet_costs_as_many_statements_for_twenty_as_for_one(
    worker_client: Client, came: Observe
) -> None:
    def cost() -> int:
        worker_client.get(SHEET)
        with CaptureQueriesContext(connection) as page:
            worker_client.get(SHEET)
        return len(page)

    came()
    one = cost()
    for _n in range(19):
        came()
    assert cost() == one


@pytest.mark.django_db
def test_a_call_that_cannot_stand_for_a_visit_is_told_beside_what_was_missed(
    came: Observe, worker: Viewer
) -> None:
    row = came()
    seen(row, worker, hour=16, channel=Channel.PHONE, temperature_tenths=381)
    assert told(row)[2] == ["漏", "漏 电话38.1!"]
    seen(row, worker, hour=16)
    assert told(row)[2] == ["漏", "38.1!"]
    other = came()
    seen(other, worker, hour=9, channel=Channel.ROSTER, temperature_tenths=365)
    seen(other, worker, hour=16, channel=Channel.PHONE)
    assert told(other)[2] == ["漏 名单36.5", "漏 电话"]


@pytest.mark.django_db
def test_what_is_told_after_its_slot_was_over_is_marked(came: Observe, worker: Viewer) -> None:
    row = came()
    seen(row, worker, hour=9, temperature_tenths=361, said_at=timezone.now())
    assert told(row)[2][0] == "补36.1"
    on_time = came()
    seen(on_time, worker, hour=9, temperature_tenths=361)
    seen(on_time, worker, hour=9, temperature_tenths=362, said_at=timezone.now())
    assert told(on_time)[2][0] == "36.2"


def test_the_legend_says_every_word_of_the_sheet() -> None:
    told_words = [*MARKS.values(), *TOLD_BY.values(), WELL, LATE]
    assert [str(word) for word in told_words if str(word) not in str(LEGEND)] == []
