"""An area's day as it was known at a moment: what was sealed, received, returned or answered later is not there."""

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from linli.reports.models import Report
from linli.reports.queries.area_day import AreaDay
from linli.reports.queries.returned import exchange_of, is_waiting

_RETURN = ("returned_at", "returned_by", "return_reason")
_ANSWER = ("answered_at", "answered_by", "answer")


def day_as_known(*, of: AreaDay, at: datetime) -> AreaDay:
    """Return an area's day as it was known at a moment; the hours stay what they are."""
    versions = tuple(report_as_known(report=row, at=at) for row in of.versions if row.sealed_at <= at)
    before = report_as_known(report=of.before, at=at) if of.before and of.before.sealed_at <= at else None
    waiting = [report_as_known(report=row, at=at) for row in of.waiting if row.sealed_at <= at]
    known = replace(
        of,
        versions=versions,
        before=before,
        waiting=tuple(row for row in waiting if is_waiting(report=row)),
    )
    # A cached property lives in the dictionary of its object: what was read once is not read again.
    known.__dict__["notices"] = {area: notice for area, notice in of.notices.items() if notice.filed_at <= at}
    return known


def report_as_known(*, report: Report, at: datetime) -> Report:
    """Return a sealed version with what was said of it by a moment; the row itself stays as it is."""
    known = copy(report)
    if known.received_at and known.received_at > at:
        known.received_at = known.received_by = None
    told = [_by(kept, at) for kept in (*report.earlier_returns, *exchange_of(report=report))]
    returns = [kept for kept in told if kept is not None]
    known.earlier_returns = returns[:-1]
    last: Mapping[str, Any] = returns[-1] if returns else dict.fromkeys((*_RETURN, *_ANSWER), "")
    for name in (*_RETURN, *_ANSWER):
        setattr(known, name, _value(name, last[name]))
    return known


def _by(kept: Mapping[str, Any], at: datetime) -> dict[str, Any] | None:
    """Return a return with its answer as far as they were there at a moment, None for one that came later."""
    if datetime.fromisoformat(kept["returned_at"]) > at:
        return None
    if kept["answered_at"] and datetime.fromisoformat(kept["answered_at"]) > at:
        return {**kept, **dict.fromkeys(_ANSWER, "")}
    return dict(kept)


def _value(name: str, kept: str) -> datetime | UUID | str | None:
    if name.endswith("_at"):
        return datetime.fromisoformat(kept) if kept else None
    if name.endswith("_by"):
        return UUID(kept) if kept else None
    return kept
