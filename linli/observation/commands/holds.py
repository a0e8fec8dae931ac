"""What holds somebody under observation because of another member of the household: kept, carried on, and lifted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from linli.observation.commands.check_duties import fit_check_duties
from linli.observation.commands.decisions import write_decision
from linli.observation.commands.reopen import reopen_observation
from linli.observation.models import HouseholdHold, Observation
from linli.observation.queries.reopening import may_reopen
from linli.observation.rules import DecisionKind, State
from linli.observation.rules.households import CASE_FELL, Event, HoldKind, resting_on
from linli.people.models import Household, Person
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class Hold:
    """Until when others are observed, and because of what. because: as on the row; event: None where nothing happened."""

    kind: HoldKind
    because: UUID
    until: date
    event: Event | None
    by: Viewer
    now: datetime


def keep_hold(*, row: Observation, hold: Hold, opened: UUID | None = None, named: bool = False) -> None:
    """Keep what holds an observation, once. opened: the observation that was opened for it; named: it named to care."""
    HouseholdHold.objects.get_or_create(
        person_id=row.person_id,
        kind=hold.kind,
        because=hold.because,
        until=hold.until,
        lifted_at=None,
        defaults={
            "county": row.county,
            "community": row.community,
            "area": row.area,
            "opened": opened,
            "named": named,
            "at": hold.now,
            "by": hold.by.user_id,
        },
    )


def hold_observation(*, row: Observation, hold: Hold, named: bool = False) -> None:
    """Observe somebody at least until the day of a hold. The rule decides a later day, and is named; nobody does by hand."""
    keep_hold(row=row, hold=hold, named=named)
    if row.last_on >= hold.until:
        return
    happened = {"event": hold.event, "case": str(hold.because)} if hold.event else {}
    write_decision(
        observation=row,
        kind=DecisionKind.EXTENDED,
        reason=hold.kind,
        values={"last_on": {"from": row.last_on.isoformat(), "to": hold.until.isoformat()}, **happened},
        by=hold.by,
        now=hold.now,
    )
    row.last_on = hold.until
    row.save(update_fields=["last_on"])
    fit_check_duties(observation=row, now=hold.now)


def carry_on_family(*, people: Sequence[Person], case: UUID, by: Viewer, now: datetime) -> None:
    """Let observations that were opened for a case, and ended when it fell, go on now that it stands again."""
    opened = HouseholdHold.objects.filter(
        kind=HoldKind.FAMILY, because=case, person__in=people, opened__isnull=False
    )
    for person in set(opened.values_list("person", flat=True)):
        last = (
            Observation.objects.filter(person=person).select_related("person").order_by("-opened_at").first()
        )
        if last is None or last.state != State.STRUCK_OFF or last.closed_reason != CASE_FELL:
            continue
        if may_reopen(observation=last):
            reopen_observation(observation=last, reason=HoldKind.FAMILY, by=by, now=now)


def lift_holds_of(*, case: UUID, now: datetime) -> list[Person]:
    """Lift what a case holds, and what rests on who was so held; return whom it held, as they are known now.

    The periods of those people are the caller's to fit. Call it inside a transaction.
    """
    standing = HouseholdHold.objects.filter(lifted_at=None)
    fallen = set(standing.filter(kind=HoldKind.FAMILY, because=case).values_list("person", flat=True))
    together = standing.filter(kind=HoldKind.TOGETHER)
    homes = Household.objects.filter(members__in=fallen)
    rested = list(together.filter(person__household__in=homes).values_list("because", "person"))
    also = resting_on(fallen=fallen, holds=rested)
    held = list(Person.objects.filter(pk__in=fallen | also).select_related("joined_to"))
    standing.filter(kind=HoldKind.FAMILY, because=case).update(lifted_at=now)
    together.filter(because__in=fallen | also, person__in=also).update(lifted_at=now)
    return list({who.pk: who for who in (one.joined_to or one for one in held)}.values())
