"""To whom somebody's data went is told to the person: noted, or why not yet; struck; offered where it happens, never ticked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.desk.disclosures import HANDED_ON
from linli.desk.queries.untold import untold_people
from linli.desk.tests.clinics import page_of
from linli.disclosures.commands import NewTold, ToldAlready, note_not_yet, note_told, strike_word
from linli.disclosures.models import DisclosureWord
from linli.disclosures.queries import given_of, told_given
from linli.disclosures.rules import Because, Kind, ReasonMissing, ToldAhead, Way
from linli.moves.commands import ask_to_move
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.observation.tests.acts import record
from linli.referrals.models import Clinic, Referral
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, SIBLING, MakeObservation
from tests.scope_rows import Rows

SignIn = Callable[..., Client]
DAY_LINE = "还没有告诉本人"


@pytest.fixture
def moving(make_observation: MakeObservation, secretary: Viewer) -> Observation:
    """Let another community be asked to take somebody over."""
    observation = make_observation()
    now = timezone.now()
    ask_to_move(observation=observation, community=AreaCode(SIBLING), address="", by=secretary, now=now)
    return observation


def test_every_way_by_which_data_go_is_listed(rows_in: Callable[..., Rows]) -> None:
    rows = rows_in(community=COMMUNITY)
    found = {given.kind for given in given_of(sources=HANDED_ON, people=[rows.person_id])}
    assert {Kind.POLICE, Kind.MOVE, Kind.FOUND} <= found


@pytest.mark.once
def test_it_stands_untold_until_somebody_notes_it_and_again_once_that_is_struck(
    moving: Observation, sign_in: SignIn
) -> None:
    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    section = reverse("desk:person_section", args=[moving.person_id, "disclosures"])
    assert DAY_LINE in secretary.get(section).text
    assert DAY_LINE in secretary.get(reverse("desk:day")).text
    (given,) = given_of(sources=HANDED_ON, people=[moving.person_id])
    address = reverse("desk:disclosure", args=[moving.person_id, given.about])
    assert "由那里继续观察" in secretary.get(address).text  # what is said to the person

    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    assert secretary.post(address, {"what": "told", "told_at": at}).status_code == 422
    secretary.post(address, {"what": "told", "way": "FACE", "told_at": at})
    assert DAY_LINE not in secretary.get(section).text
    assert DAY_LINE not in secretary.get(reverse("desk:day")).text

    word = DisclosureWord.objects.get()
    strike = reverse("desk:strike_disclosure", args=[moving.person_id, word.pk])
    secretary.post(strike, {"reason": "点错了人"})
    assert DAY_LINE in secretary.get(section).text
    assert "点错了人" in secretary.get(section).text
    assert secretary.get(strike).status_code == 404

    for role, area in ((Role.SECRETARY, SIBLING), (Role.DOCTOR, COMMUNITY)):
        assert sign_in(role=role, area=area).get(address).status_code == 404


def test_a_word_says_when_or_why_not(moving: Observation, secretary: Viewer) -> None:
    now, person = timezone.now(), moving.person
    (given,) = given_of(sources=HANDED_ON, people=[person.pk])
    ahead = NewTold(Way.CALL, now + timedelta(minutes=1))
    with pytest.raises(ToldAhead):
        note_told(given=given, person=person, new=ahead, by=secretary, now=now)
    with pytest.raises(ReasonMissing):
        note_not_yet(given=given, person=person, because=Because.LAW, words=" ", by=secretary, now=now)
    assert len(untold_people(viewer=secretary)) == 1

    note_not_yet(given=given, person=person, because=Because.HINDERS, words="正在找人", by=secretary, now=now)
    assert untold_people(viewer=secretary) == []
    word = note_told(given=given, person=person, new=NewTold(Way.CALL, now), by=secretary, now=now)
    with pytest.raises(ToldAlready):
        note_not_yet(given=given, person=person, because=Because.LAW, words="晚了", by=secretary, now=now)
    with pytest.raises(ToldAlready):
        note_told(given=given, person=person, new=NewTold(Way.FACE, now), by=secretary, now=now)
    (told,) = told_given(sources=HANDED_ON, people=[person.pk])
    assert told.stands is not None
    assert told.stands.word.pk == word.pk

    strike_word(word=word, reason="没有打通", by=secretary, now=now)
    (told,) = told_given(sources=HANDED_ON, people=[person.pk])
    assert told.stands is not None
    assert told.stands.word.because == Because.HINDERS  # what stood before stands again


@pytest.mark.once
@pytest.mark.parametrize("ticked", [False, True])
def test_a_referral_offers_to_note_it_and_ticks_nothing(
    worker_client: Client,
    doctor_client: Client,
    secretary_client: Client,
    observation: Observation,
    clinic: Clinic,
    ticked: bool,
) -> None:
    record(worker_client, observation, temperature="38.1")
    address = page_of(Referral.objects.get())
    doctor_client.post(address, {"to": "ACCEPTED"})
    assert 'name="told"' not in doctor_client.get(address).text  # who registers nobody notes it of nobody
    tick = secretary_client.get(address).text.split('name="told"')[1].split(">")[0]
    assert "checked" not in tick

    said = {"to": "TRANSPORT", "transport": "AMBULANCE", "sent_to": str(clinic.pk)}
    secretary_client.post(address, said | ({"told": "on"} if ticked else {}))
    (told,) = told_given(sources=HANDED_ON, people=[observation.person_id])
    assert (told.to, told.given.kind) == (clinic.name, Kind.CLINIC)
    assert (told.stands is not None) is ticked


@pytest.mark.once
@pytest.mark.parametrize("ticked", [False, True])
def test_a_hand_over_to_the_police_offers_it_too(
    secretary_client: Client, observation: Observation, ticked: bool
) -> None:
    Observation.objects.filter(pk=observation.pk).update(state=State.LOST, closed_at=timezone.now())
    address = reverse("police:hand_over", args=[observation.pk])
    said = {"words": "请帮助查找"} | ({"told": "on"} if ticked else {})
    assert secretary_client.post(address, said).status_code == 302
    (told,) = told_given(sources=HANDED_ON, people=[observation.person_id])
    assert (told.stands is not None) is ticked
