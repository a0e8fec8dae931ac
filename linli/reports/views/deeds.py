"""What whoever looks at a day may do with its report: seal, correct, answer, receive, return, and take each back."""

from datetime import datetime
from typing import Final

from linli.clock import day_of
from linli.reports import commands
from linli.reports.queries import returned
from linli.reports.queries.area_day import AreaDay, Report
from linli.reports.queries.to_receive import receipt_of
from linli.reports.rules.receipt import Receipt, Withdrawal, waits_for_receipt, withdrawal
from linli.reports.views import receiving
from linli.staff.http import StaffRequest

# What there is to do with a report that nobody has sealed.
UNSEALED: Final[dict[str, object]] = {
    **dict.fromkeys(("may_correct", "may_answer", "may_return", "may_receive", "may_take_back"), False),
    **dict.fromkeys(("may_withdraw", "may_correct_answer", "is_returned"), False),
    "receipt": None,
    "withdrawal": None,
    "own_words": "",
    "between": "",
}


def deeds_of(*, request: StaffRequest, of: AreaDay, now: datetime, is_now: bool) -> dict[str, object]:
    """Return what the page of a day offers and what stands between the levels. is_now: nothing is done on an earlier moment's."""
    report, clock = of.report, of.clock
    may_seal = is_now and commands.may_seal(viewer=request.viewer, area=of.area)
    opens = may_seal and report is None
    told: dict[str, object] = {
        "may_seal": opens and clock.opens_at <= now,
        # Whose it will be to seal, before the hour from which it may be.
        "opens_later": opens and of.day == day_of(now) and now < clock.opens_at,
        "may_announce": opens and of.notice is None and of.day <= day_of(now) and now <= clock.due_at,
        "may_unsay": may_seal and of.notice is not None,
        # Other days of the same area that wait; this day's own return stands in its banner.
        "waiting": [one for one in of.waiting if one.day != of.day] if may_seal else [],
    }
    if report is None:
        return told | UNSEALED
    is_returned = returned.is_waiting(report=report)
    is_own = receiving.is_own(request, report)
    receives = is_now and not is_own and commands.may_receive(viewer=request.viewer, report=report)
    stands = receipt_of(report=report)
    waits = waits_for_receipt(stands=stands)
    # A level further above, which rings whoever is between.
    is_between = is_now and bool(report.above) and waits and not (receives or is_own or may_seal)
    return told | {
        "may_correct": may_seal,
        "withdrawal": _withdrawal(report) if may_seal else None,
        "is_returned": is_returned,
        "may_answer": may_seal and is_returned,
        "may_return": receives and not is_returned,
        "receipt": stands,
        "may_receive": receives and waits,
        "may_take_back": receives and stands is Receipt.RECEIVED,
        "may_withdraw": receives and is_returned,
        "may_correct_answer": may_seal and stands is Receipt.ANSWERED,
        "own_words": receiving.own_words(request, report) if is_now and is_own else "",
        "between": receiving.between_words(report) if is_between else "",
    }


def _withdrawal(report: Report) -> Withdrawal:
    """Say whether who sealed a report may withdraw it."""
    return withdrawal(
        received_at=report.received_at,
        is_owed=report.is_owed,
        is_sealed_since=getattr(report, "has_later", False),
    )
