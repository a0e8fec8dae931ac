"""What people ask about their own data, and each thing done with it."""

from django.db import models

from linli.ids import new_id
from linli.people.models import Person
from linli.sealing.fields import SealedText
from linli.subject_requests.rules import Asker, Shown, State, Step, Wanted, Way


class SubjectRequest(models.Model):
    """One request, of somebody on file or of a name alone."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(
        max_length=15
    )  # of the person when it was taken in; the community of a name alone
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="subject_requests")
    name = SealedText(blank=True, default="")  # as it was told, of somebody in no register
    wanted = models.CharField(max_length=7, choices=[(w.value, w.value) for w in Wanted])
    words = SealedText(blank=True, default="")
    asker = models.CharField(max_length=11, choices=[(a.value, a.value) for a in Asker])
    asker_name = SealedText(blank=True, default="")  # '' where the person asks
    shown = models.CharField(max_length=7, choices=[(s.value, s.value) for s in Shown])
    way = models.CharField(max_length=5, choices=[(w.value, w.value) for w in Way])
    asked_at = models.DateTimeField()
    taken_in_at = models.DateTimeField()
    taken_in_by = models.UUIDField()
    due_at = models.DateTimeField()
    turn = models.PositiveSmallIntegerField(default=1)  # opened how many times; names its duty
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in State], default=State.OPEN)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(name="subject_request_by_area", fields=["area", "state", "due_at"]),
            models.Index(name="subject_request_by_community", fields=["community", "state"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="subject_request_answer_is_whole",
                condition=models.Q(state=State.OPEN, answered_at=None)
                | (~models.Q(state=State.OPEN) & models.Q(answered_at__isnull=False)),
            ),
        ]


class SubjectRequestStep(models.Model):
    """One thing done with a request, by whom and in which words. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    request = models.ForeignKey(SubjectRequest, models.PROTECT, related_name="steps")
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    what = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Step])
    at = models.DateTimeField()
    by = models.UUIDField(null=True)  # None: by itself
    words = SealedText(blank=True, default="")
