"""Phones: seen, and revoked."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.audit.commands import write_event
from linli.phone.models import Phone
from linli.phone.rules import MOST_LOST
from linli.staff.commands.sessions import end_sessions_with
from linli.staff.models import User
from linli.staff.rules import Viewer


class PhoneOfAnother(Exception):
    """The id belongs to the phone of another user."""


class Revoked(Exception):
    """The phone may fetch nothing more, and brings no pictures."""


def see_phone(*, id: UUID, user: User, name: str, skew_seconds: int, now: datetime) -> Phone:
    """Note that a phone of a user called, and return it. Raises PhoneOfAnother.

    An empty name leaves the one that is known. Two statements; a first call makes the row.
    """
    phone = know_phone(id=id, user=user, name=name, now=now)
    Phone.objects.filter(pk=id).update(
        last_seen_at=now, skew_seconds=skew_seconds, name=name[:80] or phone.name
    )
    return phone


def note_call(*, id: UUID, user: User, name: str, skew_seconds: int, now: datetime) -> bool:
    """Note that a user's phone called and return True; False, noting nothing, for one that is revoked or not known yet.

    An empty name leaves the one that is known. One statement, for every message of a phone begins with it.
    """
    known = Phone.objects.filter(pk=id, user=user, revoked_at=None)
    named = {"name": name[:80]} if name else {}
    return bool(known.update(last_seen_at=now, skew_seconds=skew_seconds, **named))


@transaction.atomic
def note_lost(*, id: UUID, lost: int, by: Viewer, now: datetime) -> None:
    """Note how many records a phone has lost all in all, as its worker saw; the number never falls.

    One statement where it stands.
    """
    lost = min(lost, MOST_LOST)
    if not Phone.objects.filter(pk=id, lost_records__lt=lost).update(lost_records=lost, lost_told_at=now):
        return
    for post in by.posts[:1]:
        write_event(
            action="phone.lost_records",
            area=post.area,
            by=by.user_id,
            now=now,
            subject=by.user_id,
            changed={"phone": str(id), "lost": lost},
        )


@transaction.atomic
def revoke_phone(*, phone: Phone, area: str, by: Viewer, now: datetime) -> None:
    """Let a phone fetch nothing more; what it still brings is held. A second call changes nothing.

    Its sessions end, and those of its user that no phone came with: whoever holds it signs in anew, or is a stranger.
    """
    if Phone.objects.filter(pk=phone.pk, revoked_at=None).update(revoked_at=now, revoked_by=by.user_id):
        end_sessions_with(user=phone.user, device=phone.pk)
        write_event(
            action="phone.revoked",
            area=area,
            by=by.user_id,
            now=now,
            subject=phone.user_id,
            changed={"phone": str(phone.pk)},
        )


def is_revoked(*, id: UUID) -> bool:
    """Say of an id, which only its phone knows, whether it was revoked: so that a stranger who holds it forgets people."""
    return Phone.objects.filter(pk=id, revoked_at__isnull=False).exists()


def note_other_device(*, by: Viewer, device: UUID, now: datetime) -> None:
    """Write down that a session of somebody came with another phone than the one it belongs to."""
    for post in by.posts[:1]:
        write_event(
            action="phone.other_device",
            area=post.area,
            by=by.user_id,
            now=now,
            subject=by.user_id,
            changed={"phone": str(device)},
        )


def revoke_phones_of(*, user: User, area: str, by: Viewer, now: datetime) -> int:
    """Revoke every phone of somebody and return how many; call it inside a transaction."""
    phones = list(Phone.objects.filter(user=user, revoked_at=None))
    for phone in phones:
        revoke_phone(phone=phone, area=area, by=by, now=now)
    return len(phones)


def know_phone(*, id: UUID, user: User, name: str, now: datetime) -> Phone:
    """Return the phone of a user, made where nobody knows it. Raises PhoneOfAnother."""
    phone, _ = Phone.objects.get_or_create(
        id=id, defaults={"user": user, "name": name[:80], "first_seen_at": now, "last_seen_at": now}
    )
    if phone.user_id != user.pk:
        raise PhoneOfAnother(id)
    return phone
