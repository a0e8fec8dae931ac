"""A clinic tells of a patient whom nobody sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.areas.queries import area_open
from linli.areas.rules import AreaCode, Level
from linli.audit.commands import write_event
from linli.referrals.models import ClinicStaff, ClinicVisit
from linli.sealing.seals import digest, seal
from linli.staff.rights import Action
from linli.staff.rules import Viewer, offices_of_hand_over


class NotYourClinic(Exception):
    """The viewer works at no clinic of this county."""


class VisitNeedsReason(Exception):
    """Whoever takes a visit back says why."""


class VisitTakenBack(Exception):
    """The visit is taken back already."""


class NotACommunity(Exception):
    """The patient lives in an open community of the clinic's county."""


@dataclass(frozen=True)
class NewVisit:
    """A patient with a fever who came by himself. phone: cleaned; what the community's register is compared by."""

    community: AreaCode
    name: str
    phone: str
    temperature_tenths: int
    seen_at: datetime


@transaction.atomic
def tell_visit(*, new: NewVisit, by: Viewer, now: datetime) -> ClinicVisit:
    """Keep that a clinic saw somebody whom nobody sent. Raises NotYourClinic, NotACommunity."""
    staff = ClinicStaff.objects.select_related("clinic").filter(user=by.user_id).first()
    counties = offices_of_hand_over(viewer=by, action=Action.ANSWER_REFERRAL)
    if staff is None or staff.clinic.county not in counties:
        raise NotYourClinic
    area = area_open(code=new.community)
    if area is None or new.community.level != Level.COMMUNITY or new.community.county != staff.clinic.county:
        raise NotACommunity(new.community)
    visit = ClinicVisit(
        clinic=staff.clinic,
        county=new.community.county,
        community=new.community,
        name=new.name,
        phone_sealed=seal(new.phone),
        phone_digest=digest(new.phone),
        temperature_tenths=new.temperature_tenths,
        seen_at=new.seen_at,
        told_at=now,
        told_by=by.user_id,
    )
    visit.save(force_insert=True)
    write_event(action="clinic.visit_told", area=new.community, by=by.user_id, now=now, subject=visit.pk)
    return visit


def link_lead(*, visit: ClinicVisit, lead: UUID) -> None:
    """Keep by which lead the community is told. Call it inside the transaction of both."""
    visit.lead = lead
    visit.save(update_fields=["lead"])


@transaction.atomic
def take_back_visit(*, visit: ClinicVisit, reason: str, by: Viewer, now: datetime) -> None:
    """Take a visit back that was told by mistake; it stays, struck. Raises VisitNeedsReason, VisitTakenBack."""
    if not reason.strip():
        raise VisitNeedsReason
    changed = ClinicVisit.objects.filter(pk=visit.pk, taken_back_at=None).update(
        taken_back_at=now, taken_back_by=by.user_id, taken_back_reason=reason.strip()
    )
    if not changed:
        raise VisitTakenBack(visit.pk)
    write_event(
        action="clinic.visit_taken_back", area=visit.community, by=by.user_id, now=now, subject=visit.pk
    )
    visit.refresh_from_db()
