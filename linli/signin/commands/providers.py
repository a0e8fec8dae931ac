"""Connecting an account here with one at WeCom or DingTalk."""

from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from linli.audit.commands import write_event
from linli.signin.queries.places import area_of
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
