"""Arrivals, their observation, its checks and alerts."""

from datetime import date

from django.db import models

from linli.clock import day_of
from linli.ids import new_id
from linli.observation.rules import (
    Category,
    Cause,
    Channel,
    CheckOutcome,
    Judgement,
    Opening,
    Site,
    State,
)
from linli.observation.rules.households import HoldKind
from linli.people.models import Person
from linli.protocols.models import Protocol
from linli.protocols.rules import Place
from linli.sealing.fields import SealedText
from linli.stream.tables import stream_table


class Arrival(models.Model):
    """How and from where somebody came."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    person = models.ForeignKey(Person, models.PROTECT, related_name="arrivals")
    origin = models.CharField(max_length=100, blank=True)
    origin_class = models.CharField(max_length=10)
    exposed_on = models.DateField(null=True)  # last unprotected contact
    left_on = models.DateField(null=True)
    arrived_on = models.DateField()
    transport = models.CharField(max_length=40, blank=True)
    vehicle = models.CharField(max_length=40, blank=True)
    seat = models.CharField(max_length=20, blank=True)
    companions = models.CharField(max_length=200, blank=True)
    contact_history = models.CharField(max_length=10, default="UNKNOWN")
    note = SealedText(blank=True, default="")
    known_by = models.CharField(max_length=10)  # how it became known: a SourceKind, DESK, REPLAY

    class Meta:
        indexes = [models.Index(name="arrival_by_community", fields=["community", "arrived_on"])]
        constraints = [models.UniqueConstraint(name="arrival_once", fields=["person", "arrived_on"])]


class Observation(models.Model):
    """One period under observation. Opened once, closed once, never opened again: so yesterday's counts stay."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    person = models.ForeignKey(Person, models.PROTECT, related_name="observations")
    arrival = models.ForeignKey(Arrival, models.PROTECT, related_name="observations")
    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="+")
    anchor = models.CharField(max_length=16)
    anchor_on = models.DateField()
    last_on = models.DateField()
    held_until = models.DateField(null=True)  # decided apart from the arrival: it ends no earlier
    place = models.CharField(max_length=8, choices=[(p.value, p.value) for p in Place], default=Place.HOME)
    category = models.CharField(max_length=16, choices=[(c.value, c.value) for c in Category])
    opened_as = models.CharField(
        max_length=12, choices=[(o.value, o.value) for o in Opening], default=Opening.NEW
    )
    opened_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)  # in a row before this one; None: it began with this one
    # The row that this one goes on from: after a move, a reopening, a parting of entries.
    continues = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in State], default=State.OBSERVING
    )
    closed_at = models.DateTimeField(null=True)
    closed_reason = SealedText(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(name="observation_by_area", fields=["area", "last_on"]),
            models.Index(name="observation_by_community", fields=["community", "opened_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                name="observation_open_once", fields=["person"], condition=models.Q(state=State.OBSERVING)
            ),
            models.CheckConstraint(
                name="observation_closed_when_over",
                condition=models.Q(state=State.OBSERVING, closed_at=None)
                | (~models.Q(state=State.OBSERVING) & models.Q(closed_at__isnull=False)),
            ),
        ]

    @property
    def began_on(self) -> date:
        """The day on which observation began in Linli, whatever row it went on in since. Not the anchor."""
        return day_of(self.began_at or self.opened_at)


class ObservationDecision(models.Model):
    """Something that somebody decided about one observation, and why. Never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=16)  # rules.DecisionKind
    at = models.DateTimeField()
    by = models.UUIDField()
    reason = SealedText()
    values = models.JSONField(default=dict)  # what was decided, by kind

    class Meta:
        indexes = [
            models.Index(name="decision_by_observation", fields=["observation", "at"]),
            models.Index(name="decision_by_community", fields=["community", "at"]),
        ]


class HouseholdHold(models.Model):
    """A day before which the observation of somebody does not end because of another member of the household.

    It holds the observation that was open at `at`, whatever row that goes on in. Never changed; it falls where lifted_at is set.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    person = models.ForeignKey(Person, models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in HoldKind])
    because = (
        models.UUIDField()
    )  # FAMILY: the referral of who is in hospital; TOGETHER: who is observed longest
    until = models.DateField()
    opened = models.UUIDField(null=True)  # the observation that was opened for it alone
    named = models.BooleanField(default=False)  # it named the person to care
    at = models.DateTimeField()
    by = models.UUIDField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(name="hold_by_person", fields=["person", "at"]),
            models.Index(name="hold_by_cause", fields=["because"], condition=models.Q(lifted_at=None)),
        ]


