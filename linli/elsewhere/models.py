"""People registered elsewhere who stand here."""

from django.db import models

from linli.elsewhere.rules import FoundState
from linli.ids import new_id
from linli.people.models import Person
from linli.sealing.fields import SealedText


class FoundHere(models.Model):
    """Somebody whom another community has registered stands at a door here, looked after here until that one answers."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)  # where they stand; that of the person is asked
    area = models.CharField(max_length=15)
    person = models.ForeignKey(Person, models.PROTECT, related_name="found_here")
    name = models.CharField(max_length=60, blank=True)  # as it was told here
    address = models.CharField(max_length=200, blank=True)
    arrived_on = models.DateField()
    found_at = models.DateTimeField()
    found_by = models.UUIDField()
    state = models.CharField(
        max_length=8, choices=[(s.value, s.value) for s in FoundState], default=FoundState.WAITING
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answer = SealedText(blank=True, default="")

    class Meta:
        indexes = [models.Index(name="found_here_by_area", fields=["area", "found_at"])]
        constraints = [
            models.UniqueConstraint(
                name="found_here_once",
                fields=["person", "community"],
                condition=models.Q(state=FoundState.WAITING),
            ),
        ]
