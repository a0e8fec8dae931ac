"""Words for what the places of a form hold, and for why a file cannot be used."""

from typing import Final

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from linli.reports.labels import Label, full_column
from linli.reports.registers import SECTIONS, TOTALS
from linli.returns.rules import FACTS, Holds

FACT_WORDS: Final[dict[Holds, Label]] = {
    Holds.AREA_NAME: _("本单位名称"),
    Holds.DAY: _("填报日期"),
    Holds.PREPARED_BY: _("填表人姓名"),
    Holds.AS_OF: _("统计截止时间"),
}
TYPED_WORDS: Final = _("每天自己填（推算不出来）")
UNUSABLE: Final[dict[str, Label]] = {
    "TOO_LARGE": _("文件太大。表格文件不超过 2 MB；请删去里面的图片后再传。"),
    "OLD_OR_PROTECTED": _("这是旧版 .xls 或加了密码的文件。请打开它，另存为不带密码的 .xlsx 后再传。"),
    "NOT_A_WORKBOOK": _("这不是 .xlsx 表格。请传上级发来的 Excel 文件；Word 或图片里的表，请填列名。"),
    "DAMAGED": _("文件已损坏，打不开。请在 Excel 或 WPS 里打开后另存一份再传。"),
    "MACROS": _("文件里有宏，填好后发出去不安全。请另存为不带宏的 .xlsx 后再传。"),
    "NOTHING_IN_IT": _("第一张工作表是空的。请把要填的表放在第一张。"),
    "TOO_MANY_CELLS": _("表太大：最多 300 行、80 列。请只留要填的那张表。"),
    "NOTHING_TO_FILL": _("没有找到要填的空格：表头的下面或右边要有空格或数字。"),
    "TOO_MANY_PLACES": _("要填的项目超过 120 个。请把表拆开，或删去用不着的列。"),
}


def holds_words(*, holds: Holds, key: str) -> str:
    """Return what a place holds, in words."""
    if holds is Holds.TYPED:
        return str(TYPED_WORDS)
    if holds in FACTS:
        return str(FACT_WORDS[holds])
    if holds is Holds.TOTAL:
        return _now("累计：%(name)s") % {"name": full_column(key)}
    return full_column(key)


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return everything that a place may hold, in groups: (words of the group, [(value, words)])."""
    return [
        (
            _now("固定的内容"),
            [(str(fact), str(words)) for fact, words in FACT_WORDS.items()]
            + [(str(Holds.TYPED), str(TYPED_WORDS))],
        ),
        *(
            (str(label), [(f"FIGURE:{key}", holds_words(holds=Holds.FIGURE, key=key)) for key in keys])
            for label, keys in SECTIONS
        ),
        (
            _now("到这一天为止的累计"),
            [(f"TOTAL:{key}", holds_words(holds=Holds.TOTAL, key=key)) for key in TOTALS],
        ),
    ]
