"""From an alert, a death and a diagnosis one tap raises the emergency, with its kind and whom it is about, and only once."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.clock import day_of
from linli.emergencies.models import Emergency
from linli.ids import new_id
from linli.observation.commands import NewCheck, end_with_reason, record_check
from linli.observation.commands.reopen import reopen_observation
from linli.observation.models import Alert, Observation
from linli.observation.rules import Channel, CheckOutcome, State
from linli.referrals.models import Referral
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, SIBLING, MakeObservation

pytestmark = [pytest.mark.once, pytest.mark.django_db]
SignIn = Callable[..., Client]
FORM = re.compile(r'<form[^>]+action="/emergencies/new/">(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'<input type="hidden" name="(id|kind|person)" value="([^"]+)">')


def buttons(page: Client, address: str) -> list[dict[str, str]]:
    """Return what each button of a page sends that raises an emergency."""
    return [dict(FIELD.findall(form)) for form in FORM.findall(page.get(address).text)]


@pytest.fixture
def feverish(make_observation: MakeObservation, worker: Viewer) -> Observation:
    now = timezone.now()
    observation = make_observation(at=now - timedelta(hours=1), arrived_on=day_of(now) - timedelta(days=1))
    new = NewCheck(
        new_id(), observation, CheckOutcome.DONE, Channel.VISIT, now, temperature_tenths=385, note=""
    )
    record_check(new=new, by=worker, now=now)
    return observation


def test_a_fever_is_raised_from_its_alert_and_twice_is_once(sign_in: SignIn, feverish: Observation) -> None:
    page = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    (sent,) = buttons(page, "/alerts/")
    assert not Emergency.objects.exists(), "nothing is raised without a tap"
    for _ in range(2):
        assert page.post("/emergencies/new/", sent).status_code == 302
    row = Emergency.objects.get()
    assert (row.kind, row.person, row.area) == ("FEVER_EXPOSED", feverish.person_id, feverish.area)
    assert (row.household, row.words, row.people) == (feverish.person.household_id, "", None)
    assert f"/people/{row.person}/" in page.get(f"/emergencies/{row.pk}/").text
    assert buttons(page, "/alerts/") == [], "what was raised is led to, not raised again"
    assert f"/emergencies/{row.pk}/" in page.get("/alerts/").text
    Alert.objects.update(cause="SYMPTOM")
    assert buttons(page, "/alerts/") == []


def test_a_death_is_raised_from_the_page_of_the_person(
    sign_in: SignIn, feverish: Observation, secretary: Viewer
) -> None:
    page = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    address = f"/people/{feverish.person_id}/"
    assert buttons(page, address) == []
    end_with_reason(
        observation=feverish, state=State.DIED, reason="家中去世", by=secretary, now=timezone.now()
    )
    (sent,) = buttons(page, address)
    assert page.post("/emergencies/new/", sent | {"words": "家人已报120"}).status_code == 302
    row = Emergency.objects.get()
    assert (row.kind, row.person, row.words) == ("DEATH_AT_HOME", feverish.person_id, "家人已报120")
    assert buttons(page, address) == []
    feverish.refresh_from_db()
    reopen_observation(observation=feverish, reason="认错人", by=secretary, now=timezone.now())
    assert f"/emergencies/{row.pk}/" in page.get(address).text, "a death taken back leaves it running"


@pytest.mark.parametrize(
    ("state", "result", "kinds"),
    [
        ("RESULT", "SUSPECTED", ["FIRST_CASE"]),
        ("ADMITTED", "CONFIRMED", ["FIRST_CASE"]),
        ("RETURNED", "EXCLUDED", []),
        ("DIED", "", ["DEATH_AT_HOME"]),
    ],
)
def test_a_case_and_a_death_on_the_way_are_raised_from_the_referral(
    sign_in: SignIn, feverish: Observation, state: str, result: str, kinds: list[str]
) -> None:
    Referral.objects.update(state=state, result=result)
    referral = Referral.objects.get()
    page = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    sent = buttons(page, f"/referrals/{referral.pk}/")
    assert [one["kind"] for one in sent] == kinds
    if state == "RESULT":
        on_card = [one for one in buttons(page, "/alerts/") if one["kind"] == "FIRST_CASE"]
        assert [one["id"] for one in on_card] == [one["id"] for one in sent]
    for one in sent:
        assert page.post("/emergencies/new/", one).status_code == 302
    assert [row.kind for row in Emergency.objects.all()] == kinds


def test_of_somebody_out_of_reach_nothing_goes_along(sign_in: SignIn, feverish: Observation) -> None:
    page = sign_in(role=Role.SECRETARY, area=SIBLING)
    sent = {"id": str(new_id()), "kind": "OTHER", "person": str(feverish.person_id)}
    assert page.post("/emergencies/new/", sent).status_code == 302
    row = Emergency.objects.get()
    assert (row.person, row.household, row.area) == (None, None, SIBLING)
