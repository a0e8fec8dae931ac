"""Words for how a duty stands, of whatever kind, and for what is open where something is handed over."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.worklist import kinds

TASK_STATES: Final[dict[str, str | Promise]] = {
    "LATER": _("未到时间"),
    "OPEN": _("待办"),
    "OVERDUE": _("超时未办"),
    "DONE": _("已办"),
    "NOBODY_HOME": _("无人在家"),
    "REFUSED": _("拒绝"),
    "NOT_NEEDED": _("不用办"),
    "MISSED": _("漏办"),
}
OPEN_THINGS: Final[dict[str, str | Promise]] = {
    "checks": _("今天该登记还没登记的（人次）"),
    "later": _("今天还没到时间的（人次）"),
    "overdue": _("其中已超时"),
    "nobody_home": _("今天去过，没人在家，要再去"),
    "refused": _("今天去过，不配合，要再去"),
    "alerts": _("没复核的预警"),
    "referrals": _("送医未办结"),
    "moves": _("等对方接收的转出"),
    "people": _("观察中的人"),
    "households": _("住户"),
}


def kind_key(*, code: str) -> str:
    """Return under what name a hand-over keeps how much is open of a kind of duty."""
    return f"duties.{code}"


def open_things() -> Mapping[str, str | Promise]:
    """Return the words for everything that a hand-over counts."""
    return {**OPEN_THINGS, **{kind_key(code=kind.code): kind.words for kind in kinds.KINDS}}
