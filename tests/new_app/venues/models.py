"""Venues of a community, and each time that somebody looked at one."""

from django.db import models

from linli.ids import new_id
from linli.sealing.fields import SealedText


class Venue(models.Model):
    """A place where people gather, suspended."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    name = models.CharField(max_length=60)
    suspended_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="venue_by_area", fields=["area", "name"])]


class Inspection(models.Model):
    """One look at a venue. Never changed."""

    id = models.UUIDField(
        primary_key=True
    )  # made by the sender, so that a message sent again is the same row
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="inspections")
    found_open = models.BooleanField()
    note = SealedText(blank=True, db_default="", default="")
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.UUIDField()
