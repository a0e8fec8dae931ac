"""The nightly run: announced first, removed a week later, held back, taken back; safe to repeat."""

from datetime import timedelta
from uuid import UUID

import pytest

from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.elsewhere.models import FoundHere
from linli.observation.commands import move_to_community
from linli.observation.models import Alert, Observation
from linli.observation.rules import State
from linli.people.models import Household, Person
from linli.police.models import PoliceHandOver
from linli.protocols.models import Protocol
from linli.retention.commands import remove_due
from linli.retention.commands.run import rehearse
from linli.retention.models import Announcement
from linli.retention.rules import Why
from linli.retention.tests.nights import ANNOUNCED, DAY, ENDED, GONE, name_of, night, over
from linli.sealing.seals import digest
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, MORNING, SIBLING, TOWNSHIP, MakeObservation, MakeViewer


def test_announced_a_week_before_and_removed_on_the_thirtieth_day(make_observation: MakeObservation) -> None:
    observation = over(make_observation())

    before = night(ANNOUNCED - DAY)
    assert (before.announced, before.removed, before.kept) == (0, 0, {Why.TERM: 1})
    assert night(ANNOUNCED).announced == 1
    assert night(ANNOUNCED + DAY).announced == 0
    assert night(GONE - DAY).removed == 0
    assert name_of(observation) == "王芳"

    assert night(GONE).removed == 1
    assert name_of(observation).startswith("已销毁 ")
    assert night(GONE + DAY).on_file == 0
    events = AuditEvent.objects.filter(county=COUNTY, action__startswith="identity.").order_by("id")
    assert list(events.values_list("action", "subject", "changed")) == [
        ("identity.announced", observation.person_id, {}),
        ("identity.removed", observation.person_id, {}),
    ]


def test_nothing_is_removed_that_was_not_announced_a_week_before(make_observation: MakeObservation) -> None:
    observation = over(make_observation())
    late = GONE + 40 * DAY  # the timer did not run for weeks

    assert (night(late).announced, night(late + 6 * DAY).removed) == (1, 0)
    assert name_of(observation) == "王芳"
    assert night(late + 7 * DAY).removed == 1


def test_a_rehearsal_tells_and_changes_nothing(make_observation: MakeObservation) -> None:
    over(make_observation())
    make_observation(name="李明")
    night(ANNOUNCED)
    before = (list(Person.objects.values()), list(Announcement.objects.values()))

    (told,) = rehearse(area=None, now=GONE)

    assert (told.on_file, told.removed) == (2, 1)
    assert told.kept == {Why.OBSERVED: 1}
    assert (list(Person.objects.values()), list(Announcement.objects.values())) == before


def test_a_hand_over_that_the_police_have_not_answered_keeps_somebody(
    make_observation: MakeObservation,
) -> None:
    observation = over(make_observation())
    place = {"county": COUNTY, "community": COMMUNITY, "area": COMMUNITY}
    asked = PoliceHandOver.objects.create(
        observation=observation, office=TOWNSHIP, told_sealed=b"", at=ENDED, by=observation.pk, **place
    )
    night(ANNOUNCED)
    assert night(GONE).kept == {"POLICE": 1}

    PoliceHandOver.objects.filter(pk=asked.pk).update(withdrawn_at=GONE)
    assert night(GONE + DAY).removed == 1


def test_an_alert_that_nobody_reviewed_keeps_somebody_until_it_is(make_observation: MakeObservation) -> None:
    observation = over(make_observation())
    place = {"county": COUNTY, "community": COMMUNITY, "area": COMMUNITY}
    alert = Alert.objects.create(
        observation=observation, check_id=observation.pk, cause="FEVER", raised_at=ENDED, **place
    )
    night(ANNOUNCED)

    assert night(GONE).kept == {"ALERT": 1}
    assert name_of(observation) == "王芳"

    Alert.objects.filter(pk=alert.pk).update(reviewed_at=GONE, reviewed_by=observation.pk)
    assert night(GONE + DAY).removed == 1


def test_who_was_found_elsewhere_is_kept_until_their_community_answers(
    make_observation: MakeObservation,
) -> None:
    observation = over(make_observation())
    place = {"county": COUNTY, "community": SIBLING, "area": SIBLING}
    FoundHere.objects.create(
        person=observation.person, arrived_on=day_of(ENDED), found_at=ENDED, found_by=observation.pk, **place
    )
    night(ANNOUNCED)
    assert night(GONE).kept == {"FOUND": 1}

    FoundHere.objects.update(state="ANSWERED")
    assert night(GONE + DAY).removed == 1


