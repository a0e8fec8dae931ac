"""Words for what the places of a form hold, for why a file or a sheet cannot be used, and for what an .xls loses."""

from typing import Final

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from linli.reports.labels import Label, full_column
from linli.reports.registers import SECTIONS
from linli.returns.rules import FACTS, Holds
from linli.returns.rules.typing import Wrong

FACT_WORDS: Final[dict[Holds, Label]] = {
    Holds.AREA_NAME: _("本单位名称"),
    Holds.DAY: _("填报日期"),
    Holds.PREPARED_BY: _("填表人姓名"),
    Holds.AS_OF: _("统计截止时间"),
    Holds.HOUR: _("填表的日期和时刻（到几时）"),
}
TYPED_WORDS: Final = _("每天自己填（推算不出来）")
# Of which day an indicator is told.
DAYS: Final[dict[Holds, Label]] = {
    Holds.FIGURE: _("当天的数"),
    Holds.YESTERDAY: _("昨天的数"),
    Holds.CHANGE: _("比昨天增减"),
    Holds.TOTAL: _("到这一天的累计"),
}
UNUSABLE: Final[dict[str, Label]] = {
    "TOO_LARGE": _("文件太大。表格文件不超过 2 MB；请删去里面的图片后再传。"),
    "PROTECTED": _("文件加了打开密码。请打开它，去掉密码另存后再传。"),
    "NOT_A_WORKBOOK": _(
        "这不是 .xlsx 或 .xls 表格。请传上级发来的 Excel 文件；Word 或图片里的表，请填列名。"
    ),
    "DAMAGED": _("文件已损坏，打不开。请在 Excel 或 WPS 里打开后另存一份再传。"),
    "MACROS": _("文件里有宏，填好后发出去不安全。请另存为不带宏的 .xlsx 后再传。"),
    "NOTHING_IN_IT": _("工作表是空的。请传有表的文件。"),
    "TOO_MANY_CELLS": _("表太大：最多 300 行、80 列。请只留要填的那张表。"),
    "TOO_MANY_SHEETS": _("工作表超过 20 张。请只留要填的表。"),
    "NOTHING_TO_FILL": _("没有找到要填的空格：表头的下面或右边要有空格或数字。"),
    "TOO_MANY_PLACES": _("要填的项目超过 120 个。请把表拆开，或删去用不着的列。"),
}
# Why one sheet of a workbook stays as it is.
LEFT: Final[dict[str, Label]] = {
    "TOO_MANY_CELLS": _("太大，超过 300 行或 80 列"),
    "TOO_MANY_SHEETS": _("排在第 20 张以后"),
    "TOO_MANY_PLACES": _("和前面的表一起超过 120 项"),
    "DAMAGED": _("已损坏"),
}
LOST: Final[dict[str, Label]] = {
    "FORMULAS": _("看不准的公式，格子留空"),
    "DRAWINGS": _("图片、图形、图表"),
    "NOTES": _("批注"),
    "CHOICES": _("下拉选项"),
    "CONDITIONS": _("按条件变色"),
    "LINKS": _("链接"),
    "NAMES": _("起了名的区域"),
    "PRINTING": _("打印区域和每页重复的表头"),
    "PROTECTION": _("工作表保护"),
}


WRONG: Final[dict[Wrong, Label]] = {
    Wrong.NOT_ONE_OF: _("上级的表在这一格只收列出的几项，请选一项。"),
    Wrong.NOT_A_COUNT: _("这一格是个数，请填 0 或正整数；不适用写 /，不知道就空着。"),
    Wrong.OUT_OF_RANGE: _("上级的表在这一格只收规定范围里的整数；不知道就空着。"),
    Wrong.NOT_A_CHANGE: _("增减请填整数，减少写负号。"),
}


def holds_words(*, holds: Holds, key: str, more: tuple[str, ...] = ()) -> str:
    """Return what a place holds, in words."""
    if holds is Holds.TYPED:
        return str(TYPED_WORDS)
    if holds in FACTS:
        return str(FACT_WORDS[holds])
    name = " + ".join(full_column(one) for one in (key, *more))
    words = {
        Holds.FIGURE: name,
        Holds.YESTERDAY: _now("昨天：%(name)s") % {"name": name},
        Holds.CHANGE: _now("比昨天增减：%(name)s") % {"name": name},
        Holds.TOTAL: _now("累计：%(name)s") % {"name": name},
    }
    return words[holds]


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return everything that a place may hold, of a day or not, in groups: (words of the group, [(value, words)])."""
    return [
        (
            _now("固定的内容"),
            [(str(fact), str(words)) for fact, words in FACT_WORDS.items()]
            + [(str(Holds.TYPED), str(TYPED_WORDS))],
        ),
        *(
            (str(label), [(f"{Holds.FIGURE}:{key}", full_column(key)) for key in keys])
            for label, keys in SECTIONS
        ),
    ]
