"""Words for what the desk counts over all apps."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.worklist import kinds

# What the list of the day may be narrowed to.
SHOWN: Final[dict[str, str | Promise]] = {
    "all": _("全部"),
    "action": _("现在要查"),
    "open": _("待查"),
    "overdue": _("超时未查"),
    "tried": _("去过未见"),
    "done": _("已查"),
    "over": _("期满待解除"),
}
OPEN_THINGS: Final[dict[str, str | Promise]] = {
    "checks": _("今天没登记的"),
    "overdue": _("其中已超时"),
    "alerts": _("没复核的预警"),
    "referrals": _("送医途中"),
    "moves": _("等对方接收的转出"),
    "people": _("观察中的人"),
    "households": _("住户"),
}


def kind_key(*, code: str) -> str:
    """Return under what name a hand-over keeps how much is open of a kind of duty."""
    return f"duties.{code}"


# What was put right about a clinic; the codes are referrals.models.ClinicChange.Kind.
CLINIC_CHANGES: Final[dict[str, str | Promise]] = {
    "CORRECTED": _("更正"),
    "CLOSED": _("停用"),
    "REOPENED": _("重新启用"),
}


def open_things() -> Mapping[str, str | Promise]:
    """Return the words for everything that a hand-over counts."""
    return {**OPEN_THINGS, **{kind_key(code=kind.code): kind.words for kind in kinds.KINDS}}
