"""Columns of the daily report that Linli keeps no register of yet: typed by hand, else not recorded, which is not zero.

A part that comes with a register takes its column over.
"""

from datetime import datetime
from functools import partial
from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.figures.registers import Indicator, Register, RowBehind, Section, When

_indicator = partial(
    Indicator,
    section=Section("support", _("保障")),
    when=When.DURING,
    rows=_("没有台账，由人填写"),
    may_not_apply=True,
    is_typed=True,
    why_no_rows=_("没有台账，由人填写"),
)
_INDICATORS: Final = (
    _indicator(
        key="volunteers",
        name=_("在岗志愿者"),
        unit=_("人"),
        sentence=_("当天在岗的志愿者。"),
        asked_by=(("志愿者",), ("在岗", "人员"), ("工作人员",)),
    ),
    _indicator(
        key="masks_used",
        name=_("使用口罩"),
        unit=_("只"),
        sentence=_("时段内用掉的口罩。"),
        asked_by=(("口罩",),),
    ),
    _indicator(
        key="sites_disinfected",
        name=_("消毒场所"),
        unit=_("处"),
        sentence=_("时段内消毒过的场所。"),
        asked_by=(("消毒",), ("消杀",)),
    ),
)
NOT_RECORDED: Final = tuple(indicator.key for indicator in _INDICATORS)


def _counted(*, community: str, from_: datetime, until: datetime) -> dict[str, None]:
    return dict.fromkeys(NOT_RECORDED)


def _behind(*, key: str, community: str, from_: datetime, until: datetime) -> list[RowBehind]:
    raise KeyError(key)


REGISTER: Final = Register(
    name="unrecorded", indicators=_INDICATORS, count=_counted, lines={}, behind=_behind
)
