"""Duty shifts handed over with a note."""

from django.db import models

from linli.ids import new_id
from linli.sealing.fields import SealedText
from linli.staff.models import User


class ShiftHandOver(models.Model):
    """A shift of a community from a giver to a taker who confirms. Nobody's duties or posts change by it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    giver = models.ForeignKey(User, models.PROTECT, related_name="+")
    taker = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    open = models.JSONField()  # kind -> count, as the giver saw it when given
    taken_at = models.DateTimeField(null=True)
    struck_at = models.DateTimeField(null=True)  # by the giver
    struck_reason = SealedText(blank=True, default="")

    class Meta:
        indexes = [models.Index(name="shift_by_community", fields=["community", "at"])]
        constraints = [
            models.UniqueConstraint(
                name="shift_waits_once",
                fields=["community", "giver", "taker"],
                condition=models.Q(taken_at__isnull=True, struck_at__isnull=True),
            ),
        ]


class ShiftNote(models.Model):
    """What the giver wrote; the newest holds, each earlier one stays. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    shift = models.ForeignKey(ShiftHandOver, models.PROTECT, related_name="notes")
    note = SealedText()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="shift_note_by_shift", fields=["shift", "at"])]
