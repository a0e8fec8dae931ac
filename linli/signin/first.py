"""What somebody who signed in does before anything else: choose a password, then set up a second factor."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.signin.queries.recognition import noted_lacking
from linli.signin.queries.requirements import lacks_second_factor
from linli.staff.http import viewer_in
from linli.staff.queries import User


@dataclass(frozen=True)
class First:
    """One such thing. page: the name of where it is done; doors: the names of all that is reached until then.

    code, said: what the API answers.
    """

    page: str
    doors: frozenset[str]
    code: str
    said: Promise


ALWAYS: Final = frozenset({"account_logout", "set_language"})
PASSWORD: Final = First(
    page="password_change",
    doors=ALWAYS | {"password_change"},
    code="choose_password",
    said=_("您的密码是别人给的，请先在登录页登录并换成自己的。"),
)
SECOND_FACTOR: Final = First(
    page="mfa_index",
    doors=ALWAYS | {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate"},
    code="second_factor",
    said=_("您的岗位要求两步验证，请先在电脑上登录并设置。"),
)


def first_of(request: HttpRequest) -> First | None:
    """Return what comes first for whoever asks; None for a stranger, and where nothing is lacking.

    As it was read with the user of the session; else asked.
    """
    if not request.user.is_authenticated:
        return None
    user = request.user
    if must_choose(user=user):
        return PASSWORD
    noted = noted_lacking(user=user)
    if noted is None:
        viewer = viewer_in(request)
        noted = viewer is not None and lacks_second_factor(viewer=viewer)
    return SECOND_FACTOR if noted else None


def must_choose(*, user: User) -> bool:
    """Say whether somebody else gave a user the password that holds."""
    return user.password_given_at is not None
