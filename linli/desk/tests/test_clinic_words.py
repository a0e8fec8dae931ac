"""What a clinic says of its patient: the word that moves on, a correction, a refusal, another clinic, the history."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.desk.tests.clinics import at_clinic, nurse_of, page_of
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check
from linli.observation.rules import Channel, CheckOutcome
from linli.observation.tests.acts import Enter, words, yesterday
from linli.observation.tests.pages import form_with
from linli.referrals.commands import add_clinic
from linli.referrals.models import Referral
from linli.referrals.rules import State
from linli.staff.queries import viewer_named
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COUNTY, MakeObservation


def test_a_clinic_tells_the_last_word_of_somebody_in_a_bed_and_both_stand_on_the_persons_page(
    nurse: Client, doctor_client: Client, on_the_way: Referral
) -> None:
    nurse.post(at_clinic(on_the_way), {"what": "receive"})
    nurse.post(at_clinic(on_the_way), {"what": "answer", "result": "SUSPECTED"})
    doctor_client.post(page_of(on_the_way), {"to": "ADMITTED"})
    page = nurse.get(at_clinic(on_the_way))
    moved = reverse("desk:clinic_result", args=[on_the_way.pk])
    typed = form_with(page, "seen") | {"result": "CONFIRMED", "note": "核酸阳性"}
    assert typed["what"] == "move"
    assert nurse.post(moved, typed).status_code == 302
    again = nurse.post(moved, typed | {"note": "又填一次"})
    assert (again.status_code, form_with(again, "note")["note"]) == (422, "又填一次")
    section = reverse("desk:person_section", args=[on_the_way.person_id, "referral_history"])
    history = words(doctor_client.get(section)).split("<ol", 1)[1]
    assert history.index("疑似") < history.index("确诊") < history.index("核酸阳性")
    assert "Clinic 340102" in history


def test_a_doctor_corrects_a_word_with_a_reason_and_a_worker_does_not(
    doctor_client: Client, worker_client: Client, on_the_way: Referral
) -> None:
    doctor_client.post(page_of(on_the_way), {"to": "ARRIVED"})
    doctor_client.post(page_of(on_the_way), {"to": "RESULT", "result": "EXCLUDED"})
    url = reverse("desk:result", args=[on_the_way.pk])
    typed = form_with(doctor_client.get(page_of(on_the_way)), "seen") | {"result": "SUSPECTED"}
    assert typed["what"] == "correct"
    assert worker_client.post(url, typed | {"note": "x"}).status_code == 404
    assert "请写明为什么更正" in words(doctor_client.post(url, typed))
    assert doctor_client.post(url, typed | {"note": "报告单是别人的"}).status_code == 302
    page = words(doctor_client.get(page_of(on_the_way)))
    assert page.count("（已更正）") == 1
    typed |= {"seen": "SUSPECTED", "result": "EXCLUDED"}
    assert doctor_client.post(url, typed | {"note": "原来的没有错"}).status_code == 302
    page = words(doctor_client.get(page_of(on_the_way)))
    assert page.count("（已更正）") == 2  # all but the one that stands
    assert page.index("原来的没有错") > page.rindex("（已更正）")
    assert "报告单是别人的" in page


def test_a_clinic_refuses_and_the_community_sends_elsewhere_and_takes_it_back(
    nurse: Client, doctor_client: Client, enter: Enter, on_the_way: Referral
) -> None:
    other = add_clinic(area=COUNTY, name="市医院", phone="", by=officer_of(enter), now=timezone.now())
    neighbour = nurse_of(other, enter, "neighbour")
    silent = nurse.post(at_clinic(on_the_way), {"what": "refuse", "refusal": ""})
    assert (silent.status_code, "请写明不收的原因" in words(silent)) == (422, True)
    nurse.post(at_clinic(on_the_way), {"what": "refuse", "refusal": "没有床位"})
    page = words(doctor_client.get(page_of(on_the_way)))
    assert "门诊不收" in page
    assert "没有床位" in page
    assert neighbour.get(at_clinic(on_the_way)).status_code == 404
    told = {"to": "SENT_ON", "sent_to": str(other.pk)}
    assert doctor_client.post(page_of(on_the_way), told).status_code == 302
    assert neighbour.get(at_clinic(on_the_way)).status_code == 200
    assert nurse.get(at_clinic(on_the_way)).status_code == 404

    undo = reverse("desk:undo_step", args=[on_the_way.pk])
    typed = form_with(doctor_client.get(page_of(on_the_way)), "undo_reason")
    assert "请写明为什么撤回" in words(doctor_client.post(undo, typed))
    assert doctor_client.post(undo, typed | {"undo_reason": "又收了"}).status_code == 302
    assert nurse.get(at_clinic(on_the_way)).status_code == 200
    stale = doctor_client.post(undo, typed | {"undo_reason": "又一次"})
    assert (stale.status_code, "请看最新情况" in words(stale)) == (422, True)


def test_a_clinic_passes_somebody_on_to_another(nurse: Client, enter: Enter, on_the_way: Referral) -> None:
    other = add_clinic(area=COUNTY, name="市医院", phone="", by=officer_of(enter), now=timezone.now())
    nowhere = nurse.post(at_clinic(on_the_way), {"what": "send_on", "onward_reason": "无核酸条件"})
    assert (nowhere.status_code, "另一家门诊" in words(nowhere)) == (422, True)
    assert form_with(nowhere, "onward_reason")["onward_reason"] == "无核酸条件"
    said = {"what": "send_on", "onward": str(other.pk), "onward_reason": "无核酸条件"}
    assert nurse.post(at_clinic(on_the_way), said).status_code == 302
    neighbour = nurse_of(other, enter, "neighbour")
    assert neighbour.post(at_clinic(on_the_way), {"what": "receive"}).status_code == 302
    on_the_way.refresh_from_db()
    assert (on_the_way.state, on_the_way.clinic) == (State.ARRIVED, "市医院")


def test_the_clinic_sees_the_epidemiological_history_of_whom_it_was_sent_and_each_look_is_written(
    nurse: Client, enter: Enter, on_the_way: Referral, make_observation: MakeObservation
) -> None:
    make_observation(
        name="王强",
        address=on_the_way.person.household.address,
        at=on_the_way.raised_at,
        arrived_on=yesterday(),
    )
    url = reverse("desk:clinic_history", args=[on_the_way.pk])
    assert url in words(nurse.get(at_clinic(on_the_way)))
    page = words(nurse.get(url))
    assert all(word in page for word in ("湖北省武汉市", "接触史", "38.1", "同住人员", "观察到"))
    assert "王强" not in page
    assert on_the_way.person.household.address not in page
    looks = AuditEvent.objects.filter(
        county=COUNTY, action="clinic.patient_read", subject=on_the_way.person_id
    )
    assert looks.count() == 1
    stranger = enter(role=Role.CLINIC, area=COUNTY, username="stranger")
    assert stranger.get(url).status_code == 404


def officer_of(enter: Enter) -> Viewer:
    enter(role=Role.COUNTY_OFFICER, area=COUNTY, username="lister")
    viewer = viewer_named(username="lister", on=day_of(timezone.now()))
    assert viewer is not None
    return viewer


def test_taking_over_what_was_raised_says_nothing_of_a_clinic_that_sent_somebody_away(
    doctor_client: Client, make_observation: MakeObservation, doctor: Viewer
) -> None:
    row = make_observation(at=timezone.now(), arrived_on=yesterday())
    fever = NewCheck(new_id(), row, CheckOutcome.DONE, Channel.VISIT, timezone.now(), temperature_tenths=384)
    record_check(new=fever, by=doctor, now=timezone.now())
    page = words(doctor_client.get(page_of(Referral.objects.get())))
    assert "接手" in page
    assert "人先回家" not in page
    assert "先回家隔离等床位" not in page


def test_what_a_correction_takes_back_is_said_to_the_doctor_by_name_and_to_the_clinic_of_nobody(
    nurse: Client, doctor_client: Client, on_the_way: Referral, make_observation: MakeObservation
) -> None:
    housemate = make_observation(
        name="王强",
        address=on_the_way.person.household.address,
        at=on_the_way.raised_at,
        arrived_on=yesterday() - timedelta(days=8),
    )
    doctor_client.post(page_of(on_the_way), {"to": "ARRIVED"})
    doctor_client.post(page_of(on_the_way), {"to": "RESULT", "result": "CONFIRMED"})
    doctor_client.post(page_of(on_the_way), {"to": "ADMITTED"})
    section = reverse("desk:person_section", args=[housemate.person_id, "judged"])
    told = words(doctor_client.get(section)).split("<main", 1)[1]
    assert "按规则" in told
    assert "Doctor" not in told
    assert "家人收治住院" in told

    url = reverse("desk:result", args=[on_the_way.pk])
    wrong = {"what": "correct", "seen": "CONFIRMED", "result": "UNDER_WATCH", "note": "报告单是别人的"}
    page = words(doctor_client.post(url, wrong, follow=True))
    assert "王强：观察的最后一天由" in page
    assert "家庭消毒的要求已撤回" in page
    again = {"what": "move", "seen": "UNDER_WATCH", "result": "CONFIRMED", "note": ""}
    assert doctor_client.post(url, again).status_code == 302
    answer = reverse("desk:clinic_result", args=[on_the_way.pk])
    page = words(nurse.post(answer, wrong, follow=True))
    assert "社区那边已跟着收回" in page
    assert "王强" not in page
