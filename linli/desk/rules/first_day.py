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
    DOORS = "DOORS"
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


# In this order; a step is done when each of these has been counted. Source: docs/rules/desk.md#first-day.
STEPS: Final[Mapping[Step, tuple[Counted, ...]]] = {
    Step.GRIDS: (Counted.GRIDS,),
    Step.COLLEAGUES: (Counted.WORKERS, Counted.DOCTORS),
    Step.CLINIC: (Counted.CLINICS,),
    Step.DOORS: (Counted.DOORS,),
    Step.ROSTER: (Counted.OBSERVED,),
    Step.CHECKS: (Counted.CHECKS,),
    Step.REPORT: (Counted.REPORTS,),
}


def is_done(*, step: Step, counts: Mapping[Counted, int]) -> bool:
    """Say whether everything is there that a step brings."""
    return all(counts[what] for what in STEPS[step])


def next_of(*, steps: tuple[Step, ...], counts: Mapping[Counted, int]) -> Step | None:
    """Return the first of some steps, in order, that is not done; None when all are."""
    return next((step for step in steps if not is_done(step=step, counts=counts)), None)


def is_empty(*, counts: Mapping[Counted, int]) -> bool:
    """Say whether a community has not begun: nobody was ever observed in it, and it never reported."""
    return not counts[Counted.OBSERVED] and not counts[Counted.REPORTS]
