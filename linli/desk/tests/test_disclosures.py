"""To whom somebody's data went is told to the person: noted, or why not yet; struck; offered where it happens, never ticked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Unpack

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.desk.disclosures import HANDED_ON
from linli.desk.queries.untold import untold_people
from linli.desk.tests.clinics import page_of
from linli.disclosures.commands import NewTold, ToldAlready, note_not_yet, note_told, strike_word
from linli.disclosures.labels import WHAT
from linli.disclosures.models import DisclosureWord
from linli.disclosures.queries import given_of, told_given
from linli.disclosures.rules import Because, Kind, ReasonMissing, ToldAhead, Way
from linli.moves.commands import ask_to_move
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.observation.tests.acts import record
from linli.people.models import Person
from linli.referrals.commands import Told as StepTold
from linli.referrals.commands import take_step
from linli.referrals.models import Clinic, Referral
from linli.referrals.rules import State as ReferralState
from linli.sealing.seals import seal
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


def test_a_clinic_is_given_data_by_the_step_that_names_it(
    worker_client: Client, observation: Observation, clinic: Clinic, secretary: Viewer, doctor: Viewer
) -> None:
    record(worker_client, observation, temperature="38.1")
    referral = Referral.objects.get()
    start = timezone.now()

    def step(to: ReferralState, minutes: int, **said: Unpack[StepTold]) -> None:
        take_step(referral=referral, to=to, by=doctor, now=start + timedelta(minutes=minutes), **said)

    def lines() -> list[tuple[str, int]]:
        told = told_given(sources=HANDED_ON, people=[observation.person_id])
        return [(one.to, round((one.given.at - start) / timedelta(minutes=1))) for one in told]

    step(ReferralState.ACCEPTED, 1)
    assert lines() == []
    step(ReferralState.TRANSPORT, 300, transport="AMBULANCE", sent_to=clinic)
    assert lines() == [(clinic.name, 300)]
    step(ReferralState.ARRIVED, 304)
    assert lines() == [(clinic.name, 300)]
    step(ReferralState.SENT_ON, 308, clinic="县医院")
    assert lines() == [("县医院", 308), (clinic.name, 300)]
    step(ReferralState.REFUSED, 320, reason="没有床位")
    step(ReferralState.SENT_ON, 330, sent_to=clinic)  # back to the first: one line for each
    assert sorted(lines()) == sorted([("县医院", 308), (clinic.name, 300)])


def test_the_duty_to_tell_stays_with_who_gave_and_the_whole_went_once_accepted(
    moving: Observation, sign_in: SignIn
) -> None:
    secretary, person = sign_in(role=Role.SECRETARY, area=COMMUNITY), moving.person
    (offer,) = told_given(sources=HANDED_ON, people=[person.pk])
    assert str(WHAT[offer.what]) == "姓名、新住址、来源地、观察到哪天"
    address = reverse("desk:disclosure", args=[person.pk, offer.given.about])
    assert "观察和历次排查" not in secretary.get(address).text

    receiver = sign_in(role=Role.SECRETARY, area=SIBLING)
    receiver.post(reverse("moves:accept", args=[offer.given.about]))
    assert DAY_LINE not in receiver.get(reverse("desk:day")).text
    section = receiver.get(reverse("desk:person_section", args=[person.pk, "disclosures"])).text
    assert ("由给出的社区告诉本人" in section, "记下告诉了本人" in section) == (True, False)

    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert DAY_LINE in secretary.get(reverse("desk:day")).text
    assert address in secretary.get(reverse("desk:disclosures")).text
    assert "观察和历次排查" in secretary.get(address).text
    at = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
    secretary.post(address, {"what": "told", "way": "CALL", "told_at": at})
    assert DAY_LINE not in secretary.get(reverse("desk:day")).text
    assert sign_in(role=Role.DOCTOR, area=COMMUNITY).get(address).status_code == 404


def test_nobody_is_told_of_a_giving_before_it(moving: Observation, sign_in: SignIn) -> None:
    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    (given,) = given_of(sources=HANDED_ON, people=[moving.person_id])
    address = reverse("desk:disclosure", args=[moving.person_id, given.about])
    early = timezone.localtime(given.at) - timedelta(minutes=2)
    answer = secretary.post(
        address, {"what": "told", "way": "FACE", "told_at": early.strftime("%Y-%m-%dT%H:%M")}
    )
    assert answer.status_code == 422
    assert "不能早于给出的时间" in answer.text
    assert not DisclosureWord.objects.exists()


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
    assert str(WHAT[told.what]) == "姓名、住址、劝说的各步，没有电话"


@pytest.mark.once
def test_the_police_line_says_that_the_telephone_was_told(
    secretary_client: Client, observation: Observation
) -> None:
    Observation.objects.filter(pk=observation.pk).update(state=State.LOST, closed_at=timezone.now())
    Person.objects.filter(pk=observation.person_id).update(phone_sealed=seal("13812345670"))
    secretary_client.post(
        reverse("police:hand_over", args=[observation.pk]), {"words": "请帮助查找", "phone": "on"}
    )
    (told,) = told_given(sources=HANDED_ON, people=[observation.person_id])
    assert str(WHAT[told.what]) == "姓名、住址、电话、劝说的各步"
