"""A sealed report withdrawn by who seals it: every version of its day stands no more, and is kept."""

from datetime import date, datetime

from django.db import transaction

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.reports.commands.offices import (
    CorrectionNeedsReason,
    NothingToCorrect,
    NotYourReport,
    ReceivedAlready,
    SealedSince,
    may_seal,
)
from linli.reports.commands.sums import add_up
from linli.reports.models import Report
from linli.reports.queries import daily
from linli.reports.rules.forms import FORM
from linli.reports.rules.receipt import Withdrawal, withdrawal
from linli.staff.rules import Viewer


@transaction.atomic
def withdraw_report(*, area: AreaCode, day: date, reason: str, by: Viewer, now: datetime) -> Report:
    """Withdraw a day's report; the day may be sealed again, as a further version. Return the version that stood.

    Raises NotYourReport, CorrectionNeedsReason, NothingToCorrect, ReceivedAlready, SealedSince.
    """
    if not may_seal(viewer=by, area=area):
        raise NotYourReport(area)
    if not reason.strip():
        raise CorrectionNeedsReason
    # As a seal does: one link of a chain at a time.
    list(Area.objects.select_for_update(no_key=True).filter(pk=area).values_list("pk"))
    rows = Report.objects.filter(area=area, form=FORM, day=day, withdrawn_at=None)
    versions = list(rows.order_by("version").select_for_update(no_key=True))
    if not versions:
        raise NothingToCorrect(area, day)
    newest = versions[-1]
    may = withdrawal(
        received_at=newest.received_at,
        is_owed=newest.is_owed,
        is_sealed_since=daily.is_sealed_after(area=area, at=newest.as_of),
    )
    if may is Withdrawal.RECEIVED:
        raise ReceivedAlready(area, day)
    if may is Withdrawal.SEALED_SINCE:
        raise SealedSince(area, day)
    rows.update(withdrawn_at=now, withdrawn_by=by.user_id, withdrawn_reason=reason.strip())
    if daily.is_community(area):
        add_up(community=area, day=day)
    write_event(
        action="report.withdrawn",
        area=area,
        by=by.user_id,
        now=now,
        subject=newest.pk,
        changed={"day": day.isoformat(), "version": newest.version},
    )
    return newest
