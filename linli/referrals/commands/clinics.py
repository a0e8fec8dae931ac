"""The county's list of fever clinics, kept by it and by the communities that put one on it, and who works at which."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.referrals.models import Clinic, ClinicChange, ClinicStaff
from linli.staff.rules import Viewer


class ClinicKnown(Exception):
    """The county has a clinic of this name."""


class ReasonMissing(Exception):
    """Why must be said."""


class NothingChanged(Exception):
    """It stands so already."""


@transaction.atomic
def add_clinic(*, area: AreaCode, name: str, phone: str, by: Viewer, now: datetime) -> Clinic:
    """Put a clinic on the county's list; `area`: the county or community that keeps it. Raises ClinicKnown."""
    clinic = Clinic(county=area.county, area=area, name=name.strip(), phone=phone)
    _save(clinic, force_insert=True)
    _write(clinic, "clinic.added", by, now)
    return clinic


@transaction.atomic
def correct_clinic(*, clinic: Clinic, name: str, phone: str, reason: str, by: Viewer, now: datetime) -> None:
    """Put a clinic's name or telephone right. Raises ReasonMissing, NothingChanged, ClinicKnown; nothing is changed then."""
    _ensure_reason(reason)
    before = _told(clinic)
    if before == {"name": name.strip(), "phone": phone}:
        raise NothingChanged(clinic)
    clinic.name, clinic.phone = name.strip(), phone
    _save(clinic, update_fields=["name", "phone"])
    _note(clinic, ClinicChange.Kind.CORRECTED, before, reason, by, now)
    _write(clinic, "clinic.corrected", by, now, before=before)


@transaction.atomic
def close_clinic(*, clinic: Clinic, reason: str, by: Viewer, now: datetime) -> None:
    """Take a clinic off the list; what was sent to it stays with it. A second time changes nothing. Raises ReasonMissing."""
    _ensure_reason(reason)
    if Clinic.objects.filter(pk=clinic.pk, closed_at=None).update(closed_at=now):
        _note(clinic, ClinicChange.Kind.CLOSED, _told(clinic), reason, by, now)
        _write(clinic, "clinic.closed", by, now)


@transaction.atomic
def reopen_clinic(*, clinic: Clinic, reason: str, by: Viewer, now: datetime) -> None:
    """Put a closed clinic on the list again. A second time changes nothing. Raises ReasonMissing."""
    _ensure_reason(reason)
    if Clinic.objects.filter(pk=clinic.pk, closed_at__isnull=False).update(closed_at=None):
        _note(clinic, ClinicChange.Kind.REOPENED, _told(clinic), reason, by, now)
        _write(clinic, "clinic.reopened", by, now)


@transaction.atomic
def put_to_work(*, clinic: Clinic, user: UUID, by: Viewer, now: datetime) -> None:
    """Say that somebody works at a clinic, and no longer at another. The role is given with a post."""
    ClinicStaff.objects.update_or_create(user=user, defaults={"clinic": clinic})
    write_event(
        action="clinic.staffed",
        area=clinic.area,
        by=by.user_id,
        now=now,
        subject=clinic.pk,
        changed={"user": str(user)},
    )


def _ensure_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing


def _save(clinic: Clinic, **how: Any) -> None:
    try:
        with transaction.atomic():
            clinic.save(**how)
    except IntegrityError as known:
        raise ClinicKnown(clinic.name) from known


def _told(clinic: Clinic) -> dict[str, str]:
    return {"name": clinic.name, "phone": clinic.phone}


def _note(
    clinic: Clinic, kind: ClinicChange.Kind, before: dict[str, str], reason: str, by: Viewer, now: datetime
) -> None:
    ClinicChange.objects.create(
        clinic=clinic,
        kind=kind,
        before=before,
        after=_told(clinic),
        reason=reason.strip(),
        at=now,
        by=by.user_id,
    )


def _write(clinic: Clinic, action: str, by: Viewer, now: datetime, **more: object) -> None:
    write_event(
        action=action,
        area=clinic.area,
        by=by.user_id,
        now=now,
        subject=clinic.pk,
        changed={"name": clinic.name, **more},
    )
