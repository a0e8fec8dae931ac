"""What follows for the others of a household: observed together, or as the family of somebody in hospital."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.ids import new_id
from linli.observation.commands.check_duties import fit_check_duties, open_check_duties
from linli.observation.commands.decisions import write_decision
from linli.observation.models import Arrival, Observation
from linli.observation.queries.households import observed_in
from linli.observation.rules import DecisionKind
from linli.observation.rules.households import FAMILY_OF_PATIENT, HOUSEHOLD, last_day_together
from linli.people.commands import (
    CardAnswer,
    NewCardChange,
    change_card,
    hold_household,
    name_to_care,
    say_whether_apart,
)
from linli.people.models import Household, Person
from linli.people.queries import members_of
from linli.protocols.rules import Anchor, last_day
from linli.protocols.versions import rules_of
from linli.staff.rules import Viewer

# Written by the product where no person typed a reason; pages say it in the reader's language.
TOGETHER = "TOGETHER"
FAMILY = "FAMILY"


@transaction.atomic
def keep_apart_or_together(
    *, household: Household, cannot_separate: bool, by: Viewer, now: datetime
) -> list[Observation]:
    """Write down whether a household can keep apart; one that cannot is observed together from now on.

    Returns the observations that were opened for it.
    """
    say_whether_apart(household=household, cannot_separate=cannot_separate, by=by, now=now)
    return observe_together(household=household, by=by, now=now) if cannot_separate else []


@transaction.atomic
def change_household_card(*, new: NewCardChange, by: Viewer, now: datetime) -> CardAnswer:
    """Change a household's card as people.commands.change_card; one that cannot keep apart is observed together."""
    answer = change_card(new=new, by=by, now=now)
    if "apart" in answer.changed:
        household = Household.objects.get(pk=new.card.pk)
        if household.cannot_separate:
            observe_together(household=household, by=by, now=now)
    return answer


def observe_together(*, household: Household, by: Viewer, now: datetime) -> list[Observation]:
    """Observe everybody of a household that cannot keep apart as long as the one who is observed longest.

    Nothing happens where nobody is under observation. Returns what was opened. Call it inside a transaction.
    """
    hold_household(household=household)
    observed = observed_in(household=household)
    if not observed:
        return []
    longest = max(observed.values(), key=lambda row: (row.last_on, row.pk))
    until = last_day_together(own=None, others=[row.last_on for row in observed.values()])
    for row in observed.values():
        if row is not longest:
            _observe_until(row, until, TOGETHER, by, now)
    others = [person for person in members_of(household=household) if person.pk not in observed]
    return _open(others, longest, Anchor(longest.anchor), longest.anchor_on, until, by, now)


def observe_family(*, patient: Observation, exposed_on: date, by: Viewer, now: datetime) -> list[Observation]:
    """Observe the family of somebody whom a hospital keeps, counted from the last day together, and name it to care.

    Who is under observation already is so at least until then. Returns what was opened. Call it inside a transaction.
    """
    hold_household(household=patient.person.household)
    people = [p for p in members_of(household=patient.person.household) if p.pk != patient.person_id]
    observed = observed_in(household=patient.person.household)
    for person in people:
        if row := observed.get(person.pk):
            until = last_day(protocol=rules_of(row.protocol_id), anchor_on=exposed_on)
            _observe_until(row, until, FAMILY, by, now)
    name_to_care(people=people, tag=FAMILY_OF_PATIENT, by=by, now=now)
    until = last_day(protocol=rules_of(patient.protocol_id), anchor_on=exposed_on)
    others = [person for person in people if person.pk not in observed]
    return _open(others, patient, Anchor.EXPOSED, exposed_on, until, by, now)


def _observe_until(row: Observation, until: date, reason: str, by: Viewer, now: datetime) -> None:
    if row.last_on >= until:
        # Kept, so that a correction of the own arrival does not end it before the household's day.
        row.held_until = max(until, row.held_until or until)
        row.save(update_fields=["held_until"])
        return
    write_decision(
        observation=row,
        kind=DecisionKind.EXTENDED,
        reason=reason,
        values={"last_on": {"from": row.last_on.isoformat(), "to": until.isoformat()}},
        by=by,
        now=now,
    )
    row.last_on = row.held_until = until
    row.save(update_fields=["last_on", "held_until"])
    fit_check_duties(observation=row, now=now)


def _open(
    people: Sequence[Person],
    like: Observation,
    anchor: Anchor,
    anchor_on: date,
    until: date,
    by: Viewer,
    now: datetime,
) -> list[Observation]:
    """Open observations of household members under the protocol and in the group of the one who is the reason."""
    opened = []
    for person in people:
        arrival, _ = Arrival.objects.get_or_create(
            person=person,
            arrived_on=day_of(now),
            defaults={
                "county": person.county,
                "community": person.community,
                "area": person.area,
                "origin_class": HOUSEHOLD,
                "known_by": HOUSEHOLD,
                "exposed_on": anchor_on if anchor == Anchor.EXPOSED else None,
            },
        )
        opened.append(
            Observation.objects.create(
                id=new_id(),
                county=person.county,
                community=person.community,
                area=person.area,
                person=person,
                arrival=arrival,
                protocol=like.protocol,
                anchor=anchor,
                anchor_on=anchor_on,
                last_on=until,
                held_until=until,
                place=like.place,
                category=like.category,
                opened_at=now,
            )
        )
    if opened:
        open_check_duties(observations=opened, from_=now)
        write_event(
            action="household.observed",
            area=opened[0].area,
            by=by.user_id,
            now=now,
            subject=like.pk,
            changed={"observations": [str(row.pk) for row in opened]},
        )
    return opened
