"""A day's reports as they wait for an office: each beside the version received before, what differs first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linli.areas.rules import AreaCode
from linli.census.rules import OF_GROUPS
from linli.reports.models import Report
from linli.reports.queries import late
from linli.reports.queries.to_receive import Shown, shown_of
from linli.reports.queries.undone import was_received
from linli.reports.registers import COLUMNS
from linli.reports.rules.chain import differing
from linli.reports.rules.forms import FORM
from linli.reports.rules.receipt import Receipt, waits_for_receipt
from linli.staff.rules import Viewer

Change = tuple[str, int | None, int | None]


@dataclass(frozen=True)
class Unit:
    """A version that waits, and what is worth a look.

    compared: the version received before, else the one before it; None of a first version. changed: columns with what they
    were there and are now. announced: why it would be late, as it was said before the hour, '' where nothing was.
    """

    shown: Shown
    compared: int | None
    changed: tuple[Change, ...]
    announced: str

    @property
    def differs(self) -> bool:
        """Whether anything is worth a look: late, corrected, or returned and answered."""
        report = self.shown.report
        was_returned = report.returned_at is not None or bool(report.earlier_returns)
        return self.shown.is_late or report.version > 1 or was_returned


@dataclass(frozen=True)
class ReceivingDay:
    """A day as an office receives it: what waits, what differs first; what the viewer sealed; what was returned; what is done."""

    units: tuple[Unit, ...]
    own: tuple[Shown, ...]
    returned: tuple[Shown, ...]
    received: tuple[Shown, ...]


def receiving_day(*, above: AreaCode, day: date, viewer: Viewer) -> ReceivingDay:
    """Return a day's reports that go to an office; two statements. For whoever holds it."""
    versions: dict[str, list[Shown]] = defaultdict(list)
    for one in shown_of(rows=Report.objects.filter(above=above, form=FORM, day=day)):
        versions[one.report.area].append(one)
    newest = [those[-1] for those in versions.values()]
    open_ = [one for one in newest if waits_for_receipt(stands=one.receipt)]
    own = [one for one in open_ if one.report.sealed_by == viewer.user_id]
    said = late.words_of(areas=list(versions), day=day) if open_ else {}
    units = [
        _unit(versions[one.report.area], said.get(one.report.area, "")) for one in open_ if one not in own
    ]
    return ReceivingDay(
        units=tuple(sorted(units, key=lambda unit: not unit.differs)),
        own=tuple(own),
        returned=tuple(one for one in newest if one.receipt is Receipt.RETURNED),
        received=tuple(one for one in newest if one.receipt is Receipt.RECEIVED),
    )


def _unit(versions: Sequence[Shown], announced: str) -> Unit:
    *earlier, newest = versions
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
