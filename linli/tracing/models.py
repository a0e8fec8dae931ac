"""Leads: somebody told of who must be found, with every step of the search, and rows of a list that could not be read."""

from django.db import models

from linli.ids import new_id
from linli.people.models import Person
from linli.sealing.fields import Digest, SealedBytes, SealedJson, SealedText
from linli.tracing.rules import RECEIVED, Move, Source, State


class LeadDeadline(models.Model):
    """Within how many hours a lead of a source is to be found."""

    source = models.CharField(max_length=10, primary_key=True, choices=[(s.value, s.value) for s in Source])
    hours = models.PositiveSmallIntegerField()


class LeadList(models.Model):
    """What somebody handed in: a list of a name, or single tips, whose name is ''."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)  # to which it was handed
    source = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Source])
    name = models.CharField(max_length=100, blank=True)
    received_at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="lead_list_once", fields=["community", "source", "name", "by"]),
        ]


class Lead(models.Model):
    """Somebody to be found, as far as known. `community` is responsible, at any time exactly one."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)  # the grid it is assigned to, or the community
    list = models.ForeignKey(LeadList, models.PROTECT, related_name="leads")
    source = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Source])
    name = models.CharField(max_length=60, blank=True)
    id_sealed = SealedBytes(default=b"")
    id_digest = Digest(of="id_sealed", blank=True)
    phone_sealed = SealedBytes(default=b"")
    phone_digest = Digest(of="phone_sealed", blank=True)
    born_on = models.DateField(null=True)
    origin = models.CharField(max_length=100, blank=True)
    note = SealedText(blank=True, default="")
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=16, choices=[(s.value, s.value) for s in State], default=State.NEW)
    assigned_to = models.UUIDField(null=True)  # a worker; None where a grid's workers share it
    asked_community = models.CharField(max_length=12, blank=True)  # set while it is asked
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="leads")
    found_at = models.DateTimeField(null=True)
    turn = models.PositiveSmallIntegerField(default=1)  # opened or taken over how many times; names its duty

    class Meta:
        indexes = [
            models.Index(name="lead_by_area", fields=["area", "due_at"]),
            models.Index(name="lead_by_community", fields=["community", "state"]),
            models.Index(
                name="lead_asked", fields=["asked_community"], condition=models.Q(asked_community__gt="")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="lead_asked_while_handed_on",
                condition=models.Q(state=State.HANDED_ON, asked_community__gt="")
                | (~models.Q(state=State.HANDED_ON) & models.Q(asked_community="")),
            ),
            models.CheckConstraint(
                name="lead_found_with_person",
                condition=models.Q(state=State.FOUND, person__isnull=False, found_at__isnull=False)
                | (~models.Q(state=State.FOUND) & models.Q(person=None, found_at=None)),
            ),
            models.CheckConstraint(
                name="lead_has_a_community", condition=models.Q(community__length=12, area__gt="")
            ),
        ]


class LeadEvent(models.Model):
    """One thing done with a lead. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    lead = models.ForeignKey(Lead, models.PROTECT, related_name="events")
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)  # responsible before the step
    what = models.CharField(max_length=16, choices=[(w, w) for w in (RECEIVED, *(m.value for m in Move))])
    at = models.DateTimeField()
    by = models.UUIDField()
    from_state = models.CharField(max_length=16, blank=True)
    to_state = models.CharField(max_length=16)
    note = SealedText(blank=True, default="")
    tried = SealedJson(blank=True, default=list)  # of giving up: how, at, note of each try
    changed = SealedJson(blank=True, default=list)  # of a correction: field, as it stood, as it is
    about = models.CharField(max_length=36, blank=True)  # the grid, worker, community or person of the step

    class Meta:
        indexes = [models.Index(name="lead_event_by_community", fields=["community", "what"])]


class ParkedRow(models.Model):
    """A row of a list that is no lead yet, with what is wrong. Its cells are sealed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    list = models.ForeignKey(LeadList, models.PROTECT, related_name="parked")
    row_number = models.PositiveIntegerField()
    cells_sealed = SealedBytes()  # what was written, as JSON
    field = models.CharField(max_length=20)
    problem = models.CharField(max_length=200)  # a marked sentence
    by = models.UUIDField()
    parked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                name="lead_row_parked", fields=["list", "row_number"], condition=models.Q(settled_at=None)
            ),
        ]
