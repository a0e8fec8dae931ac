"""Something that the community and those above must know at once, and who took it up when."""

from django.db import models

from linli.emergencies.rules import EmergencyKind, StepKind
from linli.ids import new_id
from linli.sealing.fields import SealedText


class Emergency(models.Model):
    """Something that must be known at once. Never changed: what follows stands in its steps."""

    id = models.UUIDField(primary_key=True)  # made by the sender, so the same message again is the same row
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)  # the grid, or the community
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in EmergencyKind])
    words = SealedText(blank=True, default="")
    people = models.PositiveIntegerField(null=True)  # how many are concerned; None: not known
    person = models.UUIDField(null=True)
    household = models.UUIDField(null=True)
    found_at = models.DateTimeField()  # by our clock
    received_at = models.DateTimeField()
    by = models.UUIDField()
    waiting_for = models.CharField(
        max_length=12, blank=True
    )  # the level that must acknowledge now, '' for none
    waiting_until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(name="emergency_by_area", fields=["area", "received_at"]),
            models.Index(
                name="emergency_waiting", fields=["area", "waiting_for"], condition=~models.Q(waiting_for="")
            ),
        ]


class EmergencyStep(models.Model):
    """What was done about an emergency, by whom and when. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in StepKind])
    level = models.CharField(max_length=12, blank=True)  # which acknowledged
    words = SealedText(blank=True, default="")
    at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(name="emergency_step_by_time", fields=["emergency", "at"])]
        constraints = [
            models.UniqueConstraint(
                name="emergency_acknowledged_once",
                fields=["emergency", "level"],
                condition=models.Q(kind=StepKind.ACKNOWLEDGED),
            ),
        ]
