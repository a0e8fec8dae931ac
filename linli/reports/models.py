"""Sealed reports, and the hours by which they are due."""

from django.db import models

from linli.ids import new_id
from linli.reports.rules.emergencies import EmergencyKind, StepKind
from linli.reports.rules.findings import FindingKind
from linli.sealing.fields import SealedText


class Schedule(models.Model):
    """The hours of a form's reports in a province from a day on, Shanghai time; the newest row stands. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    area = models.CharField(max_length=2, blank=True)  # the province; '': wherever no province set its own
    form = models.CharField(max_length=20)
    valid_from = models.DateField()
    top_at = models.TimeField()  # the province's hour
    minutes = models.JSONField()  # level -> how long before the level above
    opens = models.TimeField()
    grace_minutes = models.PositiveSmallIntegerField()
    closes_hours = models.PositiveSmallIntegerField()
    remind_minutes = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_by = models.UUIDField(null=True)  # None: as Linli came


class RestDay(models.Model):
    """A day on which a form's report is not due; its hour is that of the next day that is none."""

    id = models.UUIDField(primary_key=True, default=new_id)
    area = models.CharField(max_length=2)  # the province
    form = models.CharField(max_length=20)
    day = models.DateField()
    words = models.CharField(max_length=100)
    set_at = models.DateTimeField()
    set_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(name="rest_day_once", fields=["area", "form", "day"])]


class LateNotice(models.Model):
    """Why a report will be late, said before its hour. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=12)
    form = models.CharField(max_length=20)
    day = models.DateField()
    reason = models.CharField(max_length=200)
    filed_at = models.DateTimeField()
    filed_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(name="late_notice_once", fields=["area", "form", "day"])]


class ColumnLeftOut(models.Model):
    """A column that does not apply in a community from a moment on: told as "/", neither zero nor blank."""

    id = models.UUIDField(primary_key=True, default=new_id)
    area = models.CharField(max_length=12)
    key = models.CharField(max_length=40)
    reason = models.CharField(max_length=200)
    from_at = models.DateTimeField()
    from_by = models.UUIDField()
    until_at = models.DateTimeField(null=True)
    until_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="column_left_out_once", fields=["area", "key"], condition=models.Q(until_at=None)
            )
        ]


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
    figures = (
        models.JSONField()
    )  # column key -> number, null where nothing is recorded, no key: does not apply
    rows_digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    due_at = models.DateTimeField()
    late_after = models.DateTimeField()  # due, and the grace
    closes_at = models.DateTimeField()
    first_sealed_at = models.DateTimeField()  # of version 1, which judges: a correction makes nothing late
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


class ReportSum(models.Model):
    """The newest sealed reports of an area's communities added up. Made again from the reports at each seal."""

    id = models.BigAutoField(primary_key=True)
    form = models.CharField(max_length=20)
    day = models.DateField()
    area = models.CharField(max_length=9)  # township, county, city or province
    figures = models.JSONField()  # column key -> sum, or null where no report holds a number
    on_time = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    late_minutes_most = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="report_sum_once", fields=["form", "day", "area"])]


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
