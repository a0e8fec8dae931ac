"""What a header of a superior's form asks for, of the indicators that Linli has: likely, or surely."""

from typing import Final

from linli.census.balance_terms import HOUSEHOLDS, PERSONS
from linli.reports.registers import ASKED_BY, INDICATORS, TOTALS
from linli.returns.rules.certainty import asks_households, asks_persons, is_sure
from linli.returns.rules.suggestions import Suggestion, suggestions

_OF_HOUSEHOLDS: Final = frozenset(key for key, one in INDICATORS.items() if one.unit is HOUSEHOLDS)
_OF_PERSONS: Final = frozenset(key for key, one in INDICATORS.items() if one.unit is PERSONS)


def suggested(*, path: str) -> list[Suggestion]:
    """Return what a header path may ask for, the likeliest first, at most five; for households no count of anything else."""
    ways = {
        key: way for key, way in ASKED_BY.items() if key in _OF_HOUSEHOLDS or not asks_households(path=path)
    }
    return suggestions(path=path, asked_by=ways, totals=TOTALS)


def surely(*, path: str) -> Suggestion | None:
    """Return what a header path asks for where no word of it leaves a doubt, None where one does."""
    likely = suggested(path=path)
    if not is_sure(path=path, likely=likely, asked_by=ASKED_BY, totals=TOTALS):
        return None
    of_others = likely[0].key and likely[0].key not in _OF_PERSONS
    return None if of_others and asks_persons(path=path) else likely[0]
