"""An import taken back, as a whole or by rows, and taken in again. Nothing is deleted."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.arrivals.commands import correct_arrival, undo_arrival
from linli.audit.commands import write_event
from linli.elsewhere.commands import ask_again, take_back_found
from linli.elsewhere.models import FoundHere
from linli.observation import commands as observation
from linli.observation.commands.period import refit
from linli.observation.models import Arrival, Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import Channel, State
from linli.people.commands import (
    ask_told_again,
    hold_people,
    put_on_register_again,
    take_off_register,
    withdraw_told,
)
from linli.people.models import Correction, Person, ToldAgain
from linli.people.queries.corrections import facts_in
from linli.people.rules.corrections import About
from linli.rosters.models import RosterImport, RosterRow, TakingBack
from linli.rosters.queries.taking_back import entered_by, rows_standing
from linli.staff.rules import Viewer

# As arrivals.commands.told_again writes it where no person typed a reason.
TOLD_AGAIN: Final = "TOLD_AGAIN"


class TakingBackNeedsReason(Exception):
    """Whoever takes a list back, or in again, says why."""


class NothingToTakeBack(Exception):
    """No row is left that made anything."""


class RowsInUse(Exception):
    """Something was done with rows since; `rows` says with how many. Nothing is taken back then."""

    def __init__(self, rows: int) -> None:
        super().__init__(rows)
        self.rows = rows


class TakenInAlready(Exception):
    """Somebody took it in again before."""


@transaction.atomic
def take_back_roster(*, roster: RosterImport, reason: str, by: Viewer, now: datetime) -> TakingBack:
    """Take an import back as a whole. Raises TakingBackNeedsReason, NothingToTakeBack, RowsInUse."""
    held = RosterImport.objects.select_for_update().get(pk=roster.pk)
    standing = rows_standing(roster=held)
    wanted = {one.row.pk for one in standing}
    return _take_back(held, wanted, reason, by, now)


@transaction.atomic
def take_back_rows(
    *, roster: RosterImport, rows: Collection[UUID], reason: str, by: Viewer, now: datetime
) -> TakingBack:
    """Take rows of an import back. Raises TakingBackNeedsReason, NothingToTakeBack, RowsInUse."""
    held = RosterImport.objects.select_for_update().get(pk=roster.pk)
    return _take_back(held, rows, reason, by, now)


def _take_back(
    held: RosterImport, wanted: Collection[UUID], reason: str, by: Viewer, now: datetime
) -> TakingBack:
    if not reason.strip():
        raise TakingBackNeedsReason(held.pk)
    # Held before they are judged, so that nobody does something with them meanwhile.
    rows = RosterRow.objects.filter(pk__in=wanted, roster=held)
    hold_people(people=[pk for pk in rows.values_list("person", flat=True) if pk])
    list(
        Observation.objects.select_for_update()
        .filter(pk__in=rows.values("observation"))
        .order_by("pk")
        .values_list("pk")
    )
    chosen = [one for one in rows_standing(roster=held) if one.row.pk in wanted]
    if not chosen:
        raise NothingToTakeBack(held.pk)
    if in_use := sum(bool(one.done) for one in chosen):
        raise RowsInUse(in_use)
    community = AreaCode(held.area)
    taken = [one.row for one in chosen]
    words = f"花名册“{held.filename}”已撤回：{reason.strip()}"
    people = list(entered_by(rows=taken).values_list("pk", flat=True))
    opened = [row.observation for row in taken if row.observation]
    observation.take_back_observations(observations=opened, reason=words, by=by, now=now)
    take_off_register(community=community, people=people, by=by, now=now)
    _withdraw(taken, words, by, now)
    found = FoundHere.objects.filter(pk__in=[row.found for row in taken if row.found]).select_related(
        "person"
    )
    take_back_found(found=list(found), by=by, now=now)
    taking = TakingBack.objects.create(
        roster=held, rows=len(taken), at=now, by=by.user_id, reason=reason.strip()
    )
    RosterRow.objects.filter(pk__in=[row.pk for row in taken]).update(taken_back=taking)
    _write("roster.taken_back", taking, by, now)
    return taking


def _withdraw(rows: Sequence[RosterRow], words: str, by: Viewer, now: datetime) -> None:
    """Take back what rows told again, of the file too: what waits, what was kept at once, readings of who is observed still."""
    for at, people in _by_moment(rows).items():
        told = ToldAgain.objects.filter(person__in=people, at=at, decision="")
        withdraw_told(told=list(told.values_list("pk", flat=True)), reason=words, by=by, now=now)
        for correction in _kept_at_once(people, at):
            undo_arrival(correction=correction, reason=words, by=by, now=now)
        open_ = _open_of(people)
        for county in sorted({row.county for row in open_}):
            read = standing_checks(
                county=county,
                observation__in=[row.pk for row in open_ if row.county == county],
                channel=Channel.ROSTER,
                received_at=at,
            )
            observation.strike_told(checks=list(read), reason=words, by=by, now=now)
        for row in open_:
            refit(observation=row, reason=words, by=by, now=now)


@transaction.atomic
def take_in_again(*, taking: TakingBack, reason: str, by: Viewer, now: datetime) -> None:
    """Undo a taking back: its people are on the register again, their observations go on as rows of their own.

    Raises TakingBackNeedsReason, TakenInAlready, and RegisteredAgain where somebody of them was registered since.
    """
    if not reason.strip():
        raise TakingBackNeedsReason(taking.pk)
    changed = TakingBack.objects.filter(pk=taking.pk, undone_at=None).update(
        undone_at=now, undone_by=by.user_id, undo_reason=reason.strip()
    )
    if not changed:
        raise TakenInAlready(taking.pk)
    rows = list(RosterRow.objects.filter(taken_back=taking).defer("raw_sealed"))
    community = AreaCode(taking.roster.area)
    people = [row.person for row in rows if row.person and row.observation]
    left = Person.objects.filter(pk__in=people, taken_back_at=taking.at)
    gone = list(left.values_list("pk", flat=True))
    put_on_register_again(community=community, people=gone, by=by, now=now)
    observation.take_in_again(
        observations=[row.observation for row in rows if row.observation],
        struck_at=taking.at,
        reason=reason,
        by=by,
        now=now,
    )
    _tell_again(rows, taking.at, reason, by, now)
    found = FoundHere.objects.filter(pk__in=[row.found for row in rows if row.found]).select_related("person")
    ask_again(found=list(found), by=by, now=now)
    RosterRow.objects.filter(taken_back=taking).update(taken_back=None)
    _write("roster.taken_in_again", taking, by, now)
    taking.refresh_from_db()


def _tell_again(
    rows: Sequence[RosterRow], taken_at: datetime, reason: str, by: Viewer, now: datetime
) -> None:
    """Let what rows told again wait and count again."""
    for at, people in _by_moment(rows).items():
        told = ToldAgain.objects.filter(person__in=people, at=at, decided_at=taken_at)
        ask_told_again(told=list(told.values_list("pk", flat=True)))
        for correction in Correction.objects.filter(person__in=people, undoes__at=at, at=taken_at):
            arrival = Arrival.objects.get(pk=correction.subject)
            said = facts_in(sealed=correction.before_sealed)
            correct_arrival(arrival=arrival, said=said, reason=reason, by=by, now=now)
        open_ = _open_of(people)
        for county in sorted({row.county for row in open_}):
            observation.lift_told(
                county=county,
                observations={row.pk: row for row in open_ if row.county == county},
                struck_at=taken_at,
                reason=reason,
                by=by,
                now=now,
            )
        for row in open_:
            refit(observation=row, reason=reason, by=by, now=now)


def _by_moment(rows: Sequence[RosterRow]) -> dict[datetime, set[UUID]]:
    """Return of whom rows told at which moment, those found here whom another community has registered too."""
    noted = FoundHere.objects.filter(pk__in=[row.found for row in rows if row.found])
    elsewhere = dict(noted.values_list("pk", "person_id"))
    told: dict[datetime, set[UUID]] = {}
    for row in rows:
        person = row.person or (elsewhere.get(row.found) if row.found else None)
        if row.at and person:
            told.setdefault(row.at, set()).add(person)
    return told


def _kept_at_once(people: Collection[UUID], at: datetime) -> list[Correction]:
    rows = Correction.objects.filter(
        person__in=people, at=at, about=About.ARRIVAL, undoes=None, undone=None
    ).order_by("pk")
    return [row for row in rows if row.reason == TOLD_AGAIN]


def _open_of(people: Collection[UUID]) -> list[Observation]:
    rows = Observation.objects.filter(person__in=people, state=State.OBSERVING)
    return list(rows.select_related("arrival", "person").order_by("pk"))


def _write(action: str, taking: TakingBack, by: Viewer, now: datetime) -> None:
    write_event(
        action=action,
        area=taking.roster.area,
        by=by.user_id,
        now=now,
        subject=taking.roster_id,
        changed={"rows": taking.rows, "taking": str(taking.pk)},
    )
