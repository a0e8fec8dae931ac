"""What an area's day shows, wherever it is shown: page, table, picture, file, text, superior's form.

The sealed version where there is one, else the running sum or a community's draft; of one version, as it was known at one
moment. Where the sum differs since, that stands beside it and never in its place.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from linli.reports.models import LateNotice
from linli.reports.models import Report as Report  # pages may name the type of a row
from linli.reports.queries import daily, deadlines, parts, rollup
from linli.reports.queries.area_day import AreaDay
from linli.reports.queries.known import day_as_known, report_as_known
from linli.reports.queries.rollup import Received, RollUp
from linli.reports.queries.summed import sums_at
from linli.reports.queries.sums import Sum
from linli.reports.queries.typed import Typed
from linli.reports.registers import COLUMNS
from linli.reports.rules import Window
from linli.reports.rules.deadlines import Standing
from linli.reports.rules.forms import PRESENT, RECEIVED, Figures

# What is said of how many communities reported, where it differs since.
REPORTED = ("expected", "on_time", "late", "missing", "not_yet_due")


@dataclass(frozen=True)
class Differing:
    """A column of which the sum now is another number than the version that is shown tells."""

    key: str
    then: int | None
    now: int | None


@dataclass(frozen=True)
class Shown:
    """What an area's day shows.

    of: the day as it was known at `looked_at`, which is now or an earlier moment that was asked for. known_at: by when what is
    shown was known: when its version was sealed, else `looked_at`. figures: of its columns; left_out, typed: of a
    community. received, present: above the community, as in a sealed report. told: the areas below at `known_at`; live:
    the same at `looked_at`, where a version is shown. before: the sums of the day before of each area below at
    `known_at`, by code.
    """

    of: AreaDay
    looked_at: datetime
    known_at: datetime
    figures: Figures
    left_out: frozenset[str] = frozenset()
    typed: Mapping[str, Typed] = field(default_factory=dict)
    received: Received | None = None
    present: Mapping[str, int] = field(default_factory=dict)
    told: RollUp | None = None
    live: RollUp | None = None
    before: Mapping[str, Sum] = field(default_factory=dict)

    @property
    def report(self) -> Report | None:
        """The sealed version that is shown, None while there is none."""
        return self.of.report

    @property
    def version(self) -> int:
        """The number of the version that is shown, 0 while nothing is sealed."""
        return self.report.version if self.report else 0

    @property
    def covered(self) -> Window:
        """The time that is counted. Raises DayNotBegun."""
        return daily.window_shown(of=self.of, now=self.looked_at)

    @property
    def notice(self) -> LateNotice | None:
        """Why the area's own report is late, as far as that was said by `looked_at`."""
        return self.of.notice

    @property
    def standing(self) -> Standing:
        """Where the area's own report stood at `looked_at`."""
        if self.report is None and self.told is not None and not self.told.is_owed:
            return Standing.NOT_IN_USE
        return deadlines.standing_of(
            report=self.report,
            clock=self.of.clock,
            is_announced=self.notice is not None,
            now=self.looked_at,
        )

    @property
    def differs(self) -> tuple[Differing, ...]:
        """The columns that tell something else at `looked_at` than in the version that is shown."""
        if self.live is None:
            return ()
        now = self.live.figures
        return tuple(
            Differing(key, self.figures.get(key), now.get(key))
            for key in COLUMNS
            if self.figures.get(key) != now.get(key)
        )

    @property
    def reported_since(self) -> tuple[Differing, ...]:
        """The counts of communities expected, on time, late, missing and before their hour that are others at `looked_at`."""
        if self.live is None or self.received is None:
            return ()
        then, now = asdict(self.received), asdict(self.live.received)
        return tuple(Differing(key, then[key], now[key]) for key in REPORTED if then[key] != now[key])


def shown_of(*, of: AreaDay, now: datetime, at: datetime | None = None) -> Shown:
    """Return what an area's day shows now, or showed at an earlier moment. Raises DayNotBegun for a community's draft.

    A fixed number of statements: none for a community's sealed version, those of its registers for its draft; above it
    three, the day read already.
    """
    looked_at = at or now
    known = day_as_known(of=of, at=at) if at else of
    if daily.is_community(of.area):
        return _of_community(known, looked_at)
    return _above(known, looked_at, now, is_now=at is None)


def _of_community(of: AreaDay, looked_at: datetime) -> Shown:
    report = of.report
    if report:
        return Shown(
            of=of,
            looked_at=looked_at,
            known_at=report.sealed_at,
            figures=_columns(report.figures),
            left_out=daily.left_out_in(report=report),
        )
    draft = daily.draft_of(of=of, now=looked_at)
    return Shown(
        of=of,
        looked_at=looked_at,
        known_at=looked_at,
        figures=_columns(draft.figures),
        left_out=draft.left_out,
        typed=draft.typed,
    )


def _above(of: AreaDay, looked_at: datetime, now: datetime, *, is_now: bool) -> Shown:
    report = of.report
    moments = (report.sealed_at, looked_at) if report else (looked_at,)
    seen = _seen(of, moments, now, is_now=is_now)
    told, before = seen[0]
    if report is None:
        return Shown(
            of=of,
            looked_at=looked_at,
            known_at=looked_at,
            figures=told.figures,
            received=told.received,
            present=told.present,
            told=told,
            before=before,
        )
    return Shown(
        of=of,
        looked_at=looked_at,
        known_at=report.sealed_at,
        figures=_columns(report.figures),
        received=_received(report, told.received),
        present=_behind(report.figures, PRESENT),
        told=told,
        live=seen[-1][0],
        before=before,
    )


def _seen(
    of: AreaDay, moments: tuple[datetime, ...], now: datetime, *, is_now: bool
) -> list[tuple[RollUp, Mapping[str, Sum]]]:
    """Return what an area saw at each of some moments, with the sums of the day before; three statements at most.

    is_now: the last moment is now, of which sums are kept.
    """
    area, day, day_before = of.area, of.day, of.day - timedelta(days=1)
    sums = sums_at(
        area=area,
        days=(day_before, day),
        digits=rollup.digits_below(area=area),
        moments=(*moments[:-1], None if is_now else moments[-1]),
        now=now,
    )
    said = [rollup.announced_by(said=of.said_late, at=at) for at in moments]
    below = parts.parts_at(area=area, day=day, moments=moments, is_announced=any(said))
    versions = rollup.versions_below(area=area, day=day, now=moments[-1])
    return [
        (
            rollup.added_up(
                area=area,
                day=day,
                at=at,
                parts=below[n],
                own={row.area: report_as_known(report=row, at=at) for row in versions if row.sealed_at <= at},
                by_code=sums[n][day],
                hours=of.hours,
                announced=said[n],
            ),
            sums[n][day_before],
        )
        for n, at in enumerate(moments)
    ]


def _received(report: Report, found: Received) -> Received:
    """Return how many communities a sealed sum says had reported; what it does not say, as it is found."""
    said = _behind(report.figures, RECEIVED)
    return Received(**{key: said.get(key, n) for key, n in asdict(found).items()})


def _behind(figures: Figures, prefix: str) -> dict[str, int]:
    """Return what a sealed sum tells beside its columns, by what stands behind a prefix."""
    return {
        key.removeprefix(prefix): n for key, n in figures.items() if key.startswith(prefix) and n is not None
    }


def _columns(figures: Figures) -> Figures:
    return {key: figures[key] for key in COLUMNS if key in figures}
