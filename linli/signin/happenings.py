"""What allauth tells of: second factors and connections become audit events, and other sessions end."""

from typing import Any

from allauth.mfa import signals as mfa
from allauth.socialaccount import signals as social
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from linli.audit.commands import write_event
from linli.signin.commands.second_factor import write_second_factor
from linli.signin.queries.places import area_of
from linli.staff.models import User


def connect() -> None:
    """Connect everything; Django calls it once."""
    mfa.authenticator_added.connect(_added)
    mfa.authenticator_removed.connect(_removed)
    mfa.authenticator_reset.connect(_renewed)
    social.social_account_added.connect(_provider_added)
    social.social_account_removed.connect(_provider_removed)


def _added(request: HttpRequest, user: User, authenticator: Any, **_told: Any) -> None:
    """Write the event; sessions that began without the new factor end, all but this one."""
    with transaction.atomic():
        write_second_factor(
            action="second_factor.added", user=user, kind=authenticator.type, by=None, now=timezone.now()
        )
        end_other_sessions(request, user)


def _removed(user: User, authenticator: Any, **_told: Any) -> None:
    with transaction.atomic():
        write_second_factor(
            action="second_factor.removed", user=user, kind=authenticator.type, by=None, now=timezone.now()
        )


def _renewed(user: User, authenticator: Any, **_told: Any) -> None:
    with transaction.atomic():
        write_second_factor(
            action="second_factor.renewed", user=user, kind=authenticator.type, by=None, now=timezone.now()
        )


def _provider_added(sociallogin: Any, **_told: Any) -> None:
    _write_provider("provider.connected", sociallogin.user, sociallogin.account.provider)


def _provider_removed(socialaccount: Any, **_told: Any) -> None:
    _write_provider("provider.disconnected", socialaccount.user, socialaccount.provider)


def _write_provider(action: str, user: User, provider: str) -> None:
    with transaction.atomic():
        write_event(
            action=action,
            area=area_of(user=user),
            by=user.pk,
            now=timezone.now(),
            subject=user.pk,
            changed={"provider": provider},
        )
