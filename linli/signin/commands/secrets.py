"""Secrets of second factors under a new key: allauth keeps them in JSON, which the list of sealed columns does not know."""

from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator
from typing import Final

from allauth.mfa.models import Authenticator
from django.db import transaction

from linli.sealing.ring import Ring
from linli.sealing.seals import seal_under, unseal_with

# Of an app and of recovery codes; a passkey has no secret here.
SECRETS: Final = ("secret", "seed")


def secrets_by_key() -> Counter[int]:
    """Count sealed secrets by the number of their key."""
    return Counter(
        b64decode(sealed)[0]
        for data in Authenticator.objects.values_list("data", flat=True)
        for _name, sealed in _sealed(data)
    )


def turn_secrets(*, ring: Ring) -> int:
    """Bring every secret under the newest key, a row at a time under its lock, and return how many rows that were.

    Raises KeyMissing, KeyWrong; what was done before stays.
    """
    return sum(_turned(pk, ring) for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True))


def _sealed(data: dict[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, data[name]) for name in SECRETS if data.get(name))


@transaction.atomic
def _turned(pk: int, ring: Ring) -> bool:
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        return False
    old = {name: b64decode(sealed) for name, sealed in _sealed(row.data)}
    new = {
        name: b64encode(seal_under(key=ring.newest, content=unseal_with(ring=ring, sealed=sealed))).decode()
        for name, sealed in old.items()
        if sealed[0] != ring.newest.number
    }
    if new:
        row.data |= new
        row.save(update_fields=["data"])
    return bool(new)
