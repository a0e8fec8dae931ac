"""Whoever recorded a reading asks the doctor for its correction, who sees both values and decides."""

from django.test import Client
from django.urls import reverse

from linli.observation.models import Alert, Check, Observation
from linli.observation.tests.acts import checks, record, words
from linli.observation.tests.pages import form_with
from linli.referrals.models import Referral


def url(check: Check) -> str:
    return reverse("corrections:strike", args=[check.observation_id, check.id])


def test_the_pages_ask_the_doctor_who_sees_both_values_and_takes_them_over(
    worker_client: Client, doctor_client: Client, observation: Observation
) -> None:
    record(worker_client, observation, temperature="37.9")
    (check,) = checks()
    referral = Referral.objects.get()
    told = {"to": "DECLINED", "reason": "本人不愿去"}
    assert doctor_client.post(reverse("desk:referral", args=[referral.pk]), told).status_code == 302
    page = worker_client.get(url(check))
    assert "请医生改成这样" in words(page)
    typed = form_with(page, "reason") | {"reason": "36.9 看成 37.9", "temperature": "36.9"}
    assert worker_client.post(url(check), typed).status_code == 302
    opened_anew = form_with(worker_client.get(url(check)), "csrfmiddlewaretoken")["csrfmiddlewaretoken"]
    again = worker_client.post(url(check), typed | {"csrfmiddlewaretoken": opened_anew})
    assert (again.status_code, "还没有答复" in words(again)) == (422, True)
    assert len(checks()) == 1

    card = words(doctor_client.get(reverse("alerts:index")))
    assert card.index("37.9 ℃") < card.index("36.9 ℃") < card.index("36.9 看成 37.9")
    assert url(check) in card
    typed = form_with(doctor_client.get(url(check)), "reason")
    assert typed["temperature"] == "36.9"
    assert doctor_client.post(url(check), typed | {"reason": "核对过"}).status_code == 302
    assert [one.temperature_tenths for one in checks()] == [379, 369]
    assert not Alert.objects.filter(reviewed_at=None).exists()
