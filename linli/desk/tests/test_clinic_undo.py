"""A clinic takes its own last step back, and nobody else's; what it undoes the community sees."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.desk.tests.clinics import at_clinic, nurse_of, page_of
from linli.desk.tests.test_clinic_words import officer_of
from linli.observation.tests.acts import Enter, words
from linli.observation.tests.pages import form_with
from linli.referrals.commands import add_clinic
from linli.referrals.models import Referral
from linli.referrals.rules import State
from tests.cast import COUNTY

WHY = {"undo_reason": "点错了人"}


def undo_of(referral: Referral) -> str:
    return reverse("desk:clinic_undo", args=[referral.pk])


def other_page(typed: dict[str, str]) -> dict[str, str]:
    """Return what was typed as another page that was open meanwhile would send it, not the same one twice."""
    return {name: value for name, value in typed.items() if name != "csrfmiddlewaretoken"}


def state_of(referral: Referral) -> str:
    referral.refresh_from_db()
    return referral.state


def test_received_and_not_taken_are_taken_back_by_the_clinic_with_a_reason(
    nurse: Client, doctor_client: Client, on_the_way: Referral
) -> None:
    nurse.post(at_clinic(on_the_way), {"what": "receive"})
    typed = form_with(nurse.get(at_clinic(on_the_way)), "undo_reason")
    assert "请写明为什么撤回" in words(nurse.post(undo_of(on_the_way), typed))
    assert nurse.post(undo_of(on_the_way), typed | WHY).status_code == 302
    assert (state_of(on_the_way), on_the_way.received_at) == (State.TRANSPORT, None)
    assert "点错了人" in words(doctor_client.get(page_of(on_the_way)))

    nurse.post(at_clinic(on_the_way), {"what": "receive"})
    nurse.post(at_clinic(on_the_way), {"what": "refuse", "refusal": "没有床位"})
    typed = form_with(nurse.get(at_clinic(on_the_way)), "undo_reason")
    assert nurse.post(undo_of(on_the_way), typed | WHY).status_code == 302
    assert state_of(on_the_way) == State.ARRIVED
    assert on_the_way.received_at is not None
    stale = nurse.post(undo_of(on_the_way), other_page(typed) | WHY)
    assert (stale.status_code, state_of(on_the_way)) == (422, State.ARRIVED)


def test_who_was_sent_on_is_taken_back_until_the_other_clinic_has_them(
    nurse: Client, enter: Enter, on_the_way: Referral
) -> None:
    other = add_clinic(area=COUNTY, name="市医院", phone="", by=officer_of(enter), now=timezone.now())
    neighbour = nurse_of(other, enter, "neighbour")
    said = {"what": "send_on", "onward": str(other.pk), "onward_reason": "无核酸条件"}
    nurse.post(at_clinic(on_the_way), said)
    listed = nurse.get(reverse("desk:clinic"))
    assert on_the_way.person.name in words(listed)
    typed = form_with(listed, "undo_reason") | WHY
    assert neighbour.post(undo_of(on_the_way), typed).status_code == 422
    assert nurse.post(undo_of(on_the_way), typed).status_code == 302
    assert (state_of(on_the_way), on_the_way.sent_to_id == other.pk) == (State.TRANSPORT, False)
    assert nurse.get(at_clinic(on_the_way)).status_code == 200

    nurse.post(at_clinic(on_the_way), said)
    neighbour.post(at_clinic(on_the_way), {"what": "receive"})
    assert on_the_way.person.name not in words(nurse.get(reverse("desk:clinic")))
    assert nurse.post(undo_of(on_the_way), other_page(typed)).status_code == 404
    assert state_of(on_the_way) == State.ARRIVED


def test_a_step_of_the_community_is_not_the_clinics_to_take_back_but_its_receipt_is(
    nurse: Client, doctor_client: Client, on_the_way: Referral
) -> None:
    doctor_client.post(page_of(on_the_way), {"to": "ARRIVED"})
    nurse.post(at_clinic(on_the_way), {"what": "receive"})
    page = words(nurse.get(at_clinic(on_the_way)))
    assert "撤回接收" in page
    assert nurse.post(undo_of(on_the_way), {"seen": "ARRIVED"} | WHY).status_code == 422
    receipt = reverse("desk:clinic_undo_receipt", args=[on_the_way.pk])
    assert doctor_client.post(receipt).status_code == 404
    assert nurse.post(receipt).status_code == 302
    assert (state_of(on_the_way), on_the_way.received_at) == (State.ARRIVED, None)


def test_the_clinic_takes_a_result_of_somebody_else_back_and_answers_anew(
    nurse: Client, on_the_way: Referral
) -> None:
    nurse.post(at_clinic(on_the_way), {"what": "receive"})
    nurse.post(at_clinic(on_the_way), {"what": "answer", "result": "UNDER_WATCH"})
    result = reverse("desk:clinic_result", args=[on_the_way.pk])
    typed = {"what": "correct", "seen": "UNDER_WATCH", "result": "NONE", "note": "报告是别人的"}
    assert nurse.post(result, typed).status_code == 302
    page = words(nurse.get(at_clinic(on_the_way)))
    assert "回报结果" in page
    assert state_of(on_the_way) == State.ARRIVED
    nurse.post(at_clinic(on_the_way), {"what": "answer", "result": "EXCLUDED"})
    assert state_of(on_the_way) == State.RESULT
    assert "没有结果" in words(nurse.get(at_clinic(on_the_way)))
