"""Versions of the daily form decided: what a seal of each holds, and what a report says of a column."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final

FORM: Final = "DAILY"
# From 2 on a seal holds the hours too; from 3 on the columns that did not apply and the kinds of digest line.
FORM_VERSION: Final = 3
SEALED_WITH_HOURS: Final = 2
SEALED_WITH_COLUMNS: Final = 3
# The columns and the kinds of digest line of versions 1 and 2, which do not name them. Never changed.
_FIRST_TERMS: Final = (
    "before",
    "new",
    "moved_in",
    "released",
    "referred",
    "moved_out",
    "lost",
    "struck_off",
    "died",
    "after",
)
FIRST_COLUMNS: Final = (
    *_FIRST_TERMS,
    *(f"{group}_{key}" for group in ("epidemic_area", "elsewhere") for key in _FIRST_TERMS),
    "checks_due",
    "checks_done",
    "checks_tried",
    "persons_seen",
    "households_seen",
    "from_wuhan",
    "from_hubei",
    "from_elsewhere",
    "with_contact",
    "at_home",
    "in_central",
    "cumulative",
    "alerts",
    "referrals",
    "sent_to_clinic",
    "suspected",
    "confirmed",
    "volunteers",
    "masks_used",
    "sites_disinfected",
)
FIRST_LINES: Final = ("balance", "check", "alert", "step")

# What a sealed report above the community tells beside its columns, as keys of its figures: how many communities reported,
# and of each later column how many of their reports have it.
RECEIVED: Final = "reports_"
PRESENT: Final = "present_"

# A number; None: nobody recorded it; no key: it did not apply, or the column did not exist yet (FigureState says which).
Figures = Mapping[str, int | None]


class FigureState(StrEnum):
    """What a report says of a column. Never mixed up, and none of them but NUMBER is ever a zero."""

    NUMBER = "NUMBER"
    NOT_RECORDED = "NOT_RECORDED"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    NOT_YET_THERE = "NOT_YET_THERE"  # the report was made before the column was
    NO_REPORT = "NO_REPORT"


def state_of(*, key: str, figures: Figures, left_out: Collection[str]) -> FigureState:
    """Return what a report says of a column; `left_out`: the columns that it left out because they do not apply."""
    if key in figures:
        return FigureState.NOT_RECORDED if figures[key] is None else FigureState.NUMBER
    return FigureState.NOT_APPLICABLE if key in left_out else FigureState.NOT_YET_THERE


def left_out_of(*, version: int, figures: Figures, named: Collection[str]) -> frozenset[str]:
    """Return the columns that a community's report left out: as it names them, or of versions 1 and 2 what is missing."""
    if version >= SEALED_WITH_COLUMNS:
        return frozenset(named)
    return frozenset(FIRST_COLUMNS) - figures.keys()


def lines_of(*, version: int, named: Collection[str]) -> tuple[str, ...]:
    """Return the kinds of line whose digest a community's report holds."""
    return tuple(named) if version >= SEALED_WITH_COLUMNS else FIRST_LINES
