"""The lines of a report's file, the same in Excel and CSV, in the reader's language."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.clock import SHANGHAI
from linli.reports.instants import instant_words
from linli.reports.labels import STATE_WORDS, Label, basis_words
from linli.reports.queries import daily
from linli.reports.queries.paper import Paper
from linli.reports.queries.rollup import Below
from linli.reports.queries.sheet import Sheet
from linli.reports.registers import COLUMN_LABELS, SECTIONS, TYPED
from linli.reports.rules.deadlines import Standing
from linli.reports.rules.forms import FigureState, state_of
from linli.reports.units import units_of

# A moment is told in Shanghai time, without a zone.
Cell = str | int | Decimal | date | datetime
Line = tuple[Cell, ...]

STANDINGS: Final[dict[Standing, Label]] = {
    Standing.ON_TIME: gettext_lazy("按时上报"),
    Standing.LATE: gettext_lazy("迟报"),
    Standing.ANNOUNCED: gettext_lazy("迟报，已说明"),
    Standing.MADE_UP: gettext_lazy("补报"),
    Standing.MISSING: gettext_lazy("未报"),
    Standing.NOT_YET_DUE: gettext_lazy("未到时间"),
    Standing.NOT_IN_USE: gettext_lazy("没有启用"),
}


def moment_words(at: datetime) -> str:
    """Return a moment as it is printed, Shanghai time."""
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def cell_words(cell: Cell) -> str:
    """Return a cell as text: a moment to the minute."""
    return f"{cell:%Y-%m-%d %H:%M}" if isinstance(cell, datetime) else str(cell)


def _local(at: datetime) -> datetime:
    return at.astimezone(SHANGHAI).replace(second=0, microsecond=0, tzinfo=None)


def draft_line() -> Line:
    """Return the line that stands first in every sheet of a draft."""
    return (_("草稿"), _("还没有上报封存，数字还会变。"))


def known_line(*, sheet: Sheet) -> Line:
    """Return the line that says of which version and moment the figures are."""
    return _("数字"), instant_words(version=sheet.version, known_at=sheet.known_at)


def heads(*, paper: Paper) -> Iterator[Line]:
    """Yield what the report is: area, day, period, standing, seal."""
    told = paper.sheet
    if paper.is_draft:
        yield draft_line()
    yield _("地区"), paper.path
    yield _("日期"), told.day
    if paper.covered:
        words = _("各社区日报的时段，最早 %(from_at)s 起，最晚至 %(as_of)s（不含）")
        if daily.is_community(told.area):
            words = _("%(from_at)s 起，至 %(as_of)s（不含）")
        from_at, as_of = moment_words(paper.covered.from_), moment_words(paper.covered.as_of)
        yield _("统计时段"), words % {"from_at": from_at, "as_of": as_of}
    yield known_line(sheet=told)
    yield _("怎么算"), basis_words()
    yield _("状态"), str(STANDINGS[told.standing])
    if paper.below and paper.version:
        yield _("各单位状态"), _("%(at)s 的") % {"at": moment_words(paper.shown.looked_at)}
    yield _("截止"), _local(told.due_at)
    if told.sealed_at is None or told.first_sealed_at is None:
        return
    yield _("上报人"), told.first_sealed_by or ""
    yield _("报出时间"), _local(told.first_sealed_at)
    if paper.version > 1:
        yield _("更正人"), told.sealed_by or ""
        yield _("更正时间"), _local(told.sealed_at)
    yield _("版本"), paper.version
    yield _("封存校验码"), paper.hash
    if paper.audit_end:
        yield _("操作记录链末端"), paper.audit_end


def figure_lines(*, sheet: Sheet) -> Iterator[Line]:
    """Yield (section, column, figure) of every column in the order of the page.

    A fourth cell says how many of the reports below have the column, where not all of them do.
    """
    reports = sheet.received["on_time"] + sheet.received["late"] if sheet.received else 0
    for section, keys in SECTIONS:
        for key in keys:
            line = (str(section), column_words(sheet=sheet, key=key), told_figure(sheet=sheet, key=key))
            present = sheet.present.get(key, reports)
            words = _("%(reports)s 份日报中 %(n)s 份有这一栏") % {"reports": reports, "n": present}
            yield (*line, words) if 0 < present < reports else line


def column_words(*, sheet: Sheet, key: str) -> str:
    """Return the words of a column; a number that somebody typed is marked so."""
    words = str(COLUMN_LABELS[key])
    if key in TYPED and figure_state(sheet=sheet, key=key) is FigureState.NUMBER:
        return _("%(column)s（人工填报）") % {"column": words}
    return words


def told_figure(*, sheet: Sheet, key: str) -> Cell:
    """Return a figure, or words where there is no number, "/" where the column does not apply: never a zero."""
    state = figure_state(sheet=sheet, key=key)
    if state is FigureState.NOT_APPLICABLE:
        return "/"
    value = sheet.figures.get(key)
    return str(STATE_WORDS[state]) if value is None else value


def figure_state(*, sheet: Sheet, key: str) -> FigureState:
    """Return what a sheet says of a column."""
    return state_of(key=key, figures=sheet.figures, left_out=sheet.left_out)


def below_head() -> Line:
    """Return the heads of the table of areas."""
    return (
        _("地区"),
        _("状态"),
        _("应报社区"),
        _("按时上报"),
        _("迟报"),
        _("未报"),
        _("未到时间"),
    )


def below_lines(*, paper: Paper) -> Iterator[Line]:
    """Yield a line for each area below, and the sum that the report tells."""
    states = {unit.area: unit for unit in units_of(shown=paper.shown)}
    yield from (below_line(part=part, standing=states[part.area].standing) for part in paper.below)
    told = paper.sheet.received
    if told is not None:
        numbers = (told["expected"], told["on_time"], told["late"], told["missing"], told["not_yet_due"])
        yield _("合计"), str(STANDINGS[paper.sheet.standing]), *numbers


def below_line(*, part: Below, standing: Standing) -> Line:
    """Return an area below: its own report's standing, as on the page, and the five numbers of its communities."""
    told = part.received
    return (
        part.name,
        str(STANDINGS[standing]),
        told.expected,
        told.on_time,
        told.late,
        told.missing,
        told.not_yet_due,
    )
