"""A shift handed over on the page, and taken with one tap from the day."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of, start_of
from linli.emergencies.commands import NewEmergency, raise_emergency, withdraw_emergency
from linli.emergencies.rules import EmergencyKind
from linli.ids import new_id
from linli.observation.tests.acts import DAY, Enter, words
from linli.shifts.models import ShiftHandOver
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from tests.cast import COMMUNITY, GRID, SIBLING, TOWNSHIP, MakeObservation

MakeUser = Callable[..., User]
INDEX = "/shifts/"
WAITING = "/shifts/waiting/"
NOTE = "9 栋 301 约好 18:00 再去"


def give(giver: Client, taker: User, note: str = NOTE) -> ShiftHandOver:
    assert giver.post(INDEX, {"taker": str(taker.pk), "note": note}).status_code == 302
    return ShiftHandOver.objects.get()


def test_a_shift_is_handed_over_and_taken_with_one_tap(
    secretary_client: Client, doctor_client: Client, make_observation: MakeObservation
) -> None:
    # From midnight on, so that there is something to check today at whatever hour this runs.
    today = day_of(timezone.now())
    observation = make_observation(at=start_of(today), arrived_on=today - timedelta(days=1))
    doctor = User.objects.get(username=f"page-doctor-{COMMUNITY}")
    page = words(secretary_client.get(INDEX))
    assert "今天该登记还没登记的（人次）" in page
    assert observation.person.name in page
    shift = give(secretary_client, doctor)
    assert shift.open["people"] == 1
    for client in (secretary_client, doctor_client):
        assert f'hx-get="{WAITING}"' in words(client.get(DAY))
    assert "还没有接" in words(secretary_client.get(WAITING))
    assert "把班交给您" in words(doctor_client.get(WAITING))
    assert NOTE in words(doctor_client.get(INDEX))
    assert secretary_client.post(reverse("shifts:take", args=[shift.pk])).status_code == 404
    assert doctor_client.post(reverse("shifts:take", args=[shift.pk])).status_code == 302
    for client in (secretary_client, doctor_client):
        assert "份交班" not in words(client.get(DAY))
        assert words(client.get(WAITING)).strip() == ""
    assert "已接班" in words(secretary_client.get(INDEX))


def test_the_author_alone_puts_right_and_strikes(secretary_client: Client, doctor_client: Client) -> None:
    shift = give(secretary_client, User.objects.get(username=f"page-doctor-{COMMUNITY}"))
    change, strike = (reverse(f"shifts:{name}", args=[shift.pk]) for name in ("change", "strike"))
    assert doctor_client.get(change).status_code == 404
    assert doctor_client.post(change, {"note": "改"}).status_code == 404
    assert doctor_client.post(strike, {"reason": "改"}).status_code == 404
    assert secretary_client.post(change, {"note": NOTE}).status_code == 422
    assert secretary_client.post(change, {"note": "8 栋 301"}).status_code == 302
    page = words(doctor_client.get(INDEX))
    assert "8 栋 301" in page
    assert NOTE in page
    assert secretary_client.post(strike, {"reason": ""}).status_code == 422
    assert secretary_client.post(strike, {"reason": "交错了人"}).status_code == 302
    assert "交错了人" in words(doctor_client.get(INDEX))


def test_what_was_typed_stays_when_it_is_refused(
    secretary_client: Client, doctor_client: Client, make_user: MakeUser
) -> None:
    doctor = User.objects.get(username=f"page-doctor-{COMMUNITY}")
    elsewhere = make_user(role=Role.DOCTOR, area=SIBLING)
    for said in ({"taker": str(elsewhere.pk), "note": NOTE}, {"taker": str(doctor.pk), "note": ""}):
        answer = secretary_client.post(INDEX, said)
        assert answer.status_code == 422
        assert said["note"] in words(answer)
    assert not ShiftHandOver.objects.exists()


def test_nobody_of_another_place_or_level_sees_it(
    secretary_client: Client, doctor_client: Client, enter: Enter
) -> None:
    give(secretary_client, User.objects.get(username=f"page-doctor-{COMMUNITY}"))
    assert NOTE not in words(enter(role=Role.SECRETARY, area=SIBLING).get(INDEX))
    assert enter(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP).get(INDEX).status_code == 403


def test_an_emergency_that_is_not_over_stands_there_and_reports_for_who_reads_them_alone(
    secretary_client: Client, worker_client: Client
) -> None:
    now = timezone.now()
    by = viewer_of(user=User.objects.get(username=f"page-secretary-{COMMUNITY}"), on=day_of(now))
    new = NewEmergency(id=new_id(), area=GRID, kind=EmergencyKind.SUICIDE_RISK, found_at=now)
    raised = raise_emergency(new=new, by=by, now=now)
    page = f"/emergencies/{raised.pk}/"
    for client, reads_reports in ((secretary_client, True), (worker_client, False)):
        shown = words(client.get(INDEX))
        assert page in shown.split("现在手头的事")[1]
        assert ("被退回、没答复的日报" in shown) is reads_reports
    withdraw_emergency(emergency=raised, words="看错了人", by=by, now=now)
    assert page not in words(secretary_client.get(INDEX)).split("现在手头的事")[1]
