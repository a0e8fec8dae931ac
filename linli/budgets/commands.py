"""Whole numbers counted before they are shown; more of them allowed by a second person."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from linli.audit.commands import write_event
from linli.budgets.models import Allowance, IdentityRead, NumberLookups
from linli.budgets.queries import Account, allowed_to, read_before
from linli.budgets.rules import (
    ASKED_A_DAY,
    KEPT,
    LIMIT,
    LOOKUPS_KEPT,
    MET_A_DAY,
    MOST_ALLOWED,
    WITHIN,
    is_within,
)
from linli.clock import day_of
from linli.staff.models import User
from linli.staff.rules import Viewer
from linli.stream.tables import county_of


class BudgetSpent(Exception):
    """An account would read more persons than it may. read: those that count already; limit: what it may in all."""

    def __init__(self, *, read: int, limit: int) -> None:
        super().__init__(read, limit)
        self.read = read
        self.limit = limit


class Oneself(Exception):
    """Nobody allows themselves more."""


class ReasonMissing(Exception):
    """Whoever allows more says why."""


class NotSoMany(Exception):
    """So many at once are allowed to nobody, and none is no allowance."""


class NothingAllowed(Exception):
    """Nothing was allowed that still counts."""


@transaction.atomic
def count_read(*, subjects: Collection[UUID], area: str, by: Viewer, now: datetime) -> None:
    """Count persons whose whole numbers an account is about to read; those of the last day are counted already.

    Call it before anything is shown: of two at once the second waits and is counted behind the first. subjects: of
    persons, or of entries that tell of one. Raises BudgetSpent; none of them is counted then.
    """
    if connection.vendor == "postgresql":
        # What every other door of the same account waits for; SQLite has one writer, which this transaction is.
        User.objects.select_for_update(no_key=True).get(pk=by.user_id)
    before = read_before(by=by.user_id, now=now)
    more = [subject for subject in dict.fromkeys(subjects) if subject not in before]
    counted = [subject for subject, is_agreed in before.items() if not is_agreed]
    if not is_within(read=counted, more=more, allowed=0):
        allowed = allowed_to(account=by.user_id, now=now)
        if more and not is_within(read=counted, more=more, allowed=allowed):
            raise BudgetSpent(read=len(counted), limit=LIMIT + allowed)
    _keep(more, area, by, now, is_agreed=False)


@transaction.atomic
def note_agreed_read(*, subjects: Collection[UUID], area: str, by: Viewer, now: datetime) -> None:
    """Note persons whose whole numbers an account reads with a second person's word for just these: told, not counted."""
    before = read_before(by=by.user_id, now=now)
    _keep(
        [subject for subject in dict.fromkeys(subjects) if subject not in before],
        area,
        by,
        now,
        is_agreed=True,
    )


@transaction.atomic
def allow_more(*, account: Account, persons: int, reason: str, by: Viewer, now: datetime) -> Allowance:
    """Let an account read so many persons more for a day. account: from `accounts_answered_for`.

    Raises Oneself, ReasonMissing, NotSoMany.
    """
    if account.user_id == by.user_id:
        raise Oneself
    if not reason.strip():
        raise ReasonMissing
    if not 0 < persons <= MOST_ALLOWED:
        raise NotSoMany(persons)
    row = Allowance.objects.create(
        county=county_of(account.area),
        area=account.area,
        account=account.user_id,
        persons=persons,
        reason=reason.strip(),
        at=now,
        by=by.user_id,
    )
    write_event(
        action="identity.more_allowed",
        area=account.area,
        by=by.user_id,
        now=now,
        subject=account.user_id,
        changed={"persons": persons},
    )
    return row


@transaction.atomic
def take_back(*, account: Account, by: Viewer, now: datetime) -> int:
    """Take back what an account was allowed and may still use; return how many persons. What was read stays read.

    Raises NothingAllowed.
    """
    persons = allowed_to(account=account.user_id, now=now)
    standing = Allowance.objects.filter(account=account.user_id, at__gt=now - WITHIN, taken_back_at=None)
    if not standing.update(taken_back_at=now, taken_back_by=by.user_id):
        raise NothingAllowed(account.user_id)
    write_event(
        action="identity.allowance_back",
        area=account.area,
        by=by.user_id,
        now=now,
        subject=account.user_id,
        changed={"persons": persons},
    )
    return persons


def sweep_reads(*, now: datetime) -> int:
    """Remove rows that count no longer and were told; return how many."""
    return IdentityRead.objects.filter(at__lte=now - KEPT).delete()[0]


def _keep(subjects: Collection[UUID], area: str, by: Viewer, now: datetime, *, is_agreed: bool) -> None:
    IdentityRead.objects.bulk_create(
        IdentityRead(
            county=county_of(area), area=area, by=by.user_id, subject=subject, at=now, is_agreed=is_agreed
        )
        for subject in subjects
    )


class TooManyLookups(Exception):
    """Today this user has asked for so many numbers, or met so many people whom they may not see, that no more are answered."""


@transaction.atomic
def take_lookup(*, by: Viewer, now: datetime) -> None:
    """Count one look-up by number before it is answered. Raises TooManyLookups."""
    today = day_of(now)
    mine = NumberLookups.objects.filter(user=by.user_id)
    if mine.filter(day=today, asked__lt=ASKED_A_DAY, met__lt=MET_A_DAY).update(asked=F("asked") + 1):
        return
    _row, is_new = NumberLookups.objects.get_or_create(user=by.user_id, day=today, defaults={"asked": 1})
    if not is_new:
        raise TooManyLookups(by.user_id)
    mine.filter(day__lt=today - LOOKUPS_KEPT).delete()


def count_met(*, people: int, by: Viewer, now: datetime) -> None:
    """Count people whom a look-up met and its user may not see."""
    today = NumberLookups.objects.filter(user=by.user_id, day=day_of(now))
    today.update(met=F("met") + people)
