"""To whom a report goes: the next level above that has an office."""

from linli.areas.queries import NOISE, names_of
from linli.areas.rules import AreaCode, Level


def office_above(*, area: AreaCode) -> AreaCode | None:
    """Return the area whose office receives the report of one; None above a province.

    A city that only fills the level (市辖区) has no office: its counties report to the province. A statement for counties alone.
    Source: docs/rules/reports.md#receipt.
    """
    above = area.parent
    if above is not None and above.level is Level.CITY and names_of(codes=[above]).get(above) in NOISE:
        return above.parent
    return above
