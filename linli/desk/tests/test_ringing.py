"""Whoever must ring sees the number of the door where something is to be done now, and that is a look."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from linli.audit.models import AuditAbout, AuditEvent
from linli.clock import day_of, start_of
from linli.duties.models import Duty
from linli.observation.models import Observation
from linli.observation.tests.acts import DAY, Enter, words, yesterday
from linli.people.commands import PersonCard, add_member, name_to_care
from linli.people.models import Person
from linli.staff.rights import RIGHTS, Action, Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, OTHER_GRID, SIBLING, MakeObservation

PHONE = "13912345678"
NUMBERS = "/day/numbers/"


def stand(outcome: str = "", *, hours: int = -1) -> None:
    """Let the checks of today have opened so many hours from now, with an outcome."""
    now = timezone.now()
    today = Duty.objects.filter(county=COUNTY, slot_on=day_of(now))
    today.update(opens_at=now + timedelta(hours=hours), overdue_at=now + timedelta(hours=3), outcome=outcome)


@pytest.fixture
def home(make_observation: MakeObservation) -> Observation:
    """Register somebody of GRID whose check is due now."""
    # As of midnight: late in the day nothing of today would be due any more.
    row = make_observation(at=start_of(day_of(timezone.now())), arrived_on=yesterday(), phone=PHONE)
    stand(Duty.Outcome.OPEN)
    return row


def ring(client: Client, row: Observation, **told: bool) -> str:
    url = reverse("desk:ring", args=[row.person.household_id])
    return words(client.post(url, follow=told.get("follow", False)))


def shown() -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(county=COUNTY, action="phone.shown"))


def test_the_worker_dials_the_door_that_is_due_and_the_person_reads_who_looked(
    worker_client: Client, secretary_client: Client, home: Observation
) -> None:
    url = reverse("desk:ring", args=[home.person.household_id])
    day = words(worker_client.get(DAY))
    assert (url in day, PHONE in day) == (True, False)
    page = worker_client.post(url)
    assert f'href="tel:{PHONE}"' in words(page)
    assert page["Cache-Control"] == "no-store"
    assert page["Refresh"].startswith("60;")
    (event,) = shown()
    assert list(
        AuditAbout.objects.filter(county=COUNTY, event=event.id).values_list("subject", flat=True)
    ) == [home.person_id]
    ring(worker_client, home)
    assert len(shown()) == 2  # each showing is a look
    looks = reverse("desk:person_section", args=[home.person_id, "looks"])
    assert "看这户的电话，准备拨打" in words(secretary_client.get(looks))


@pytest.mark.parametrize(
    ("outcome", "hours", "is_shown"),
    [
        (Duty.Outcome.OPEN, -1, True),
        (Duty.Outcome.NOBODY_HOME, -1, True),
        (Duty.Outcome.REFUSED, -1, True),
        (Duty.Outcome.DONE, -1, False),
        (Duty.Outcome.NOT_NEEDED, -1, False),
        (Duty.Outcome.OPEN, 1, False),
    ],
)
def test_a_number_is_shown_only_while_something_is_to_be_done(
    *, outcome: str, hours: int, is_shown: bool, worker_client: Client, home: Observation
) -> None:
    stand(outcome, hours=hours)
    page = ring(worker_client, home, follow=True)
    assert (PHONE in page, len(shown())) == (is_shown, int(is_shown))
    assert ("现在没有要查的，电话不显示" in page) is not is_shown
    assert (PHONE in words(worker_client.get(NUMBERS))) is is_shown


def test_a_family_that_care_must_speak_with_is_rung(
    worker_client: Client, home: Observation, secretary: Viewer
) -> None:
    stand(Duty.Outcome.DONE)
    name_to_care(people=[home.person], tag="INFORMED", by=secretary, now=timezone.now())
    assert PHONE in ring(worker_client, home)


def test_the_list_of_ones_own_people_has_numbers_without_anybodys_consent(
    worker_client: Client, home: Observation, make_observation: MakeObservation, secretary: Viewer
) -> None:
    now = timezone.now()
    make_observation(at=now, arrived_on=yesterday(), grid_name="第二网格", phone="13800000091")
    make_observation(at=now, arrived_on=yesterday(), community=SIBLING, phone="13800000092")
    card = PersonCard(name="赵桂兰", phone="13800000093")
    add_member(household=home.person.household, card=card, by=secretary, now=now)
    stand(Duty.Outcome.OPEN)
    page = worker_client.get(NUMBERS)
    found = [number in words(page) for number in (PHONE, "13800000091", "13800000092", "13800000093")]
    assert found == [True, False, False, True]
    assert AuditAbout.objects.filter(county=COUNTY, event=shown()[0].id).count() == 2
    assert page["Refresh"].startswith("600;")
    assert PHONE not in words(worker_client.get(f"{NUMBERS}?grid={OTHER_GRID}"))


def test_the_list_of_numbers_marks_for_whom_a_call_is_not_enough(
    worker_client: Client, home: Observation
) -> None:
    assert "须上门" not in words(worker_client.get(NUMBERS))
    today = day_of(timezone.now())
    missed = Duty.objects.filter(county=COUNTY, slot_on__gte=today).order_by("due_at")[0]
    before = {"slot_on": today, "outcome": "", "opens_at": start_of(today), "due_at": start_of(today)}
    Duty.objects.filter(county=COUNTY, id=missed.id).update(**before, overdue_at=start_of(today))
    assert f"{home.person.name}须上门，电话不算" in words(worker_client.get(NUMBERS))


def test_a_door_without_a_number_says_so(worker_client: Client, home: Observation) -> None:
    Person.objects.filter(pk=home.person_id).update(phone_sealed=b"", phone_digest="")
    assert "没有登记电话" in words(worker_client.get(NUMBERS))
    assert "还没有登记电话" in ring(worker_client, home, follow=True)
    assert shown() == []


def test_nobody_rings_another_grids_door_or_without_the_right(enter: Enter, home: Observation) -> None:
    url = reverse("desk:ring", args=[home.person.household_id])
    assert enter(role=Role.GRID_WORKER, area=OTHER_GRID).post(url).status_code == 404
    assert enter(role=Role.SECRETARY, area=SIBLING).post(url).status_code == 404
    assert enter(role=Role.STOREKEEPER, area=COMMUNITY).get(NUMBERS).status_code == 403
    ringing = {role for role, rights in RIGHTS.items() if Action.RING_HOUSEHOLD in rights}
    assert ringing == {Role.SECRETARY, Role.GRID_WORKER, Role.DOCTOR}


@pytest.mark.once
def test_the_list_of_numbers_costs_as_many_statements_for_twenty_as_for_one(
    worker_client: Client, home: Observation, make_observation: MakeObservation
) -> None:
    def cost() -> int:
        stand(Duty.Outcome.OPEN)
        worker_client.get(NUMBERS)
        with CaptureQueriesContext(connection) as page:
            worker_client.get(NUMBERS)
        return len(page)

    one = cost()
    for _n in range(19):
        make_observation(at=timezone.now(), arrived_on=yesterday())
    assert cost() == one
