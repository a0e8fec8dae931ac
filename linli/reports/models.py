"""Sealed reports, and the hours by which they are due."""

from django.db import models

from linli.ids import new_id
from linli.reports.rules.emergencies import EmergencyKind, StepKind


class Deadline(models.Model):
    """The clock time by which a level's report of the day is due, Shanghai time."""

    level = models.CharField(max_length=12, primary_key=True)
    at = models.TimeField()
    source = models.CharField(max_length=200)


class Report(models.Model):
    """A day's figures of an area, frozen. Never changed but for what the level above did with it: received, returned."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=12)
    form = models.CharField(max_length=20)
    form_version = models.PositiveSmallIntegerField()
    day = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    from_at = models.DateTimeField()
    as_of = models.DateTimeField()
    figures = models.JSONField()  # column key -> number, or null where nothing is recorded
    rows_digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    sealed_at = models.DateTimeField()
    sealed_by = models.UUIDField()
    received_at = models.DateTimeField(null=True)
    received_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=200, blank=True)  # why there is a second version
    returned_at = models.DateTimeField(null=True)
    returned_by = models.UUIDField(null=True)
    return_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(name="report_by_day", fields=["day", "area"])]
        constraints = [models.UniqueConstraint(name="report_once", fields=["area", "form", "day", "version"])]


class ReceivedHash(models.Model):
    """What the level above holds of a report that it received: a past rewritten below is found here."""

    id = models.UUIDField(primary_key=True, default=new_id)
    area = models.CharField(max_length=12)  # who received it
    report = models.UUIDField(unique=True)
    of_area = models.CharField(max_length=12)
    day = models.DateField()
    version = models.PositiveSmallIntegerField()
    hash = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="received_hash_of_area", fields=["of_area", "day"])]


class Emergency(models.Model):
    """Something that must be known at once. Never changed: what follows stands in its steps."""

    id = models.UUIDField(primary_key=True)  # made by the sender, so the same message again is the same row
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)  # the grid, or the community
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in EmergencyKind])
    words = models.CharField(max_length=500, blank=True)
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
    words = models.CharField(max_length=500, blank=True)
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