@stream_table
class Check(models.Model):
    """What was seen at one door at one moment. Never changed: a mistake is answered by a newer row."""

    pk = models.CompositePrimaryKey("county", "id")
    county = models.CharField(max_length=6)
    id = models.UUIDField()  # made by the sender, so the same message again is the same row
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="+")
    slot_on = models.DateField()
    session = models.CharField(max_length=4)
    outcome = models.CharField(max_length=12, choices=[(o.value, o.value) for o in CheckOutcome])
    temperature_tenths = models.PositiveSmallIntegerField(null=True)
    symptoms = models.JSONField(default=list)
    channel = models.CharField(max_length=8, choices=[(c.value, c.value) for c in Channel])
    site = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Site], blank=True)
    device = models.CharField(max_length=40, blank=True)
    outdoors = models.BooleanField(default=False)
    antipyretic = models.BooleanField(null=True)  # None: nobody asked
    basis = models.JSONField(default=dict)  # symptom -> how it is known whether it is there
    note = SealedText(blank=True, default="")
    asked_under = models.CharField(
        max_length=20, blank=True, default=""
    )  # the version whose questions were answered
    answers = SealedText(blank=True, default="")  # protocols.questions.written; '': none was asked
    claimed_at = models.DateTimeField()  # when it was done, by our clock
    skew_seconds = models.IntegerField(default=0)  # the sender's clock showed claimed_at less this
    time_from = models.CharField(
        max_length=12, default="CLOCK"
    )  # how claimed_at was known: linli.phone.times.TimeFrom
    received_at = models.DateTimeField()  # by ours
    by = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(name="check_by_observation", fields=["county", "observation", "slot_on"]),
            models.Index(name="check_by_community", fields=["county", "community", "received_at"]),
        ]


@stream_table
class CheckStrike(models.Model):
    """A check counts nowhere any more, and why; the check itself stays. Taken back where lifted_at is set."""

    pk = models.CompositePrimaryKey("county", "id")
    county = models.CharField(max_length=6)
    id = models.UUIDField(default=new_id)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="+")
    check_id = models.UUIDField()
    reason = SealedText()
    at = models.DateTimeField()
    by = models.UUIDField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)
    lifted_reason = SealedText(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="check_struck_once", fields=["county", "check_id"], condition=models.Q(lifted_at=None)
            )
        ]


class Alert(models.Model):
    """A check that somebody must look at. Only a person's review closes it, or that the check is struck."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="alerts")
    check_id = models.UUIDField(unique=True)  # or the decision that told of a positive test, or a strike
    cause = models.CharField(max_length=12, choices=[(c.value, c.value) for c in Cause])
    temperature_tenths = models.PositiveSmallIntegerField(null=True)
    symptoms = models.JSONField(default=list)
    raised_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.UUIDField(null=True)
    review_reason = SealedText(blank=True, default="")
    struck_at = models.DateTimeField(null=True)  # what it rests on was struck: no figure counts it

    class Meta:
        indexes = [
            models.Index(name="alert_by_area", fields=["area", "raised_at"]),
            models.Index(name="alert_by_community", fields=["community", "raised_at"]),
            models.Index(name="alert_open", fields=["area"], condition=models.Q(reviewed_at=None)),
        ]


class Finding(models.Model):
    """What a doctor found, apart from what workers recorded. Never changed: a newer one stands beside it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    county = models.CharField(max_length=6)
    community = models.CharField(max_length=12)
    area = models.CharField(max_length=15)
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="findings")
    judgement = models.CharField(max_length=10, choices=[(j.value, j.value) for j in Judgement])
    words = SealedText()
    found_at = models.DateTimeField()
    by = models.UUIDField()

    class Meta:
        indexes = [models.Index(name="finding_by_observation", fields=["observation", "found_at"])]
