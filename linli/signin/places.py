"""Where somebody sits: the address of the browser and a cookie that names the browser, and both only as digests."""

import secrets
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from linli.signin.rules import USUAL_FOR, client_address, network_of
from linli.staff.rules import username_of

# Names a browser, so that its tries are told from those of others behind the same address. Source: OWASP device cookies.
COOKIE: Final = "linli_place"
_SALT: Final = "linli.signin"


@dataclass(frozen=True)
class Place:
    """Digests of the address and of the browser; device is '' for a browser that nobody signed in with."""

    address: str
    device: str


def digest(*parts: str) -> str:
    """Return the keyed digest of some words, by which equal ones are found."""
    return salted_hmac(_SALT, "\0".join(parts), algorithm="sha256").hexdigest()


def account_digest(username: str) -> str:
    """Return the digest of the account that a typed name means, whether or not anybody has it."""
    return digest("account", username_of(typed=username))


def address_of(request: HttpRequest) -> str:
    """Return the address of the browser; '' when it is not known. Only proxies named in the settings are believed."""
    return client_address(
        peer=request.META.get("REMOTE_ADDR", ""),
        forwarded=request.headers.get("X-Forwarded-For", ""),
        trusted=settings.PROXIES,
    )


def place_of(request: HttpRequest) -> Place:
    """Return where a request comes from."""
    device = _device(request)
    return Place(
        address=digest("address", network_of(address_of(request))),
        device=digest("device", device) if device else "",
    )


def name_browser(*, request: HttpRequest, response: HttpResponse) -> Place:
    """Give the browser a name of its own, or let it keep the one it has for longer, and return its place."""
    device = _device(request) or secrets.token_urlsafe(24)
    response.set_cookie(
        COOKIE,
        Signer(salt=_SALT).sign(device),
        max_age=int(USUAL_FOR.total_seconds()),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return Place(address=digest("address", network_of(address_of(request))), device=digest("device", device))


def _device(request: HttpRequest) -> str:
    try:
        return Signer(salt=_SALT).unsign(request.COOKIES.get(COOKIE, ""))
    except BadSignature:
        return ""
