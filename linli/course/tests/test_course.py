"""What was decided of observations is told with names, in a fixed number of statements however many."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from linli.course.queries.history import AfterEnd, WentOn, after_ends, judged_of
from linli.observation import commands
from linli.observation.models import Arrival, Observation
from linli.observation.rules import DecisionKind, State
from linli.staff.queries import names_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FIRST_DAY, MORNING, MakeObservation

LATER = MORNING + timedelta(hours=3)


def die(observation: Observation, by: Viewer, now: datetime = MORNING) -> Observation:
    commands.end_with_reason(
        observation=observation, state=State.DIED, reason="家中去世", by=by, now=now, died_on=FIRST_DAY
    )
    return Observation.objects.get(pk=observation.pk)


def test_a_day_of_death_stands_until_the_end_is_taken_back(
    make_observation: MakeObservation,
    secretary: Viewer,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    goes_on, died = make_observation(), make_observation(name="李强")
    with django_assert_num_queries(0):
        assert after_ends(observations=[goes_on, died]) == {goes_on.pk: AfterEnd(), died.pk: AfterEnd()}

    died = die(died, secretary)
    with django_assert_num_queries(1):
        told = after_ends(observations=[goes_on, died])
    assert told == {goes_on.pk: AfterEnd(), died.pk: AfterEnd(died_on=FIRST_DAY)}

    again = commands.reopen_observation(observation=died, reason="认错了人", by=secretary, now=LATER)
    told = after_ends(observations=[again, died])
    taken_back = WentOn(LATER, names_of(ids={secretary.user_id})[secretary.user_id], "认错了人")
    assert (told[again.pk], told[died.pk].went_on) == (AfterEnd(), taken_back)


def test_decisions_stand_under_their_observation_in_order_of_time(
    make_observation: MakeObservation,
    secretary: Viewer,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    died = die(make_observation(), secretary)
    again = commands.reopen_observation(observation=died, reason="认错了人", by=secretary, now=LATER)
    die(again, secretary, LATER + timedelta(hours=1))
    other = make_observation(name="李强")
    with django_assert_num_queries(3):
        judged = judged_of(observations=[again, died, other])
    assert [one.observation.pk for one in judged] == [again.pk, died.pk, other.pk]
    kinds = [[row.kind for row, _by in one.decisions] for one in judged]
    assert kinds == [[DecisionKind.REOPENED, DecisionKind.DIED], [DecisionKind.DIED], []]


def test_a_note_stands_under_its_own_word_with_numbers_hidden(
    make_observation: MakeObservation, sign_in: Callable[..., Client]
) -> None:
    observation = make_observation()
    Arrival.objects.filter(pk=observation.arrival_id).update(note="自驾；另一电话13905510099")
    told = (
        sign_in(role=Role.DOCTOR, area=COMMUNITY).get(f"/people/{observation.person_id}/sections/facts/").text
    )
    assert "自驾；另一电话*********99" in told
    assert "13905510099" not in told
    assert re.search(r"<dt>备注</dt>\s*<dd>\s*自驾", told)
