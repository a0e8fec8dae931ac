"""`linli keys`: a new key, everything brought under it, and an old key taken away. See docs/operations.md."""

import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, NoReturn
from uuid import UUID

import click

if TYPE_CHECKING:
    from linli.sealing.columns import SealedTable
    from linli.sealing.ring import Ring


@click.group()
def keys() -> None:
    """Keys under which numbers and notes are sealed."""


@keys.command()
def add() -> None:
    """Make a new key; what is sealed from now on is sealed under it."""
    from django.conf import settings

    from linli.sealing.models import SealingKey
    from linli.sealing.proofs import faults_of_ring, know_keys
    from linli.sealing.ring import as_written
    from linli.sealing.ring_file import NumbersUsedUp, with_new_key, write_ring

    ring = _ring_or_end()
    if found := list(faults_of_ring(ring=ring)):
        _end(found)
    try:
        wider = with_new_key(ring=ring, used=set(SealingKey.objects.values_list("number", flat=True)))
    except NumbersUsedUp:
        _end(["255 keys were made; there is no number left."])
    number = wider.newest.number
    if settings.IDENTITY_KEY_FILE is None:
        click.echo(
            "The keys come from the environment. Set this on every machine and start each again:", err=True
        )
        click.echo(f"LINLI_IDENTITY_KEY={','.join(as_written(ring=wider).split())}")
        return
    write_ring(path=settings.IDENTITY_KEY_FILE, ring=wider)
    know_keys(ring=wider, now=_now())
    _write("keys.added", {"key": number})
    click.echo(f"Key {number} is in {settings.IDENTITY_KEY_FILE}. Next: linli keys rotate")


@keys.command()
def rotate() -> None:
    """Bring everything that is sealed under the newest key. May be cut off and started again; Linli goes on working."""
    from linli.pictures.commands.keys import turn_pictures
    from linli.sealing.ring import SealingFault
    from linli.signin.commands.secrets import turn_secrets

    ring = _ring_or_end()
    newest = ring.newest.number
    doubled: list[str] = []
    turned = 0
    try:
        for _ in range(10):  # what others write meanwhile is taken by the next pass
            turned += _pass(ring, doubled) + turn_secrets(ring=ring) + turn_pictures(ring=ring)
            left = sum(n for by_key in _counted().values() for key, n in by_key.items() if key != newest)
            if not left:
                break
    except SealingFault as fault:
        _end([f"{turned} rows were brought under key {newest}. Then: {fault}"])
    _write("keys.rotated", {"key": newest, "rows": turned, "left": left, "registered_twice": len(doubled)})
    for sentence in doubled:
        click.echo(sentence)
    click.echo(f"{turned} rows were brought under key {newest}; {left} values are left.")
    if left:
        click.echo(
            "A process still seals under an older key. Start it again, then: linli keys rotate", err=True
        )
        sys.exit(3)


def _counted() -> dict[tuple[str, str], Mapping[int, int]]:
    """Count everything sealed by the number of its key, secrets of second factors and files of pictures too."""
    from linli.pictures.queries import pictures_by_key
    from linli.sealing.rotation import values_by_key
    from linli.signin.commands.secrets import secrets_by_key

    return {
        **values_by_key(),
        ("mfa_authenticator", "data"): secrets_by_key(),
        ("pictures", "files"): pictures_by_key(),
    }


def _pass(ring: "Ring", doubled: list[str]) -> int:
    from linli.sealing.rotation import rotate_pass

    rows = 0
    for batch in rotate_pass(ring=ring, on_collision=_registered_twice(doubled)):
        rows += batch.rows
        click.echo(f"{batch.table}: {batch.rows} rows", err=True)
    return rows


def _registered_twice(told: list[str]) -> Callable[["SealedTable", tuple[Any, ...], str, str], bool]:
    """Return what becomes of somebody who was registered again under the newest key: secretaries decide on the pair."""
    from linli.people.commands import note_same_id
    from linli.people.models import Person

    def note(table: "SealedTable", key: tuple[Any, ...], column: str, digest: str) -> bool:
        if table.model is not Person or column != "id_digest":
            return False
        person = UUID(str(key[0]))
        other = note_same_id(person=person, digest=digest, now=_now())
        if other is not None:
            told.append(f"Registered twice with one ID number: {person} and {other}; see Duplicates.")
        return other is not None

    return note


@keys.command()
def status() -> None:
    """Say how many values are sealed under each key."""
    from linli.sealing.models import SealingKey
    from linli.sealing.proofs import faults_of_ring

    ring = _ring_or_end()
    counted = _counted()
    known = set(SealingKey.objects.values_list("number", flat=True))
    found = {number for by_key in counted.values() for number in by_key}
    for number in sorted({*ring.by_number, *known, *found}, reverse=True):
        many = sum(by_key.get(number, 0) for by_key in counted.values())
        held = (
            "the newest"
            if number == ring.newest.number
            else "held"
            if number in ring.by_number
            else "MISSING"
        )
        click.echo(f"key {number} ({held}): {many} values")
        for (table, column), by_key in counted.items():
            if by_key.get(number):
                click.echo(f"    {table}.{column}: {by_key[number]}")
    if faults := list(faults_of_ring(ring=ring)):
        _end(faults)


@keys.command()
@click.argument("number", type=click.IntRange(1, 255))
def drop(number: int) -> None:
    """Take a key away; refused while one value needs it."""
    from django.conf import settings

    from linli.sealing.models import SealingKey
    from linli.sealing.ring import as_written
    from linli.sealing.ring_file import without_key, write_ring

    path, ring = settings.IDENTITY_KEY_FILE, _ring_or_end()
    if number == ring.newest.number:
        _end([f"Key {number} is the newest: everything new is sealed under it."])
    if needing := sum(by_key.get(number, 0) for by_key in _counted().values()):
        _end([f"{needing} values need key {number}. First: linli keys rotate"])
    if number not in ring.by_number and not SealingKey.objects.filter(pk=number).exists():
        _end([f"There is no key {number}."])
    narrower = without_key(ring=ring, number=number)
    if path is None and number in ring.by_number:
        click.echo(
            "The keys come from the environment. Set this on every machine and start each again:", err=True
        )
        click.echo(f"LINLI_IDENTITY_KEY={','.join(as_written(ring=narrower).split())}")
    elif path is not None and number in ring.by_number:
        write_ring(path=path, ring=narrower)
    SealingKey.objects.filter(pk=number).delete()
    _write("keys.dropped", {"key": number})
    click.echo(f"Key {number} is no longer needed. Backups from before the rotation still need it.", err=True)


def refuse_wrong_ring() -> None:
    """End the command with 2 and say why, where the keys of this machine do not open what its database holds."""
    from linli.sealing.proofs import faults_of_ring, know_keys
    from linli.sealing.ring import SealingFault

    ring = _ring_or_end()
    if found := list(faults_of_ring(ring=ring)):
        _end(found)
    try:
        know_keys(ring=ring, now=_now())
    except SealingFault as fault:
        _end([str(fault)])


def _ring_or_end() -> "Ring":
    from linli.sealing.ring import SealingFault, current_ring

    try:
        return current_ring()
    except SealingFault as fault:
        _end([str(fault)])


def _end(sentences: list[str]) -> NoReturn:
    for sentence in sentences:
        click.echo(sentence, err=True)
    sys.exit(2)


def _write(action: str, changed: dict[str, object]) -> None:
    """Write an event of the whole installation, in the chain of the nation."""
    from django.db import transaction

    from linli.audit.commands import write_event

    with transaction.atomic():
        write_event(action=action, area="", by=None, now=_now(), changed=changed)


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now()
