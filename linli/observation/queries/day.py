"""What stands on the day's list of a person under observation beside the hours that are due."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from linli.duties.models import Duty
from linli.duties.queries import SlotState, slots_on
from linli.duties.rules import ANSWERABLE
from linli.observation.duties import watched
from linli.observation.models import Alert, Check, Observation
from linli.observation.rules import KIND_CHECK, OUTDOOR_LOW_TENTHS, must_remeasure
from linli.observation.rules.households import FAMILY_ALARMS
from linli.protocols.models import Protocol
from linli.protocols.versions import rules_of
from linli.referrals.models import Referral
from linli.referrals.queries import AWAY
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Scope, Viewer, scope


@dataclass(frozen=True)
class CheckLine:
    """One person of the day's list."""

    observation: Observation
    slots: tuple[SlotState, ...]
    missed: int  # slots of earlier days that nobody answered or explained
    alert: bool
    away: bool  # at the clinic now
    remeasure: bool  # today's last reading was too low to believe
    over: bool  # the period is complete; release waits
    family_ill: bool  # somebody else of the household has a fever that nobody has reviewed
    household_size: int  # how many of the household the viewer sees under observation

    @property
    def needs_action(self) -> bool:
        """Say whether something is due at this door now."""
        due = any(slot.state in ANSWERABLE for slot in self.slots)
        return not self.away and (due or self.remeasure)

    @property
    def needs_remeasuring(self) -> bool:
        """Say whether somebody must measure a second time."""
        return self.remeasure and not self.away

    @property
    def needs_visit(self) -> bool:
        """Say whether a call cannot answer what is due now."""
        return not self.away and any(slot.needs_visit for slot in self.slots)

    @property
    def is_overdue(self) -> bool:
        """Say whether a slot of today has passed without an answer."""
        return not self.away and any(slot.state == "OVERDUE" for slot in self.slots)


def observations_open(*, viewer: Viewer | None) -> QuerySet[Observation]:
    """Open observations that the viewer may see, in walking order."""
    return (
        watched(in_scope(viewer=viewer, action=Action.SEE_PERSON))
        .select_related("person", "person__household", "arrival")
        .order_by("area", "person__household__walk_order", "person__name", "pk")
    )


def _duties(viewer: Viewer | None) -> QuerySet[Duty]:
    counties = scope(viewer=viewer, action=Action.SEE_PERSON).counties
    return Duty.objects.filter(county__in=counties, kind=KIND_CHECK)


def check_lines(
    *, viewer: Viewer, observations: list[Observation], day: date, now: datetime
) -> list[CheckLine]:
    """Return the lines of some open observations, in their order. Six statements however many."""
    ids = [observation.pk for observation in observations]
    duties: dict[UUID, list[Duty]] = defaultdict(list)
    # Yesterday's too: the slot before decides whether a call is enough.
    since = day - timedelta(days=1)
    for duty in (
        _duties(viewer).filter(subject__in=ids, slot_on__gte=since, slot_on__lte=day).order_by("due_at")
    ):
        duties[duty.subject].append(duty)
    missed: dict[UUID, int] = dict(
        _duties(viewer)
        .filter(subject__in=ids, slot_on__lt=day, outcome="", explained_at=None)
        .values_list("subject")
        .annotate(n=Count("id"))
    )
    homes = _household_sizes(viewer, {observation.person.household_id for observation in observations})
    alerts: dict[UUID, set[UUID]] = defaultdict(set)
    feverish: dict[UUID, set[UUID]] = defaultdict(set)
    for subject, home, cause in Alert.objects.filter(
        observation__person__household__in=list(homes), reviewed_at=None
    ).values_list("observation_id", "observation__person__household_id", "cause"):
        alerts[home].add(subject)
        if cause in FAMILY_ALARMS:
            feverish[home].add(subject)
    low = _too_low(
        scope(viewer=viewer, action=Action.SEE_PERSON), {o.pk: o.protocol_id for o in observations}, day
    )
    away = set(Referral.objects.filter(subject__in=ids, state__in=AWAY).values_list("subject", flat=True))
    lines = []
    for o in observations:
        home = o.person.household_id
        family_ill = bool(feverish[home] - {o.pk})
        slots = slots_on(duties=duties.get(o.pk, ()), now=now, alarmed=family_ill)
        lines.append(
            CheckLine(
                observation=o,
                slots=tuple(slot for duty, slot in slots if duty.slot_on == day),
                missed=missed.get(o.pk, 0),
                alert=o.pk in alerts[home],
                away=o.pk in away,
                remeasure=o.pk in low,
                over=o.last_on < day,
                family_ill=family_ill,
                household_size=homes[home],
            )
        )
    return lines


def _household_sizes(viewer: Viewer | None, homes: set[UUID]) -> dict[UUID, int]:
    """Count the open observations of households that the viewer sees."""
    there = watched(in_scope(viewer=viewer, action=Action.SEE_PERSON)).filter(person__household__in=homes)
    return dict(there.values_list("person__household").annotate(n=Count("pk")))


def _too_low(reach: Scope, protocols: dict[UUID, str], day: date) -> set[UUID]:
    """Return those observations, given with their protocols, whose last reading of the day must be taken again."""
    last: dict[UUID, Check] = {}
    for check in Check.objects.filter(
        county__in=reach.counties,
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


def to_remeasure(*, reach: Scope, areas: Q, day: date) -> set[UUID]:
    """Return the open observations of some areas of a scope whose last reading of the day must be taken again.

    Only who had a reading that any version finds low is looked at. Four statements.
    """
    lowest = Protocol.objects.aggregate(most=Max("remeasure_below_tenths"))["most"] or 0
    low = Check.objects.filter(
        county__in=reach.counties,
        observation__in=watched(areas).values("pk"),
        slot_on=day,
        temperature_tenths__lt=max(lowest, OUTDOOR_LOW_TENTHS),
    )
    ids = set(low.values_list("observation_id", flat=True))
    return _too_low(reach, dict(watched(areas).filter(pk__in=ids).values_list("pk", "protocol_id")), day)


def period_over(*, areas: Q, day: date) -> set[UUID]:
    """Return the open observations of some areas whose last day has passed."""
    return set(watched(areas).filter(last_on__lt=day).values_list("pk", flat=True))


def alert_count(*, viewer: Viewer, grid: str) -> int:
    """Count the alerts that wait for a review where the viewer sees persons, of one area where `grid` names it."""
    alerts = Alert.objects.filter(in_scope(viewer=viewer, action=Action.SEE_PERSON), reviewed_at=None)
    return (alerts.filter(area=grid) if grid else alerts).count()
