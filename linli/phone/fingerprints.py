"""The name of what a message says: by it the same message is known again, and nobody guesses what it said."""

import hashlib
from typing import Final

from django.conf import settings

BYTES: Final = 16


def fingerprint(text: str) -> str:
    """Return 32 hex digits, keyed with audit.key: that key is never turned, so a retry is known after any rotation."""
    return hashlib.blake2b(
        text.encode(), key=settings.AUDIT_KEY, digest_size=BYTES, person=b"linli.phone"
    ).hexdigest()
