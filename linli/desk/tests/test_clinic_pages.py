"""A referral from the community and the clinic at once: journey, receipt, answer, disinfection, lateness."""

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from linli.cases.commands import take_referral_step
from linli.clock import day_of
from linli.desk.tests.clinics import NAME, at_clinic, nurse_of, page_of
from linli.observation.tests.acts import Enter, words
from linli.observation.tests.pages import form_with
from linli.referrals.commands import close_clinic, put_to_work
from linli.referrals.models import Clinic, Referral, ReferralStep
from linli.referrals.queries import clinics_of, sent_here
from linli.referrals.queries.overdue import steps_overdue_counts
from linli.referrals.rules import State
from linli.staff.queries import viewer_named
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, SIBLING, TOWNSHIP


def test_the_clinic_sees_who_comes_receives_and_answers_and_the_community_sees_it(
    nurse: Client, doctor_client: Client, on_the_way: Referral
) -> None:
    listed = words(nurse.get(reverse("desk:clinic")))
    name = on_the_way.person.name
    assert name in listed
    page = words(nurse.get(at_clinic(on_the_way)))
    assert "38.1" in page
    assert "皖A12345" in page
    assert on_the_way.person.household.address not in page
    assert "回报结果" not in page

    nurse.post(at_clinic(on_the_way), {"what": "receive"})
    on_the_way.refresh_from_db()
    assert (on_the_way.state, on_the_way.clinic) == (State.ARRIVED, NAME)
    assert on_the_way.received_at is not None
    nothing = nurse.post(at_clinic(on_the_way), {"what": "answer", "test_note": "血常规正常"})
    assert (nothing.status_code, form_with(nothing, "test_note")["test_note"]) == (422, "血常规正常")
    nurse.post(at_clinic(on_the_way), {"what": "answer", "result": "EXCLUDED", "test_note": "血常规正常"})
    page = words(doctor_client.get(page_of(on_the_way)))
    assert "排除" in page
    assert "血常规正常" in page
    assert "医用防护口罩" in page  # what the escort did not wear


def test_another_clinic_of_the_county_sees_nothing(
    enter: Enter, on_the_way: Referral, clinic: Clinic
) -> None:
    other = Clinic.objects.create(county=COUNTY, area=COUNTY, name="另一家")
    stranger = nurse_of(other, enter, "stranger")
    assert on_the_way.person.name not in words(stranger.get(reverse("desk:clinic")))
    assert stranger.get(at_clinic(on_the_way)).status_code == 404
    assert stranger.post(at_clinic(on_the_way), {"what": "receive"}).status_code == 404
    assert stranger.get(page_of(on_the_way)).status_code == 404
    on_the_way.refresh_from_db()
    assert on_the_way.state == State.TRANSPORT


def test_a_name_on_the_list_of_staff_without_the_post_sees_nothing(
    enter: Enter, on_the_way: Referral, clinic: Clinic
) -> None:
    browser = enter(role=Role.COUNTY_OFFICER, area=COUNTY, username="officer")
    officer = viewer_named(username="officer", on=day_of(timezone.now()))
    assert officer is not None
    put_to_work(clinic=clinic, user=officer.user_id, by=officer, now=timezone.now())
    assert not sent_here(viewer=officer, now=timezone.now()).exists()
    assert browser.get(at_clinic(on_the_way)).status_code == 404
    assert browser.get(reverse("desk:clinic")).status_code == 403


def test_the_clinic_answers_after_the_community_did_by_telephone(
    nurse: Client, doctor_client: Client, on_the_way: Referral
) -> None:
    doctor_client.post(page_of(on_the_way), {"to": "ARRIVED"})
    doctor_client.post(page_of(on_the_way), {"to": "RESULT", "result": "SUSPECTED"})
    late = nurse.post(at_clinic(on_the_way), {"what": "answer", "result": "EXCLUDED"})
    assert late.status_code == 422
    assert "社区已按电话登记了结果" in words(late)
    on_the_way.refresh_from_db()
    assert on_the_way.result == "SUSPECTED"


