"""What stands on the day's list of a person under observation beside the hours that are due."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value

from linli.duties.kinds import DutySubject
from linli.duties.models import Duty
from linli.duties.queries import SlotState, slots_on
from linli.duties.rules import ANSWERABLE, one_a_session
from linli.observation.duties import at_clinic, shown, watched
from linli.observation.models import Alert, Check, Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.queries.whole import Whole, whole_of
from linli.observation.rules import KIND_CHECK, OUTDOOR_LOW_TENTHS, State, must_remeasure
from linli.observation.rules.households import FAMILY_ALARMS
from linli.protocols.models import Protocol
from linli.protocols.versions import rules_of
from linli.staff.queries import areas_condition, in_scope
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
    def shown(self) -> DutySubject:
        """Return the person as every list shows the subject of a duty."""
        return shown(observation=self.observation, away=self.away)

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


# What a line shows of an observation; whoever reads more of it asks once more for each.
SHOWN: Final = (
    "county",
    "area",
    "continues",
    "protocol",
    "anchor_on",
    "last_on",
    "state",
    "person__name",
    "person__household__address",
    "person__household__note",
)


def check_lines(
    *, viewer: Viewer, observations: QuerySet[Observation], day: date, now: datetime
) -> list[CheckLine]:
    """Return the lines of open observations, those that the viewer sees, in their order.

    Three statements however many, and one more where one goes on from another row.
    """
    reach = scope(viewer=viewer, action=Action.SEE_PERSON)
    seen = watched(areas_condition(scope=reach))
    alerts = Alert.objects.filter(reviewed_at=None)
    in_family = alerts.filter(
        observation__person__household=OuterRef("person__household"), cause__in=FAMILY_ALARMS
    )
    at_home = seen.filter(person__household=OuterRef("person__household")).order_by()
    rows = list(
        observations.filter(areas_condition(scope=reach), state=State.OBSERVING)
        .select_related(None)
        .select_related("person", "person__household")
        .only(*SHOWN)
        .annotate(
            away=at_clinic(),
            alert=Exists(alerts.filter(observation=OuterRef("pk"))),
            family_ill=Exists(in_family.exclude(observation=OuterRef("pk"))),
            household_size=Subquery(at_home.values("person__household").annotate(n=Count("pk")).values("n")),
        )
    )
    whole = whole_of(observations=rows)
    found, missed = _slots(whole, day)
    low = _too_low(whole, {row.pk: row.protocol_id for row in rows}, day)
    lines = []
    for row in rows:
        slots = slots_on(duties=found.get(row.pk, ()), now=now, alarmed=row.family_ill)
        lines.append(
            CheckLine(
                observation=row,
                slots=tuple(slot for duty, slot in slots if duty.slot_on == day),
                missed=missed[row.pk],
                alert=row.alert,
                away=row.away,
                remeasure=row.pk in low,
                over=row.last_on < day,
                family_ill=row.family_ill,
                household_size=row.household_size,
            )
        )
    return lines


class DaySlot(NamedTuple):
    """A check that is due, as far as the day's list needs it; why nobody answered is not read."""

    subject: UUID
    slot_on: date
    session: str
    opens_at: datetime
    due_at: datetime
    overdue_at: datetime
    outcome: str
    explanation: str = ""


def _slots(whole: Whole, day: date) -> tuple[Mapping[UUID, list[DaySlot]], Mapping[UUID, int]]:
    """Return the checks of a day and of the day before, as they are due, and how many of earlier days were silent.

    The slot before decides whether a call is enough. One statement: of the silent ones there may be dozens a person, so
    they come as one row of each, with their count.
    """
    checks = Duty.objects.filter(county__in=whole.counties, kind=KIND_CHECK, subject__in=whole.rows)
    near = checks.filter(slot_on__gte=day - timedelta(days=1), slot_on__lte=day).values_list(
        "subject", "slot_on", "session", "opens_at", "due_at", "overdue_at", "outcome", Value(0)
    )
    silent = (
        checks.filter(slot_on__lt=day, outcome=Duty.Outcome.OPEN, explained_at=None)
        .values_list("subject")
        .annotate(
            Max("slot_on"),
            Max("session"),
            Max("opens_at"),
            Max("due_at"),
            Max("overdue_at"),
            Max("outcome"),
            Count("id"),
        )
    )
    slots: list[DaySlot] = []
    missed: Counter[UUID] = Counter()
    for subject, *hours, count in near.union(silent, all=True).order_by("due_at"):
        if count:
            missed.update(dict.fromkeys(whole.asked[subject], count))
        else:
            slots.append(DaySlot(subject, *hours))
    found = whole.gathered(facts=slots, row_of=lambda slot: slot.subject)
    return {subject: one_a_session(slots=those) for subject, those in found.items()}, missed


def _too_low(whole: Whole, protocols: Mapping[UUID, str], day: date) -> set[UUID]:
    """Return those observations, given with their protocols, whose last reading of the day must be taken again."""
    last: dict[UUID, Check] = {}
    for check in standing_checks(
        county__in=whole.counties,
        observation__in=whole.rows,
        slot_on=day,
        temperature_tenths__isnull=False,
    ).order_by("received_at", "id"):
        last |= dict.fromkeys(whole.asked[check.observation_id], check)
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

    Only who had a reading that any version finds low, or goes on from another row, is looked at. Four statements, and one
    more where somebody goes on.
    """
    lowest = Protocol.objects.aggregate(most=Max("remeasure_below_tenths"))["most"] or 0
    low = standing_checks(
        county__in=reach.counties,
        observation__in=watched(areas).values("pk"),
        slot_on=day,
        temperature_tenths__lt=max(lowest, OUTDOOR_LOW_TENTHS),
    )
    ids = set(low.values_list("observation_id", flat=True))
    looked_at = watched(areas).filter(Q(pk__in=ids) | Q(continues__isnull=False))
    rows = list(looked_at.only("county", "continues", "protocol"))
    return _too_low(whole_of(observations=rows), {row.pk: row.protocol_id for row in rows}, day)


def period_over(*, areas: Q, day: date) -> set[UUID]:
    """Return the open observations of some areas whose last day has passed."""
    return set(watched(areas).filter(last_on__lt=day).values_list("pk", flat=True))


def alerts_waiting(*, viewer: Viewer, grid: str) -> QuerySet[Observation]:
    """Return of whom alerts wait for a review where the viewer sees persons, of one area where `grid` names it."""
    alerts = Alert.objects.filter(in_scope(viewer=viewer, action=Action.SEE_PERSON), reviewed_at=None)
    waiting = alerts.filter(area=grid) if grid else alerts
    return Observation.objects.filter(pk__in=waiting.values("observation"))
