"""Whose whole numbers each account read of late, what a second person allowed beyond it, how often it asked for numbers."""

from django.db import models

from linli.ids import new_id
from linli.sealing.fields import SealedText


class IdentityRead(models.Model):
    """One person whose whole number an account read. Swept after a week: the audit keeps the read itself."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=15)  # where the person stands
    by = models.UUIDField()
    subject = models.UUIDField()  # a person, or an entry or row that tells of one
    at = models.DateTimeField()
    is_agreed = models.BooleanField()  # a second person agreed to this very read: it is told, and not counted

    class Meta:
        indexes = [
            models.Index(name="identity_read_by", fields=["by", "at"]),
            models.Index(name="identity_read_where", fields=["area", "at"]),
        ]


class Allowance(models.Model):
    """So many persons more that an account may read for a day, as a second person said. Never deleted."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=15)  # of a post of the account
    account = models.UUIDField()
    persons = models.PositiveIntegerField()
    reason = SealedText()
    at = models.DateTimeField()
    by = models.UUIDField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(name="allowance_of", fields=["account", "at"])]
        constraints = [
            models.CheckConstraint(name="allowance_by_another", condition=~models.Q(by=models.F("account"))),
        ]


class NumberLookups(models.Model):
    """How often somebody of the staff asked the register for a number on a day, and how many they met whom they may not see."""

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.UUIDField()
    day = models.DateField()
    asked = models.PositiveIntegerField(default=0)
    met = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="number_lookups_once_a_day", fields=["user", "day"])]
