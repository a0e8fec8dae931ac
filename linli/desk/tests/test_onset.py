"""The day of onset on a referral, and the curve that the levels above see of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.desk.tests.clinics import page_of
from linli.observation.tests.acts import Enter, words
from linli.observation.tests.pages import form_with
from linli.referrals.models import Onset, Referral
from linli.referrals.queries.onset import onset_counts
from linli.staff.rights import Role
from tests.cast import TOWNSHIP


@pytest.fixture
def suspected(doctor_client: Client, on_the_way: Referral) -> Referral:
    """Let the clinic find somebody suspected."""
    doctor_client.post(page_of(on_the_way), {"to": "ARRIVED"})
    doctor_client.post(page_of(on_the_way), {"to": "RESULT", "result": "SUSPECTED"})
    return on_the_way


def test_a_day_of_onset_is_told_put_right_with_a_reason_and_taken_back(
    doctor_client: Client, suspected: Referral
) -> None:
    address = reverse("desk:onset", args=[suspected.pk])
    today = day_of(timezone.now())
    typed = form_with(doctor_client.get(page_of(suspected)), "on")
    ahead = doctor_client.post(address, typed | {"on": (today + timedelta(days=1)).isoformat()})
    assert (ahead.status_code, "这一天还没有到" in words(ahead)) == (422, True)
    assert doctor_client.post(address, typed | {"on": today.isoformat()}).status_code == 302

    typed = form_with(doctor_client.get(page_of(suspected)), "on")
    earlier = (today - timedelta(days=2)).isoformat()
    silent = doctor_client.post(address, typed | {"on": earlier})
    assert (silent.status_code, "请写明为什么改" in words(silent)) == (422, True)
    assert form_with(silent, "on")["on"] == earlier
    assert doctor_client.post(address, typed | {"on": earlier, "reason": "家人说前天就咳"}).status_code == 302
    stale = doctor_client.post(address, typed | {"on": "", "reason": "x"})
    assert "刚才已有人登记了别的日期" in words(stale)

    page = doctor_client.get(page_of(suspected))
    assert f"<strong>{earlier}</strong>" in words(page)
    assert f"<s>{today.isoformat()}</s>" in words(page)
    typed = form_with(page, "on")
    assert doctor_client.post(address, typed | {"on": "", "reason": "记不清"}).status_code == 302
    assert [row.on for row in Onset.objects.order_by("at")][-1] is None


def test_the_curve_counts_by_onset_and_says_apart_of_whom_none_is_told(
    doctor_client: Client, suspected: Referral, enter: Enter
) -> None:
    today = day_of(timezone.now())
    curve = reverse("reports:onset", args=[TOWNSHIP, today.isoformat()])
    officer = enter(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    before = timezone.now()
    without = officer.get(curve)
    assert (without.context["without"], without.context["has_onsets"]) == (1, False)
    assert "没有登记发病日期 1 人" in words(without)

    on = today - timedelta(days=1)
    typed = form_with(doctor_client.get(page_of(suspected)), "on") | {"on": on.isoformat()}
    doctor_client.post(reverse("desk:onset", args=[suspected.pk]), typed)
    page = officer.get(curve)
    assert (on, 1, 0, 1) in page.context["rows"]
    assert (page.context["without"], page.context["cases"], sum(page.context["chart"]["suspected"])) == (
        0,
        1,
        1,
    )
    assert suspected.person.name not in words(page)
    window = {"from_": before - timedelta(days=9), "until": timezone.now()}
    assert onset_counts(area=TOWNSHIP, at=before, **window).without["SUSPECTED"] == 1
    doctor_client.post(
        reverse("desk:result", args=[suspected.pk]),
        {"what": "correct", "seen": "SUSPECTED", "result": "EXCLUDED", "note": "报告单是别人的"},
    )
    assert officer.get(curve).context["cases"] == 0
    assert officer.get(curve + "?days=15").status_code == 404
