"""Whatever is asked, taken back, registered, struck off and begun anew, in whatever order: progress is a recount."""

from datetime import datetime, timedelta
from typing import Final

import pytest
from django.db import transaction
from django.db.models import QuerySet
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.clock import start_of
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check, reopen_observation, strike_check
from linli.observation.models import Check, CheckStrike, Observation
from linli.observation.queries.reopening import may_reopen
from linli.observation.rules import Channel, CheckOutcome, State
from linli.people.models import Household
from linli.screening import commands
from linli.screening.models import DoorAnswer
from linli.screening.queries import doors_open, progress_of
from linli.screening.queries.doors import answer_standing
from linli.screening.queries.figures import counted, doors_behind_figure
from linli.screening.rules import ANSWERED, Answer, Way
from linli.screening.tests.conftest import ListOf
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, MORNING, MakeObservation
from tests.properties import examples

DOORS: Final = 4
ACTS: Final = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "NOBODY",
                "SOMEBODY",
                "NO_REPLY",
                "back",
                "register",
                "strike off",
                "reopen",
                "check",
                "strike",
                "round",
            ]
        ),
        st.integers(0, DOORS - 1),
    ),
    max_size=12,
)


class RollBack(Exception):
    """Ends an example, so that the next begins with nothing."""


@settings(max_examples=examples(25))
@given(acts=ACTS)
def test_doors_asked_of_all_are_a_recount(
    acts: list[tuple[str, int]], list_of: ListOf, make_observation: MakeObservation, secretary: Viewer
) -> None:
    with pytest.raises(RollBack), transaction.atomic():
        _lived_and_rolled_back(acts, list_of, make_observation, secretary)


def _lived_and_rolled_back(
    acts: list[tuple[str, int]], list_of: ListOf, make: MakeObservation, by: Viewer
) -> None:
    list_of()
    doors = list(Household.objects.filter(community=COMMUNITY).order_by("walk_order"))
    began_at = start_of(FIRST_DAY)
    for minute, (act, number) in enumerate(acts, start=1):
        now = MORNING + timedelta(minutes=minute)
        if act == "register":
            make(address=doors[number].address, at=now)
        elif act == "round":
            commands.begin_round(community=COMMUNITY, by=by, now=now)
            began_at = now
        else:
            _done(act, doors[number], by, now)

    now = MORNING + timedelta(hours=1)
    asked = {door.pk for door in doors if _asked(door, began_at)}
    today = {door.pk for door in doors if _asked(door, start_of(FIRST_DAY))}
    assert set(doors_open(viewer=by).values_list("pk", flat=True)) == {door.pk for door in doors} - asked
    told = progress_of(viewer=by, now=now)
    assert (told.whole.known, told.whole.answered, told.today) == (DOORS, len(asked), len(today))
    figures = counted(community=COMMUNITY, from_=start_of(FIRST_DAY), until=now)
    assert (figures["doors_known"], figures["doors_asked"]) == (DOORS, len(asked))
    # Checks count where they fall due, as in the figures beside it: of the whole day they are those that were made in it.
    night = start_of(FIRST_DAY) + timedelta(days=1)
    whole = counted(community=COMMUNITY, from_=start_of(FIRST_DAY), until=night)
    assert whole["households_seen"] == len(today)
    behind = doors_behind_figure(
        key="households_seen", community=COMMUNITY, from_=start_of(FIRST_DAY), until=night
    )
    assert len(behind) == len(today)
    raise RollBack


def _done(act: str, door: Household, by: Viewer, now: datetime) -> None:
    """Do an act at a door, where there is something to do it with."""
    there = Observation.objects.filter(person__household=door)
    if act in set(Answer):
        stands = answer_standing(household=door)
        new = commands.NewAnswer(new_id(), door, Answer(act), Way.VISIT, stands.pk if stands else None)
        commands.answer_door(new=new, by=by, now=now)
    elif act == "back" and (row := DoorAnswer.objects.filter(household=door, taken_back_at=None).first()):
        commands.take_back_answer(answer=row, by=by, now=now)
    elif act == "strike off":
        there.update(state=State.STRUCK_OFF, closed_at=now)
    elif act == "reopen":
        _reopen(there, by, now)
    elif act == "check" and (seen := there.filter(state=State.OBSERVING).first()):
        check = NewCheck(new_id(), seen, CheckOutcome.DONE, Channel.VISIT, now, temperature_tenths=365)
        record_check(new=check, by=by, now=now)
    elif act == "strike" and (made := _standing(door)):
        strike_check(check=made, reason="记错了", by=by, now=now)


def _reopen(there: QuerySet[Observation], by: Viewer, now: datetime) -> None:
    for ended in there.filter(state=State.STRUCK_OFF):
        if may_reopen(observation=ended):
            reopen_observation(observation=ended, reason="点错了", by=by, now=now)


def _standing(door: Household) -> Check | None:
    people = list(Observation.objects.filter(person__household=door))
    rows = Check.objects.filter(county=COUNTY, observation__in=people).order_by("received_at")
    return next((row for row in rows if not _is_struck(row)), None)


def _is_struck(check: Check) -> bool:
    return CheckStrike.objects.filter(county=COUNTY, check_id=check.id, lifted_at=None).exists()


def _asked(door: Household, since: datetime) -> bool:
    """Recount one door by hand."""
    answered = DoorAnswer.objects.filter(
        household=door, taken_back_at=None, answer__in=ANSWERED, at__gte=since
    ).exists()
    people = list(Observation.objects.filter(person__household=door))
    registered = any(
        (one.began_at or one.opened_at) >= since and one.state != State.STRUCK_OFF for one in people
    )
    checks = Check.objects.filter(county=COUNTY, observation__in=people, received_at__gte=since)
    return answered or registered or any(not _is_struck(check) for check in checks)
