"""Asking for an export."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.exports.commands.making import lines_of, make_export
from linli.exports.commands.sweeping import sweep_exports
from linli.exports.content import subjects_of
from linli.exports.kinds import KINDS, Wanted
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


def count_persons(*, new: NewExport, by: Viewer, now: datetime) -> int:
    """Return how many persons an export would hold now. Raises NotYours, NobodyInIt, TooManyInIt."""
    kind = KINDS[new.kind]
    if not may_take(viewer=by, kind=kind, numbers=new.wanted.numbers, area=new.wanted.area):
        raise NotYours
    # Names alone: whoever counts reads no number.
    count = len(
        subjects_of(
            lines=lines_of(kind=kind, viewer=by, wanted=replace(new.wanted, columns=("NAME",)), now=now)
        )
    )
    if count == 0:
        raise NobodyInIt
    if count > MOST_PERSONS:
        raise TooManyInIt(count)
    return count


def wants_second(*, new: NewExport, persons: int, by: Viewer, now: datetime) -> bool:
    """Say whether a second person must agree to an export of so many persons."""
    before = persons_before(by=by.user_id, now=now)
    return needs_second(persons=persons, before=before, limit=limit_at(area=new.wanted.area))


@transaction.atomic
def ask_export(*, new: NewExport, persons: int, by: Viewer, now: datetime) -> Export:
    """Ask for an export of just so many persons; where no second person must agree it is made at once.

    Raises NotYours, NobodyInIt, TooManyInIt; CountChanged where `persons`, as the asker saw it, holds no more.
    """
    sweep_exports(now=now)
    count = count_persons(new=new, by=by, now=now)
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
        needs_second=wants_second(new=new, persons=count, by=by, now=now),
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
