"""How a slot stands, at its edges, and what nobody has answered."""

from datetime import datetime, time, timedelta
from uuid import UUID

import pytest

from linli.clock import moment
from linli.duties.kinds import DutyKind
from linli.duties.models import Duty
from linli.duties.queries import (
    duties_of_days,
    escalation_of,
    escalations,
    overdue,
    slot_of,
    slots_on,
    unexplained,
)
from linli.duties.rules import Ends, Escalation
from linli.ids import new_id
from linli.staff.rights import Action
from tests.cast import COUNTY, FIRST_DAY, FOREIGN, GRID

GRACE = timedelta(hours=2)
KIND = "CHECK"


def kind(ends: Ends) -> DutyKind:
    return DutyKind(
        code=KIND,
        words="一种任务",
        ends=ends,
        seen_by=Action.SEE_PERSON,
        answered_by=Action.RECORD_CHECK,
        subjects=lambda _ids: {},
    )


LAPSING, STANDING = kind(Ends.LAPSES), kind(Ends.STANDS)
OPENS = moment(FIRST_DAY, time(6))
DUE = moment(FIRST_DAY, time(11))
PM_DUE = moment(FIRST_DAY, time(18))
MIDNIGHT = moment(FIRST_DAY + timedelta(days=1), time(0))
INSTANT = timedelta(microseconds=1)


def duty(
    *,
    outcome: str = "",
    session: str = "AM",
    due_at: datetime = DUE,
    county: str = COUNTY,
    area: str = GRID,
    kind: str = KIND,
    explained_at: datetime | None = None,
    explanation: str = "",
) -> Duty:
    return Duty(
        county=county,
        kind=kind,
        subject=new_id(),
        area=area,
        slot_on=FIRST_DAY,
        session=session,
        opens_at=OPENS if session == "AM" else moment(FIRST_DAY, time(13)),
        due_at=due_at,
        overdue_at=due_at + GRACE,
        outcome=outcome,
        explained_at=explained_at,
        explanation=explanation,
    )


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (OPENS - timedelta(days=1), "LATER"),
        (OPENS - INSTANT, "LATER"),
        (OPENS, "OPEN"),
        (DUE, "OPEN"),
        (DUE + GRACE - INSTANT, "OPEN"),
        (DUE + GRACE, "OVERDUE"),
        (MIDNIGHT - INSTANT, "OVERDUE"),
        (MIDNIGHT, "MISSED"),
        (MIDNIGHT + timedelta(days=30), "MISSED"),
    ],
)
def test_an_unanswered_slot_through_time(now: datetime, state: str) -> None:
    slot = slot_of(duty=duty(), ends=Ends.LAPSES, now=now)
    assert (slot.session, slot.state, slot.due_at) == ("AM", state, DUE)


@pytest.mark.parametrize("now", [OPENS - INSTANT, DUE, DUE + GRACE, MIDNIGHT])
@pytest.mark.parametrize("outcome", ["DONE", "NOBODY_HOME", "REFUSED", "NOT_NEEDED"])
def test_an_answer_stands_whatever_the_hour(outcome: str, now: datetime) -> None:
    assert slot_of(duty=duty(outcome=outcome), ends=Ends.LAPSES, now=now).state == outcome


def test_a_missed_slot_that_is_explained_stays_missed_and_tells_why() -> None:
    explained = duty(explained_at=MIDNIGHT, explanation="停电")
    slot = slot_of(duty=explained, ends=Ends.LAPSES, now=MIDNIGHT)
    assert (slot.state, slot.explanation) == ("MISSED", "停电")


@pytest.mark.parametrize(
    ("morning", "now", "visit"),
    [
        ("", DUE + GRACE - INSTANT, [False, False]),
        ("", DUE + GRACE, [False, True]),
        ("", PM_DUE + GRACE, [False, True]),
        ("", MIDNIGHT, [False, False]),
        ("NOBODY_HOME", PM_DUE, [False, False]),
        ("DONE", PM_DUE, [False, False]),
    ],
)
def test_after_a_missed_morning_the_afternoon_needs_a_visit(
    morning: str, now: datetime, visit: list[bool]
) -> None:
    day = [duty(outcome=morning), duty(session="PM", due_at=PM_DUE)]
    answers = slots_on(duties=day, now=now)

    assert [one for one, _ in answers] == day
    assert [slot.needs_visit for _, slot in answers] == visit


def test_where_something_forbids_a_call_what_is_open_needs_a_visit_and_what_comes_later_does_not_yet() -> (
    None
):
    day = [duty(), duty(session="PM", due_at=PM_DUE)]
    answers = slots_on(duties=day, now=OPENS, alarmed=True)
    assert [slot.needs_visit for _, slot in answers] == [True, False]


