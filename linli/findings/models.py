"""What did not fit in a day, with its evidence and a person's answer."""

from django.db import models

from linli.findings.rules import FindingKind
from linli.ids import new_id
from linli.sealing.fields import SealedText


class ReportFinding(models.Model):
    """Something in a community's day that does not fit: evidence, and what a person said to it. Found once."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=12)  # the community
    day = models.DateField()
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in FindingKind])
    key = models.CharField(max_length=80, blank=True)  # which of its kind on that day
    said = models.JSONField()  # the numbers of its sentence
    evidence = models.JSONField(default=list)  # ids of the rows behind it
    found_at = models.DateTimeField()
    answer = SealedText(blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(name="finding_by_area", fields=["area", "day"]),
            models.Index(name="finding_open", fields=["area"], condition=models.Q(answered_at=None)),
        ]
        constraints = [models.UniqueConstraint(name="finding_once", fields=["area", "day", "kind", "key"])]
