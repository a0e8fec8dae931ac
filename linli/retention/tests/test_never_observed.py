"""Who was never observed has a term: after the household's observations, or after being told of where there were none."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.observation.models import Observation
from linli.observation.rules import State
from linli.people.commands import PersonCard, add_people
from linli.people.models import DuplicatePair, Household, Person, PersonSource
from linli.protocols.rules import NEVER_OBSERVED_DAYS
from linli.retention.queries.files import Since, on_file_in, standings
from linli.retention.rules import Why
from linli.retention.tests.nights import ANNOUNCED, DAY, ENDED, GONE, night, over
from tests.cast import COMMUNITY, COUNTY, MORNING, MakeObservation

DOOR = "1栋1单元101室"
ALONE_GONE = MORNING + NEVER_OBSERVED_DAYS * DAY


def lives_at(address: str, *, name: str = "王奶奶", at: datetime = MORNING) -> Person:
    """Register somebody who never came from anywhere."""
    (person,) = add_people(community=COMMUNITY, cards=[PersonCard(name=name, address=address)], now=at)
    return person


def name(person: Person) -> str:
    return Person.objects.get(pk=person.pk).name


def test_a_member_goes_with_the_last_of_the_household_and_the_door_with_them(
    make_observation: MakeObservation,
) -> None:
    observation = make_observation(address=DOOR)
    member = lives_at(DOOR)
    assert night(ANNOUNCED).kept == {
        Why.OBSERVED: 1
    }  # while one is observed nobody else of the door is looked at

    over(observation)
    assert night(ANNOUNCED).announced == 2
    assert night(GONE - DAY).removed == 0
    assert name(member) == "王奶奶"

    assert night(GONE).removed == 2
    assert name(member).startswith("已销毁 ")
    assert Household.objects.get(pk=member.household_id).address == ""


def test_where_nobody_was_observed_the_registration_has_a_term(areas: object) -> None:
    alone = lives_at("9栋1单元901室")
    assert night(ALONE_GONE - 8 * DAY).on_file == 0
    assert night(ALONE_GONE - 7 * DAY).announced == 1
    assert night(ALONE_GONE - DAY).removed == 0

    assert night(ALONE_GONE).removed == 1
    assert name(alone).startswith("已销毁 ")


def test_who_was_told_of_again_is_kept_from_that_day(areas: object) -> None:
    alone = lives_at("9栋1单元901室")
    PersonSource.objects.create(
        county=COUNTY, community=COMMUNITY, person=alone, kind="PHONE", told_at=MORNING + 10 * DAY, by=uuid4()
    )
    night(ALONE_GONE + 3 * DAY)
    assert night(ALONE_GONE + 9 * DAY).removed == 0
    assert night(ALONE_GONE + 10 * DAY).removed == 1


@pytest.mark.parametrize("what", ["observed again", "a pair"])
def test_the_same_open_things_hold_them_back(make_observation: MakeObservation, what: str) -> None:
    over(make_observation(address=DOOR))
    member = lives_at(DOOR)
    night(ANNOUNCED)
    if what == "a pair":
        other = make_observation(name="王方").person
        DuplicatePair.objects.create(
            county=COUNTY,
            community=COMMUNITY,
            one=member,
            other=other,
            certainty="SIMILAR",
            grounds=[],
            found_at=MORNING,
        )
    else:
        Observation.objects.filter(person=make_observation(name="王小", address=DOOR).person).update(
            state=State.OBSERVING
        )
    night(GONE)
    assert name(member) == "王奶奶"


def test_the_page_says_what_the_days_run_from(make_observation: MakeObservation) -> None:
    observed = over(make_observation(address=DOOR)).person_id
    member, alone = lives_at(DOOR), lives_at("9栋1单元901室", name="独居")
    found = {s.person: s for s in standings(people=[observed, member.pk, alone.pk], waiting=(), now=ENDED)}
    assert {person: s.since for person, s in found.items()} == {
        observed: Since.OBSERVATION,
        member.pk: Since.HOUSEHOLD,
        alone.pk: Since.TOLD,
    }


def test_four_statements_more_however_many_there_are(make_observation: MakeObservation) -> None:
    observed = [over(make_observation()).person_id]
    counts = []
    for number in (1, 30):
        more = [lives_at(f"{number}{i}栋1单元901室").pk for i in range(number)]
        for people in (observed, [*observed, *more]):
            with CaptureQueriesContext(connection) as asked:
                list(standings(people=people, waiting=(), now=GONE))
            counts.append(len(asked))
    assert [b - a for a, b in zip(counts[::2], counts[1::2], strict=True)] == [4, 4]
    assert len(on_file_in(community=COMMUNITY, now=GONE)) == 32
