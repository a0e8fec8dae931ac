"""Phones, the receipts of what they brought, and what a revoked one still had."""

from django.db import models

from linli.ids import new_id
from linli.phone.rules import Alarm, WhyHeld
from linli.phone.times import TimeFrom
from linli.sealing.fields import SealedBytes, SealedText
from linli.staff.models import User
from linli.stream.tables import stream_table


class Phone(models.Model):
    """A phone as one user has it. It makes its own id; another user on the same phone is another row."""

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80, blank=True)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    skew_seconds = models.IntegerField(default=0)  # how far its clock was behind ours the last time
    lost_records = models.PositiveIntegerField(
        default=0
    )  # saved there, never sent, and gone, as its worker saw
    lost_told_at = models.DateTimeField(null=True)  # when the number last grew
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(name="phone_by_user", fields=["user", "last_seen_at"])]
        constraints = [
            models.CheckConstraint(
                name="phone_revoked_by_somebody",
                condition=models.Q(revoked_at=None, revoked_by=None)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
            ),
        ]


@stream_table
class Receipt(models.Model):
    """An operation that was taken. The same one again is answered from here; checks are receipts themselves."""

    pk = models.CompositePrimaryKey("county", "id")
    county = models.CharField(max_length=6)
    id = models.UUIDField()  # made by the phone
    area = models.CharField(max_length=15)  # where its worker has a post
    kind = models.CharField(max_length=12)
    digest = models.CharField(max_length=32)  # of what it said, so that another message under its id is found
    phone = models.UUIDField()
    by = models.UUIDField()
    claimed_at = models.DateTimeField()  # by our clock
    skew_seconds = models.IntegerField(default=0)
    time_from = models.CharField(
        max_length=12, default=TimeFrom.CLOCK, choices=[(how.value, how.value) for how in TimeFrom]
    )
    received_at = models.DateTimeField()


class HeldOperation(models.Model):
    """What a revoked phone still had, or no post of its day covered: kept sealed until somebody of the community looks at it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    operation = models.CharField(max_length=40)  # the phone's id of it, as it came
    phone = models.ForeignKey(Phone, models.PROTECT, related_name="held")
    sealed = SealedBytes()
    skew_seconds = models.IntegerField(default=0)
    why = models.CharField(max_length=12, choices=[(why.value, why.value) for why in WhyHeld])
    alarm = models.CharField(
        max_length=12, blank=True, default="", choices=[(alarm.value, alarm.value) for alarm in Alarm]
    )
    area = models.CharField(max_length=15, blank=True, default="")  # of the door, where it alarms
    times = models.JSONField(null=True)  # when it may have been made, by our clock; None: that is known
    told_on = models.DateField(null=True)  # None: it tells no day that could be read
    received_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    taken = models.BooleanField(null=True)  # None: nobody decided
    reason = SealedText(blank=True, default="")  # why it was not taken; of one that waits again, why it does

    class Meta:
        # Counted on every page of who keeps phones.
        indexes = [
            models.Index(name="held_waiting", fields=["phone"], condition=models.Q(decided_at__isnull=True))
        ]
        constraints = [models.UniqueConstraint(name="held_once", fields=["phone", "operation"])]
