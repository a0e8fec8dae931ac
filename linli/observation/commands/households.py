"""What follows for the others of a household: observed together, or as the family of somebody in hospital."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Min

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.ids import new_id
from linli.observation.commands.check_duties import open_check_duties
from linli.observation.commands.holds import Hold, carry_on_family, hold_observation, keep_hold
from linli.observation.models import Arrival, HouseholdHold, Observation
from linli.observation.queries.households import observed_in
from linli.observation.rules.households import (
    FAMILY_OF_PATIENT,
    HOUSEHOLD,
    Event,
    HoldKind,
    last_day_together,
)
from linli.people.commands import (
    CardAnswer,
    NewCardChange,
    change_card,
    hold_household,
    name_again_to_care,
    name_to_care,
    say_whether_apart,
)
from linli.people.models import Household, Person
from linli.people.queries import members_of
from linli.protocols.rules import Anchor, last_day
from linli.protocols.versions import rules_of
from linli.staff.rules import Viewer


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
    hold = Hold(HoldKind.TOGETHER, longest.person_id, until, None, by, now)
    for row in observed.values():
        if row is not longest:
            hold_observation(row=row, hold=hold)
    others = [person for person in members_of(household=household) if person.pk not in observed]
    return _open(others, longest, Anchor(longest.anchor), longest.anchor_on, hold)


def observe_family(
    *, patient: Observation, case: UUID, event: Event, exposed_on: date, by: Viewer, now: datetime
) -> list[Observation]:
    """Observe the family of somebody whom a hospital keeps, counted from the last day together, and name it to care.

    case: the referral. Who is under observation already is so at least until then; whose observation ended when the case
    fell goes on. Returns what was opened. Call it inside a transaction.
    """
    hold_household(household=patient.person.household)
    people = [p for p in members_of(household=patient.person.household) if p.pk != patient.person_id]
    carry_on_family(people=people, case=case, by=by, now=now)
    observed = observed_in(household=patient.person.household)
    held_before = HouseholdHold.objects.filter(kind=HoldKind.FAMILY, because=case)
    since = held_before.aggregate(at=Min("at"))["at"]
    if since:
        named = name_again_to_care(people=people, tag=FAMILY_OF_PATIENT, since=since, by=by, now=now)
    else:
        named = name_to_care(people=people, tag=FAMILY_OF_PATIENT, by=by, now=now)
    for person in people:
        if row := observed.get(person.pk):
            until = last_day(protocol=rules_of(row.protocol_id), anchor_on=exposed_on)
            hold = Hold(HoldKind.FAMILY, case, until, event, by, now)
            hold_observation(row=row, hold=hold, named=person.pk in named)
    until = last_day(protocol=rules_of(patient.protocol_id), anchor_on=exposed_on)
    hold = Hold(HoldKind.FAMILY, case, until, event, by, now)
    others = [person for person in people if person.pk not in observed]
    return _open(others, patient, Anchor.EXPOSED, exposed_on, hold, named)


def _open(
    people: Sequence[Person],
    like: Observation,
    anchor: Anchor,
    anchor_on: date,
    hold: Hold,
    named: Collection[UUID] = (),
) -> list[Observation]:
    """Open observations of household members under the protocol and in the group of the one who is the reason."""
    by, now = hold.by, hold.now
    exposed_on = anchor_on if anchor == Anchor.EXPOSED else None
    opened = [
        Observation.objects.create(
            id=new_id(),
            county=person.county,
            community=person.community,
            area=person.area,
            person=person,
            arrival=_arrival(person, exposed_on, now),
            protocol=like.protocol,
            anchor=anchor,
            anchor_on=anchor_on,
            last_on=hold.until,
            place=like.place,
            category=like.category,
            opened_at=now,
        )
        for person in people
    ]
    for row in opened:
        keep_hold(row=row, hold=hold, opened=row.pk, named=row.person_id in named)
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


def _arrival(person: Person, exposed_on: date | None, now: datetime) -> Arrival:
    """Return the arrival of today by which a member of the household is observed, made where there is none."""
    arrival, _ = Arrival.objects.get_or_create(
        person=person,
        arrived_on=day_of(now),
        defaults={
            "county": person.county,
            "community": person.community,
            "area": person.area,
            "origin_class": HOUSEHOLD,
            "known_by": HOUSEHOLD,
            "exposed_on": exposed_on,
        },
    )
    return arrival
