"""What one member of a household means for the others."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest

from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation import commands
from linli.observation.commands import NewCheck, change_household_card, record_check, review_alert
from linli.observation.models import Alert, Check, Observation, ObservationDecision
from linli.observation.rules import Channel, CheckOutcome, State
from linli.observation.rules.households import Alarm, is_alarmed
from linli.people.commands import KnownElsewhere, NewCardChange, PersonCard, add_member
from linli.people.models import Person
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FIRST_DAY, MORNING, MakeObservation

HOME = "3栋1单元501室"
LAST_DAY = date(2020, 2, 9)
NOON = moment(FIRST_DAY, time(12, 30))


def told(observation: Observation, by: Viewer, channel: Channel, hour: int, tenths: int) -> Check | None:
    when = moment(FIRST_DAY, time(hour))
    new = NewCheck(new_id(), observation, CheckOutcome.DONE, channel, when, temperature_tenths=tenths)
    return record_check(new=new, by=by, now=when).check


def outcome(observation: Observation, session: str) -> str:
    return Duty.objects.get(county=COUNTY, subject=observation.pk, slot_on=FIRST_DAY, session=session).outcome


@pytest.fixture
def grandmother(make_observation: MakeObservation, secretary: Viewer) -> Callable[[Observation], Person]:
    """Register somebody who stayed at home behind the same door."""

    def live_with(observation: Observation) -> Person:
        card = PersonCard(name="赵桂兰", phone="13911112222")
        return add_member(household=observation.person.household, card=card, by=secretary, now=MORNING)

    return live_with


@pytest.mark.parametrize(
    ("minutes", "alarmed"), [(-1, False), (0, True), (59, True), (60, False), (61, False)]
)
def test_an_alarm_lasts_from_its_alert_to_its_review(minutes: int, *, alarmed: bool) -> None:
    alarm = Alarm(MORNING, MORNING + timedelta(hours=1))
    when = MORNING + timedelta(minutes=minutes)
    assert is_alarmed(alarms=[alarm], at=when) is alarmed
    assert is_alarmed(alarms=[Alarm(MORNING, None)], at=when) is (minutes >= 0)


def test_while_one_member_has_a_fever_the_others_are_visited(
    make_observation: MakeObservation, worker: Viewer, doctor: Viewer
) -> None:
    ill, other = make_observation(address=HOME), make_observation(address=HOME, name="李强")
    stranger = make_observation(address="9栋", name="周敏")
    told(ill, worker, Channel.VISIT, 9, 381)
    for observation in (other, stranger):
        told(observation, worker, Channel.PHONE, 10, 365)
    assert (outcome(other, "AM"), outcome(stranger, "AM")) == ("", "DONE")

    told(other, worker, Channel.VISIT, 11, 365)
    assert outcome(other, "AM") == "DONE"
    review_alert(alert=Alert.objects.get(), reason="复测正常", by=doctor, now=NOON)
    told(other, worker, Channel.PHONE, 13, 365)
    assert outcome(other, "PM") == "DONE"


def test_who_cannot_keep_apart_is_observed_together_to_the_last_day_of_the_longest(
    make_observation: MakeObservation, secretary: Viewer, grandmother: Callable[[Observation], Person]
) -> None:
    early = make_observation(address=HOME, arrived_on=FIRST_DAY - timedelta(days=5))
    late = make_observation(address=HOME, name="李强")
    old = grandmother(late)
    (opened,) = commands.keep_apart_or_together(
        household=late.person.household, cannot_separate=True, by=secretary, now=NOON
    )
    assert (opened.person_id, opened.anchor, opened.last_on) == (old.pk, late.anchor, LAST_DAY)
    early.refresh_from_db()
    assert early.last_on == LAST_DAY
    assert ObservationDecision.objects.get().observation_id == early.pk
    slots = Duty.objects.filter(county=COUNTY, subject=opened.pk, outcome="")
    assert slots.count() == 1 + 13 * 2  # this afternoon, then thirteen days

    assert not commands.keep_apart_or_together(
        household=late.person.household, cannot_separate=True, by=secretary, now=NOON
    )


def test_somebody_who_comes_home_later_takes_those_along_who_cannot_keep_apart(
    make_observation: MakeObservation, secretary: Viewer, grandmother: Callable[[Observation], Person]
) -> None:
    first = make_observation(address=HOME)
    old = grandmother(first)
    commands.keep_apart_or_together(
        household=first.person.household, cannot_separate=False, by=secretary, now=NOON
    )
    assert Observation.objects.count() == 1
    commands.keep_apart_or_together(
        household=first.person.household, cannot_separate=True, by=secretary, now=NOON
    )
    when = moment(FIRST_DAY + timedelta(days=2), time(8))
    second = make_observation(at=when, address=HOME, name="李强", arrived_on=FIRST_DAY + timedelta(days=2))
    ends = set(Observation.objects.values_list("person_id", "last_on"))
    assert ends == {(person, second.last_on) for person in (first.person_id, old.pk, second.person_id)}


def test_a_member_registered_behind_another_door_is_not_taken_over(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    here, there = (
        make_observation(address=HOME),
        make_observation(address="9栋", name="周敏", phone="13700001111"),
    )
    card = PersonCard(name="周敏", phone="13700001111")
    with pytest.raises(KnownElsewhere) as known:
        add_member(household=here.person.household, card=card, by=secretary, now=MORNING)
    assert known.value.person.pk == there.person_id
    assert add_member(household=there.person.household, card=card, by=secretary, now=MORNING) == there.person


@pytest.mark.django_db
def test_a_household_that_cannot_keep_apart_is_observed_together_whoever_says_so(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    home = make_observation(address=HOME).person.household
    add_member(household=home, card=PersonCard(name="李强", phone="13900001111"), by=worker, now=MORNING)

    new = NewCardChange(new_id(), home, {"apart": "no"}, {"apart": ""}, MORNING)
    change_household_card(new=new, by=worker, now=MORNING)

    assert Observation.objects.filter(state=State.OBSERVING).count() == 2
