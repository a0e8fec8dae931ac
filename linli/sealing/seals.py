"""Sealing: readable with the key only, comparable without reading.

Sealed: one byte key number, 12 bytes nonce, AES-256-GCM. Digest: HMAC-SHA-256, hex. The newest key of the ring seals and
digests; each key opens its own. In one row a digest and the sealed value beside it are always of the same key.
"""

import hmac
import os
from typing import Final

from cryptography.exceptions import InvalidTag

from linli.sealing.ring import Key, Ring, SealingFault, current_ring

NONCE_BYTES: Final = 12
TEXT_AT: Final = 1 + NONCE_BYTES


class KeyMissing(SealingFault):
    """It was sealed under a key number that the ring does not hold."""


class KeyWrong(SealingFault):
    """The key of that number is another one, or the value was changed."""


def seal(text: str) -> bytes:
    """Seal a text; '' stays empty. The same text sealed twice gives different bytes."""
    return seal_bytes(text.encode()) if text else b""


def seal_bytes(content: bytes) -> bytes:
    """Seal the content of a file."""
    return seal_under(key=current_ring().newest, content=content)


def seal_under(*, key: Key, content: bytes) -> bytes:
    """Seal under one key of a ring."""
    nonce = os.urandom(NONCE_BYTES)
    return bytes((key.number,)) + nonce + key.cipher.encrypt(nonce, content, None)


def unseal(sealed: bytes | memoryview) -> str:
    """Read a sealed text. Raises KeyMissing, KeyWrong."""
    return unseal_bytes(sealed).decode()


def unseal_bytes(sealed: bytes | memoryview) -> bytes:
    """Read the sealed content of a file; b"" for b"". Raises KeyMissing, KeyWrong."""
    raw = bytes(sealed)
    return unseal_with(ring=current_ring(), sealed=raw) if raw else b""


def unseal_with(*, ring: Ring, sealed: bytes) -> bytes:
    """Read what is sealed, not empty, with the keys of a ring. Raises KeyMissing, KeyWrong."""
    key = ring.by_number.get(sealed[0])
    if key is None:
        raise KeyMissing(
            f"A value is sealed under key {sealed[0]}, which this machine does not have."
            " Put that key back into identity.key or LINLI_IDENTITY_KEY; see docs/operations.md#keys-and-backup."
        )
    try:
        return key.cipher.decrypt(sealed[1:TEXT_AT], sealed[TEXT_AT:], None)
    except InvalidTag:
        raise KeyWrong(
            f"Key {sealed[0]} of this machine does not open a value sealed under that number: it is another key,"
            " or the value was changed in the database. See docs/operations.md#keys-and-backup."
        ) from None


def digest(text: str) -> str:
    """Return the keyed digest under which a text is stored, '' for ''."""
    return digest_under(key=current_ring().newest, text=text)


def digest_under(*, key: Key, text: str) -> str:
    """Return the digest of a text under one key, '' for ''."""
    return hmac.digest(key.match, text.encode(), "sha256").hex() if text else ""


def digests(text: str) -> list[str]:
    """Return the digests by which a text may be stored, under every key of the ring, the newest first; [] for ''."""
    if not text:
        return []
    return [digest_under(key=key, text=text) for key in current_ring().by_number.values()]


def digest_now(*, stored: str, sealed: bytes | memoryview) -> str:
    """Return a row's digest under the newest key, so that rows compare while a rotation is half-way.

    stored, sealed: the digest of the row and the value beside it. Nothing is opened outside of a rotation.
    """
    ring = current_ring()
    raw = bytes(sealed[:1])
    if not stored or not raw or raw[0] == ring.newest.number:
        return stored
    return digest_under(key=ring.newest, text=unseal_with(ring=ring, sealed=bytes(sealed)).decode())


def digests_of(*, stored: str, sealed: bytes | memoryview) -> list[str]:
    """Return the digests under which rows with the same text as this one may stand; [] for no digest."""
    if not stored:
        return []
    if len(current_ring().by_number) == 1 or not sealed:
        return [stored]
    return digests(unseal(sealed))
