"""The day of a community or grid: who is due, overdue, done; by grid and walking order."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from linli.duties.models import Duty
from linli.duties.queries import SlotState, slots_on
from linli.duties.rules import KIND_CHECK
from linli.observation.models import Alert, Check, Observation
from linli.observation.rules import State, must_remeasure
from linli.observation.rules.households import FAMILY_ALARMS
from linli.protocols.versions import rules_of
from linli.referrals.models import Referral
from linli.referrals.queries import AWAY
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer, scope


@dataclass(frozen=True)
class Door:
    """One person of the day's list."""

    observation: Observation
    slots: tuple[SlotState, ...]
    missed: int  # slots of earlier days that nobody answered or explained
    alert: bool
    away: bool  # at the clinic now
    remeasure: bool  # today's last reading was too low to believe
    over: bool  # the period is complete; release waits
    family_ill: bool  # somebody else of the household has a fever that nobody has reviewed
    household_size: int  # how many of the household are on this list

    @property
    def needs_action(self) -> bool:
        """Say whether something is due at this door now."""
        due = any(slot.state in {"OPEN", "OVERDUE"} for slot in self.slots)
        return not self.away and (due or self.remeasure)

    @property
    def needs_remeasuring(self) -> bool:
        """Say whether somebody must measure a second time."""
        return self.remeasure and not self.away

    @property
    def needs_visit(self) -> bool:
        """Say whether a call cannot answer what is due now."""
        due = any(slot.state in {"OPEN", "OVERDUE"} for slot in self.slots)
        return not self.away and (any(slot.needs_visit for slot in self.slots) or (due and self.family_ill))

    @property
    def is_overdue(self) -> bool:
        """Say whether a slot of today has passed without an answer."""
        return not self.away and any(slot.state == "OVERDUE" for slot in self.slots)


@dataclass(frozen=True)
class DayCounts:
    """Today's checks of a scope. due = done + tried + overdue + open + later."""

    due: int
    done: int
    tried: int
    overdue: int
    open: int
    later: int
    alerts: int


def observations_open(*, viewer: Viewer | None) -> QuerySet[Observation]:
    """Open observations that the viewer may see, in walking order."""
    return (
        Observation.objects.filter(in_scope(viewer=viewer, action=Action.SEE_PERSON), state=State.OBSERVING)
        .select_related("person", "person__household", "arrival")
        .order_by("area", "person__household__walk_order", "person__name", "pk")
    )


def _duties(viewer: Viewer | None) -> QuerySet[Duty]:
    counties = scope(viewer=viewer, action=Action.SEE_PERSON).counties
    return Duty.objects.filter(county__in=counties, kind=KIND_CHECK)


def doors(*, viewer: Viewer, observations: list[Observation], day: date, now: datetime) -> list[Door]:
    """Return the day's list for some open observations, in their order. Five statements however many doors."""
    ids = [observation.pk for observation in observations]
    duties: dict[UUID, list[Duty]] = defaultdict(list)
    # Yesterday's too: the slot before decides whether a call is enough.
    since = day - timedelta(days=1)
    for duty in (
        _duties(viewer).filter(subject__in=ids, slot_on__gte=since, slot_on__lte=day).order_by("due_at")
    ):
        duties[duty.subject].append(duty)
    slots = {
        subject: tuple(slot for duty, slot in slots_on(duties=rows, now=now) if duty.slot_on == day)
        for subject, rows in duties.items()
    }
    missed: dict[UUID, int] = dict(
        _duties(viewer)
        .filter(subject__in=ids, slot_on__lt=day, outcome="", explained_at=None)
        .values_list("subject")
        .annotate(n=Count("id"))
    )
    homes = Counter(observation.person.household_id for observation in observations)
    alerts: dict[UUID, set[UUID]] = defaultdict(set)
    feverish: dict[UUID, set[UUID]] = defaultdict(set)
    for subject, home, cause in Alert.objects.filter(
        observation__person__household__in=list(homes), reviewed_at=None
    ).values_list("observation_id", "observation__person__household_id", "cause"):
        alerts[home].add(subject)
        if cause in FAMILY_ALARMS:
            feverish[home].add(subject)
    low = _too_low(viewer, observations, day)
    away = set(Referral.objects.filter(subject__in=ids, state__in=AWAY).values_list("subject", flat=True))
    return [
        Door(
            observation=o,
            slots=slots.get(o.pk, ()),
            missed=missed.get(o.pk, 0),
            alert=o.pk in alerts[o.person.household_id],
            away=o.pk in away,
            remeasure=o.pk in low,
            over=o.last_on < day,
            family_ill=bool(feverish[o.person.household_id] - {o.pk}),
            household_size=homes[o.person.household_id],
        )
        for o in observations
    ]


def _too_low(viewer: Viewer | None, observations: list[Observation], day: date) -> set[UUID]:
    """Return those whose last reading of the day must be taken again."""
    protocols = {observation.pk: observation.protocol_id for observation in observations}
    last: dict[UUID, Check] = {}
    for check in Check.objects.filter(
        county__in=scope(viewer=viewer, action=Action.SEE_PERSON).counties,
        observation__in=list(protocols),
        slot_on=day,
        temperature_tenths__isnull=False,
    ).order_by("received_at", "id"):
        last[check.observation_id] = check
    return {
        subject
        for subject, check in last.items()
        if must_remeasure(
            protocol=rules_of(protocols[subject]),
            temperature_tenths=check.temperature_tenths or 0,
            site=check.site,
            outdoors=check.outdoors,
        )
    }


def day_counts(*, viewer: Viewer, day: date, now: datetime, area: str | None = None) -> DayCounts:
    """Count today's checks of the open observations that the viewer may see, in one area if it is given.

    Not needed slots are left out; a visit that met nobody counts as tried, never as done.
    """
    observations = Observation.objects.filter(
        in_scope(viewer=viewer, action=Action.SEE_PERSON), state=State.OBSERVING
    )
    alerts = Alert.objects.filter(in_scope(viewer=viewer, action=Action.SEE_PERSON), reviewed_at=None)
    if area is not None:
        observations, alerts = observations.filter(area=area), alerts.filter(area=area)
    rows = (
        _duties(viewer)
        .filter(subject__in=observations.values("pk"), slot_on=day)
        .exclude(outcome=Duty.Outcome.NOT_NEEDED)
        .aggregate(
            due=Count("id"),
            done=Count("id", filter=Q(outcome="DONE")),
            tried=Count("id", filter=Q(outcome__in=["NOBODY_HOME", "REFUSED"])),
            overdue=Count("id", filter=Q(outcome="", overdue_at__lte=now)),
            later=Count("id", filter=Q(outcome="", opens_at__gt=now)),
        )
    )
    still_open = rows["due"] - rows["done"] - rows["tried"] - rows["overdue"] - rows["later"]
    return DayCounts(**rows, open=still_open, alerts=alerts.count())
