"""The kinds of exports, in the order in which they are offered."""

from typing import Final

from linli.exports.kinds.checks import CHECKS
from linli.exports.kinds.days import DAYS
from linli.exports.kinds.leads import LEADS
from linli.exports.kinds.lines import HOLDS, IDENTITY, OF_NUMBERS, Kind, Line, Wanted, holds_whole
from linli.exports.kinds.people import PEOPLE

KINDS: Final[dict[str, Kind]] = {kind.code: kind for kind in (PEOPLE, DAYS, CHECKS, LEADS)}

__all__ = ["HOLDS", "IDENTITY", "KINDS", "OF_NUMBERS", "Kind", "Line", "Wanted", "holds_whole"]
