"""Words about jobs on a page: when one last ran, and since when it stands still."""

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from linli.beat.labels import FAULTS
from linli.clock import SHANGHAI, day_of

register = template.Library()


@register.filter
def day_and_time(at: datetime) -> str:
    """Return a moment as one says it: 今天 03:12, 昨天 03:12, else with month and day."""
    return said(at=at, now=timezone.now())


def said(*, at: datetime, now: datetime) -> str:
    """Say a moment as seen from another."""
    words = {"time": f"{at.astimezone(SHANGHAI):%H:%M}", "day": f"{day_of(at):%m-%d}"}
    if day_of(at) == day_of(now):
        return _("今天 %(time)s") % words
    if day_of(at) == day_of(now) - timedelta(days=1):
        return _("昨天 %(time)s") % words
    if day_of(at) == day_of(now) + timedelta(days=1):
        return _("明天 %(time)s") % words
    return f"{words['day']} {words['time']}"


@register.filter
def fault_word(fault: str) -> str | Promise:
    """Return the words for what kept a run from its end."""
    return FAULTS[fault]
