"""Connecting an account here with one at WeCom or DingTalk, and what came back from there without a sign-in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from linli.audit.commands import write_event
from linli.signin.commands.attempts import note_refusal
from linli.signin.commands.tried import write_tried
from linli.signin.models import Attempt
from linli.signin.places import Place, digest
from linli.signin.queries.places import NO_AREA, area_of
from linli.signin.rules import KEPT, LIMITS, Kind, wait
from linli.staff.models import User


class ConnectedToAnother(Exception):
    """The account over there is somebody else's here, or this user has another one there."""


@transaction.atomic
def connect_provider(*, user: User, provider: str, uid: str, now: datetime) -> None:
    """Let somebody sign in through a provider; the same connection again changes nothing.

    Raises ConnectedToAnother.
    """
    if SocialAccount.objects.filter(user=user, provider=provider, uid=uid).exists():
        return
    taken = SocialAccount.objects.filter(provider=provider)
    if taken.filter(uid=uid).exists() or taken.filter(user=user).exists():
        raise ConnectedToAnother(provider)
    SocialAccount.objects.create(user=user, provider=provider, uid=uid, extra_data={})
    _write("provider.connected", user, provider, now)


class Why(StrEnum):
    """Why a sign-in through a provider led nowhere."""

    CANCELLED = "CANCELLED"  # over there, by whoever sat before it
    FAILED = "FAILED"  # the provider, or the way back, did not say who it is
    UNCONNECTED = "UNCONNECTED"  # that account is nobody's here
    INACTIVE = "INACTIVE"  # its user is locked


@dataclass(frozen=True)
class Failed:
    """A sign-in that led nowhere. uid: of the account over there, '' where it is not known; user: whose it is here."""

    provider: str
    why: Why
    uid: str = ""
    user: User | None = None


@transaction.atomic
def note_failed_there(*, failed: Failed, place: Place, now: datetime) -> None:
    """Count a sign-in that led nowhere and write it down; of the account over there only a keyed digest.

    An address that fills its limit has one event (`sign_in.refused`) until it is free again; what comes meanwhile is judged
    all the same, by the provider.
    """
    counter = digest(Kind.PROVIDER, place.address)
    limits = LIMITS[Kind.PROVIDER].unfamiliar
    tried = Attempt.objects.filter(counter=counter, at__gt=now - KEPT).order_by("at")
    span = wait(tried=list(tried.values_list("at", flat=True)), now=now, limits=limits)
    if span is not None:
        note_refusal(kind=Kind.PROVIDER, counter=counter, username="", until=now + span, now=now)
        return
    Attempt.objects.create(kind=Kind.PROVIDER, counter=counter, account="", address="", at=now)
    told: dict[str, object] = {"kind": Kind.PROVIDER, "provider": failed.provider, "why": failed.why}
    if failed.uid:
        told["typed"] = digest("provider", failed.provider, failed.uid)
    write_tried(
        action="sign_in.failed",
        area=area_of(user=failed.user) if failed.user else NO_AREA,
        user_id=failed.user.pk if failed.user else None,
        changed=told,
        now=now,
    )


@transaction.atomic
def disconnect_provider(*, user: User, provider: str, now: datetime) -> bool:
    """End a connection; False when there is none."""
    gone, _by_model = SocialAccount.objects.filter(user=user, provider=provider).delete()
    if gone:
        _write("provider.disconnected", user, provider, now)
    return bool(gone)


def _write(action: str, user: User, provider: str, now: datetime) -> None:
    write_event(
        action=action,
        area=area_of(user=user),
        by=user.pk,
        now=now,
        subject=user.pk,
        changed={"provider": provider},
    )
