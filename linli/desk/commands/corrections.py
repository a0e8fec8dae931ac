"""Facts put right, with the papers that said otherwise revoked in the same transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.arrivals import commands as arrivals
from linli.observation.commands import follow_door
from linli.observation.models import Arrival, Observation
from linli.observation.rules import State
from linli.papers.commands import revoke_overtaken
from linli.people.commands import (
    CorrectionNeedsReason,
    DoorTaken,
    NothingCorrected,
    correct_address,
    undo_household,
    undo_person,
    write_correction,
)
from linli.people.commands import correct_person as put_person_right
from linli.people.models import Correction, DuplicatePair, Household, Person, ToldAgain
from linli.people.queries import members_of
from linli.people.rules.corrections import MOVED_ON, About, Verdict
from linli.staff.rules import Viewer
from linli.worklist.commands.grids import assign_grid


@dataclass(frozen=True)
class Followed:
    """What followed: the last day of the open observation before and after, papers revoked, and a pair to be looked at."""

    had: date | None = None
    has: date | None = None
    papers: tuple[str, ...] = ()
    pair: DuplicatePair | None = None


@transaction.atomic
def correct_arrival(
    *, arrival: Arrival, said: Mapping[str, str], reason: str, by: Viewer, now: datetime
) -> Followed:
    """Put an arrival right as arrivals.commands.correct_arrival, which says what is raised."""
    person = arrival.person.joined_to or arrival.person
    had = _last_on(person)
    arrivals.correct_arrival(arrival=arrival, said=said, reason=reason, by=by, now=now)
    return _followed(person, had, by, now)


@transaction.atomic
def correct_person(
    *, person: Person, said: Mapping[str, str], reason: str, by: Viewer, now: datetime
) -> Followed:
    """Put a person right as people.commands.correct_person, which says what is raised."""
    had = _last_on(person)
    corrected = put_person_right(person=person, said=said, reason=reason, by=by, now=now)
    return _followed(person, had, by, now, corrected.pair)


@transaction.atomic
def correct_household(
    *, household: Household, address: str, grid: AreaCode | None, reason: str, by: Viewer, now: datetime
) -> Followed:
    """Put the address of a household right, its grid, or both; grid: None leaves it where it is.

    Where the door is registered as another household, everybody moves there, each with a correction of their own.
    Raises CorrectionNeedsReason, NothingCorrected, GridElsewhere; nothing is changed then.
    """
    if not reason.strip():
        raise CorrectionNeedsReason
    is_other_grid = grid is not None and grid != household.area
    if address.strip() == household.address and not is_other_grid:
        raise NothingCorrected(household.pk)
    if is_other_grid and grid is not None:
        _give_grid(household, grid, reason, by, now)
    members = members_of(household=household)
    if address.strip() != household.address:
        try:
            correct_address(household=household, address=address, reason=reason, by=by, now=now)
        except DoorTaken:
            for member in members:
                put_person_right(
                    person=member, said={"address": address.strip()}, reason=reason, by=by, now=now
                )
                follow_door(person=member, by=by, now=now)
    papers = revoke_overtaken(people=[member.pk for member in members], by=by, now=now)
    return Followed(papers=tuple(paper.number for paper in papers))


@transaction.atomic
def move_household(
    *,
    household: Household,
    address: str,
    moved_on: date,
    grid: AreaCode | None,
    reason: str,
    by: Viewer,
    now: datetime,
) -> Followed:
    """Let everybody of a household live behind another door of the community since a day; what was done before stays told there.

    grid: of the new door, None where it has its own. The old door stays, with nobody behind it. Raises CorrectionNeedsReason,
    NothingCorrected, GridElsewhere; nothing is changed then.
    """
    members = members_of(household=household)
    said = {"address": address.strip(), MOVED_ON: moved_on.isoformat()}
    if said["address"] == household.address or not members:
        raise NothingCorrected(household.pk)
    for member in members:
        put_person_right(person=member, said=said, reason=reason, by=by, now=now)
        follow_door(person=member, by=by, now=now)
    home = Person.objects.select_related("household").get(pk=members[0].pk).household
    if grid is not None and grid != home.area:
        _give_grid(home, grid, reason, by, now)
    papers = revoke_overtaken(people=[member.pk for member in members], by=by, now=now)
    return Followed(papers=tuple(paper.number for paper in papers))


def _give_grid(household: Household, grid: AreaCode, reason: str, by: Viewer, now: datetime) -> None:
    before = household.area
    assign_grid(households=[household], grid=grid, by=by, now=now)
    household.area = grid
    names = names_of(codes=[AreaCode(before), grid])
    write_correction(
        about=About.HOUSEHOLD,
        subject=household.pk,
        of=household,
        before={"grid": names.get(AreaCode(before), "") if before != household.community else ""},
        after={"grid": names.get(grid, "")},
        reason=reason,
        by=by,
        now=now,
    )


def _followed_at(household: UUID, by: Viewer, now: datetime) -> Followed:
    members = list(Person.objects.filter(household=household).values_list("pk", flat=True))
    papers = revoke_overtaken(people=members, by=by, now=now)
    return Followed(papers=tuple(paper.number for paper in papers))


@transaction.atomic
def decide_again(*, telling: ToldAgain, verdict: Verdict, reason: str, by: Viewer, now: datetime) -> Followed:
    """Decide something told again as arrivals.commands.decide_again, which says what is raised."""
    person = telling.person.joined_to or telling.person
    had = _last_on(person)
    decided = arrivals.decide_again(telling=telling, verdict=verdict, reason=reason, by=by, now=now)
    return _followed(person, had, by, now, decided.pair)


@transaction.atomic
def undo_correction(*, correction: Correction, reason: str, by: Viewer, now: datetime) -> Followed:
    """Put back what stood before a correction. Raises UndoneAlready and what correcting that thing raises."""
    undo = UNDO[About(correction.about)]
    person = correction.person
    if person is None:
        undo(correction=correction, reason=reason, by=by, now=now)
        return _followed_at(correction.subject, by, now)
    person = person.joined_to or person
    had = _last_on(person)
    undo(correction=correction, reason=reason, by=by, now=now)
    return _followed(person, had, by, now)


UNDO: Final[Mapping[About, Callable[..., object]]] = {
    About.ARRIVAL: arrivals.undo_arrival,
    About.PERSON: undo_person,
    About.HOUSEHOLD: undo_household,
}


def _last_on(person: Person) -> date | None:
    rows = Observation.objects.filter(person=person, state=State.OBSERVING)
    return rows.values_list("last_on", flat=True).first()


def _followed(
    person: Person, had: date | None, by: Viewer, now: datetime, pair: DuplicatePair | None = None
) -> Followed:
    follow_door(person=person, by=by, now=now)
    papers = revoke_overtaken(people=[person.pk], by=by, now=now)
    return Followed(had, _last_on(person), tuple(paper.number for paper in papers), pair)
