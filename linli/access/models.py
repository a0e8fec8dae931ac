"""Accounts that were locked: by whom and why, and who let them in again. Never deleted."""

from django.conf import settings
from django.db import models

from linli.ids import new_id
from linli.sealing.fields import SealedText


class Lock(models.Model):
    """One lock of one account. by is None where Linli did it itself, because nobody had used the account for long."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    area = models.CharField(max_length=15)  # of a post of the one who was locked
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField(null=True)
    reason = SealedText()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)
    lifted_reason = SealedText(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="account_locked_once", fields=["user"], condition=models.Q(lifted_at__isnull=True)
            ),
        ]
