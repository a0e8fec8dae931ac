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
    return seal_bytes(text.encode()) if text else b""


def seal_bytes(content: bytes) -> bytes:
    """Seal the content of a file."""
    nonce = os.urandom(NONCE_BYTES)
    return KEY_NUMBER + nonce + _cipher().encrypt(nonce, content, None)


def unseal(sealed: bytes | memoryview) -> str:
    """Read a sealed text. Raises cryptography's InvalidTag when the key is another one."""
    return unseal_bytes(sealed).decode()


def unseal_bytes(sealed: bytes | memoryview) -> bytes:
    """Read the sealed content of a file; b"" for b""."""
    raw = bytes(sealed)
    return _cipher().decrypt(raw[1 : 1 + NONCE_BYTES], raw[1 + NONCE_BYTES :], None) if raw else b""


def digest(text: str) -> str:
    """Return the keyed digest by which equal texts are found; '' for ''."""
    return hmac.digest(_key("match"), text.encode(), "sha256").hex() if text else ""
