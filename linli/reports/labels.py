"""Words of reports: sections and columns where no heading stands over them, levels, faults."""

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.census.rules import BALANCE, OF_GROUPS
from linli.emergencies.labels import LEVELS as LEVELS
from linli.figures.registers import Basis, When
from linli.figures.registers import Label as Label  # pages name the type of their words
from linli.reports.registers import COLUMN_LABELS, INDICATORS, SECTIONS
from linli.reports.rules.forms import FigureState

# The balance stands in a table of its own: whole, from the epidemic area, from elsewhere.
BALANCE_SECTIONS: Final = [
    (words, keys) for words, keys in SECTIONS if {*BALANCE, *OF_GROUPS}.issuperset(keys)
]
OTHER_SECTIONS: Final = [section for section in SECTIONS if section not in BALANCE_SECTIONS]


def section_of(key: str) -> Label:
    """Return the words of the section that a column stands in; the same column may stand in three."""
    return INDICATORS[key].section.words


def basis_words() -> str:
    """Return which figures count what fell due in the window, and that all others count what happened in it."""
    due = gettext("、").join(str(one.name) for one in INDICATORS.values() if one.basis is Basis.DUE)
    return gettext("%(due)s：按应查的时间算；其他数：按发生、登记的时间算。两种数不能相减。") % {"due": due}


def full_column(key: str) -> str:
    """Return the words of a column where no heading says of which group it is."""
    return f"{section_of(key)} {COLUMN_LABELS[key]}" if key in OF_GROUPS else str(COLUMN_LABELS[key])


WHEN_WORDS: Final[dict[When, Label]] = {
    When.BEGINNING: _("时段开始时"),
    When.DURING: _("时段之内"),
    When.END: _("时段结束时"),
}
# Where there is no number. Never a zero.
STATE_WORDS: Final[dict[FigureState, Label]] = {
    FigureState.NOT_RECORDED: _("未登记"),
    FigureState.NOT_APPLICABLE: _("不适用"),
    FigureState.NOT_YET_THERE: _("当时还没有这一栏"),
    FigureState.NO_REPORT: _("没有日报"),
}
# Whose hours stand; the codes are those of queries.deadlines.DayHours.
# What was withdrawn before it began; the codes are HoursWithdrawn.Kind.
KINDS: Final[dict[str, Label]] = {
    "PROVINCE": _("省级的时间"),
    "COUNTY": _("本县的时间"),
    "REST_DAY": _("休息日"),
}
HOURS_BY: Final[dict[str, Label]] = {
    "LINLI": _("系统自带的时间"),
    "PROVINCE": _("省级规定的时间"),
    "COUNTY": _("区县规定的时间"),
}
# For the command line, in English like all of it.
FAULTS: Final[dict[str, str]] = {
    "CONTENT": "what it says is not what was sealed",
    "PREVIOUS": "it is not sealed to the report before it",
    "ROWS": "the rows behind it are not those that were counted",
    "RECEIVED": "the level above holds another hash of it",
    "PLAIN": "it is sealed without the key, behind one that was sealed with it",
    "EVENT": "the audit tells of no such seal",
}
# The heads of the table of units, short as they stand in the tables that townships send.
UNIT_LABELS: Final[dict[str, Label]] = {
    "sealed": _("已报 / 应报"),
    "late": _("迟报"),
    "missing": _("未报"),
    "after": _("现有"),
    "new": _("新增"),
    "released": _("解除"),
    "checks_due": _("应查"),
    "checks_done": _("已查"),
    "done_rate": _("已查率 %"),
    "alerts": _("异常"),
    "abnormal_rate": _("异常率 %"),
    "sent_to_clinic": _("送诊"),
    "suspected": _("疑似"),
    "confirmed": _("确诊"),
}


def since_words(*, told: Iterable[tuple[str, int | None, int | None]]) -> str:
    """Return columns of the table of units with what they were and what they are now; blank is no zero."""
    return gettext("，").join(
        f"{UNIT_LABELS[key]} {'—' if then is None else then} → {'—' if now is None else now}"
        for key, then, now in told
    )


# What counts of communities are called where they differ from what was shown.
REPORTED_LABELS: Final[dict[str, Label]] = {
    "expected": _("应报"),
    "on_time": _("按时上报"),
    "late": _("迟报"),
    "missing": _("未报"),
    "not_yet_due": _("未到时间"),
}
