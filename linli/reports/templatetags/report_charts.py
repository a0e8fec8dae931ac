"""What pictures on the pages of reports are drawn from."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.reports.labels import UNIT_LABELS
from linli.reports.queries.rollup import Below, Received
from linli.reports.rules.reporting import Illness, gravest_illness, worst_state
from linli.reports.views.asked import Asked, Picture

register = template.Library()


@register.simple_tag
def areas_drawn(*, below: Iterable[Below], day: date, asked: Asked) -> list[dict[str, object]]:
    """Return the rectangles of the areas below that have communities, each with its state and the words that stand on it."""
    drawn = _by_fever if asked.picture is Picture.FEVER else _by_reporting
    return [
        {
            "name": part.name,
            "url": reverse("reports:day", args=[part.area, day.isoformat()]) + asked.walking,
            "communities": part.received.expected,
            **drawn(part),
        }
        for part in below
        if part.received.expected
    ]


def _by_reporting(part: Below) -> dict[str, str]:
    told = part.received
    state = worst_state(missing=told.missing, late=told.late, not_yet_due=told.not_yet_due)
    return {"state": state.value, "words": _words(told)}


def _by_fever(part: Below) -> dict[str, str]:
    figures = part.figures
    state = gravest_illness(figures=figures, reports=part.received.sealed)
    if state is Illness.NO_REPORT:
        return {"state": state.value, "words": _("没有收到日报")}
    told = [
        f"{UNIT_LABELS[key]} {figures[key]}"
        for key in ("alerts", "sent_to_clinic", "suspected", "confirmed")
        if figures.get(key)
    ]
    done, due = figures.get("checks_done"), figures.get("checks_due")
    if done is not None and due is not None:
        told.append(f"{UNIT_LABELS['checks_done']} {done}/{due}")
    return {"state": state.value, "words": " ".join(told)}


def _words(told: Received) -> str:
    words = [f"{told.sealed}/{told.expected}"]
    if told.missing:
        words.append(_("未报 %(n)s") % {"n": told.missing})
    if told.late:
        words.append(_("迟报 %(n)s") % {"n": told.late})
    if told.not_yet_due:
        words.append(_("未到时间 %(n)s") % {"n": told.not_yet_due})
    return " ".join(words)
