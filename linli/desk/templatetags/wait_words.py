"""Words of what waits: a moment as people say it, an address that leads back to the list."""

from datetime import datetime

from django import template
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from linli.clock import SHANGHAI, day_of

register = template.Library()


@register.filter
def said_at(at: datetime, now: datetime) -> str:
    """Return a moment as one says it today: a day near by its name, another by its date; the year where it is another one."""
    here = at.astimezone(SHANGHAI)
    clock = f"{here:%H:%M}"
    near = {
        -1: _("昨天 %(clock)s"),
        0: _("今天 %(clock)s"),
        1: _("明天 %(clock)s"),
    }
    day, today = day_of(at), day_of(now)
    if (day - today).days in near:
        return near[(day - today).days] % {"clock": clock}
    return f"{here:%m-%d} {clock}" if day.year == today.year else f"{here:%Y-%m-%d} {clock}"


@register.filter
def leads_back(url: str, back: str) -> str:
    """Return an address from whose page one comes back to a list when what waited is done."""
    path, hash_, place = url.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{urlencode({'back': back})}{hash_}{place}"
