"""Sealing of ID numbers and phones: readable with the key only, comparable without reading.

Sealed: one byte key number, 12 bytes nonce, AES-256-GCM. Digest: HMAC-SHA-256, hex. Both keys come from the one in
the settings; a database without it shows no number.
"""

import hmac
import os
from functools import cache
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_NUMBER: Final = b"\x01"
NONCE_BYTES: Final = 12


@cache
def _key(purpose: str) -> bytes:
    return hmac.digest(settings.IDENTITY_KEY, purpose.encode(), "sha256")


@cache
def _cipher() -> AESGCM:
    return AESGCM(_key("seal"))


def seal(text: str) -> bytes:
    """Seal a text; '' stays empty. The same text sealed twice gives different bytes."""
    if not text:
        return b""
    nonce = os.urandom(NONCE_BYTES)
    return KEY_NUMBER + nonce + _cipher().encrypt(nonce, text.encode(), None)


def unseal(sealed: bytes) -> str:
    """Read a sealed text. Raises cryptography's InvalidTag when the key is another one."""
    raw = bytes(sealed)
    if not raw:
        return ""
    return _cipher().decrypt(raw[1 : 1 + NONCE_BYTES], raw[1 + NONCE_BYTES :], None).decode()


def digest(text: str) -> str:
    """Return the keyed digest by which equal texts are found; '' for ''."""
    return hmac.digest(_key("match"), text.encode(), "sha256").hex() if text else ""
