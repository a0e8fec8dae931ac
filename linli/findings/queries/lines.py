"""The rows behind a finding in words, each with its page where the viewer may open it; names only within the community."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.clock import SHANGHAI
from linli.findings.models import ReportFinding
from linli.findings.rules import FindingKind
from linli.observation.labels import ALL_CHANNELS
from linli.observation.models import Observation
from linli.observation.queries.standing import all_checks
from linli.protocols.labels import SESSIONS
from linli.referrals.models import ClinicVisit
from linli.reports.models import Report
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at
from linli.tracing.labels import SOURCES
from linli.tracing.models import Lead


@dataclass(frozen=True)
class EvidenceLine:
    """A row behind a finding. who: '' where the viewer sees no names there; page: '' where the viewer may not open it."""

    words: str
    who: str = ""
    page: str = ""


def lines_of(*, finding: ReportFinding, viewer: Viewer, most: int) -> list[EvidenceLine]:
    """Return the first rows behind a finding, in the order in which they were found; one that is gone is left out.

    Four statements at most.
    """
    ids = [UUID(row) for row in finding.evidence[:most]]
    found: dict[UUID, EvidenceLine] = {}
    for read in _READS[finding.kind] if ids else ():
        found.update(read(finding, ids, viewer))
    return [found[pk] for pk in ids if pk in found]


_Lines = Iterator[tuple[UUID, EvidenceLine]]
_Read = Callable[[ReportFinding, Sequence[UUID], Viewer], _Lines]


def _reports(_finding: ReportFinding, ids: Sequence[UUID], viewer: Viewer) -> _Lines:
    rows = list(Report.objects.filter(pk__in=ids))
    places = names_of(codes={row.area for row in rows})
    for row in rows:
        words = _("%(place)s %(day)s 的日报，第 %(version)s 版，%(at)s 封存") % {
            "place": places.get(row.area, ""),
            "day": f"{row.day:%m-%d}",
            "version": row.version,
            "at": _said(row.sealed_at),
        }
        opens = may_at(viewer=viewer, action=Action.SEE_REPORT, area=row.area)
        page = reverse("reports:day", args=[row.area, row.day.isoformat()]) if opens else ""
        yield row.pk, EvidenceLine(words, page=page)


def _checks(finding: ReportFinding, ids: Sequence[UUID], viewer: Viewer) -> _Lines:
    rows = list(all_checks(Q(id__in=ids), county=AreaCode(finding.area).county))
    people = _people({row.observation_id for row in rows}, viewer)
    for row in rows:
        celsius = _("没有量到体温") if row.temperature_tenths is None else _celsius(row.temperature_tenths)
        words = _("%(day)s %(session)s，%(celsius)s，%(channel)s，%(at)s 测，%(received)s 收到") % {
            "day": f"{row.slot_on:%m-%d}",
            "session": SESSIONS[row.session],
            "celsius": celsius,
            "channel": ALL_CHANNELS[row.channel],
            "at": _said(row.claimed_at),
            "received": _said(row.received_at),
        }
        who, page = people.get(row.observation_id, ("", ""))
        yield row.id, EvidenceLine(words, who, page)


def _observations(_finding: ReportFinding, ids: Sequence[UUID], viewer: Viewer) -> _Lines:
    for pk, (who, page) in _people(set(ids), viewer).items():
        yield pk, EvidenceLine(_("当时正在观察的人"), who, page)


def _visits(_finding: ReportFinding, ids: Sequence[UUID], _viewer: Viewer) -> _Lines:
    for row in ClinicVisit.objects.filter(pk__in=ids):
        words = _("发热门诊 %(at)s 接诊，%(celsius)s") % {
            "at": _said(row.seen_at),
            "celsius": _celsius(row.temperature_tenths),
        }
        yield row.pk, EvidenceLine(words)


def _leads(_finding: ReportFinding, ids: Sequence[UUID], viewer: Viewer) -> _Lines:
    for row in Lead.objects.filter(pk__in=ids):
        opens = may_at(viewer=viewer, action=Action.TRACE_LEADS, area=row.area)
        words = _("%(source)s的线索，%(due)s 前要有结果") % {
            "source": _SOURCES[row.source],
            "due": _said(row.due_at),
        }
        page = reverse("tracing:lead", args=[row.pk]) if opens else ""
        yield row.pk, EvidenceLine(words, row.name if opens else "", page)


def _people(observations: set[UUID], viewer: Viewer) -> Mapping[UUID, tuple[str, str]]:
    """Return whose observations these are and where their page is; ('', '') where the viewer sees nobody by name."""
    rows = Observation.objects.filter(pk__in=observations).select_related("person")
    return {
        row.pk: (row.person.name, reverse("desk:person", args=[row.person_id]))
        if may_at(viewer=viewer, action=Action.SEE_PERSON, area=row.area)
        else ("", "")
        for row in rows
    }


def _said(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%m-%d %H:%M}"


def _celsius(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10} ℃"


_SOURCES: Final = dict(SOURCES)
_READS: Final[Mapping[str, tuple[_Read, ...]]] = {
    FindingKind.MISSING: (),
    FindingKind.LATE: (_reports,),
    FindingKind.CORRECTED_DOWN: (_reports,),
    FindingKind.ROWS_CHANGED: (_reports,),
    FindingKind.SAME_READING: (_checks,),
    FindingKind.TOO_FAST: (_checks,),
    FindingKind.LAST_MINUTES: (_checks,),
    FindingKind.BACK_DATED: (_checks,),
    FindingKind.ZERO_IMPROBABLE: (),
    FindingKind.CLINIC: (_visits, _observations, _checks),
    FindingKind.LEADS: (_leads,),
    FindingKind.SELF_REPORT: (_checks,),
    FindingKind.SUM: (_reports,),
}
