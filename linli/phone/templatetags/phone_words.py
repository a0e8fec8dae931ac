"""Filters that turn what phones say into words on a page of the desk."""

from typing import Final
from uuid import UUID

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.phone.kinds import kind_of
from linli.phone.rules import WhyHeld

register = template.Library()

SECONDS_A_MINUTE: Final = 60
TAIL: Final = 4


@register.filter
def operation_kind(code: str) -> str | Promise:
    """Return the words of a kind of operation; one that nobody knows is another record."""
    kind = kind_of(code=code)
    return kind.words if kind else _("其他记录")


@register.filter
def phone_tail(id: UUID) -> str:
    """Return the last signs of a phone's id: two of one model and one worker differ by them, and its own settings show them."""
    return str(id)[-TAIL:].upper()


WHY_HELD: Final = {
    WhyHeld.REVOKED: gettext_lazy("手机停用后收到"),
    WhyHeld.NO_POST: gettext_lazy("记录那天，他的岗位不管这一户"),
    WhyHeld.WHICH_TIME: gettext_lazy("手机的时间变过，不知道是什么时候记的"),
    WhyHeld.POST_ENDED: gettext_lazy("他的岗位在记录那天结束"),
}


@register.filter
def why_held(why: str) -> str | Promise:
    """Return why a record waits for somebody to look at it."""
    return WHY_HELD[WhyHeld(why)]


@register.filter
def clock_off(seconds: int) -> str:
    """Say how far a phone's clock is off."""
    minutes = abs(seconds) // SECONDS_A_MINUTE
    slow = seconds > 0
    return (_("手机时间慢 %(n)s 分钟") if slow else _("手机时间快 %(n)s 分钟")) % {"n": minutes}
