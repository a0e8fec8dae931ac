"""The units below an area as a table: a row each with its figures, rates and change to the day before, and their total.

Of what `queries.shown` shows, so that page, file and text have the same cells.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from linli.areas.rules import AreaCode
from linli.reports.queries.rollup import Below, Received
from linli.reports.queries.shown import Differing, Report, Shown
from linli.reports.queries.sums import Sum
from linli.reports.queries.to_receive import receipt_of
from linli.reports.rules.deadlines import Standing
from linli.reports.rules.forms import Figures
from linli.reports.rules.receipt import Receipt
from linli.reports.rules.units import COLUMNS, COUNTS, RATES, REPORTING, Order, change, in_order, rate_percent

Number = int | Decimal


@dataclass(frozen=True)
class Cell:
    """A figure or rate of a unit. value: None where nobody recorded it, or a rate is of nothing.

    change: to the day before, None where the two do not compare. now: what it is since, where that is something else.
    """

    value: Number | None
    change: int | None = None
    now: Number | None = None


@dataclass(frozen=True)
class Unit:
    """A row: one area below, or the total, of which area is None. report: its own newest one, with what was said of it since.

    standing, announced, report: at the moment of looking, also where figures are those of a version; announced: why it
    said that it will be late, '' where it did not. received_now: where that differs from the version's, else None. since_report:
    what its communities tell now otherwise than its own report does.
    """

    area: AreaCode | None
    name: str
    standing: Standing
    received: Received
    report: Report | None
    cells: Mapping[str, Cell]
    announced: str = ""
    received_now: Received | None = None
    since_report: tuple[Differing, ...] = ()

    @property
    def receipt(self) -> Receipt | None:
        """What the level above did with its own report; None where it sealed none."""
        return receipt_of(report=self.report) if self.report else None


def units_of(*, shown: Shown) -> list[Unit]:
    """Return the row of each area below, in order of code; none of a community."""
    if shown.told is None:
        return []
    since = {part.area: part for part in shown.live.below} if shown.live else {}
    return [_unit(part, shown.before.get(part.area), since.get(part.area)) for part in shown.told.below]


def total_of(*, shown: Shown) -> Unit | None:
    """Return the total row: the figures of the page itself; None of a community."""
    received = shown.received
    if received is None:
        return None
    cells = _cells(
        shown.figures,
        received.sealed,
        list(shown.before.values()),
        shown.live.figures if shown.live else None,
    )
    return Unit(
        area=None,
        name="",
        standing=shown.standing,
        received=received,
        report=shown.report,
        cells=cells,
        received_now=_since(received, shown.live.received) if shown.live else None,
    )


def sorted_units(*, units: Sequence[Unit], by: str, order: Order) -> list[Unit]:
    """Return rows by one of `rules.units.SORTED_BY`."""

    def value(unit: Unit) -> Number | None:
        return getattr(unit.received, by) if by in REPORTING else unit.cells[by].value

    return in_order(rows=units, value=value, order=order)


def _unit(part: Below, before: Sum | None, since: Below | None) -> Unit:
    now = since.figures if since and since.received.sealed else None
    latest = since or part
    return Unit(
        area=part.area,
        name=part.name,
        standing=latest.standing,
        received=part.received,
        report=latest.report,
        cells=_cells(part.figures, part.received.sealed, [before] if before else [], now),
        announced=latest.announced,
        received_now=_since(part.received, since.received) if since else None,
        since_report=_since_report(latest),
    )


def _since(then: Received, now: Received) -> Received | None:
    return (
        now
        if (now.sealed, now.expected, now.missing, now.late)
        != (
            then.sealed,
            then.expected,
            then.missing,
            then.late,
        )
        else None
    )


def _since_report(part: Below) -> tuple[Differing, ...]:
    """Return the columns of the table in which an area's own report tells another number than its communities do."""
    if part.report is None:
        return ()
    told = ((key, part.report.figures.get(key), part.figures.get(key)) for key in COUNTS)
    return tuple(Differing(key, then, now) for key, then, now in told if then != now)


def _cells(figures: Figures, reports: int, before: Sequence[Sum], now: Figures | None) -> dict[str, Cell]:
    reports_before = sum(one.on_time + one.late for one in before)
    cells = {}
    for key in COLUMNS:
        value = _value(figures, key)
        then = _added([one.figures.get(key) for one in before])
        changed = (
            change(now=figures.get(key), before=then, reports=reports, reports_before=reports_before)
            if key in COUNTS
            else None
        )
        since = None if now is None else _value(now, key)
        cells[key] = Cell(value, changed, since if since != value else None)
    return cells


def _value(figures: Figures, key: str) -> Number | None:
    if key in COUNTS:
        return figures.get(key)
    part, whole = RATES[key]
    return rate_percent(part=figures.get(part), whole=figures.get(whole))


def _added(values: Sequence[int | None]) -> int | None:
    told = [value for value in values if value is not None]
    return sum(told) if told else None
