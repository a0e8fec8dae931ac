"""A day's reports received together: exactly the versions that were shown, in one transaction, whatever their number."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_events_at
from linli.reports.commands.exchange import keep_hashes
from linli.reports.commands.offices import NotYourReport
from linli.reports.models import Report
from linli.reports.queries.to_receive import Shown, shown_of
from linli.reports.rules.forms import FORM
from linli.reports.rules.receipt import Receipt
from linli.staff.rights import Action
from linli.staff.rules import Viewer, own_offices


@dataclass(frozen=True)
class ReceivedTogether:
    """What came of receiving what was shown. anew, returned, before, own: left as they are, because of what happened since.

    anew: sealed anew. returned: sent back, and not answered. before: received by somebody else. own: sealed by who receives.
    """

    received: tuple[Shown, ...]
    anew: tuple[Shown, ...]
    returned: tuple[Shown, ...]
    before: tuple[Shown, ...]
    own: tuple[Shown, ...]


@transaction.atomic
def receive_shown(
    *, above: AreaCode, day: date, shown: Collection[UUID], by: Viewer, now: datetime
) -> ReceivedTogether:
    """Receive those versions of a day that were shown to somebody, and no other; of each it is said what became of it.

    A fixed number of statements. What is no report of the day that goes to this area is passed over. Raises NotYourReport.
    """
    if above not in own_offices(viewer=by, action=Action.RECEIVE_REPORT):
        raise NotYourReport(above)
    rows = Report.objects.filter(pk__in=shown, above=above, form=FORM, day=day, withdrawn_at=None)
    # Held first and read then: who waited for another hand reads what that hand left.
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    found = shown_of(rows=rows)
    own = [one for one in found if one.report.sealed_by == by.user_id]
    others = [one for one in found if one not in own]
    anew = [one for one in others if not one.is_newest]
    newest = [one for one in others if one.is_newest]
    open_ = [one for one in newest if one.receipt in {Receipt.TO_RECEIVE, Receipt.ANSWERED}]
    _receive([one.report for one in open_], above, by, now)
    return ReceivedTogether(
        received=tuple(open_),
        anew=tuple(anew),
        returned=tuple(one for one in newest if one.receipt is Receipt.RETURNED),
        before=tuple(one for one in newest if one.receipt is Receipt.RECEIVED),
        own=tuple(own),
    )


def _receive(reports: Collection[Report], above: AreaCode, by: Viewer, now: datetime) -> None:
    if not reports:
        return
    ids = [report.pk for report in reports]
    Report.objects.filter(pk__in=ids).update(received_at=now, received_by=by.user_id)
    keep_hashes(reports=list(reports), above=above, now=now)
    places = {report.pk: report.area for report in reports}
    write_events_at(action="report.received", by=by.user_id, now=now, places=places)
