"""Where two rows say different things of one day: the clinic, the leads, the people themselves, the level below."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from linli.areas.rules import AreaCode
from linli.clock import start_of
from linli.findings.queries.found import EVIDENCE_KEPT, Found
from linli.findings.rules import KNOWN_AFTER, KNOWN_BEFORE, FindingKind, differs_from_below
from linli.observation.models import Alert, Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import Channel, Reading, is_ill
from linli.protocols.versions import rules_of
from linli.referrals.models import ClinicVisit, Referral
from linli.reports.models import Report
from linli.reports.queries.daily import sealed_report
from linli.reports.queries.rollup import roll_up_as_known
from linli.sealing.seals import digests_of
from linli.tracing.models import Lead, LeadEvent
from linli.tracing.rules import OPEN, Move


def contradictions_in(*, community: AreaCode, day: date, now: datetime) -> Iterator[Found]:
    """Yield where the clinic, the leads or the people themselves tell something else than a community's day."""
    yield from _clinic(community, day, now)
    yield from _leads(community, day, now)
    report = sealed_report(area=community, day=day)
    if report:
        yield from _self_reported(community, report)


def sum_in(*, area: AreaCode, day: date) -> Iterator[Found]:
    """Yield where a level above sealed another figure than the reports below it told at that moment."""
    report = sealed_report(area=area, day=day)
    if report is None:
        return
    below = roll_up_as_known(area=area, day=day, at=report.sealed_at)
    for key, own, told in differs_from_below(own=report.figures, below=below.figures):
        said: dict[str, int | float | str] = {"figure": key, "told": own, "below": told}
        hashes = tuple(str(part.report.pk) for part in below.below if part.report)
        yield Found(FindingKind.SUM, key, said, (str(report.pk), *hashes)[:EVIDENCE_KEPT])


def _clinic(community: AreaCode, day: date, now: datetime) -> Iterator[Found]:
    """Hold patients of whom a clinic told against what was found of them at their doors."""
    visits = ClinicVisit.objects.filter(
        taken_back_at=None,
        community=community,
        seen_at__gte=start_of(day),
        seen_at__lt=start_of(day + timedelta(days=1)),
    )
    silent: list[UUID] = []
    evidence: list[str] = []
    for visit in visits.order_by("seen_at", "pk"):
        if now - visit.seen_at < KNOWN_AFTER:
            continue  # the community may still find it
        watched = _watched(visit)
        if watched and not _is_known(watched, visit.seen_at):
            silent.append(visit.pk)
            evidence += [
                str(visit.pk),
                *map(str, watched),
                *_checks_around(community, watched, visit.seen_at),
            ]
    if silent:
        yield Found(FindingKind.CLINIC, "", {"patients": len(silent)}, tuple(evidence)[:EVIDENCE_KEPT])


def _watched(visit: ClinicVisit) -> list[UUID]:
    """Return the observations of the community that a patient was under when the clinic saw him."""
    rows = Observation.objects.filter(
        Q(closed_at=None) | Q(closed_at__gt=visit.seen_at),
        community=visit.community,
        person__phone_digest__in=digests_of(stored=visit.phone_digest, sealed=visit.phone_sealed),
        person__name=visit.name,
        opened_at__lte=visit.seen_at,
    )
    return list(rows.values_list("pk", flat=True))


def _is_known(observations: list[UUID], at: datetime) -> bool:
    around = (at - KNOWN_BEFORE, at + KNOWN_AFTER)
    return (
        Alert.objects.filter(observation__in=observations, raised_at__range=around, struck_at=None).exists()
        or Referral.objects.filter(subject__in=observations, raised_at__range=around).exists()
    )


def _checks_around(community: AreaCode, observations: list[UUID], at: datetime) -> list[str]:
    rows = standing_checks(
        county=community.county,
        observation__in=observations,
        claimed_at__range=(at - KNOWN_BEFORE, at + KNOWN_AFTER),
    )
    return [str(pk) for pk in rows.order_by("claimed_at", "id").values_list("id", flat=True)]


def _leads(community: AreaCode, day: date, now: datetime) -> Iterator[Found]:
    """Hold the leads of a community against their time and against its own register."""
    begins, ends = start_of(day), start_of(day + timedelta(days=1))
    overdue = Lead.objects.filter(
        community=community, state__in=OPEN, due_at__gte=begins, due_at__lt=min(ends, now)
    )
    ids = [str(pk) for pk in overdue.order_by("due_at", "pk").values_list("pk", flat=True)]
    if ids:
        yield Found(FindingKind.LEADS, "OVERDUE", {"leads": len(ids)}, tuple(ids)[:EVIDENCE_KEPT])
    # Closed that day as nobody there, of somebody who stands in the community's own register.
    closed = LeadEvent.objects.filter(
        community=community, what__in=(Move.SAY_NOT_EXISTING, Move.GIVE_UP), at__gte=begins, at__lt=ends
    ).select_related("lead")
    known = [str(event.lead_id) for event in closed.order_by("at", "pk") if _stands_here(event.lead)]
    if known:
        yield Found(FindingKind.LEADS, "KNOWN", {"known": len(known)}, tuple(known)[:EVIDENCE_KEPT])


def _stands_here(lead: Lead) -> bool:
    same = Q()
    if lead.id_digest:
        same |= Q(person__id_digest__in=digests_of(stored=lead.id_digest, sealed=lead.id_sealed))
    if lead.phone_digest and lead.name:
        phones = digests_of(stored=lead.phone_digest, sealed=lead.phone_sealed)
        same |= Q(person__phone_digest__in=phones, person__name=lead.name)
    there = Observation.objects.filter(community=lead.community, person__taken_back_at=None)
    return bool(same) and there.filter(same).exists()


def _self_reported(community: AreaCode, report: Report) -> Iterator[Found]:
    """Hold what people told of themselves within a report's window against a report without any alert."""
    if report.figures.get("alerts") != 0:
        return
    told = standing_checks(
        county=community.county,
        community=community,
        channel=Channel.SELF,
        claimed_at__gte=report.from_at,
        claimed_at__lt=report.as_of,
    )
    checks = list(told.order_by("claimed_at", "id"))
    observations = Observation.objects.filter(pk__in=told.values("observation_id"))
    protocols = {pk: rules_of(code) for pk, code in observations.values_list("pk", "protocol_id")}
    ill = [
        str(check.id)
        for check in checks
        if is_ill(
            reading=Reading(check.channel, check.temperature_tenths, frozenset(check.symptoms)),
            protocol=protocols[check.observation_id],
        )
    ]
    if ill:
        yield Found(FindingKind.SELF_REPORT, "", {"times": len(ill)}, tuple(ill)[:EVIDENCE_KEPT])
