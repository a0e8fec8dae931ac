"""What a community does first, in which order, and how far it is: decided from counts of what is there."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Counted(StrEnum):
    """What is counted of a community."""

    GRIDS = "GRIDS"
    WORKERS = "WORKERS"
    DOCTORS = "DOCTORS"
    CLINICS = "CLINICS"  # open ones of its county
    DOORS = "DOORS"  # on a list of all doors
    GRIDS_COUNTED = "GRIDS_COUNTED"  # of which somebody counted the doors
    OBSERVED = "OBSERVED"  # people ever put under observation
    CHECKS = "CHECKS"
    REPORTS = "REPORTS"  # sealed


class Step(StrEnum):
    """What is to be done."""

    GRIDS = "GRIDS"
    COLLEAGUES = "COLLEAGUES"
    CLINIC = "CLINIC"
    DOORS = "DOORS"
    ROSTER = "ROSTER"
    CHECKS = "CHECKS"
    REPORT = "REPORT"


# In this order; a step is done when each of these is there. Source: docs/rules/desk.md#first-day.
STEPS: Final[Mapping[Step, tuple[Counted, ...]]] = {
    Step.GRIDS: (Counted.GRIDS,),
    Step.COLLEAGUES: (Counted.WORKERS, Counted.DOCTORS),
    Step.CLINIC: (Counted.CLINICS,),
    Step.DOORS: (Counted.DOORS, Counted.GRIDS_COUNTED),
    Step.ROSTER: (Counted.OBSERVED,),
    Step.CHECKS: (Counted.CHECKS,),
    Step.REPORT: (Counted.REPORTS,),
}
# Of what one is enough: doors are listed or counted.
EITHER: Final = frozenset({Step.DOORS})


def is_done(*, step: Step, counts: Mapping[Counted, int]) -> bool:
    """Say whether everything is there that a step brings."""
    enough = any if step in EITHER else all
    return enough(counts[what] for what in STEPS[step])


def next_of(*, counts: Mapping[Counted, int]) -> Step | None:
    """Return the first step that is not done; None when all are."""
    return next((step for step in STEPS if not is_done(step=step, counts=counts)), None)


def is_empty(*, counts: Mapping[Counted, int]) -> bool:
    """Say whether a community has not begun: nobody was ever observed in it, and it never reported."""
    return not counts[Counted.OBSERVED] and not counts[Counted.REPORTS]
