"""What was said of a child's guardian. A table of people's, beside linli.people.models for its length."""

from django.db import models

from linli.ids import new_id
from linli.people.rules.guardians import Consent
from linli.sealing.fields import SealedText


class GuardianWord(models.Model):
    """One time that somebody said whether a child's guardian agrees. Never changed but in what was done; the newest stands."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="guardian_words")
    consent = models.CharField(max_length=7, choices=[(c.value, c.value) for c in Consent])
    guardian = SealedText(blank=True, default="")  # the name
    told_by = SealedText(blank=True, default="")  # who said it
    at = models.DateTimeField()
    by = models.UUIDField()
    done = SealedText(blank=True, default="")  # of a refusal: what was done about it
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)

    class Meta:
        app_label = "people"
        indexes = [models.Index(name="guardian_word_newest", fields=["person", "at"])]
