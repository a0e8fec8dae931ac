"""Filters that turn what phones say into words on a page of the desk."""

from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()

SECONDS_A_MINUTE: Final = 60
KINDS: Final[dict[str, Promise]] = {
    "check": gettext_lazy("体温登记"),
    "call": gettext_lazy("联系和需要"),
    "arrival": gettext_lazy("新到的人"),
    "person": gettext_lazy("改人员卡片"),
    "household": gettext_lazy("改住户卡片"),
    "emergency": gettext_lazy("紧急情况"),
}


@register.filter
def operation_kind(code: str) -> str | Promise:
    """Return the words of a kind of operation; one that nobody knows is another record."""
    return KINDS.get(code, _("其他记录"))


@register.filter
def clock_off(seconds: int) -> str:
    """Say how far a phone's clock is off."""
    minutes = abs(seconds) // SECONDS_A_MINUTE
    slow = seconds > 0
    return (_("手机时间慢 %(n)s 分钟") if slow else _("手机时间快 %(n)s 分钟")) % {"n": minutes}
