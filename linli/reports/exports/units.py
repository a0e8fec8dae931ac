"""The table of the units below in files, and what differs since: the cells of the page."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from linli.reports.exports.lines import STANDINGS, Cell, Line
from linli.reports.labels import REPORTED_LABELS, UNIT_LABELS, full_column
from linli.reports.queries.paper import Paper
from linli.reports.rules.units import COLUMNS, COUNTS, RATES
from linli.reports.units import Cell as UnitCell
from linli.reports.units import Unit, total_of

# Where there is nothing to tell: no report, a rate of nothing, two days that do not compare. Never a zero.
NOTHING = "—"


def head() -> Line:
    """Return the heads of the table: each figure with its change to the day before behind it."""
    cells: list[Cell] = [_("地区"), _("状态"), _("应报社区"), _("已报"), _("迟报"), _("未报")]
    for key in COLUMNS:
        cells.append(str(UNIT_LABELS[key]))
        if key in COUNTS:
            cells.append(_("%(column)s比前一天") % {"column": UNIT_LABELS[key]})
    return tuple(cells)


def lines(*, units: Sequence[Unit], paper: Paper) -> Iterator[Line]:
    """Yield a line for each unit in the order of the page, and the total."""
    for unit in units:
        yield _line(unit, unit.name)
    total = total_of(shown=paper.shown)
    if total is not None:
        yield _line(total, _("合计"))


def _line(unit: Unit, name: str) -> Line:
    told = unit.received
    cells: list[Cell] = [
        name,
        str(STANDINGS[unit.standing]),
        told.expected,
        told.sealed,
        told.late,
        told.missing,
    ]
    for key in COLUMNS:
        cells.append(told_cell(unit=unit, key=key))
        if key in COUNTS:
            changed = unit.cells[key].change
            cells.append(NOTHING if changed is None else changed)
    return tuple(cells)


def told_cell(*, unit: Unit, key: str) -> Cell:
    """Return a figure or rate of a unit, or the words of the page where there is none."""
    value = unit.cells[key].value
    if value is not None and unit.received.sealed:
        return value
    return NOTHING if key in RATES or not unit.received.sealed else _("未登记")


def since_head() -> Line:
    """Return the heads of what differs since."""
    return _("地区"), _("项目"), _("上报时"), _("现在")


def since_lines(*, units: Sequence[Unit], paper: Paper) -> Iterator[Line]:
    """Yield what is another number now than in the version that is told: of the area itself, then of each unit.

    Also where a unit's own report tells another number than its communities do.
    """
    told = paper.sheet
    for one in told.reported_since:
        words = _("%(words)s的社区") % {"words": REPORTED_LABELS[one.key]}
        yield _("合计"), words, _number(one.then), _number(one.now)
    for one in told.differs:
        yield _("合计"), full_column(one.key), _number(one.then), _number(one.now)
    for unit in units:
        for key, cell in unit.cells.items():
            if cell.now is not None:
                yield unit.name, str(UNIT_LABELS[key]), _was(cell), cell.now
        version = unit.report.version if unit.report else 0
        for one in unit.since_report:
            words = _("本级日报第 %(n)s 版：%(column)s") % {"n": version, "column": UNIT_LABELS[one.key]}
            yield unit.name, words, _number(one.then), _number(one.now)


def _number(value: int | None) -> Cell:
    return NOTHING if value is None else value


def _was(cell: UnitCell) -> Cell:
    return NOTHING if cell.value is None else cell.value
