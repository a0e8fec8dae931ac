"""Providers of sign-in: which are set up, and to which somebody is connected."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.staff.models import User

NAMES: Final[Mapping[str, Promise]] = {"wecom": _("企业微信"), "dingtalk": _("钉钉")}


@dataclass(frozen=True)
class Offered:
    """A provider that is set up on this machine."""

    id: str
    name: Promise


@dataclass(frozen=True)
class Connection:
    """A provider, and the row by which a user is connected to it; None when not."""

    provider: Offered
    account_id: int | None


def providers_offered() -> list[Offered]:
    """Return the providers that are set up, WeCom first; none where none is."""
    return [Offered(key, name) for key, name in NAMES.items() if key in settings.SOCIALACCOUNT_PROVIDERS]


def connections_of(*, user: User) -> list[Connection]:
    """Return each provider that is set up, with the user's connection."""
    held = dict(SocialAccount.objects.filter(user=user).values_list("provider", "pk"))
    return [Connection(offered, held.get(offered.id)) for offered in providers_offered()]
