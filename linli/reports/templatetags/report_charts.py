"""What pictures on the pages of reports are drawn from."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.reports.queries.rollup import Below, Received
from linli.reports.rules.reporting import worst_state

register = template.Library()


@register.filter
def areas_drawn(below: Iterable[Below], day: date) -> list[dict[str, object]]:
    """Return the rectangles of the areas below that have communities, each with the words that stand on it."""
    return [
        {
            "name": part.name,
            "url": reverse("reports:day", args=[part.area, day.isoformat()]),
            "communities": part.received.expected,
            "state": worst_state(
                missing=part.received.missing,
                late=part.received.late,
                not_yet_due=part.received.not_yet_due,
            ).value,
            "words": _words(part.received),
        }
        for part in below
        if part.received.expected
    ]


def _words(told: Received) -> str:
    words = [f"{told.sealed}/{told.expected}"]
    if told.missing:
        words.append(_("未报 %(n)s") % {"n": told.missing})
    if told.late:
        words.append(_("迟报 %(n)s") % {"n": told.late})
    if told.not_yet_due:
        words.append(_("未到时间 %(n)s") % {"n": told.not_yet_due})
    return " ".join(words)
