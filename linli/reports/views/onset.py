"""The curve of an area's cases by their day of onset, as a picture and as a table. Counts only."""

from datetime import date, timedelta
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.clock import days_from, start_of
from linli.referrals.queries.onset import OnsetCounts, onset_counts
from linli.referrals.rules import Result
from linli.reports.views.asked import asked_in
from linli.reports.views.history import PERIODS
from linli.reports.views.place import place
from linli.staff.http import StaffRequest, staff_page

USUAL: Final = PERIODS[1]


@staff_page
def show(request: StaffRequest, area: str, day: str) -> HttpResponse:
    """Show the cases sent in the 14, 30 or 60 days up to a day, by their day of onset; of whom none is told stands apart."""
    code, on, context = place(request, area, day)
    days = request.GET.get("days", str(USUAL))
    if days not in map(str, PERIODS):
        raise Http404
    now = timezone.now()
    asked = asked_in(request=request, now=now)
    first = on - timedelta(days=int(days) - 1)
    counts = onset_counts(
        area=code,
        from_=start_of(first),
        until=start_of(on + timedelta(days=1)),
        at=asked.at or now,
    )
    rows = [_row(counts, one) for one in days_from(first, on)]
    earlier = sum(n for told in counts.by_day.values() for one, n in told.items() if one < first)
    without = sum(counts.without.values())
    context |= {
        "asked": asked,
        "known_at": asked.at,
        "shown_at": asked.at or now,
        "periods": PERIODS,
        "days": int(days),
        "rows": rows[::-1],
        "earlier": earlier,
        "without": without,
        "cases": sum(both for _day, _suspected, _confirmed, both in rows) + earlier + without,
        "has_onsets": any(both for _day, _suspected, _confirmed, both in rows),
        "chart": {
            "days": [f"{one:%m-%d}" for one, *_counts in rows],
            "suspected": [suspected for _day, suspected, _confirmed, _both in rows],
            "confirmed": [confirmed for _day, _suspected, confirmed, _both in rows],
            "names": [_("疑似"), _("确诊")],
        },
    }
    return render(request, "reports/onset.html", context)


def _row(counts: OnsetCounts, on: date) -> tuple[date, int, int, int]:
    suspected = counts.by_day[Result.SUSPECTED].get(on, 0)
    confirmed = counts.by_day[Result.CONFIRMED].get(on, 0)
    return on, suspected, confirmed, suspected + confirmed
