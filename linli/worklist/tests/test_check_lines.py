"""The day's list: how each door stands at each hour, in which order, for whom, and its counts."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli import kept
from linli.areas.rules import AreaCode
from linli.cases.commands import record_test, take_referral_step
from linli.clock import day_of, moment
from linli.duties.commands import waive_duties
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check
from linli.observation.models import Observation
from linli.observation.queries.cases import observations_open
from linli.observation.rules import Channel, CheckOutcome
from linli.observation.rules.releases import LabResult, LabTest
from linli.referrals.commands import Told
from linli.referrals.models import Referral
from linli.referrals.rules import State
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.worklist.queries.check_lines import CheckLine, check_lines
from tests.cast import COMMUNITY, FIRST_DAY, GRID, MORNING, OTHER_GRID, SIBLING, MakeObservation, MakeViewer

NEXT_DAY = FIRST_DAY + timedelta(days=1)
# Before the first session opens, so that both duties of the day exist.
EARLY = moment(FIRST_DAY, time(5))


def at(hour: int, minute: int = 0, *, on: date = FIRST_DAY) -> datetime:
    return moment(on, time(hour, minute))


def everybody(*, viewer: Viewer, at: datetime, ids: Sequence[UUID]) -> QuerySet[Observation]:
    return observations_open(viewer=viewer)


def listed(viewer: Viewer, now: datetime) -> list[CheckLine]:
    """Return the whole list as the page asks for it."""
    whole = kept.query(everybody, viewer=viewer)
    return check_lines(viewer=viewer, observations=whole, ids=(), day=day_of(now), now=now)


def door_of(viewer: Viewer, now: datetime) -> CheckLine:
    (door,) = listed(viewer, now)
    return door


def states(door: CheckLine) -> dict[str, str]:
    return {slot.session: slot.state for slot in door.slots}


def visit(
    observation: Observation,
    by: Viewer,
    now: datetime,
    *,
    outcome: CheckOutcome = CheckOutcome.DONE,
    tenths: int | None = 365,
) -> None:
    new = NewCheck(
        id=new_id(),
        observation=observation,
        outcome=outcome,
        channel=Channel.VISIT,
        claimed_at=now,
        temperature_tenths=tenths if outcome is CheckOutcome.DONE else None,
    )
    record_check(new=new, by=by, now=now)


@pytest.mark.parametrize(
    ("now", "morning", "afternoon", "needs_action", "is_overdue"),
    [
        (at(5, 59), "LATER", "LATER", False, False),
        (at(6), "OPEN", "LATER", True, False),
        (at(10, 59), "OPEN", "LATER", True, False),
        (at(11), "OPEN", "LATER", True, False),
        (at(12), "OPEN", "OPEN", True, False),
        (at(12, 59), "OPEN", "OPEN", True, False),
        (at(13), "OVERDUE", "OPEN", True, True),
        (at(19, 59), "OVERDUE", "OPEN", True, True),
        (at(20), "OVERDUE", "OVERDUE", True, True),
        (at(23, 59), "OVERDUE", "OVERDUE", True, True),
    ],
)
def test_a_silent_door_through_the_day(
    now: datetime,
    morning: str,
    afternoon: str,
    needs_action: bool,
    is_overdue: bool,
    make_observation: MakeObservation,
    worker: Viewer,
) -> None:
    make_observation(at=EARLY)
    door = door_of(worker, now)
    assert states(door) == {"AM": morning, "PM": afternoon}
    assert (door.needs_action, door.is_overdue) == (needs_action, is_overdue)


@pytest.mark.parametrize(
    ("outcome", "hour", "now", "expected", "needs_action", "is_overdue"),
    [
        (CheckOutcome.DONE, 8, at(9), {"AM": "DONE", "PM": "LATER"}, False, False),
        (CheckOutcome.DONE, 8, at(13), {"AM": "DONE", "PM": "OPEN"}, True, False),
        (CheckOutcome.DONE, 8, at(18), {"AM": "DONE", "PM": "OPEN"}, True, False),
        (CheckOutcome.DONE, 8, at(20), {"AM": "DONE", "PM": "OVERDUE"}, True, True),
        (CheckOutcome.DONE, 13, at(14), {"AM": "OVERDUE", "PM": "DONE"}, True, True),
        (CheckOutcome.NOBODY_HOME, 8, at(12), {"AM": "NOBODY_HOME", "PM": "OPEN"}, True, False),
        (CheckOutcome.REFUSED, 8, at(9), {"AM": "REFUSED", "PM": "LATER"}, False, False),
    ],
)
def test_a_visit_answers_its_own_session_only(
    outcome: CheckOutcome,
    hour: int,
    now: datetime,
    expected: dict[str, str],
    needs_action: bool,
    is_overdue: bool,
    make_observation: MakeObservation,
    worker: Viewer,
) -> None:
    visit(make_observation(at=EARLY), worker, at(hour), outcome=outcome)
    door = door_of(worker, now)
    assert states(door) == expected
    assert (door.needs_action, door.is_overdue) == (needs_action, is_overdue)


def test_a_waived_door_asks_for_nothing(make_observation: MakeObservation, worker: Viewer) -> None:
    observation = make_observation(at=EARLY)
    waive_duties(county=observation.county, kind="CHECK", subject=observation.pk, from_=at(12))
    door = door_of(worker, at(19))
    assert states(door) == {"AM": "OVERDUE", "PM": "NOT_NEEDED"}


def test_somebody_at_the_clinic_is_away_and_not_overdue(
    make_observation: MakeObservation, worker: Viewer, doctor: Viewer
) -> None:
    visit(make_observation(at=EARLY), worker, at(13), tenths=381)
    referral = Referral.objects.get()
    assert door_of(worker, at(14)).is_overdue
    way: tuple[tuple[State, Told], ...] = (
        (State.ACCEPTED, {}),
        (State.TRANSPORT, {"transport": "AMBULANCE"}),
        (State.ARRIVED, {"clinic": "市第一人民医院"}),
    )
    for to, told in way:
        assert not door_of(worker, at(14)).away
        take_referral_step(referral=referral, to=to, by=doctor, now=at(14), **told)
    door = door_of(worker, at(14))
    assert states(door) == {"AM": "OVERDUE", "PM": "DONE"}
    assert (door.away, door.alert, door.needs_action, door.is_overdue) == (True, True, False, False)


def test_silence_of_earlier_days_is_missed_and_today_starts_anew(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation(at=EARLY)
    visit(observation, worker, at(8))
    assert door_of(worker, at(20)).missed == 0
    door = door_of(worker, at(5, on=NEXT_DAY))
    assert (door.missed, states(door)) == (1, {"AM": "LATER", "PM": "LATER"})
    assert door_of(worker, at(8, on=NEXT_DAY + timedelta(days=1))).missed == 3


def test_who_registers_in_the_afternoon_owes_no_morning(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    make_observation(at=at(14))
    assert states(door_of(worker, at(14))) == {"PM": "OPEN"}


def test_the_period_is_over_from_the_day_after_the_last(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    last_on = make_observation(at=EARLY).last_on
    assert not door_of(worker, at(8, on=last_on)).over
    door = door_of(worker, at(8, on=last_on + timedelta(days=1)))
    assert (door.over, door.slots, door.needs_action) == (True, (), False)


def test_doors_stand_by_grid_then_as_one_walks_then_by_name(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    for name, address, grid_name in [
        ("甲", "1栋1单元101室", "第二网格"),
        ("乙", "10栋1单元101室", "第一网格"),
        ("丙", "2栋1单元1001室", "第一网格"),
        ("丁二", "2栋1单元201室", "第一网格"),
        ("丁一", "2栋1单元201室", "第一网格"),
        ("戊", "3栋1单元101室", ""),
    ]:
        make_observation(name=name, address=address, grid_name=grid_name)
    walked = [door.observation.person.name for door in listed(secretary, MORNING)]
    assert walked == ["戊", "丁一", "丁二", "丙", "乙", "甲"]


@pytest.mark.parametrize(
    ("role", "area", "names"),
    [
        (Role.GRID_WORKER, GRID, ["王芳"]),
        (Role.GRID_WORKER, OTHER_GRID, ["李强"]),
        (Role.SECRETARY, COMMUNITY, ["王芳", "李强"]),
        (Role.DOCTOR, SIBLING, ["周敏"]),
        (Role.TOWNSHIP_OFFICER, AreaCode("340102001"), []),
    ],
)
def test_everybody_has_a_list_of_their_own(
    role: Role, area: AreaCode, names: list[str], make_observation: MakeObservation, make_viewer: MakeViewer
) -> None:
    make_observation(name="王芳", at=EARLY)
    make_observation(name="李强", at=EARLY, grid_name="第二网格")
    make_observation(name="周敏", at=EARLY, community=SIBLING)
    viewer = make_viewer(role=role, area=area)
    assert [door.observation.person.name for door in listed(viewer, MORNING)] == names


def test_a_door_shows_its_own_slots_and_alert_only(make_observation: MakeObservation, worker: Viewer) -> None:
    feverish = make_observation(name="王芳", address="1栋1单元101室", at=EARLY)
    make_observation(name="李强", address="2栋1单元101室", at=EARLY)
    visit(feverish, worker, MORNING, tenths=381)
    first, second = listed(worker, MORNING)
    assert (states(first)["AM"], first.alert) == ("DONE", True)
    assert (states(second)["AM"], second.alert) == ("OPEN", False)


def test_the_page_takes_as_many_statements_for_twenty_doors_as_for_one(
    make_observation: MakeObservation, worker: Viewer, sign_in: Callable[..., Any]
) -> None:
    browser = sign_in(role=Role.GRID_WORKER, area=GRID)
    now = timezone.now()
    arrived_on = day_of(now) - timedelta(days=1)

    def statements() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as listing:
            shown = listed(worker, now)
            assert all(door.observation.person.household.address for door in shown)
        with CaptureQueriesContext(connection) as page:
            assert len(browser.get("/day/").context["doors"]) == len(shown)
        return len(listing), len(page)

    make_observation(at=now, arrived_on=arrived_on)
    browser.get("/day/")  # the first page of a process reads what it keeps
    one = statements()
    for n in range(19):
        observation = make_observation(at=now, arrived_on=arrived_on)
        visit(observation, worker, now, tenths=381 if n % 2 else 365)
    assert len(listed(worker, now)) == 20
    assert statements() == one
    assert one[0] == 3  # the observations, their duties with those missed, and their checks


def test_while_one_member_has_a_fever_the_others_of_the_door_are_to_be_visited(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    ill, other = (make_observation(address="3栋1单元501室", name=name) for name in ("王芳", "李强"))
    stranger = make_observation(address="9栋", name="周敏")
    visit(ill, worker, at(9), tenths=381)
    told = {line.observation.pk: (line.family_ill, line.needs_visit) for line in listed(worker, at(12, 30))}
    assert told == {ill.pk: ("", False), other.pk: ("FEVER", True), stranger.pk: ("", False)}


def test_what_is_said_of_the_family_is_what_is_so_and_the_case_before_the_fever(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    home = {"address": "3栋1单元501室"}
    ill, other = (make_observation(name=name, **home) for name in ("王芳", "李强"))

    def told() -> str:
        return next(line.family_ill for line in listed(doctor, at(12, 30)) if line.observation.pk == other.pk)

    cough = NewCheck(
        new_id(), ill, CheckOutcome.DONE, Channel.VISIT, at(9), temperature_tenths=366, symptoms=("COUGH",)
    )
    record_check(new=cough, by=doctor, now=at(9))
    assert told() == "SYMPTOM"
    test = LabTest(FIRST_DAY, LabResult.POSITIVE)
    record_test(observation=ill, test=test, words="报告单", by=doctor, now=at(10))
    assert told() == "TEST"
    referral = Referral.objects.get()
    for step in (State.ACCEPTED, State.TRANSPORT, State.ARRIVED, State.RESULT, State.ADMITTED):
        take_referral_step(
            referral=referral,
            to=step,
            by=doctor,
            now=at(11),
            transport="AMBULANCE" if step == State.TRANSPORT else "",
            clinic="区医院",
            result="CONFIRMED" if step == State.RESULT else "",
        )
    assert told() == "CONFIRMED"  # in a bed the alerts are closed, and the family is told all the same
