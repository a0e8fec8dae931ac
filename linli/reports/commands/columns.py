"""Columns that do not apply in a community: left out with a reason, taken in again."""

from datetime import datetime

from django.db import IntegrityError, transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.reports.models import ColumnLeftOut
from linli.reports.registers import MAY_NOT_APPLY
from linli.staff.rights import Action
from linli.staff.rules import Viewer, own_offices


class NotYourColumns(Exception):
    """The viewer does not seal this community's report."""


class AlwaysApplies(Exception):
    """The balance or the care of the ill needs this column everywhere."""


class LeavingOutNeedsReason(Exception):
    """Why a column does not apply must be said."""


@transaction.atomic
def leave_out(*, area: AreaCode, key: str, reason: str, by: Viewer, now: datetime) -> None:
    """Say that a column does not apply from now on; said again it stays as it is.

    Raises NotYourColumns, AlwaysApplies, LeavingOutNeedsReason.
    """
    _may_keep(area, by)
    if key not in MAY_NOT_APPLY:
        raise AlwaysApplies(key)
    if not reason.strip():
        raise LeavingOutNeedsReason
    try:
        with transaction.atomic():
            ColumnLeftOut.objects.create(
                area=area, key=key, reason=reason.strip(), from_at=now, from_by=by.user_id
            )
    except IntegrityError:
        return
    write_event(action="report.column_left_out", area=area, by=by.user_id, now=now, changed={"column": key})


@transaction.atomic
def take_in(*, area: AreaCode, key: str, by: Viewer, now: datetime) -> None:
    """Let a column apply again from now on; if it does, nothing changes. Raises NotYourColumns."""
    _may_keep(area, by)
    open_rows = ColumnLeftOut.objects.filter(area=area, key=key, until_at=None)
    if open_rows.update(until_at=now, until_by=by.user_id):
        write_event(
            action="report.column_taken_in", area=area, by=by.user_id, now=now, changed={"column": key}
        )


def _may_keep(area: AreaCode, by: Viewer) -> None:
    if area not in own_offices(viewer=by, action=Action.SEAL_REPORT):
        raise NotYourColumns(area)
