"""Ways out of the house, and what goes by them. No name of a person stands in a message."""

from django.db import models
from django.db.models import Q

from linli.channels.rules import LONGEST, ChannelKind, Fault, MessageKind, State
from linli.ids import new_id
from linli.sealing.fields import SealedText


class Channel(models.Model):
    """A way by which messages reach whoever is on duty in an office."""

    id = models.UUIDField(primary_key=True, default=new_id)
    area = models.CharField(max_length=15)  # the office
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in ChannelKind])
    name = models.CharField(max_length=60)
    host = models.CharField(max_length=253, blank=True)  # shown: of a robot; of a number its last digits
    address = SealedText(blank=True, default="")  # whoever knows it can write there; '' once removed
    secret = SealedText(blank=True, default="")  # by which DingTalk knows us
    is_on = models.BooleanField(default=True)
    set_at = models.DateTimeField()
    set_by = models.UUIDField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="channel_of_office", fields=["area"], condition=Q(removed_at=None))]


class Message(models.Model):
    """A message to one channel; one of a thing and its stage is queued once."""

    id = models.UUIDField(primary_key=True, default=new_id)
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="messages")
    area = models.CharField(max_length=15)  # of the channel
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in MessageKind])
    rank = models.PositiveSmallIntegerField()  # of the kind: the most urgent go first
    thing = models.CharField(max_length=60)  # what it tells of
    stage = models.CharField(max_length=60)  # how that stands
    text = models.CharField(max_length=LONGEST)
    queued_at = models.DateTimeField()
    state = models.CharField(
        max_length=8, choices=[(s.value, s.value) for s in State], default=State.WAITING.value
    )
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    # The run that sends it now, and until when that counts as alive.
    holder = models.UUIDField(null=True)
    held_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=14, choices=[(f.value, f.value) for f in Fault], blank=True)
    fault_number = models.IntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                name="message_waiting", fields=["rank", "next_try_at"], condition=Q(state=State.WAITING)
            ),
            models.Index(name="message_of_office", fields=["area", "-queued_at"]),
            models.Index(name="message_of_thing", fields=["channel", "thing"]),
        ]
        constraints = [
            models.UniqueConstraint(name="message_once", fields=["channel", "thing", "stage"]),
        ]
