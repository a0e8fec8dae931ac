"""A disinfection is asked about once before it is ordered, called off with a reason, and recorded in the minute of its order."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import SHANGHAI
from linli.desk.tests.clinics import page_of
from linli.observation.tests.acts import words
from linli.observation.tests.pages import form_with
from linli.referrals.commands import (
    CallOffNeedsReason,
    DisinfectionNotOpen,
    call_off_disinfection,
    order_disinfection,
    record_disinfection,
)
from linli.referrals.models import Referral
from linli.referrals.queries.overdue import steps_overdue
from linli.referrals.rules import TimesWrong
from linli.staff.rules import Viewer


def test_it_is_ordered_after_one_question_and_called_off_with_a_reason_that_stays(
    doctor_client: Client, worker_client: Client, on_the_way: Referral
) -> None:
    order = reverse("desk:order_disinfection", args=[on_the_way.pk])
    asked = doctor_client.post(order)
    on_the_way.refresh_from_db()
    assert (asked.status_code, on_the_way.disinfection_due_at) == (200, None)
    assert doctor_client.post(order, form_with(asked, "sure")).status_code == 302
    off = reverse("desk:call_off_disinfection", args=[on_the_way.pk])
    assert off in words(doctor_client.get(page_of(on_the_way)))
    assert off not in words(worker_client.get(page_of(on_the_way)))
    assert worker_client.post(off, {"reason": "不用"}).status_code == 404
    assert "请写明为什么取消" in words(doctor_client.post(off, {"reason": " "}))
    page = words(doctor_client.post(off, {"reason": "点错了人"}, follow=True))
    assert "点错了人" in page
    on_the_way.refresh_from_db()
    assert (on_the_way.disinfection_ordered_at, on_the_way.disinfection_due_at) == (None, None)
    assert order in page  # it may be ordered again
    assert doctor_client.post(off, {"reason": "又一次"}).status_code == 422


@pytest.mark.django_db
def test_what_is_called_off_is_not_overdue_and_what_is_done_is_not_called_off(
    on_the_way: Referral, doctor: Viewer
) -> None:
    now = timezone.now().replace(second=40)
    order_disinfection(referral=on_the_way, by=doctor, now=now)
    later = now + timedelta(hours=25)
    with pytest.raises(CallOffNeedsReason):
        call_off_disinfection(referral=on_the_way, reason="", by=doctor, now=now)
    call_off_disinfection(referral=on_the_way, reason="点错", by=doctor, now=now)
    assert not steps_overdue(viewer=doctor, now=later).filter(disinfection_due_at__isnull=False).exists()
    order_disinfection(referral=on_the_way, by=doctor, now=now)
    minute = now.astimezone(SHANGHAI).replace(second=0, microsecond=0)
    with pytest.raises(TimesWrong):
        record_disinfection(
            referral=on_the_way, at=minute - timedelta(minutes=1), agent="84", by=doctor, now=now
        )
    record_disinfection(referral=on_the_way, at=minute, agent="84", by=doctor, now=now)
    with pytest.raises(DisinfectionNotOpen):
        call_off_disinfection(referral=on_the_way, reason="点错", by=doctor, now=now)


def test_a_bed_is_not_offered_for_undoing_once_its_patient_is_observed_again(
    doctor_client: Client, secretary_client: Client, on_the_way: Referral
) -> None:
    url = page_of(on_the_way)
    doctor_client.post(url, {"to": "ARRIVED"})
    doctor_client.post(url, {"to": "RESULT", "result": "CONFIRMED"})
    doctor_client.post(url, {"to": "ADMITTED"})
    typed = form_with(doctor_client.get(url), "undo_reason")
    reopen = reverse("observation:reopen", args=[on_the_way.subject])
    assert secretary_client.post(reopen, {"reason": "出院回家"}).status_code == 302
    page = words(doctor_client.get(url))
    assert ("undo_reason" in page, "本人后来已恢复观察" in page) == (False, True)
    refused = doctor_client.post(
        reverse("desk:undo_step", args=[on_the_way.pk]), typed | {"undo_reason": "点错"}
    )
    assert (refused.status_code, "本人后来已恢复观察" in words(refused)) == (422, True)
