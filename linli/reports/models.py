"""Sealed reports, and the hours by which they are due."""

from django.db import models

from linli.ids import new_id
from linli.reports.hours_withdrawn import HoursWithdrawn as HoursWithdrawn  # Django finds it here
from linli.reports.participation_models import Participation as Participation  # Django finds it here
from linli.reports.ringing_models import Ringing as Ringing


class Schedule(models.Model):
    """The hours of a form's reports in a province from a day on, Shanghai time; the newest row stands. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    area = models.CharField(max_length=2, blank=True)  # the province; '': wherever no province set its own
    form = models.CharField(max_length=20)
    valid_from = models.DateField()
    top_at = models.TimeField()  # the province's hour
    minutes = models.JSONField()  # level -> how long before the level above
    opens = models.TimeField(
        null=True
    )  # None: some time before the communities are due (rules.deadlines.OPENS_BEFORE)
    grace_minutes = models.PositiveSmallIntegerField()
    closes_hours = models.PositiveSmallIntegerField()
    remind_minutes = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_by = models.UUIDField(null=True)  # None: as Linli came


class CountyHours(models.Model):
    """How long before the level above a county's townships and communities are due, from a day on; the newest row stands.

    Both None: as the province sets it. Never changed.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    form = models.CharField(max_length=20)
    valid_from = models.DateField()
    township_minutes = models.PositiveSmallIntegerField(null=True)
    community_minutes = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_by = models.UUIDField()

    class Meta:
        indexes = [models.Index(name="county_hours_by_county", fields=["county", "valid_from"])]
        constraints = [
            models.CheckConstraint(
                name="county_hours_both_or_none",
                condition=models.Q(township_minutes=None, community_minutes=None)
                | models.Q(township_minutes__isnull=False, community_minutes__isnull=False),
            ),
        ]


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
    """Why a report will be late, said before its hour. Put right by a newer row, or taken back; never changed but for that."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=12)
    form = models.CharField(max_length=20)
    day = models.DateField()
    reason = models.CharField(max_length=200)
    filed_at = (
        models.DateTimeField()
    )  # when lateness was said first, which judges: words put right make nothing late
    said_at = models.DateTimeField()  # when these words were said
    filed_by = models.UUIDField()  # who said them
    ended_at = models.DateTimeField(null=True)  # other words stand since, or none
    ended_by = models.UUIDField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(name="late_notice_by_day", fields=["day", "area"])]
        constraints = [
            models.UniqueConstraint(
                name="late_notice_once", fields=["area", "form", "day"], condition=models.Q(ended_at=None)
            )
        ]


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


class TypedFigure(models.Model):
    """A figure that Linli keeps no rows for, as somebody typed it for a report. Never changed: the newest row stands."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=12)  # the community
    key = models.CharField(max_length=40)
    value = models.PositiveIntegerField(null=True)  # None: taken back, so nobody recorded it
    of_at = models.DateTimeField()  # a moment of the report's window: every count of that window finds it
    at = models.DateTimeField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=150)  # as it stands under the figure

    class Meta:
        indexes = [models.Index(name="typed_figure_by_area", fields=["area", "of_at"])]


class Report(models.Model):
    """A day's figures of an area, frozen. Never changed but for what is said of it: received, returned, answered, withdrawn."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=12)
    # Who receives it, as it was sealed (queries.above); '' for a province. No part of the seal.
    above = models.CharField(max_length=9, blank=True)
    form = models.CharField(max_length=20)
    form_version = models.PositiveSmallIntegerField()
    day = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    from_at = models.DateTimeField()
    as_of = models.DateTimeField()
    figures = models.JSONField()  # column key -> number, null where nothing is recorded; no key: see left_out
    # From form version 3 on, as it was sealed: columns that did not apply (one that is neither here nor in the figures
    # did not exist then), and the kinds of line that the digest of the rows is made of.
    left_out = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    rows_digest = models.CharField(max_length=64)
    # Where the county's chain of audit events ended at the seal, as `linli verify --audit` prints it without the county.
    audit_head = models.CharField(max_length=90, blank=True)
    seal_version = models.PositiveSmallIntegerField(default=1)
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
    # What answers the return: words, or the reason of the next version.
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answer = models.CharField(max_length=200, blank=True)
    # Returns of this version that were answered before it was returned again, the oldest first: the six above as JSON.
    earlier_returns = models.JSONField(default=list)
    # Receipts, returns and answers of this version that were taken back or put right, the oldest first (queries.undone).
    undone = models.JSONField(default=list)
    # Whether anybody was expected to report that day when it was sealed; what nobody owed was due when it came. No part of
    # the seal, as what follows: it and every other version of its day stand no more since.
    is_owed = models.BooleanField(default=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(name="report_by_day", fields=["day", "area"]),
            models.Index(
                name="report_waiting",
                fields=["area"],
                condition=models.Q(returned_at__isnull=False, answered_at=None),
            ),
            models.Index(
                name="report_to_receive",
                fields=["above", "day"],
                condition=models.Q(received_at=None),
            ),
            models.Index(
                name="report_nobody_owed", fields=["day", "area"], condition=models.Q(is_owed=False)
            ),
        ]
        constraints = [
            models.UniqueConstraint(name="report_once", fields=["area", "form", "day", "version"]),
            models.CheckConstraint(
                name="report_received_or_waiting",
                condition=models.Q(received_at=None)
                | models.Q(returned_at=None)
                | models.Q(answered_at__isnull=False),
            ),
        ]


class ReportSum(models.Model):
    """The newest sealed reports of an area's communities added up. Made again from the reports at each seal."""

    id = models.BigAutoField(primary_key=True)
    form = models.CharField(max_length=20)
    day = models.DateField()
    area = models.CharField(max_length=9)  # township, county, city or province
    figures = models.JSONField()  # column key -> sum, or null where no report holds a number
    present = models.JSONField(default=dict)  # later column -> how many of the reports have it
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
