"""The county's list of fever clinics, and who works at which."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.audit.commands import write_event
from linli.referrals.models import Clinic, ClinicStaff
from linli.staff.rules import Viewer


class ClinicKnown(Exception):
    """The county has a clinic of this name."""


@transaction.atomic
def add_clinic(*, county: str, name: str, phone: str, by: Viewer, now: datetime) -> Clinic:
    """Put a clinic on the county's list. Raises ClinicKnown."""
    clinic = Clinic(county=county, name=name.strip(), phone=phone)
    try:
        with transaction.atomic():
            clinic.save(force_insert=True)
    except IntegrityError as known:
        raise ClinicKnown(name) from known
    _write(clinic, "clinic.added", by, now)
    return clinic


@transaction.atomic
def close_clinic(*, clinic: Clinic, by: Viewer, now: datetime) -> None:
    """Take a clinic off the list; what was sent to it stays with it. A second time changes nothing."""
    if Clinic.objects.filter(pk=clinic.pk, closed_at=None).update(closed_at=now):
        _write(clinic, "clinic.closed", by, now)


@transaction.atomic
def put_to_work(*, clinic: Clinic, user: UUID, by: Viewer, now: datetime) -> None:
    """Say that somebody works at a clinic, and no longer at another. The role is given with a post."""
    ClinicStaff.objects.update_or_create(user=user, defaults={"clinic": clinic})
    write_event(
        action="clinic.staffed",
        area=clinic.county,
        by=by.user_id,
        now=now,
        subject=clinic.pk,
        changed={"user": str(user)},
    )


def _write(clinic: Clinic, action: str, by: Viewer, now: datetime) -> None:
    write_event(
        action=action,
        area=clinic.county,
        by=by.user_id,
        now=now,
        subject=clinic.pk,
        changed={"name": clinic.name},
    )
