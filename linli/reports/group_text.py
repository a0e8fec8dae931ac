"""The daily text for the work group: the report's own figures in sentences. Counts only, never a person's name or an address."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from linli.census.rules import INTO, OUT_OF
from linli.reports.group_units import known_line, since_lines, unit_lines, units_since
from linli.reports.queries.sheet import Sheet
from linli.reports.registers import COLUMN_LABELS
from linli.reports.rules.forms import Figures
from linli.reports.units import Unit


def sheet_text(*, sheet: Sheet, units: Sequence[Unit]) -> str:
    """Return the text of what a day shows: of which version and moment, its figures, its units, what differs since."""
    text = group_text(name=sheet.name, day=sheet.day, figures=sheet.figures, received=sheet.received)
    heading, *body = text.split("\n")
    return "\n".join(
        [
            heading,
            known_line(sheet=sheet),
            *body,
            *unit_lines(units=units),
            *since_lines(sheet=sheet),
            *units_since(units=units),
        ]
    )


def group_text(*, name: str, day: date, figures: Figures, received: Mapping[str, int] | None) -> str:
    """Return the text of an area's day, a sentence a line, in the reader's language.

    A zero stands with the work behind it; what nobody recorded and what does not apply is left out, never told as zero.
    received: how many communities reported, above the community only.
    """
    lines = [
        _("【%(name)s %(month)s月%(day)s日 疫情防控日报】")
        % {"name": name, "month": day.month, "day": day.day}
    ]
    if received is not None:
        lines.append(_reported(received))
    if figures.get("after") is None:
        return "\n".join([*lines, _("还没有数字。")])
    lines += [_registered(figures, received), _work(figures), *_screened(figures), _illness(figures)]
    return "\n".join(lines)


def _reported(received: Mapping[str, int]) -> str:
    """Return how many communities reported: what is told adds up to how many are expected."""
    told = [
        _("按时 %(n)s 个") % {"n": received["on_time"]},
        _("迟报 %(n)s 个") % {"n": received["late"]},
        _("未报 %(n)s 个") % {"n": received["missing"]},
    ]
    if received.get("not_yet_due"):
        told.append(_("未到时间 %(n)s 个") % {"n": received["not_yet_due"]})
    return _("应报社区 %(n)s 个：%(told)s。") % {"n": received["expected"], "told": _("，").join(told)}


def _registered(figures: Figures, received: Mapping[str, int] | None) -> str:
    """Return who is under observation, and the stock with which the same reports began: never another day's text."""
    moved = [
        f"{COLUMN_LABELS[key]} {figures[key]}"
        for key in (*INTO[1:], *OUT_OF[1:])
        if figures.get(key) and key not in {"before", "after"}
    ]
    said = _("在册观察 %(after)s 人，原有 %(before)s 人：%(moved)s。")
    if received is not None:
        said = _("已报的 %(reports)s 个社区在册观察 %(after)s 人，这些社区原有 %(before)s 人：%(moved)s。")
    return said % {
        "reports": received["on_time"] + received["late"] if received else 0,
        "after": figures["after"],
        "before": figures["before"],
        "moved": _("、").join(moved) or _("无新增、无离开"),
    }


def _work(figures: Figures) -> str:
    said = _(
        "应查 %(checks_due)s 人次，已查 %(checks_done)s 人次，查到 %(persons_seen)s 人；排查、登记 %(households_seen)s 户。"
    )
    return (said % figures) + _unseen(figures)


def _unseen(figures: Figures) -> str:
    """Return who was not checked though somebody came; who was met and refused stands apart from an empty home."""
    nobody, refused = figures.get("checks_nobody"), figures.get("checks_refused")
    return "".join(
        words % {"n": n}
        for n, words in ((nobody, _("无人在家 %(n)s 人次。")), (refused, _("见到但拒绝 %(n)s 人次。")))
        if n
    )


def _screened(figures: Figures) -> list[str]:
    """Return how far the round is, where somebody knows how many doors there are."""
    if figures.get("doors_known") is None:
        return []
    return [_("底册 %(doors_known)s 户，本轮已排查 %(doors_asked)s 户。") % figures]


def _illness(figures: Figures) -> str:
    told = {key: figures.get(key) for key in ("alerts", "sent_to_clinic", "suspected", "confirmed")}
    if not any(told.values()):
        return _("异常 0、送诊 0、疑似 0、确诊 0。")
    said = _("异常 %(alerts)s、送诊 %(sent_to_clinic)s、疑似 %(suspected)s、确诊 %(confirmed)s。")
    return said % {key: value or 0 for key, value in told.items()}
