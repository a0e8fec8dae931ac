"""Filters that turn what phones say into words on a page of the desk."""

from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from linli.phone.kinds import kind_of

register = template.Library()

SECONDS_A_MINUTE: Final = 60


@register.filter
def operation_kind(code: str) -> str | Promise:
    """Return the words of a kind of operation; one that nobody knows is another record."""
    kind = kind_of(code=code)
    return kind.words if kind else _("其他记录")


@register.filter
def clock_off(seconds: int) -> str:
    """Say how far a phone's clock is off."""
    minutes = abs(seconds) // SECONDS_A_MINUTE
    slow = seconds > 0
    return (_("手机时间慢 %(n)s 分钟") if slow else _("手机时间快 %(n)s 分钟")) % {"n": minutes}
