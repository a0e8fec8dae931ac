"""A day's reports as they wait for an office: each beside the version received before, what differs first."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from linli.areas.rules import DIGITS, AreaCode, Level
from linli.census.rules import OF_GROUPS
from linli.reports.models import Report
from linli.reports.queries import late, summed
from linli.reports.queries.sums import Sum
from linli.reports.queries.to_receive import Shown, shown_of
from linli.reports.queries.undone import was_received
from linli.reports.registers import COLUMNS
from linli.reports.rules.chain import differing
from linli.reports.rules.forms import FORM, RECEIVED
from linli.reports.rules.receipt import Receipt, waits_for_receipt
from linli.staff.rules import Viewer

Change = tuple[str, int | None, int | None]


@dataclass(frozen=True)
class Unit:
    """A version that waits, and what is worth a look.

    compared: the version received before, else the one before it; None of a first version. changed: columns with what they
    were there and are now. announced: why it would be late, as it was said before the hour, '' where nothing was. expected,
    sealed: of a sum, how many communities it is to hold and holds; sealed_now, since: how many reported by now, and the columns
    that the sum of below tells otherwise by now.
    """

    shown: Shown
    compared: int | None
    changed: tuple[Change, ...]
    announced: str
    expected: int = 0
    sealed: int = 0
    sealed_now: int = 0
    since: tuple[Change, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it is a sum of no report at all."""
        return self.expected > 0 and not self.sealed

    @property
    def has_changed(self) -> bool:
        """Whether what was sealed below tells something else by now."""
        return self.sealed_now != self.sealed or bool(self.since)

    @property
    def differs(self) -> bool:
        """Whether anything is worth a look: late, corrected, returned at any time, a sum of nothing, or another by now."""
        report = self.shown.report
        was_returned = report.returned_at is not None or bool(report.earlier_returns or report.undone)
        is_other = self.is_empty or self.has_changed
        return self.shown.is_late or report.version > 1 or was_returned or is_other


@dataclass(frozen=True)
class ReceivingDay:
    """A day as an office receives it: what waits, what differs first; what the viewer sealed; what was returned; what is done.

    withdrawn: by who sealed it, and nothing stands in its place.
    """

    units: tuple[Unit, ...]
    own: tuple[Shown, ...]
    returned: tuple[Shown, ...]
    received: tuple[Shown, ...]
    withdrawn: tuple[Shown, ...]


def receiving_day(*, above: AreaCode, day: date, viewer: Viewer) -> ReceivingDay:
    """Return a day's reports that go to an office; three statements. For whoever holds it."""
    versions: dict[str, list[Shown]] = defaultdict(list)
    for one in shown_of(rows=Report.objects.filter(above=above, form=FORM, day=day)):
        versions[one.report.area].append(one)
    last = [those[-1] for those in versions.values()]
    newest = [one for one in last if one.report.withdrawn_at is None]
    open_ = [one for one in newest if waits_for_receipt(stands=one.receipt)]
    own = [one for one in open_ if one.report.sealed_by == viewer.user_id]
    said = late.words_of(areas=list(versions), day=day) if open_ else {}
    sums = _sums_now(above, day, [one.report for one in open_])
    units = [
        _with_since(_unit(versions[one.report.area], said.get(one.report.area, "")), sums)
        for one in open_
        if one not in own
    ]
    return ReceivingDay(
        units=tuple(sorted(units, key=lambda unit: not unit.differs)),
        own=tuple(own),
        returned=tuple(one for one in newest if one.receipt is Receipt.RETURNED),
        received=tuple(one for one in newest if one.receipt is Receipt.RECEIVED),
        withdrawn=tuple(one for one in last if one.report.withdrawn_at is not None),
    )


def _sums_now(above: AreaCode, day: date, reports: Sequence[Report]) -> dict[str, Sum]:
    """Return what the communities of each reporting area sum up to by now; one statement, none for communities."""
    digits = {len(report.area) for report in reports} - {DIGITS[Level.COMMUNITY]}
    return {
        code: one for n in digits for code, one in summed.kept(area=above, days=(day,), digits=n)[day].items()
    }


def _with_since(unit: Unit, sums: Mapping[str, Sum]) -> Unit:
    """Return a unit with what its sum held when it was sealed, and by now."""
    report = unit.shown.report
    if len(report.area) == DIGITS[Level.COMMUNITY]:
        return unit
    figures, now = report.figures, sums.get(report.area)
    sealed = sum(figures.get(f"{RECEIVED}{key}") or 0 for key in ("on_time", "late"))
    told = now.told if now else {}
    return replace(
        unit,
        expected=figures.get(f"{RECEIVED}expected") or 0,
        sealed=sealed,
        sealed_now=now.on_time + now.late if now else 0,
        since=tuple(
            (key, figures.get(key), value)
            for key, value in told.items()
            if key not in OF_GROUPS and value != figures.get(key)
        ),
    )


def _unit(versions: Sequence[Shown], announced: str) -> Unit:
    *earlier, newest = [one for one in versions if one.report.withdrawn_at is None]
    received = [one for one in earlier if was_received(report=one.report)]
    before = (received or earlier)[-1].report if earlier else None
    if before is None:
        return Unit(newest, None, (), announced)
    figures = newest.report.figures
    changed = tuple(
        (key, before.figures.get(key), figures[key])
        for key in differing(one=before.figures, other=figures)
        if key in COLUMNS and key not in OF_GROUPS
    )
    return Unit(newest, before.version, changed, announced)