def test_who_comes_back_is_kept_and_the_announcement_taken_back(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    first = over(make_observation(phone="13811111111"))
    night(ANNOUNCED)
    again = make_observation(
        phone="13811111111", arrived_on=day_of(ANNOUNCED), at=ANNOUNCED + timedelta(hours=1)
    )
    assert again.person_id == first.person_id

    outcome = night(GONE)

    assert (outcome.removed, outcome.taken_back) == (0, 1)
    assert Why.OBSERVED in outcome.kept
    assert name_of(first) == "王芳"
    # Later the latest observation counts, and it is announced anew.
    over(again, GONE)
    assert night(GONE + 23 * DAY).announced == 1
    assert night(GONE + 30 * DAY).removed == 1


def test_who_came_back_this_minute_is_kept_under_the_lock(make_observation: MakeObservation) -> None:
    observation = over(make_observation())
    night(ANNOUNCED)
    Observation.objects.filter(pk=observation.pk).update(state=State.OBSERVING, closed_at=None)

    assert remove_due(people=[observation.person_id], waiting=(), now=GONE) == []
    assert name_of(observation) == "王芳"


def test_the_same_person_later_is_a_new_person(make_observation: MakeObservation) -> None:
    first = over(make_observation(phone="13811111111"))
    night(ANNOUNCED)
    night(GONE)

    again = make_observation(phone="13811111111", arrived_on=day_of(GONE), at=GONE + DAY)

    assert again.person_id != first.person_id
    assert Person.objects.get(pk=again.person_id).phone_digest == digest("13811111111")
    assert Household.objects.get(pk=first.person.household_id).address == ""


def test_who_moved_goes_as_one_person_when_the_last_observation_is_over(
    make_observation: MakeObservation, make_viewer: MakeViewer
) -> None:
    here = make_observation()
    there = Observation.objects.get(pk=_moved(here, make_viewer))
    over(there)
    old_home = here.person.household_id

    assert night(ANNOUNCED).on_file == 0  # announced where the person is registered now
    announced = Announcement.objects.get()
    assert (announced.community, announced.person_id) == (SIBLING, here.person_id)
    night(GONE)

    assert name_of(here).startswith("已销毁 ")
    assert Household.objects.get(pk=old_home).address == ""  # nobody is left behind it
    assert Observation.objects.get(pk=here.pk).closed_reason == SIBLING


def _moved(observation: Observation, make_viewer: MakeViewer) -> UUID:
    by = make_viewer(role=Role.SECRETARY, area=COMMUNITY)
    at = MORNING + DAY
    return move_to_community(
        observation=observation, community=SIBLING, address="9栋1单元901室", by=by, now=at
    ).pk


def test_entries_that_were_joined_go_together_or_not_at_all(make_observation: MakeObservation) -> None:
    kept, joined = make_observation(name="王芳"), make_observation(name="王方")
    Person.objects.filter(pk=joined.person_id).update(joined_to=kept.person_id, joined_at=MORNING)
    over(kept)
    assert night(GONE).kept == {Why.OBSERVED: 1}  # the other entry is still observed

    over(joined, ENDED + 5 * DAY)
    night(GONE)
    assert night(GONE + 4 * DAY).removed == 0
    assert (name_of(kept), name_of(joined)) == ("王芳", "王方")
    assert night(GONE + 7 * DAY).removed == 1
    assert name_of(kept).startswith("已销毁 ")
    assert name_of(joined).startswith("已销毁 ")


@pytest.fixture
def own_version(areas: object) -> str:
    """Make a county's version that keeps identity a week."""
    version = Protocol.objects.get(pk="P2020-01")
    version.pk, version.area, version.keep_days = "340102-01", COUNTY, 7
    version.save(force_insert=True)
    return version.pk


def test_an_observation_obeys_the_version_that_it_was_opened_under(
    make_observation: MakeObservation, own_version: str
) -> None:
    short, usual = over(make_observation(name="李明")), over(make_observation())
    Observation.objects.filter(pk=short.pk).update(protocol=own_version)
    night(ENDED + DAY)

    assert night(ENDED + 8 * DAY).removed == 1
    assert name_of(short).startswith("已销毁 ")
    assert name_of(usual) == "王芳"
