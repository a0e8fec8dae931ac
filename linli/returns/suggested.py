"""What a header of a superior's form most likely asks for, of the indicators that Linli has."""

from linli.reports.registers import ASKED_BY, TOTALS
from linli.returns.rules.suggestions import Suggestion, suggestions


def suggested(*, path: str) -> list[Suggestion]:
    """Return what a header path may ask for, the likeliest first, at most five."""
    return suggestions(path=path, asked_by=ASKED_BY, totals=TOTALS)
