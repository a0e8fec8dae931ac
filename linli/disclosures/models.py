"""What was noted of telling people to whom their data went."""

from django.db import models

from linli.disclosures.rules import Because, Kind, Said, Way
from linli.ids import new_id
from linli.people.models import Person
from linli.sealing.fields import SealedText


class DisclosureWord(models.Model):
    """One word on whether somebody was told of one giving. Never changed but to be struck; the newest unstruck stands."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    person = models.ForeignKey(Person, models.PROTECT, related_name="disclosure_words")
    kind = models.CharField(max_length=6, choices=[(k.value, k.value) for k in Kind])
    about = models.UUIDField()  # the row by which it was given: kinds.HandedOn
    recipient = models.CharField(max_length=80)  # to whom: the code of an area, or a clinic's name
    said = models.CharField(max_length=7, choices=[(s.value, s.value) for s in Said])
    way = models.CharField(max_length=5, choices=[(w.value, w.value) for w in Way], blank=True)
    told_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=7, choices=[(b.value, b.value) for b in Because], blank=True)
    words = SealedText(blank=True, default="")
    at = models.DateTimeField()
    by = models.UUIDField()
    struck_at = models.DateTimeField(null=True)
    struck_by = models.UUIDField(null=True)
    struck_reason = SealedText(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(name="disclosure_by_person", fields=["person", "at"]),
            models.Index(name="disclosure_about", fields=["about"], condition=models.Q(struck_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                name="disclosure_told_once",
                fields=["about", "recipient"],
                condition=models.Q(said=Said.TOLD, struck_at=None),
            ),
            models.CheckConstraint(
                name="disclosure_told_or_why_not",
                condition=(models.Q(said=Said.TOLD, told_at__isnull=False, because="") & ~models.Q(way=""))
                | (models.Q(said=Said.NOT_YET, told_at=None, way="") & ~models.Q(because="")),
            ),
        ]