def test_an_arrival_before_the_departure_is_told_at_its_field(
    doctor_client: Client, on_the_way: Referral
) -> None:
    now = timezone.localtime()
    told = {"to": "ARRIVED", "departed_at": f"{now:%Y-%m-%dT%H:%M}"}
    told |= {"arrived_at": f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M}"}
    wrong = doctor_client.post(page_of(on_the_way), told)
    assert wrong.status_code == 422
    assert "早于出发" in words(wrong)
    on_the_way.refresh_from_db()
    assert on_the_way.state == State.TRANSPORT


def test_a_suspected_result_has_the_home_disinfected_and_a_closed_referral_stays_until_it_is_done(
    doctor_client: Client, worker_client: Client, on_the_way: Referral
) -> None:
    for said in ({"to": "ARRIVED"}, {"to": "RESULT", "result": "SUSPECTED"}, {"to": "ADMITTED"}):
        assert doctor_client.post(page_of(on_the_way), said).status_code == 302
    assert "家庭消毒未完成" in words(worker_client.get(reverse("desk:referrals")))
    url = reverse("desk:disinfect", args=[on_the_way.pk])
    typed = form_with(worker_client.get(url), "agent")
    assert worker_client.post(url, typed | {"agent": ""}).status_code == 422
    early = worker_client.post(url, {"at": "2020-01-01T08:00", "agent": "含氯消毒液"})
    assert "早于提出的时间" in words(early)
    now = f"{timezone.localtime() + timedelta(minutes=1):%Y-%m-%dT%H:%M}"
    assert worker_client.post(url, {"at": now, "agent": "含氯消毒液 1000 mg/L"}).status_code == 302
    assert "家庭消毒未完成" not in words(worker_client.get(reverse("desk:referrals")))
    again = worker_client.post(url, {"at": now, "agent": "含氯消毒液"})
    assert "没有等待的消毒" in words(again)


def test_a_doctor_has_a_home_disinfected_without_a_result(
    doctor_client: Client, on_the_way: Referral
) -> None:
    url = reverse("desk:order_disinfection", args=[on_the_way.pk])
    sure = {"sure": "yes"}
    assert doctor_client.post(url, sure).status_code == 302
    assert doctor_client.post(url, sure).status_code == 404
    on_the_way.refresh_from_db()
    assert on_the_way.disinfection_due_at is not None