def test_an_answered_afternoon_needs_no_visit_any_more() -> None:
    day = [duty(), duty(session="PM", due_at=PM_DUE, outcome="DONE")]
    answers = slots_on(duties=day, now=PM_DUE)
    assert [slot.needs_visit for _, slot in answers] == [False, False]


@pytest.mark.django_db
def test_the_delays_of_a_kind_are_stored() -> None:
    assert escalations()[KIND] == escalation_of(kind=KIND)
    assert escalation_of(kind=KIND) == Escalation(
        secretary_after=timedelta(hours=1), township_after=timedelta(hours=2)
    )


def found(now: datetime, *duties: Duty) -> list[UUID]:
    Duty.objects.bulk_create(duties)
    rows = overdue(counties=[COUNTY], kind=LAPSING, now=now)
    return [row.id for row in rows]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("now", "is_overdue"),
    [
        (DUE + GRACE - INSTANT, False),
        (DUE + GRACE, True),
        (MIDNIGHT - INSTANT, True),
        (MIDNIGHT, False),
    ],
)
def test_overdue_is_what_today_can_still_be_mended(now: datetime, *, is_overdue: bool) -> None:
    one = duty()
    assert found(now, one) == ([one.id] if is_overdue else [])
    assert (slot_of(duty=one, ends=Ends.LAPSES, now=now).state == "OVERDUE") is is_overdue


@pytest.mark.parametrize("days", [0, 1, 30])
def test_what_stands_is_overdue_on_any_later_day(days: int) -> None:
    now = DUE + GRACE + timedelta(days=days)
    assert slot_of(duty=duty(), ends=Ends.STANDS, now=now).state == "OVERDUE"
    assert slot_of(duty=duty(), ends=Ends.STANDS, now=OPENS - INSTANT).state == "LATER"
    assert slot_of(duty=duty(), ends=Ends.STANDS, now=DUE + GRACE - INSTANT).state == "OPEN"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("now", "lapsing", "standing"),
    [
        (DUE + GRACE - INSTANT, False, False),
        (DUE + GRACE, True, True),
        (MIDNIGHT, False, True),
        (MIDNIGHT + timedelta(days=30), False, True),
    ],
)
def test_what_stands_is_on_the_list_of_the_overdue_until_it_is_answered(
    now: datetime, *, lapsing: bool, standing: bool
) -> None:
    Duty.objects.bulk_create([duty(), duty(outcome="DONE"), duty(outcome="NOT_NEEDED")])
    for which, wanted in ((LAPSING, lapsing), (STANDING, standing)):
        assert overdue(counties=[COUNTY], kind=which, now=now).count() == int(wanted)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("outcome", "days", "lapsing", "standing"),
    [
        ("", -1, False, False),  # not opened yet
        ("", 0, True, True),
        ("", 1, False, True),
        ("DONE", 0, True, False),
        ("NOBODY_HOME", 0, True, False),
        ("NOT_NEEDED", 0, False, False),
        ("DONE", 1, False, False),
    ],
)
def test_which_duties_belong_to_a_day(outcome: str, days: int, *, lapsing: bool, standing: bool) -> None:
    Duty.objects.bulk_create([duty(outcome=outcome)])
    day = FIRST_DAY + timedelta(days=days)
    for which, wanted in ((LAPSING, lapsing), (STANDING, standing)):
        rows = duties_of_days(counties=[COUNTY], kinds=[which.code], ends=which.ends, first=day, last=day)
        assert rows.count() == int(wanted)


@pytest.mark.django_db
def test_overdue_leaves_out_answers_other_kinds_and_other_counties_and_begins_with_the_oldest() -> None:
    newer, older = duty(due_at=DUE + INSTANT), duty()
    left_out = [
        *(duty(outcome=outcome) for outcome in ("DONE", "NOBODY_HOME", "REFUSED", "NOT_NEEDED")),
        duty(kind="OTHER"),
        duty(county=FOREIGN[:6], area=FOREIGN),
    ]
    assert found(PM_DUE, newer, older, *left_out) == [older.id, newer.id]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "now", "wanted"),
    [
        (duty(), DUE - INSTANT, False),
        (duty(), DUE, True),
        (duty(), MIDNIGHT, True),
        (duty(outcome="NOBODY_HOME"), DUE, True),
        (duty(outcome="REFUSED"), DUE, True),
        (duty(outcome="DONE"), DUE, False),
        (duty(outcome="NOT_NEEDED"), DUE, False),
        (duty(explained_at=DUE, explanation="停电"), MIDNIGHT, False),
        (duty(kind="OTHER"), DUE, False),
    ],
)
def test_what_wants_an_explanation(one: Duty, now: datetime, *, wanted: bool) -> None:
    neighbour = duty()
    Duty.objects.bulk_create([one, neighbour])

    rows = unexplained(counties=[COUNTY], kind=KIND, subjects=[one.subject], now=now)
    assert [row.id for row in rows] == ([one.id] if wanted else [])
