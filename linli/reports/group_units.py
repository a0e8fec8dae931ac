"""What the text for the work group says of the units below: their figures, and who is late or missing by name."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _

from linli.areas.rules import Level
from linli.reports.exports.units import told_cell
from linli.reports.instants import instant_words
from linli.reports.labels import REPORTED_LABELS, UNIT_LABELS, full_column, since_words
from linli.reports.queries.sheet import Sheet
from linli.reports.units import Unit

# The columns of a line; more nobody reads on a phone.
TOLD: Final = (
    "after",
    "new",
    "checks_done",
    "checks_due",
    "alerts",
    "sent_to_clinic",
    "suspected",
    "confirmed",
)


def unit_lines(*, units: Sequence[Unit]) -> list[str]:
    """Return a line for the heads, one for each unit that reported, and one each for who is late and who is missing."""
    if not units:
        return []
    lines = [_("各单位（%(columns)s）：") % {"columns": "/".join(str(UNIT_LABELS[key]) for key in TOLD)}]
    lines += [
        f"{unit.name} " + "/".join(str(told_cell(unit=unit, key=key)) for key in TOLD)
        for unit in units
        if unit.received.sealed
    ]
    if len(lines) == 1:
        lines = []
    late = [_named(unit, unit.received.late) for unit in units if unit.received.late]
    missing = [_named(unit, unit.received.missing) for unit in units if unit.received.missing]
    if late:
        lines.append(_("迟报：%(names)s。") % {"names": _("、").join(late)})
    if missing:
        lines.append(_("未报：%(names)s。") % {"names": _("、").join(missing)})
    return lines


def _named(unit: Unit, n: int) -> str:
    if unit.area is not None and unit.area.level == Level.COMMUNITY:
        return unit.name
    return _("%(name)s（%(n)s 个社区）") % {"name": unit.name, "n": n}


def since_lines(*, sheet: Sheet) -> list[str]:
    """Return what is another number now than in the version that is told; nothing where all is the same."""
    changed = [
        _("%(words)s的社区 %(then)s → %(now)s")
        % {"words": REPORTED_LABELS[one.key], "then": one.then, "now": one.now}
        for one in sheet.reported_since
    ] + [f"{full_column(one.key)} {_told(one.then)} → {_told(one.now)}" for one in sheet.differs]
    return [_("上报之后又有变化：%(changed)s。") % {"changed": _("，").join(changed)}] if changed else []


def units_since(*, units: Sequence[Unit]) -> list[str]:
    """Return a line for each unit whose own report tells other numbers than its communities do now."""
    return [
        _("%(name)s上报第 %(n)s 版以后，它的社区又有变化：%(changed)s。")
        % {
            "name": unit.name,
            "n": unit.report.version,
            "changed": since_words(told=[(one.key, one.then, one.now) for one in unit.since_report]),
        }
        for unit in units
        if unit.report and unit.since_report
    ]


def known_line(*, sheet: Sheet) -> str:
    """Return of which version and moment the figures are."""
    return _("%(words)s。") % {"words": instant_words(version=sheet.version, known_at=sheet.known_at)}


def _told(value: int | None) -> str:
    return "—" if value is None else str(value)
