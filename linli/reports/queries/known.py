"""An area's day as it was known at a moment: what was sealed, received, returned or answered later is not there."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from linli.reports.models import Report
from linli.reports.queries.area_day import AreaDay
from linli.reports.queries.late import LateNotice
from linli.reports.queries.returned import exchange_of, is_waiting
from linli.reports.queries.standing import stood
from linli.reports.queries.undone import What

_RETURN = ("returned_at", "returned_by", "return_reason")
_ANSWER = ("answered_at", "answered_by", "answer")


def day_as_known(*, of: AreaDay, at: datetime) -> AreaDay:
    """Return an area's day as it was known at a moment; the hours stay what they are."""
    every = sorted((*of.versions, *of.withdrawn), key=lambda row: row.version)
    versions = tuple(report_as_known(report=row, at=at) for row in every if stood(report=row, at=at))
    before = report_as_known(report=of.before, at=at) if of.before and of.before.sealed_at <= at else None
    waiting = [report_as_known(report=row, at=at) for row in of.waiting if row.sealed_at <= at]
    known = replace(
        of,
        versions=versions,
        before=before,
        waiting=tuple(row for row in waiting if is_waiting(report=row)),
        withdrawn=tuple(row for row in of.withdrawn if row.withdrawn_at and row.withdrawn_at <= at),
    )
    # A cached property lives in the dictionary of its object: what was read once is not read again.
    known.__dict__["said_late"] = [_words_as_known(row, at) for row in of.said_late if row.said_at <= at]
    return known


def _words_as_known(row: LateNotice, at: datetime) -> LateNotice:
    """Return why a report will be late without what ended those words after a moment."""
    known = copy(row)
    if known.ended_at and known.ended_at > at:
        known.ended_at = known.ended_by = None
        known.end_reason = ""
    return known


def report_as_known(*, report: Report, at: datetime) -> Report:
    """Return a sealed version with what was said of it by a moment; the row itself stays as it is."""
    known = copy(report)
    if known.withdrawn_at and known.withdrawn_at > at:
        known.withdrawn_at = known.withdrawn_by = None
        known.withdrawn_reason = ""
    # What was undone since stood at the moment; what was undone by then is told as that.
    known.undone = [kept for kept in report.undone if not _is_after(kept["ended_at"], at)]
    since = [kept for kept in report.undone if _is_after(kept["ended_at"], at)]
    if known.received_at and known.received_at > at:
        known.received_at = known.received_by = None
    for kept in since:
        if kept["what"] == What.RECEIPT and not _is_after(kept["at"], at):
            known.received_at, known.received_by = datetime.fromisoformat(kept["at"]), UUID(kept["by"])
    told = [_by(kept, at) for kept in _returns_of(report, since)]
    returns = [kept for kept in told if kept is not None]
    known.earlier_returns = returns[:-1]
    last: Mapping[str, Any] = returns[-1] if returns else dict.fromkeys((*_RETURN, *_ANSWER), "")
    for name in (*_RETURN, *_ANSWER):
        setattr(known, name, _value(name, last[name]))
    return known


def _returns_of(report: Report, since: Sequence[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Return every return of a version in order, also those that were withdrawn since, with the words that answered it then."""
    withdrawn = [
        {
            "returned_at": kept["at"],
            "returned_by": kept["by"],
            "return_reason": kept["words"],
            **dict.fromkeys(_ANSWER, ""),
        }
        for kept in since
        if kept["what"] == What.RETURN
    ]
    returns = sorted(
        [*report.earlier_returns, *exchange_of(report=report), *withdrawn],
        key=lambda one: datetime.fromisoformat(one["returned_at"]),
    )
    # The oldest words that were put right since are those that stood.
    for kept in reversed([one for one in since if one["what"] == What.ANSWER]):
        for n, one in reversed(list(enumerate(returns))):
            if datetime.fromisoformat(one["returned_at"]) <= datetime.fromisoformat(kept["at"]):
                returns[n] = {
                    **one,
                    "answered_at": kept["at"],
                    "answered_by": kept["by"],
                    "answer": kept["words"],
                }
                break
    return returns


def _is_after(told: str, at: datetime) -> bool:
    return datetime.fromisoformat(told) > at


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
