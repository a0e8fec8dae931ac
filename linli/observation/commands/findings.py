"""A doctor's finding, written down apart from what workers record."""

from datetime import datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.observation.models import Finding, Observation
from linli.observation.rules import Judgement
from linli.staff.rules import Viewer


class FindingNeedsWords(Exception):
    """A finding says what was found."""


@transaction.atomic
def record_finding(
    *, observation: Observation, judgement: Judgement, words: str, by: Viewer, now: datetime
) -> Finding:
    """Write down what a doctor found; it closes no alert and answers no duty. Raises FindingNeedsWords."""
    if not words.strip():
        raise FindingNeedsWords
    finding = Finding.objects.create(
        county=observation.county,
        community=observation.community,
        area=observation.area,
        observation=observation,
        judgement=judgement,
        words=words.strip(),
        found_at=now,
        by=by.user_id,
    )
    write_event(
        action="finding.recorded",
        area=observation.area,
        by=by.user_id,
        now=now,
        subject=observation.pk,
        changed={"finding": str(finding.pk), "judgement": judgement},
    )
    return finding
