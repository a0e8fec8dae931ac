"""Under what a session is kept: a keyed digest of its key, which the browser alone has."""

from typing import Final

from django.utils.crypto import salted_hmac

_SALT: Final = "linli.staff.session"
_LENGTH: Final = 40  # of Django's own column: 160 bits


def kept_as(*, key: str | None) -> str:
    """Return what stands in the database for the key of a session; '' for a session without one."""
    return salted_hmac(_SALT, key, algorithm="sha256").hexdigest()[:_LENGTH] if key else ""
