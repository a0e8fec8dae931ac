"""Nobody is lost on registering: everybody told of is observed, known as the same person, or waits as a pair."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import combinations
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.arrivals.commands import NewArrival, Outcome, Registered, register_arrivals
from linli.audit.models import AuditEvent
from linli.joins.commands import join_certain
from linli.observation.models import Observation
from linli.people.commands import PersonCard
from linli.people.models import DuplicatePair, Person
from linli.people.rules.same_person import Answer, Traits, judge
from linli.sealing.seals import unseal
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, MORNING

NAME, PHONE, ID, OTHER_ID = "王建国", "13900009999", "110105195001010012", "110105198001010032"
BORN, YOUNGER = date(1950, 1, 1), date(1980, 1, 1)
CARD = PersonCard(name=NAME, phone=PHONE)


def registered(*cards: PersonCard, by: Viewer) -> list[Registered]:
    arrivals = [NewArrival(card=card, arrived_on=date(2020, 1, 26)) for card in cards]
    return register_arrivals(community=COMMUNITY, arrivals=arrivals, by=by, now=MORNING)


def outcomes(*cards: PersonCard, by: Viewer) -> list[Outcome]:
    return [answer.outcome for answer in registered(*cards, by=by)]


def observed() -> set[Person]:
    return {observation.person for observation in Observation.objects.filter(state="OBSERVING")}


@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "one after the other"])
@pytest.mark.parametrize(
    ("second", "outcome", "pairs"),
    [
        ({"born_on": YOUNGER}, "NEW", ["DOUBTFUL"]),
        ({"sex": "F"}, "NEW", ["DOUBTFUL"]),
        ({"name": "王小明"}, "NEW", ["DOUBTFUL"]),
        ({"id_type": "ID_CARD", "id_number": OTHER_ID}, "NEW", []),
        ({"id_type": "PASSPORT", "id_number": "E12345678"}, "NEW", ["DOUBTFUL"]),
        ({}, "KNOWN_HERE", []),
        ({"born_on": BORN, "sex": "M"}, "KNOWN_HERE", []),
        ({"phone": "", "name": "王建囯", "id_number": ID}, "DIFFERS", []),
        ({"phone": ""}, "NEW", []),
    ],
)
def test_a_second_report_is_of_the_same_person_or_of_somebody_observed_too(
    second: dict[str, object], outcome: str, pairs: list[str], together: bool, secretary: Viewer
) -> None:
    first = replace(CARD, born_on=BORN, sex="M", id_type="ID_CARD", id_number=ID)
    told = [first, replace(CARD, **second)]  # type: ignore[arg-type]
    batches = [told] if together else [[card] for card in told]
    found = [outcome for cards in batches for outcome in outcomes(*cards, by=secretary)]
    join_certain(community=COMMUNITY, by=secretary, now=MORNING)
    assert found == ["NEW", outcome]
    assert len(observed()) == found.count(Outcome.NEW)
    assert list(DuplicatePair.objects.values_list("certainty", flat=True)) == pairs


def test_a_namesake_with_the_same_phone_born_another_day_is_observed_and_waits_for_a_review(
    secretary: Viewer,
) -> None:
    told = [replace(CARD, born_on=BORN), replace(CARD, born_on=YOUNGER)]
    assert [outcomes(card, by=secretary) for card in told] == [["NEW"], ["NEW"]]
    assert join_certain(community=COMMUNITY, by=secretary, now=MORNING) == 0
    pair = DuplicatePair.objects.get(decision="")
    assert {pair.one, pair.other} == observed()


def test_a_phone_of_many_names_makes_nobody_known(secretary: Viewer) -> None:
    guests = [replace(CARD, name=f"客人{n}") for n in range(7)]
    assert outcomes(*guests, CARD, CARD, by=secretary) == ["NEW"] * 9
    assert [p.grounds for p in DuplicatePair.objects.all()] == [["PHONE_AND_NAME"]]
    assert outcomes(replace(CARD, born_on=BORN), by=secretary) == ["NEW"]
    assert outcomes(replace(CARD, born_on=BORN), by=secretary) == ["KNOWN_HERE"]


def test_what_a_later_report_tells_first_is_kept_so_the_next_namesake_is_not_taken_for_them(
    secretary: Viewer,
) -> None:
    numbered = replace(CARD, id_type="ID_CARD", id_number=ID, born_on=BORN, sex="M")
    other = replace(numbered, id_number=OTHER_ID, born_on=YOUNGER)
    assert [outcomes(card, by=secretary)[0] for card in (CARD, numbered, other)] == [
        "NEW",
        "KNOWN_HERE",
        "NEW",
    ]
    person = Person.objects.order_by("pk")[0]
    assert (unseal(person.id_sealed), person.id_type, person.born_on, person.sex) == (
        ID,
        "ID_CARD",
        BORN,
        "M",
    )
    event = AuditEvent.objects.get(county=COUNTY, action="person.completed")
    assert (event.subject, event.actor_id) == (person.pk, secretary.user_id)
    assert event.changed == {"people": {str(person.pk): ["id_number", "born_on", "sex"]}}
    assert ID not in str(event.changed)


def test_what_is_told_already_is_not_overwritten(secretary: Viewer) -> None:
    numbered = replace(CARD, id_type="ID_CARD", id_number=ID, born_on=BORN, sex="M")
    registered(numbered, by=secretary)
    assert outcomes(replace(numbered, name="王建囯", born_on=YOUNGER, sex="F"), by=secretary) == ["DIFFERS"]
    assert Person.objects.get().born_on == BORN
    assert not AuditEvent.objects.filter(county=COUNTY, action="person.completed").exists()


def test_what_a_batch_tells_of_one_person_is_one_card(secretary: Viewer) -> None:
    numbered = replace(CARD, id_type="ID_CARD", id_number=ID, born_on=BORN)
    answers = registered(CARD, numbered, replace(CARD, id_number=OTHER_ID), by=secretary)
    assert [answer.outcome for answer in answers] == ["NEW", "KNOWN_HERE", "NEW"]
    assert answers[0].person == answers[1].person
    assert unseal(Person.objects.get(pk=answers[0].person.pk).id_sealed) == ID


def test_a_certain_pair_that_became_doubtful_waits_for_a_person(secretary: Viewer) -> None:
    registered(replace(CARD, born_on=BORN), replace(CARD, born_on=YOUNGER), by=secretary)
    DuplicatePair.objects.update(certainty="CERTAIN")  # as when one date was not told yet
    assert join_certain(community=COMMUNITY, by=secretary, now=MORNING) == 0
    assert DuplicatePair.objects.get().certainty == "DOUBTFUL"
    assert len(observed()) == 2


def test_who_would_be_the_same_as_two_is_observed_and_waits_as_two_doubtful_pairs(secretary: Viewer) -> None:
    registered(replace(CARD, born_on=BORN), replace(CARD, born_on=YOUNGER), by=secretary)
    assert outcomes(CARD, by=secretary) == ["NEW"]
    assert join_certain(community=COMMUNITY, by=secretary, now=MORNING) == 0
    assert list(DuplicatePair.objects.values_list("certainty", flat=True)) == ["DOUBTFUL"] * 3


def test_five_hundred_reports_that_complete_five_hundred_people_take_a_handful_of_statements(
    secretary: Viewer, django_assert_max_num_queries: Callable[..., object]
) -> None:
    cards = [PersonCard(name="王芳", phone=f"138{n:08}", address=f"{n}栋1单元101室") for n in range(500)]
    registered(*cards, by=secretary)
    numbered = [replace(card, id_type="PASSPORT", id_number=f"E{n:08}") for n, card in enumerate(cards)]
    with django_assert_max_num_queries(60):  # type: ignore[attr-defined]
        assert set(outcomes(*numbered, by=secretary)) == {"KNOWN_HERE"}
    assert Person.objects.exclude(id_digest="").count() == 500


CARDS = st.builds(
    PersonCard,
    name=st.sampled_from([NAME, NAME, "王小明"]),
    sex=st.sampled_from(["", "M", "F"]),
    born_on=st.sampled_from([None, BORN, YOUNGER]),
    id_type=st.sampled_from(["ID_CARD", "PASSPORT"]),
    id_number=st.sampled_from(["", "", ID, OTHER_ID]),
    phone=st.sampled_from([PHONE, PHONE, "13900008888"]),
)


class RollBack(Exception):
    """Ends an example, so that the next begins with nothing."""


def traits(card: PersonCard) -> Traits:
    return Traits(
        name=card.name,
        id_type=card.id_type,
        id_digest=card.id_number,
        phone_digest=card.phone,
        born_on=card.born_on,
        sex=card.sex,
    )


@settings(max_examples=60)
@given(batches=st.lists(st.lists(CARDS, min_size=1, max_size=4), min_size=1, max_size=3))
def test_everybody_told_of_is_observed_or_known_as_the_same_person_and_no_doubt_is_decided_by_itself(
    batches: list[list[PersonCard]], secretary: Viewer
) -> None:
    with pytest.raises(RollBack), transaction.atomic():
        _told_and_rolled_back(batches, secretary)


def _told_and_rolled_back(batches: list[list[PersonCard]], by: Viewer) -> None:
    told: dict[UUID, list[Traits]] = {}
    for cards in batches:
        # What a batch is compared with: what stands on the cards, and what the batch itself told until now.
        known = {pk: [_card_of(group)] for pk, group in told.items()}
        for card, answer in zip(cards, registered(*cards, by=by), strict=True):
            pk = answer.person.pk
            if answer.outcome == Outcome.NEW:
                assert pk not in told
                told[pk], known[pk] = [], []
            else:
                assert judge(one=[traits(card)], other=known[pk]).answer == Answer.SAME
            told[pk].append(traits(card))
            known[pk].append(traits(card))
            assert Observation.objects.filter(person=pk, state="OBSERVING").exists()
    paired = set(DuplicatePair.objects.values_list("one", "other"))
    alike = {(a, b) for a, b in combinations(sorted(told), 2) if _may_be_one(told[a], told[b])}
    assert alike <= paired
    raise RollBack


def _may_be_one(one: list[Traits], other: list[Traits]) -> bool:
    """Say whether what stands on two cards, the first told of each field, leaves a doubt."""
    return judge(one=[_card_of(one)], other=[_card_of(other)]).answer != Answer.OTHER


def _card_of(told: list[Traits]) -> Traits:
    first = told[0]
    numbered = next((t for t in told if t.id_digest), first)
    return replace(
        first,
        id_type=numbered.id_type,
        id_digest=numbered.id_digest,
        born_on=next((t.born_on for t in told if t.born_on), None),
        sex=next((t.sex for t in told if t.sex), ""),
    )


@pytest.mark.parametrize("address", ["3栋2单元501室", "如家酒店"])
def test_one_name_at_one_address_without_numbers_is_a_question_and_never_silently_one_or_two(
    address: str, secretary: Viewer
) -> None:
    nameless = replace(CARD, phone="", address=address)
    assert outcomes(nameless, nameless, by=secretary) == ["NEW", "NEW"]
    assert [(pair.certainty, pair.decision) for pair in DuplicatePair.objects.all()] == [("DOUBTFUL", "")]
    assert Observation.objects.filter(state="OBSERVING").count() == 2
