"""What findings are made from: one community's day read from its rows, and what its peers found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from django.db.models import Count

from linli.areas.rules import AreaCode
from linli.clock import moment, start_of
from linli.findings.queries.contradictions import contradictions_in
from linli.findings.queries.found import EVIDENCE_KEPT, Found, late_said
from linli.findings.rules import (
    FindingKind,
    corrected_down,
    is_improbable,
    last_minutes,
    same_reading,
    too_fast,
    zero_probability,
)
from linli.observation.models import Alert, Check, Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import Channel
from linli.protocols.versions import rules_of
from linli.reports.models import Report
from linli.reports.queries.chain import broken_on
from linli.reports.queries.daily import sealed_report
from linli.reports.queries.deadlines import clock
from linli.reports.registers import NOT_DOWN
from linli.reports.rules.deadlines import is_late
from linli.reports.rules.forms import FORM

# Told so long after it was done by a phone whose clock was right.
BACK_DATED_AFTER = timedelta(hours=24)


@dataclass(frozen=True)
class _Row:
    id: UUID
    by: UUID
    household: UUID
    tenths: int | None
    claimed_at: datetime
    received_at: datetime
    due_at: datetime


def found_in(*, community: AreaCode, day: date, now: datetime) -> Iterator[Found]:
    """Yield what does not fit in a community's day; a handful of statements."""
    yield from _of_report(community, day, now)
    rows = _rows(community, day)
    by_worker: dict[UUID, list[_Row]] = defaultdict(list)
    for row in rows:
        by_worker[row.by].append(row)
    for worker, those in sorted(by_worker.items()):
        yield from _of_worker(worker, those)
    yield from _zero(community, day)
    yield from contradictions_in(community=community, day=day, now=now)


def _of_report(community: AreaCode, day: date, now: datetime) -> Iterator[Found]:
    report = sealed_report(area=community, day=day)
    if report is None:
        hours = clock(area=community, day=day)
        due = hours.due_at
        if is_late(at=now, late_after=hours.late_after):
            yield Found(FindingKind.MISSING, "", {"due": due.isoformat()})
        return
    if is_late(at=report.first_sealed_at, late_after=report.late_after):
        first = _standing_on(community, day)[0]
        yield Found(FindingKind.LATE, "", late_said(report=first), (str(first.pk),))
    for before, after in _versions(community, day):
        for key, one, other in corrected_down(keys=NOT_DOWN, before=before.figures, after=after.figures):
            said: dict[str, int | float | str] = {"figure": key, "before": one, "after": other}
            yield Found(
                FindingKind.CORRECTED_DOWN, f"{after.version} {key}", said, (str(before.pk), str(after.pk))
            )
    for broken in broken_on(community=community, day=day):
        key = f"{broken.version} {broken.fault}"
        yield Found(FindingKind.ROWS_CHANGED, key, {"fault": broken.fault}, (str(broken.report),))


def _versions(community: AreaCode, day: date) -> Iterator[tuple[Report, Report]]:
    yield from pairwise(_standing_on(community, day))


def _standing_on(community: AreaCode, day: date) -> list[Report]:
    rows = Report.objects.filter(area=community, form=FORM, day=day, withdrawn_at=None)
    return list(rows.order_by("version"))


def _rows(community: AreaCode, day: date) -> list[_Row]:
    told = standing_checks(county=community.county, community=community, slot_on=day, channel=Channel.VISIT)
    checks = list(told.order_by("claimed_at", "id"))
    observations = Observation.objects.filter(pk__in=told.values("observation_id"))
    at = {
        pk: (household, protocol)
        for pk, household, protocol in observations.values_list("pk", "person__household_id", "protocol_id")
    }
    return [_row(check, *at[check.observation_id], day) for check in checks]


def _row(check: Check, household: UUID, protocol: str, day: date) -> _Row:
    return _Row(
        check.id,
        check.by,
        household,
        check.temperature_tenths,
        check.claimed_at,
        check.received_at,
        _due(protocol, check.session, day),
    )


def _due(protocol: str, session: str, day: date) -> datetime:
    return next(moment(day, s.due) for s in rules_of(protocol).sessions if s.code == session)


def _of_worker(worker: UUID, rows: list[_Row]) -> Iterator[Found]:
    measured = [row for row in rows if row.tenths is not None]
    if same := same_reading(tenths=[row.tenths or 0 for row in measured]):
        value, times = same
        ids = _ids(row for row in measured if row.tenths == value)
        said: dict[str, int | float | str] = {"tenths": value, "times": times, "of": len(measured)}
        yield Found(FindingKind.SAME_READING, str(worker), said, ids)
    if fast := too_fast(doors=[(row.claimed_at, row.household) for row in rows]):
        since, doors = fast
        said = {"since": since.isoformat(), "doors": doors}
        yield Found(
            FindingKind.TOO_FAST, str(worker), said, _ids(row for row in rows if row.claimed_at >= since)
        )
    sessions: dict[datetime, list[_Row]] = defaultdict(list)
    for row in rows:
        sessions[row.due_at].append(row)
    for due, those in sorted(sessions.items()):
        if late := last_minutes(readings=[(row.claimed_at, row.due_at) for row in those]):
            said = {"due": due.isoformat(), "late": late[0], "of": late[1]}
            yield Found(FindingKind.LAST_MINUTES, f"{worker} {due.isoformat()}", said, _ids(those))
    old = [row for row in rows if row.received_at - row.claimed_at > BACK_DATED_AFTER]
    if old:
        said = {"times": len(old), "of": len(rows)}
        yield Found(FindingKind.BACK_DATED, str(worker), said, _ids(old))


def _ids(rows: Iterable[_Row]) -> tuple[str, ...]:
    return tuple(str(row.id) for row in rows)[:EVIDENCE_KEPT]


def _zero(community: AreaCode, day: date) -> Iterator[Found]:
    """Hold a community's zero alerts so far against what the others of its township found."""
    parent = community.parent
    assert parent is not None  # noqa: S101 (a community lies in a township)
    from_, until = parent.range
    exposures = dict(
        standing_checks(county=community.county, community__gte=from_, community__lt=until, slot_on__lte=day)
        .values_list("community")
        .annotate(n=Count("id"))
    )
    alerts = dict(
        Alert.objects.filter(
            community__gte=from_,
            community__lt=until,
            raised_at__lt=start_of(day + timedelta(days=1)),
            struck_at=None,
        )
        .values_list("community")
        .annotate(n=Count("pk"))
    )
    own = exposures.get(community, 0)
    if alerts.get(community, 0) or not own:
        return
    others = [code for code in exposures if code != community]
    found = sum(alerts.get(code, 0) for code in others)
    exposure = sum(exposures[code] for code in others)
    probability = zero_probability(exposure=own, peers_found=found, peers_exposure=exposure)
    if is_improbable(probability=probability):
        said: dict[str, int | float | str] = {
            "checks": own,
            "peers_found": found,
            "peers_checks": exposure,
            "probability": round(probability, 5),
        }
        yield Found(FindingKind.ZERO_IMPROBABLE, "", said)
