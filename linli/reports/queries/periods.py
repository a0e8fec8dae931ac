"""Of what time the figures of a day are: a community's own period; above it those of the reports that are added up."""

from django.db.models import Max, Min

from linli.areas.rules import DIGITS, Level
from linli.reports.models import Report
from linli.reports.queries import daily
from linli.reports.queries.shown import Shown
from linli.reports.rules import Window
from linli.reports.rules.forms import FORM


def covered_by(*, shown: Shown) -> Window | None:
    """Return from when until when a day's figures are told, None above the community where no report is added up.

    A version never moves its report's period, so the first versions tell it; one statement above the community.
    """
    if daily.is_community(shown.of.area):
        return shown.covered
    from_, until = shown.of.area.range
    rows = Report.objects.filter(
        form=FORM,
        day=shown.of.day,
        area__gte=from_,
        area__lt=until,
        area__length=DIGITS[Level.COMMUNITY],
        version=1,
        sealed_at__lte=shown.known_at,
    )
    told = rows.aggregate(first=Min("from_at"), last=Max("as_of"))
    return Window(told["first"], told["last"]) if told["first"] else None
