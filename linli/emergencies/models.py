"""Something that the community and those above must know at once, and who took it up when."""

from django.db import models
from django.db.models import Q

from linli.areas.rules import Level
from linli.emergencies.rules import EmergencyKind, StepKind, Telling
from linli.ids import new_id
from linli.sealing.fields import SealedText


class Emergency(models.Model):
    """Something that must be known at once. What was told is never changed: what follows stands in its steps."""

    id = models.UUIDField(primary_key=True)  # made by the sender, so the same message again is the same row
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)  # the grid, or the community
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in EmergencyKind])
    words = SealedText(blank=True, default="")
    words_now = SealedText(blank=True, default="")  # put right; blank: as they were told
    people = models.PositiveIntegerField(null=True)  # how many are concerned; None: not known
    person = models.UUIDField(null=True)
    household = models.UUIDField(null=True)
    found_at = models.DateTimeField()  # by our clock
    received_at = models.DateTimeField()
    by = models.UUIDField()
    clock_at = models.DateTimeField(null=True)  # when the clock has something to tell next, None: nothing
    closed_at = models.DateTimeField(null=True)  # since when it is over: closed, or taken back
    withdrawn = models.BooleanField(default=False)  # raised in error

    class Meta:
        indexes = [
            models.Index(name="emergency_by_area", fields=["area", "received_at"]),
            models.Index(name="emergency_clock", fields=["clock_at"], condition=Q(clock_at__isnull=False)),
        ]


class EmergencyLevel(models.Model):
    """One level that must know of an emergency, whether it does, and what the clock told it last."""

    id = models.UUIDField(primary_key=True, default=new_id)
    emergency = models.ForeignKey(Emergency, models.PROTECT, related_name="levels")
    level = models.CharField(max_length=12, choices=[(level.value, level.value) for level in Level])
    area = models.CharField(max_length=15)  # its office
    due_at = models.DateTimeField()
    waiting = models.BooleanField(default=True)  # its word is asked for, and did not come
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.UUIDField(null=True)
    told = models.CharField(max_length=12, blank=True, choices=[(t.value, t.value) for t in Telling])

    class Meta:
        indexes = [models.Index(name="emergency_level_waiting", fields=["area"], condition=Q(waiting=True))]
        constraints = [
            models.UniqueConstraint(name="emergency_level_once", fields=["emergency", "level"]),
            models.CheckConstraint(
                name="emergency_level_knows_or_waits",
                condition=~Q(waiting=True, acknowledged_at__isnull=False),
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
