"""What every answer tells the browser to refuse: foreign scripts and styles, frames, sensors, other sites' reading.

A fixed text needs no library. Source: OWASP Secure Headers Project.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

POLICY: Final = "Content-Security-Policy"
# Nothing in line: no page has a script, a style or a handler of its own in its markup. data: is our own small pictures,
# blob: a photograph that the phone reads a QR code from.
_DIRECTIVES: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
_OTHERS: Final = {
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
_IN_LINE: Final = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def policy(*, scripts: Iterable[str] = ()) -> str:
    """Return the content security policy, with the sources of scripts beside Linli's own files."""
    directives = _DIRECTIVES | {"script-src": " ".join(["'self'", *scripts])}
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def hashes_of(page: bytes) -> list[str]:
    """Return the sources that allow just the scripts which stand in a built page."""
    return [
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in _IN_LINE.findall(page)
    ]


def protect(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Put the headers on every answer; a page that set its own policy keeps it.

    No browser keeps what somebody with a session was answered. Exceptions name themselves by a Cache-Control of their own:
    Linli's own scripts, styles and fonts, which are the same for everybody.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in ({POLICY: policy()} | _OTHERS).items():
            response.headers.setdefault(name, value)
        if (
            settings.SESSION_COOKIE_NAME in request.COOKIES
            or settings.SESSION_COOKIE_NAME in response.cookies
        ):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware
