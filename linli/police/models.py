"""What the police were asked, and what they answered."""

from django.db import models

from linli.ids import new_id
from linli.observation.models import Observation
from linli.police.rules import Done
from linli.sealing.fields import SealedBytes, SealedText


class PoliceHandOver(models.Model):
    """Somebody who still refuses, handed over to the police station of the township; what was told is frozen."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="police_hand_overs")
    office = models.CharField(max_length=9)  # the township whose station is asked
    told_sealed = SealedBytes()  # JSON, sealed: queries.Told
    at = models.DateTimeField()
    by = models.UUIDField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    done = models.CharField(max_length=9, choices=[(d.value, d.value) for d in Done], blank=True)
    answer = SealedText(blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(name="police_by_office", fields=["office", "at"])]
        constraints = [
            models.UniqueConstraint(
                name="police_asked_once",
                fields=["observation"],
                condition=models.Q(answered_at=None, withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="police_answer_is_whole",
                condition=models.Q(answered_at=None, done="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(done="")),
            ),
        ]
