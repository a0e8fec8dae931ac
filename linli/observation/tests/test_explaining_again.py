"""Why a slot was missed, put right and taken back: with a reason, both words kept."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from linli.audit.models import AuditEvent
from linli.clock import moment
from linli.observation.commands import (
    NothingToExplain,
    correct_explanation,
    explain_slots,
    withdraw_explanation,
)
from linli.observation.commands.decisions import DecisionNeedsReason
from linli.observation.models import Observation, ObservationDecision
from linli.observation.queries.releases import missing_for_release, slots_explained, slots_to_explain
from linli.observation.tests.acts import words
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FIRST_DAY, MakeObservation

EARLY = moment(FIRST_DAY, time(5))
NOON = moment(FIRST_DAY, time(13))


@pytest.fixture
def explained(make_observation: MakeObservation, worker: Viewer) -> Observation:
    row = make_observation(at=EARLY)
    explain_slots(observation=row, slots=[(FIRST_DAY, "AM")], reason="电话关机", by=worker, now=NOON)
    return row


def test_an_explanation_is_put_right_and_both_words_stay(explained: Observation, worker: Viewer) -> None:
    ids = [duty.id for duty in slots_explained(observation=explained)]
    with pytest.raises(DecisionNeedsReason):
        correct_explanation(
            observation=explained, duties=ids, words="没有去", reason=" ", by=worker, now=NOON
        )
    correct_explanation(
        observation=explained, duties=ids, words="没有去", reason="点错了人", by=worker, now=NOON
    )
    assert [duty.explanation for duty in slots_explained(observation=explained)] == ["没有去"]
    decision = ObservationDecision.objects.get(observation=explained)
    assert decision.reason == "点错了人（原说明：电话关机；现说明：没有去）"
    event = AuditEvent.objects.get(county=COUNTY, action="observation.decided_explained_again")
    assert "电话关机" not in str(event.changed)
    with pytest.raises(NothingToExplain):
        correct_explanation(
            observation=explained, duties=ids, words="没有去", reason="又一次", by=worker, now=NOON
        )


def test_an_explanation_taken_back_lets_the_slot_wait_and_nobody_is_released(
    explained: Observation, worker: Viewer
) -> None:
    assert [missing.slots for missing in missing_for_release(observations=[explained], now=NOON)] == [0]
    ids = [duty.id for duty in slots_explained(observation=explained)]
    assert (
        withdraw_explanation(observation=explained, duties=ids, reason="没有去过", by=worker, now=NOON) == 1
    )
    assert [missing.slots for missing in missing_for_release(observations=[explained], now=NOON)] == [1]
    assert [duty.id for duty in slots_to_explain(observation=explained, now=NOON)] == ids
    assert ObservationDecision.objects.get(observation=explained).reason == "没有去过（原说明：电话关机）"
    with pytest.raises(NothingToExplain):
        withdraw_explanation(observation=explained, duties=ids, reason="没有去过", by=worker, now=NOON)


def test_the_page_of_the_person_leads_to_it_and_tells_of_it(
    worker_client: Client, explained: Observation
) -> None:
    url = reverse("observation:explain_again", args=[explained.pk])
    assert url in words(
        worker_client.get(reverse("desk:person_section", args=[explained.person_id, "sheets"]))
    )
    page = worker_client.get(url)
    (slot,) = page.context["form"].initial["slots"]
    assert worker_client.post(url, {"slots": [slot], "reason": ""}).status_code == 422
    worker_client.post(url, {"slots": [slot], "words": "", "reason": "没有去过"})
    section = reverse("desk:person_section", args=[explained.person_id, "judged"])
    told = words(worker_client.get(section))
    assert ["撤回漏查的说明" in told, "没有去过（原说明：电话关机）" in told] == [True, True]
