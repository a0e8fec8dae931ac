"""What was announced to the secretary before identity is removed, and who was held back."""

from django.db import models

from linli.ids import new_id
from linli.people.models import Person
from linli.sealing.fields import SealedText


class Announcement(models.Model):
    """Somebody whose identity is to be removed. Ends with the removal, or taken back where it is no longer due."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due_on = models.DateField()  # when it was announced
    announced_at = models.DateTimeField()
    held_until = models.DateField(null=True)  # the last day that the secretary holds it back
    removed_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="announcement_by_area", fields=["area", "announced_at"])]
        constraints = [
            models.UniqueConstraint(
                name="announced_once",
                fields=["person"],
                condition=models.Q(removed_at=None, taken_back_at=None),
            ),
        ]


class HoldBack(models.Model):
    """One time that a secretary held somebody back, until which day and why. The words go with the identity."""

    id = models.UUIDField(primary_key=True, default=new_id)
    announcement = models.ForeignKey(Announcement, models.PROTECT, related_name="holds")
    until_on = models.DateField()
    reason = SealedText(blank=True, default="")
    at = models.DateTimeField()
    by = models.UUIDField()
