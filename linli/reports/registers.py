"""The figures of the daily report: what the apps declare, collected. A new register is one entry here.

Everything else about columns derives from it. Adding one adds its columns from that day on; a report that was sealed
before tells that they did not exist then (linli.reports.rules.forms).
"""

from typing import Final

from linli.census.indicators import REGISTER as OBSERVATION
from linli.figures.registers import Indicator, Label, Lines, Register
from linli.referrals.indicators import REGISTER as REFERRALS
from linli.reports.rules.forms import FIRST_COLUMNS
from linli.reports.unrecorded import REGISTER as UNRECORDED
from linli.screening.indicators import REGISTER as SCREENING

REGISTERS: Final[tuple[Register, ...]] = (
    OBSERVATION,
    SCREENING,
    REFERRALS,
    UNRECORDED,
)


class DeclaredTwice(ValueError):
    """Two registers declare the same column or the same kind of digest line."""


def _register_of() -> dict[str, Register]:
    found: dict[str, Register] = {}
    for register in REGISTERS:
        for indicator in register.indicators:
            if indicator.key in found:
                raise DeclaredTwice(indicator.key)
            found[indicator.key] = register
    return found


def _lines() -> dict[str, Lines]:
    found: dict[str, Lines] = {}
    for register in REGISTERS:
        if twice := found.keys() & register.lines.keys():
            raise DeclaredTwice(twice)
        found |= register.lines
    return found


def _catalogue() -> list[tuple[Label, list[Indicator]]]:
    """Return the sections in the order in which they are first named, each with its indicators."""
    words: dict[str, Label] = {}
    rows: dict[str, list[Indicator]] = {}
    for indicator in INDICATORS.values():
        words.setdefault(indicator.section.key, indicator.section.words)
        rows.setdefault(indicator.section.key, []).append(indicator)
    return [(words[key], known) for key, known in rows.items()]


REGISTER_OF: Final = _register_of()
INDICATORS: Final = {one.key: one for register in REGISTERS for one in register.indicators}
COLUMNS: Final = tuple(INDICATORS)
# Columns that not every sealed report has.
LATER_COLUMNS: Final = tuple(key for key in COLUMNS if key not in FIRST_COLUMNS)
COLUMN_LABELS: Final[dict[str, Label]] = {key: one.name for key, one in INDICATORS.items()}
CATALOGUE: Final = _catalogue()
SECTIONS: Final = [(words, tuple(one.key for one in known)) for words, known in CATALOGUE]
LINES: Final = _lines()
KEYS_WITH_ROWS: Final = frozenset(key for key, one in INDICATORS.items() if not one.why_no_rows)
# What a community may not have at all. Whatever the balance or an illness needs always applies.
MAY_NOT_APPLY: Final = tuple(key for key, one in INDICATORS.items() if one.may_not_apply)
# What happens on a day can be added up over days; what stands at a moment cannot.
TOTALS: Final = tuple(key for key, one in INDICATORS.items() if one.adds_up)
# Figures of which fewer in a later version asks why.
NOT_DOWN: Final = tuple(key for key, one in INDICATORS.items() if one.asks_when_lower)
# What nobody counts: somebody types it.
TYPED: Final = tuple(key for key, one in INDICATORS.items() if one.is_typed)
# How superiors' forms ask for each.
ASKED_BY: Final = {key: one.asked_by for key, one in INDICATORS.items() if one.asked_by}
