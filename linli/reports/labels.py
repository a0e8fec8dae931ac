"""Words of reports: sections and columns where no heading stands over them, levels, faults."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from linli.census.rules import BALANCE, OF_GROUPS
from linli.emergencies.labels import LEVELS as LEVELS
from linli.figures.registers import Label as Label  # pages name the type of their words
from linli.figures.registers import When
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
