"""Who told of somebody: one person, as many sources as mouths."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from linli.arrivals.commands import NewArrival, Outcome, register_arrivals
from linli.observation.models import Arrival, Observation
from linli.people.commands import PersonCard
from linli.people.models import DuplicatePair, Person, PersonSource
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, MORNING, SIBLING

CARD = PersonCard(name="王芳", phone="13812345678", address="1栋1单元101室")
TOLD = NewArrival(card=CARD, arrived_on=date(2020, 1, 26), known_by="RESIDENT", source_note="本人到居委会")


def test_three_mouths_tell_of_one_person(secretary: Viewer) -> None:
    for kind in ("RESIDENT", "GATE", "UPPER_LIST"):
        told = replace(TOLD, known_by=kind, source_reference="第3号名单")
        register_arrivals(community=COMMUNITY, arrivals=[told], by=secretary, now=MORNING)

    person = Person.objects.get()
    assert list(person.sources.order_by("pk").values_list("kind", flat=True)) == [
        "RESIDENT",
        "GATE",
        "UPPER_LIST",
    ]
    source = PersonSource.objects.order_by("pk")[0]
    assert (source.told_at, source.by, source.note) == (MORNING, secretary.user_id, "本人到居委会")
    assert (source.reference, source.community) == ("第3号名单", COMMUNITY)
    assert Observation.objects.count() == 1
    assert Arrival.objects.get().known_by == "RESIDENT"


def test_a_report_elsewhere_leaves_no_source_with_the_neighbour(
    secretary: Viewer, make_viewer: Callable[..., Viewer]
) -> None:
    known = replace(TOLD, card=replace(CARD, id_number="11010519491231002X"))
    register_arrivals(community=COMMUNITY, arrivals=[known], by=secretary, now=MORNING)
    there = make_viewer(role=Role.SECRETARY, area=SIBLING)
    answer = register_arrivals(community=SIBLING, arrivals=[known], by=there, now=MORNING)[0]

    assert answer.outcome == Outcome.KNOWN_ELSEWHERE
    assert PersonSource.objects.count() == 1


def test_somebody_like_a_known_person_is_registered_and_the_pair_is_noted(secretary: Viewer) -> None:
    other_name = replace(TOLD, card=replace(CARD, name="李强", address="9栋1单元901室"))
    for told in (TOLD, other_name):
        assert (
            register_arrivals(community=COMMUNITY, arrivals=[told], by=secretary, now=MORNING)[0].outcome
            == "NEW"
        )

    pair = DuplicatePair.objects.get()
    assert (pair.certainty, pair.grounds, pair.decision) == ("DOUBTFUL", ["PHONE_OTHER_NAME"], "")
    assert {pair.one.name, pair.other.name} == {"王芳", "李强"}


def test_pairs_are_found_inside_a_batch_too(secretary: Viewer) -> None:
    batch = [
        TOLD,
        replace(TOLD, card=PersonCard(name="王方", phone="13900000000", address="1栋1单元101室")),
        replace(TOLD, card=PersonCard(name="王芳", phone="13900000001", address="5栋1单元101室")),
    ]
    register_arrivals(community=COMMUNITY, arrivals=batch, by=secretary, now=MORNING)

    assert DuplicatePair.objects.get().grounds == ["SOUND_AND_HOUSEHOLD"]


def test_nobody_of_another_community_is_compared(
    secretary: Viewer, make_viewer: Callable[..., Viewer]
) -> None:
    register_arrivals(community=COMMUNITY, arrivals=[TOLD], by=secretary, now=MORNING)
    there = make_viewer(role=Role.SECRETARY, area=SIBLING)
    register_arrivals(community=SIBLING, arrivals=[TOLD], by=there, now=MORNING)

    assert Person.objects.count() == 2
    assert DuplicatePair.objects.count() == 0