def test_a_step_overdue_at_night_is_in_the_list_at_once_and_in_the_townships_counts_after_half_an_hour(
    doctor_client: Client, enter: Enter, on_the_way: Referral
) -> None:
    due = timezone.now() - timedelta(minutes=1)
    Referral.objects.update(due_at=due)
    assert "送医步骤、家庭消毒超时" in words(doctor_client.get(reverse("desk:overdue")))
    township = enter(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    page = words(township.get(reverse("desk:overdue")))
    assert "送医步骤、家庭消毒超时" in page
    assert on_the_way.person.name not in page

    officer = viewer_named(username=f"page-township_officer-{TOWNSHIP}", on=day_of(timezone.now()))
    counts = {
        minutes: steps_overdue_counts(viewer=officer, now=due + timedelta(minutes=minutes))
        for minutes in (-1, 0, 29, 30)
    }
    assert not counts[-1]
    told = {minutes: (rows[0].overdue, rows[0].township) for minutes, rows in counts.items() if rows}
    assert told == {0: (1, 0), 29: (1, 0), 30: (1, 1)}
    with CaptureQueriesContext(connection) as statements:
        steps_overdue_counts(viewer=officer, now=timezone.now())
    assert len(statements) == 3


def test_each_step_takes_its_limit_from_the_protocol_of_the_person(
    on_the_way: Referral, doctor: Viewer
) -> None:
    assert on_the_way.limits["ARRIVED"] == 1440
    now = timezone.now()
    take_referral_step(referral=on_the_way, to=State.ARRIVED, by=doctor, now=now)
    assert on_the_way.due_at == now + timedelta(minutes=1440)
    take_referral_step(referral=on_the_way, to=State.RESULT, by=doctor, now=now, result="EXCLUDED")
    take_referral_step(referral=on_the_way, to=State.RETURNED, by=doctor, now=now)
    assert on_the_way.due_at is None


def test_a_clinic_forgets_what_is_closed_for_a_week(
    nurse: Client, on_the_way: Referral, doctor: Viewer
) -> None:
    now = timezone.now()
    for to in (State.ARRIVED, State.RESULT, State.RETURNED):
        take_referral_step(referral=on_the_way, to=to, by=doctor, now=now, result="EXCLUDED")
    viewer = viewer_named(username="nurse", on=day_of(now))
    assert sent_here(viewer=viewer, now=now + timedelta(days=7)).exists()
    assert not sent_here(viewer=viewer, now=now + timedelta(days=7, seconds=1)).exists()
    assert nurse.get(at_clinic(on_the_way)).status_code == 200
    ReferralStep.objects.update(at=now - timedelta(days=8))
    Referral.objects.update(result_at=now - timedelta(days=8))
    assert nurse.get(at_clinic(on_the_way)).status_code == 404
    Referral.objects.update(result="SUSPECTED")  # the last word is still to come
    assert nurse.get(at_clinic(on_the_way)).status_code == 200
    Referral.objects.update(result="CONFIRMED")
    assert nurse.get(at_clinic(on_the_way)).status_code == 404


def test_the_county_keeps_the_list(enter: Enter, doctor_client: Client, clinic: Clinic) -> None:
    officer = enter(role=Role.COUNTY_OFFICER, area=COUNTY)
    url = reverse("desk:clinics")
    same = officer.post(url, {"name": NAME, "phone": "0551-62345678"})
    assert same.status_code == 422
    assert form_with(same, "phone")["phone"] == "0551-62345678"
    assert officer.post(url, {"name": "第二门诊", "phone": ""}).status_code == 302
    staff = reverse("desk:clinic_staff", args=[clinic.pk])
    assert "没有这个用户" in words(officer.post(staff, {"username": "nobody"}))
    enter(role=Role.CLINIC, area=COUNTY, username="sister")
    assert officer.post(staff, {"username": "sister"}).status_code == 302
    assert doctor_client.get(url).status_code == 403
    assert doctor_client.post(staff, {"username": "sister"}).status_code == 404
    close = reverse("desk:close_clinic", args=[clinic.pk])
    assert officer.post(close).status_code == 422
    officer.post(close, {"state-reason": "不再收治"})
    clinic.refresh_from_db()
    assert clinic.closed_at is not None
    close_clinic(clinic=clinic, reason="不再收治", by=Viewer(clinic.pk, "x", ()), now=timezone.now())
    assert COMMUNITY not in words(officer.get(url))


def test_a_community_puts_a_clinic_on_the_list_and_keeps_its_own_alone(
    enter: Enter, secretary_client: Client, clinic: Clinic
) -> None:
    url = reverse("desk:clinics")
    assert secretary_client.post(url, {"name": NAME, "phone": ""}).status_code == 422
    assert secretary_client.post(url, {"name": "镇卫生院", "phone": "0551-62345678"}).status_code == 302
    own = Clinic.objects.get(name="镇卫生院")
    assert (own.area, own.county) == (COMMUNITY, COUNTY)
    assert NAME in words(secretary_client.get(url))  # read, not kept
    for address in ("desk:clinic_card", "desk:close_clinic", "desk:clinic_staff"):
        assert secretary_client.post(reverse(address, args=[clinic.pk]), {}).status_code == 404
    assert secretary_client.post(reverse("desk:clinic_staff", args=[own.pk]), {}).status_code == 404

    card = reverse("desk:clinic_card", args=[own.pk])
    told = {"name": "镇中心卫生院", "phone": "0551-62345678", "reason": "写错"}
    assert secretary_client.post(card, told | {"reason": ""}).status_code == 422
    assert secretary_client.post(card, told).status_code == 302
    secretary_client.post(reverse("desk:close_clinic", args=[own.pk]), {"state-reason": "停诊"})
    assert "镇中心卫生院" not in dict(clinics_of(county=COUNTY)).values()
    secretary_client.post(reverse("desk:reopen_clinic", args=[own.pk]), {"state-reason": "复诊"})
    assert "镇中心卫生院" in dict(clinics_of(county=COUNTY)).values()
    page = words(secretary_client.get(card))
    assert all(said in page for said in ("镇卫生院 0551-62345678", "写错", "停诊", "复诊"))
    assert enter(role=Role.COUNTY_OFFICER, area=COUNTY).get(card).status_code == 200
    assert enter(role=Role.SECRETARY, area=SIBLING).get(card).status_code == 404
