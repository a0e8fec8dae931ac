"""Who has not been seen for 24, 48, 72 hours: at the edges, by area with how many there are, and what yesterday was missed."""

from datetime import datetime, time, timedelta

import pytest

from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_checks
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.referrals.models import Referral
from linli.staff.rules import Viewer
from linli.worklist.queries.unseen import Yesterday, missed_yesterday, unseen, unseen_below, unseen_people
from tests.cast import CITY, COMMUNITY, COUNTY, FIRST_DAY, PROVINCE, SIBLING, TOWNSHIP, MakeObservation

EARLY = moment(FIRST_DAY, time(5))


def at(day: int, hour: int) -> datetime:
    return moment(FIRST_DAY + timedelta(days=day), time(hour))


def see(one: Observation, by: Viewer, when: datetime, outcome: CheckOutcome = CheckOutcome.DONE) -> None:
    tenths = 366 if outcome is CheckOutcome.DONE else None
    new = NewCheck(new_id(), one, outcome, Channel.VISIT, when, temperature_tenths=tenths)
    (answer,) = record_checks(county=COUNTY, new=[new], by=by, now=when)
    assert answer.refused is None


def hours(now: datetime) -> tuple[int, ...]:
    (line, _sibling) = unseen_below(area=TOWNSHIP, now=now)
    return line.hours


def test_counted_from_when_somebody_was_last_seen_while_a_check_is_unanswered_since(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    one = make_observation(at=EARLY)
    see(one, worker, at(0, 9))
    assert hours(at(1, 8)) == (0, 0, 0)
    assert hours(at(1, 9)) == (1, 0, 0)
    assert hours(at(2, 9)) == (1, 1, 0)
    assert hours(at(3, 9)) == (1, 1, 1)
    assert hours(at(9, 9)) == (1, 1, 1)  # longer ago than the days that are read
    see(one, worker, at(3, 9))
    assert hours(at(3, 10)) == (0, 0, 0)


def test_who_was_never_seen_counts_from_the_first_check_that_was_due(
    make_observation: MakeObservation,
) -> None:
    one = make_observation(at=EARLY)
    due = Duty.objects.filter(county=COUNTY, subject=one.pk).order_by("due_at")[0].due_at
    day = timedelta(days=1)
    assert hours(due + day - timedelta(seconds=1)) == (0, 0, 0)
    assert hours(due + day) == (1, 0, 0)
    assert unseen(area=COMMUNITY, now=due + day)[0].since == due


def test_a_visit_that_met_nobody_saw_nobody_and_who_is_at_a_clinic_is_not_looked_for(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    one, ill = make_observation(at=EARLY), make_observation(at=EARLY, name="李强")
    see(one, worker, at(1, 9), CheckOutcome.NOBODY_HOME)
    assert [found.observation for found in unseen(area=COMMUNITY, now=at(2, 9))].count(one.pk) == 1
    assert hours(at(2, 12)) == (2, 2, 0)
    Referral.objects.create(
        county=COUNTY,
        community=COMMUNITY,
        area=ill.area,
        person_id=ill.person_id,
        subject=ill.pk,
        state="ARRIVED",
        cause=new_id(),
        raised_at=EARLY,
        due_at=EARLY,
    )
    assert hours(at(2, 12)) == (1, 1, 0)


@pytest.mark.parametrize("area", [TOWNSHIP, COUNTY, CITY, PROVINCE])
def test_every_level_counts_the_same_people_of_as_many(
    area: str, make_observation: MakeObservation, worker: Viewer
) -> None:
    make_observation(at=EARLY)
    see(make_observation(at=EARLY, name="李强"), worker, at(1, 9))
    make_observation(at=EARLY, community=SIBLING)
    lines = unseen_below(area=area, now=at(1, 13))  # type: ignore[arg-type]
    assert sum(line.watched for line in lines) == 3
    assert [sum(line.hours[place] for line in lines) for place in range(3)] == [2, 0, 0]
    assert (sum(line.due for line in lines), sum(line.missed for line in lines)) == (6, 6)


def test_names_within_the_community_and_yesterdays_missed(
    make_observation: MakeObservation, worker: Viewer, secretary: Viewer, township_officer: Viewer
) -> None:
    one, other = make_observation(at=EARLY), make_observation(at=EARLY, name="李强")
    see(other, worker, at(0, 9))
    (row, second) = unseen_people(viewer=secretary, now=at(2, 13), hours=24)
    assert [row.observation, second.observation] == [other, one]
    assert (row.since, row.hours) == (at(0, 9), 48)
    assert not unseen_people(viewer=township_officer, now=at(2, 13), hours=24)
    assert missed_yesterday(areas=[COMMUNITY], now=at(1, 1)) == Yesterday(due=4, missed=3)
    assert missed_yesterday(areas=[SIBLING], now=at(1, 1)) == Yesterday(due=0, missed=0)


def test_of_whom_nothing_was_due_since_nobody_is_out_of_sight(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    one = make_observation(at=EARLY)
    last = (one.last_on - FIRST_DAY).days
    assert unseen(area=COMMUNITY, now=at(last, 17))
    see(one, worker, at(last, 18))  # the morning was missed; nothing is due any more
    assert not unseen(area=COMMUNITY, now=at(last + 2, 18))
