"""Whether the ring of this machine opens what its database holds: a look at a few rows at each start."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db import connection

from linli.sealing.columns import SealedTable, sealed_tables
from linli.sealing.models import SealingKey
from linli.sealing.ring import Key, Ring, SealingFault
from linli.sealing.seals import seal_under, unseal_with
from linli.stream.guard import national

WORD: Final = b"linli"


def faults_of_ring(*, ring: Ring) -> Iterator[str]:
    """Yield in sentences which keys of this database the ring lacks, and which are other ones."""
    for row in SealingKey.objects.order_by("number"):
        try:
            unseal_with(ring=ring, sealed=bytes(row.proof))
        except SealingFault as fault:
            yield str(fault)


def know_keys(*, ring: Ring, now: datetime) -> None:
    """Remember the keys of a ring that is in use from now on; those known already stay. Raises SealingFault.

    A database that knows none yet was sealed before proofs were kept: then one value of each column is opened first, so
    that a wrong key is never taken for the right one.
    """
    known = set(SealingKey.objects.values_list("number", flat=True))
    new = [key for key in ring.by_number.values() if key.number not in known]
    if not new:
        return
    if not known:
        _open_samples(ring)
    SealingKey.objects.bulk_create([_proof(key, now) for key in new], ignore_conflicts=True)


def _proof(key: Key, now: datetime) -> SealingKey:
    return SealingKey(number=key.number, proof=seal_under(key=key, content=WORD), known_since=now)


def _open_samples(ring: Ring) -> None:
    for told in sealed_tables():
        for sealed in _samples(told):
            unseal_with(ring=ring, sealed=sealed)


def _samples(told: SealedTable) -> Iterator[bytes]:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor, national("one value of each sealed column"):
        for column in told.columns:
            cursor.execute(
                f"SELECT {quote(column.name)} FROM {quote(told.table)}"  # noqa: S608 (our own names)
                f" WHERE length({quote(column.name)}) > 0 LIMIT 1"
            )
            yield from (bytes(row[0]) for row in cursor.fetchall())
