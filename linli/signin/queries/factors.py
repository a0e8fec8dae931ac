"""A user's second factors, as the page about one's own sign-in tells them."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator

from linli.staff.models import User


@dataclass(frozen=True)
class Passkey:
    """One passkey."""

    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True)
class Factors:
    """What a user has; app is when it was set up. codes_left: recovery codes that were not used, None without any."""

    app: datetime | None
    passkeys: tuple[Passkey, ...]
    codes_left: int | None

    @property
    def any(self) -> bool:
        """Whether there is an app or a passkey."""
        return self.app is not None or bool(self.passkeys)


def factors_of(*, user: User) -> Factors:
    """Return a user's second factors, passkeys by age."""
    app, passkeys, codes_left = None, [], None
    for row in Authenticator.objects.filter(user=user).order_by("pk"):
        if row.type == Authenticator.Type.TOTP:
            app = row.created_at
        elif row.type == Authenticator.Type.WEBAUTHN:
            passkeys.append(Passkey(row.pk, row.wrap().name, row.created_at, row.last_used_at))
        else:
            codes_left = len(row.wrap().get_unused_codes())
    return Factors(app, tuple(passkeys), codes_left)
