"""Whoever walked into a clinic: told to the doctor who observes them, else to the community where they say to live."""

from datetime import datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.cases import commands as cases
from linli.clock import SHANGHAI
from linli.referrals.commands import NewVisit, link_lead
from linli.referrals.models import ClinicVisit
from linli.sealing.seals import unseal
from linli.staff.rules import Viewer
from linli.tracing.commands import NewLead, close_lead, receive_leads
from linli.tracing.models import Lead
from linli.tracing.rules import Move, Source, State


@transaction.atomic
def tell_visit(*, new: NewVisit, by: Viewer, now: datetime) -> ClinicVisit:
    """Keep a visit; of who is observed in the county the doctor is alerted, of others the community gets a lead.

    Raises NotYourClinic, NotACommunity.
    """
    visit, observed = cases.tell_visit(new=new, by=by, now=now)
    if observed is None:
        seen = visit.seen_at.astimezone(SHANGHAI)
        degrees = f"{visit.temperature_tenths // 10}.{visit.temperature_tenths % 10}"
        note = f"{visit.clinic.name}：{seen:%m-%d %H:%M} 自行就诊，体温 {degrees} ℃。"
        entry = NewLead(name=visit.name, phone=unseal(visit.phone_sealed), note=note)
        received = receive_leads(
            community=AreaCode(visit.community),
            source=Source.CLINIC,
            list_name="",
            entries=[entry],
            by=by,
            now=now,
        )
        link_lead(visit=visit, lead=received[0].lead.pk)
    return visit


@transaction.atomic
def take_back_visit(*, visit: ClinicVisit, reason: str, by: Viewer, now: datetime) -> None:
    """Take a visit back; what only it told closes: its alert, and the lead where nobody has found the person yet.

    Raises VisitNeedsReason, VisitTakenBack.
    """
    cases.take_back_visit(visit=visit, reason=reason, by=by, now=now)
    if visit.lead is None:
        return
    lead = Lead.objects.filter(pk=visit.lead, state__in=(State.NEW, State.ASSIGNED)).first()
    others = ClinicVisit.objects.filter(lead=visit.lead, taken_back_at=None)
    if lead and not others.exists():
        close_lead(
            lead=lead,
            move=Move.SAY_NOT_EXISTING,
            reason=f"{cases.CLOSED_BY_CLINIC}{reason.strip()}",
            by=by,
            now=now,
        )
