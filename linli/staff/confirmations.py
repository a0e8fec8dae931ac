"""Where it is kept that a post waits for a second person. Of linli.staff.models, in a file of its own."""

from django.db import models

from linli.ids import new_id
from linli.sealing.fields import SealedText
from linli.staff.rights import Role


class Confirmation(models.Model):
    """A post that begins, or ends, when a second person confirms it; how that came out. Closed, never deleted."""

    class Asks(models.TextChoices):
        """What waits: that the post begins, that it ends, or that it goes on since its holder was given a password."""

        BEGIN = "BEGIN"
        AGAIN = "AGAIN"
        END = "END"

    class Outcome(models.TextChoices):
        """How it came out; '' while it waits, and where nobody answered in time: that is over by its day."""

        WAITS = ""
        CONFIRMED = "CONFIRMED"
        DECLINED = "DECLINED"
        TAKEN_BACK = "TAKEN_BACK"
        LAPSED = "LAPSED"  # the account was locked, or it had waited too long; nobody closed it

    id = models.UUIDField(primary_key=True, default=new_id)
    post = models.ForeignKey("staff.Post", models.PROTECT, related_name="confirmations")
    asks = models.CharField(max_length=5, choices=Asks)
    # As of the post, so that who may confirm is asked of one table.
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    area = models.CharField(max_length=15)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("staff.User", models.PROTECT, related_name="+")
    reason = SealedText(blank=True, default="")  # of an end, or of waiting again
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    word = SealedText(blank=True, default="")  # of whoever declined
    known_at = models.DateTimeField(null=True)  # when whoever asked said that they know that it was declined

    class Meta:
        indexes = [
            models.Index(name="confirmation_waits", fields=["area"], condition=models.Q(outcome="")),
        ]
        constraints = [
            models.UniqueConstraint(
                name="confirmation_waits_once", fields=["post"], condition=models.Q(outcome="")
            ),
        ]
