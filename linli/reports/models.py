"""Sealed reports, and the hours by which they are due."""

from django.db import models

from linli.ids import new_id


class Deadline(models.Model):
    """The clock time by which a level's report of the day is due, Shanghai time."""

    level = models.CharField(max_length=12, primary_key=True)
    at = models.TimeField()
    source = models.CharField(max_length=200)


class Report(models.Model):
    """A day's figures of an area, frozen. Never changed but for the receipt of the level above."""

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

    class Meta:
        indexes = [models.Index(name="report_by_day", fields=["day", "area"])]
        constraints = [models.UniqueConstraint(name="report_once", fields=["area", "form", "day", "version"])]
