"""The second person: agrees to an export, or refuses it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.exports.commands.asking import CountChanged, NewExport, NotYours, count_persons
from linli.exports.commands.making import make_export, wanted_of
from linli.exports.models import Export
from linli.exports.rules.asking import Purpose, State, may_decide
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at


class DecidedAlready(Exception):
    """Somebody decided before, or it was asked for too long ago."""


class NotTheSecond(Exception):
    """Who decides is the one who asked, or may not agree to exports there."""


def persons_now(*, export: Export, now: datetime) -> int:
    """Return how many persons an export that waits would hold now. Raises as `count_persons` does."""
    return count_persons(new=_as_asked(export), by=_asker_of(export, now), now=now)


@transaction.atomic
def approve_export(*, id: UUID, persons: int, by: Viewer, now: datetime) -> Export:
    """Agree to an export of just so many persons, and make it. The right of the asker is looked at anew.

    Raises DecidedAlready, NotTheSecond; NotYours where the asker may no longer, CountChanged, NobodyInIt, TooManyInIt.
    """
    export = _waiting(id, by)
    count = persons_now(export=export, now=now)
    if count != persons:
        raise CountChanged(count)
    export.decided_at, export.decided_by = now, by.user_id
    write_event(
        action="export.approved",
        area=export.area,
        by=by.user_id,
        now=now,
        subject=export.pk,
        changed={"persons": count},
    )
    make_export(export=export, asker=_asker_of(export, now), now=now)
    return export


@transaction.atomic
def refuse_export(*, id: UUID, reason: str, by: Viewer, now: datetime) -> Export:
    """Refuse an export and say why. Raises DecidedAlready, NotTheSecond."""
    export = _waiting(id, by)
    export.state, export.refusal = State.REFUSED, reason
    export.decided_at, export.decided_by = now, by.user_id
    export.save()
    write_event(
        action="export.refused",
        area=export.area,
        by=by.user_id,
        now=now,
        subject=export.pk,
    )
    return export


def _waiting(id: UUID, by: Viewer) -> Export:
    """Lock an export that waits for a decision which is this viewer's."""
    export = Export.objects.select_for_update().get(pk=id)
    if not may_at(viewer=by, action=Action.APPROVE_EXPORT, area=export.area):
        raise NotTheSecond
    if not may_decide(asked_by=export.asked_by, by=by.user_id):
        raise NotTheSecond
    if export.state != State.ASKED:
        raise DecidedAlready
    return export


def _asker_of(export: Export, now: datetime) -> Viewer:
    """Return the asker with the posts held now. Raises NotYours where the account is gone."""
    user = User.objects.filter(pk=export.asked_by).first()
    if user is None:
        raise NotYours
    return viewer_of(user=user, on=day_of(now))


def _as_asked(export: Export) -> NewExport:
    return NewExport(
        kind=export.kind,
        wanted=wanted_of(export=export),
        form=export.form,
        purpose=Purpose(export.purpose),
        words=export.words,
    )
