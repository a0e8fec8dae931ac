"""What did not fit in a day, with its evidence, what was answered and how that was judged."""

from django.db import models

from linli.findings.rules import FindingKind
from linli.findings.rules.steps import FindingState, Move, WhyGone
from linli.ids import new_id
from linli.sealing.fields import SealedText


class ReportFinding(models.Model):
    """Something in an area's day that does not fit: evidence, and what a person said to it. Found once.

    A report that is missing and comes late goes on as the same finding, of kind LATE.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=12)  # whose report it speaks of
    above = models.CharField(max_length=12)  # where its answer is judged
    day = models.DateField()
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in FindingKind])
    key = models.CharField(max_length=80, blank=True)  # which of its kind on that day
    said = models.JSONField()  # the numbers of its sentence
    evidence = models.JSONField(default=list)  # ids of the rows behind it
    found_at = models.DateTimeField()
    state = models.CharField(
        max_length=9, choices=[(s.value, s.value) for s in FindingState], default=FindingState.OPEN
    )
    # Looked for again it was no longer so: since when, and why (rules.steps.WhyGone).
    gone_at = models.DateTimeField(null=True)
    gone_why = models.CharField(
        max_length=12, choices=[(w.value, w.value) for w in WhyGone], blank=True, default=""
    )
    # The answer that stands; every one that was given is a step.
    answer = SealedText(blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(name="finding_by_area", fields=["area", "day"]),
            # What waits is counted on every page.
            models.Index(name="finding_to_answer", fields=["area", "state"]),
            models.Index(name="finding_to_judge", fields=["above", "state"]),
        ]
        constraints = [models.UniqueConstraint(name="finding_once", fields=["area", "day", "kind", "key"])]


class FindingStep(models.Model):
    """Something that was said to a finding: an answer, a correction of it, a judgement, or that taken back. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=12)  # of the finding
    finding = models.ForeignKey(ReportFinding, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=14, choices=[(m.value, m.value) for m in Move])
    words = SealedText(blank=True, default="")  # the answer, or why it is judged so
    reason = SealedText(blank=True, default="")  # why an answer was corrected
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(name="finding_step_by_finding", fields=["finding", "at"])]
