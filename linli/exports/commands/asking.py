"""Asking for an export."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.budgets.queries import may_read
from linli.exports.commands.making import lines_of, make_export
from linli.exports.commands.sweeping import sweep_exports
from linli.exports.content import subjects_of
from linli.exports.kinds import KINDS, Wanted, holds_whole
from linli.exports.models import Export
from linli.exports.queries.limits import limit_at, persons_before
from linli.exports.queries.rights import may_take
from linli.exports.rules.asking import MOST_PERSONS, Purpose, State, needs_second
from linli.staff.rules import Viewer
from linli.stream.tables import county_of


@dataclass(frozen=True)
class NewExport:
    """What somebody asks for: which kind, of whom, as what, and why. form: xlsx or pdf; words: what the purpose is."""

    kind: str
    wanted: Wanted
    form: str
    purpose: Purpose
    words: str


class NotYours(Exception):
    """Who asks may not take such persons away, or no longer."""


class NobodyInIt(Exception):
    """The export would hold nobody."""


class TooManyInIt(Exception):
    """The export would hold more than MOST_PERSONS. args: how many."""


class CountChanged(Exception):
    """It holds another number of persons than was shown. args: how many now."""


def persons_of(*, new: NewExport, by: Viewer, now: datetime) -> list[UUID]:
    """Return whom an export would hold now. Raises NotYours, NobodyInIt, TooManyInIt."""
    kind = KINDS[new.kind]
    if not may_take(viewer=by, kind=kind, numbers=new.wanted.numbers, area=new.wanted.area):
        raise NotYours
    # Names alone: whoever counts reads no number.
    persons = subjects_of(
        lines=lines_of(kind=kind, viewer=by, wanted=replace(new.wanted, columns=("NAME",)), now=now)
    )
    if not persons:
        raise NobodyInIt
    if len(persons) > MOST_PERSONS:
        raise TooManyInIt(len(persons))
    return persons


def count_persons(*, new: NewExport, by: Viewer, now: datetime) -> int:
    """Return how many persons an export would hold now. Raises as `persons_of` does."""
    return len(persons_of(new=new, by=by, now=now))


def wants_second(*, new: NewExport, persons: Sequence[UUID], by: Viewer, now: datetime) -> bool:
    """Say whether a second person must agree to an export of these persons: too many, or too many whole numbers."""
    before = persons_before(by=by.user_id, now=now)
    if needs_second(persons=len(persons), before=before, limit=limit_at(area=new.wanted.area)):
        return True
    return spends(new=new, persons=persons, by=by, now=now)


def spends(*, new: NewExport, persons: Sequence[UUID], by: Viewer, now: datetime) -> bool:
    """Say whether an export would read more whole numbers than its asker may read without a second person."""
    whole = holds_whole(columns=new.wanted.columns, numbers=new.wanted.numbers)
    return whole and not may_read(subjects=persons, by=by.user_id, now=now)


@transaction.atomic
def ask_export(*, new: NewExport, persons: int, by: Viewer, now: datetime) -> Export:
    """Ask for an export of just so many persons; where no second person must agree it is made at once.

    Raises NotYours, NobodyInIt, TooManyInIt; CountChanged where `persons`, as the asker saw it, holds no more; BudgetSpent where
    another door of the same account was quicker.
    """
    sweep_exports(now=now)
    held = persons_of(new=new, by=by, now=now)
    count = len(held)
    if count != persons:
        raise CountChanged(count)
    wanted = new.wanted
    export = Export.objects.create(
        county=county_of(wanted.area),
        community=AreaCode(wanted.area).community,
        area=wanted.area,
        kind=new.kind,
        form=new.form,
        columns=list(wanted.columns),
        numbers=wanted.numbers,
        from_on=wanted.from_on,
        until_on=wanted.until_on,
        purpose=new.purpose,
        words=new.words,
        persons=count,
        state=State.ASKED,
        asked_at=now,
        asked_by=by.user_id,
        needs_second=wants_second(new=new, persons=held, by=by, now=now),
    )
    write_event(
        action="export.asked",
        area=export.area,
        by=by.user_id,
        now=now,
        subject=export.pk,
        changed={
            "kind": export.kind,
            "persons": count,
            "columns": export.columns,
            "numbers": export.numbers,
            "purpose": export.purpose,
            "needs_second": export.needs_second,
        },
    )
    if not export.needs_second:
        make_export(export=export, asker=by, now=now)
    return export
