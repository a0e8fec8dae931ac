"""A case that fell, because its result was corrected or its bed taken back: what followed from it alone is taken back.

What somebody did meanwhile (a visit, a disinfection, a check) stays as the fact that it is.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from linli.observation.commands.decisions import write_decision
from linli.observation.commands.endings import close_observation
from linli.observation.commands.holds import Hold, keep_hold, lift_holds_of
from linli.observation.commands.period import fit_period, fitted
from linli.observation.models import Alert, HouseholdHold, Observation
from linli.observation.rules import DecisionKind, State
from linli.observation.rules.households import CASE_FELL, FAMILY_OF_PATIENT, Event, HoldKind
from linli.people.commands import hold_household, leave_care
from linli.people.models import Household, Person
from linli.referrals.queries import has_open_referral
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class Fallen:
    """What fell with a case. days: whose last day changed, from and to; ended: who was observed for it alone.

    waiting: who was, but of whom an alert or a referral waits, so nothing is changed; uncared: who is named to care no more.
    """

    days: tuple[tuple[Person, date, date], ...] = ()
    ended: tuple[Person, ...] = ()
    waiting: tuple[Person, ...] = ()
    uncared: tuple[Person, ...] = ()


NOTHING_FELL: Final = Fallen()


def let_case_fall(*, case: UUID, event: Event, by: Viewer, now: datetime) -> Fallen:
    """Take back what a case brought about for the family, where nothing else holds it. A second call changes nothing.

    Who cannot keep apart is observed on with whoever of the household is observed longest by now. Call it inside a
    transaction.
    """
    people = lift_holds_of(case=case, now=now)
    if not people:
        return NOTHING_FELL
    for household in Household.objects.filter(members__in=people).distinct().order_by("pk"):
        hold_household(household=household)
    rows = Observation.objects.filter(person__in=people, state=State.OBSERVING)
    observed = list(rows.select_related("person__household", "arrival").order_by("pk"))
    for home in {row.person.household_id: row.person.household for row in observed}.values():
        if home.cannot_separate:
            _hold_together(home, by, now)
    held = [row for row in observed if fitted(observation=row)[2]]
    others = [row for row in observed if row not in held]
    waiting = [row for row in others if _waits(row)]
    ended = [row for row in others if row not in waiting]
    for row in ended:
        close_observation(observation=row, state=State.STRUCK_OFF, reason=CASE_FELL, by=by, now=now)
    uncared = _uncared(people)
    leave_care(people=uncared, tag=FAMILY_OF_PATIENT, rule=CASE_FELL, by=by, now=now)
    return Fallen(
        _days(held, case, event, by, now),
        tuple(row.person for row in ended),
        tuple(row.person for row in waiting),
        tuple(uncared),
    )


def _hold_together(home: Household, by: Viewer, now: datetime) -> None:
    """Hold those of a household that cannot keep apart until the day of whoever has the longest of their own."""
    rows = list(
        Observation.objects.filter(
            person__household=home, person__joined_to=None, state=State.OBSERVING
        ).select_related("arrival")
    )
    own = {row.pk: last for row in rows if (last := fitted(observation=row)[2])}
    if not own:
        return
    longest = max((row for row in rows if row.pk in own), key=lambda row: (own[row.pk], row.pk))
    hold = Hold(HoldKind.TOGETHER, longest.person_id, own[longest.pk], None, by, now)
    for row in rows:
        if row is not longest:
            keep_hold(row=row, hold=hold)


def _waits(row: Observation) -> bool:
    has_alert = Alert.objects.filter(observation=row, reviewed_at=None).exists()
    return has_alert or has_open_referral(person=row.person_id)


def _days(
    rows: list[Observation], case: UUID, event: Event, by: Viewer, now: datetime
) -> tuple[tuple[Person, date, date], ...]:
    """Fit the last days; each that changed is a decision of the rule. Return them with what they were."""
    days = []
    for row in rows:
        had = row.last_on
        if not fit_period(observation=row, now=now):
            continue
        write_decision(
            observation=row,
            kind=DecisionKind.REFITTED,
            reason=CASE_FELL,
            values={
                "last_on": {"from": had.isoformat(), "to": row.last_on.isoformat()},
                "event": event,
                "case": str(case),
            },
            by=by,
            now=now,
        )
        days.append((row.person, had, row.last_on))
    return tuple(days)


def _uncared(people: list[Person]) -> list[Person]:
    """Return who was named to care because of a member in hospital, and has none there any more."""
    family = HouseholdHold.objects.filter(kind=HoldKind.FAMILY, person__in=people)
    still = set(family.filter(lifted_at=None).values_list("person", flat=True))
    named = set(family.filter(named=True).values_list("person", flat=True))
    return [
        person
        for person in people
        if FAMILY_OF_PATIENT in person.tags and person.pk in named and person.pk not in still
    ]
