"""What one community asks of another."""

from django.db import models

from linli.ids import new_id
from linli.moves.rules import MoveState
from linli.observation.models import Observation
from linli.sealing.fields import SealedText


class MoveRequest(models.Model):
    """One community asks another to take somebody over. Until it accepts, everything stays where it is."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)  # who asks
    area = models.CharField(max_length=15)
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="moves")
    to_community = models.CharField(max_length=12)
    address = models.CharField(max_length=200, blank=True)  # there
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    state = models.CharField(
        max_length=9, choices=[(s.value, s.value) for s in MoveState], default=MoveState.ASKED
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answer = SealedText(blank=True, default="")  # why it was refused
    known_at = models.DateTimeField(null=True)  # when whoever asked said that they know of the refusal

    class Meta:
        indexes = [
            models.Index(name="move_by_receiver", fields=["to_community", "asked_at"]),
            models.Index(name="move_by_sender", fields=["community", "asked_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="move_asked_once", fields=["observation"], condition=models.Q(state=MoveState.ASKED)
            ),
        ]
