"""Spans of time in words: nobody reckons hours in minutes."""

from typing import Final

from django.utils.translation import gettext as _

# Up to so many minutes a span is told in minutes. Source: docs/rules/clock.md#spans.
MINUTES_TOLD: Final = 120
HOUR: Final = 60


def span_words(*, minutes: int) -> str:
    """Return how long something lasts: 90 分钟, 2 小时 5 分, 18 小时."""
    if minutes <= MINUTES_TOLD:
        return _("%(n)s 分钟") % {"n": minutes}
    hours, rest = divmod(minutes, HOUR)
    if rest:
        return _("%(hours)s 小时 %(minutes)s 分") % {"hours": hours, "minutes": rest}
    return _("%(hours)s 小时") % {"hours": hours}
