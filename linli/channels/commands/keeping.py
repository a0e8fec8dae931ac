"""Channels set up, corrected, switched off and on, removed. What an address was is in no event: it is a secret."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.channels.commands.queueing import give_up_waiting
from linli.channels.models import Channel
from linli.channels.rules import ChannelKind, check_address, check_kind, check_secret, clean_address, host_of
from linli.staff.rules import Viewer


class ChannelGone(Exception):
    """The channel was removed meanwhile."""


class SameName(Exception):
    """The office has a channel of that name: nobody could tell which of them failed."""


@dataclass(frozen=True)
class NewChannel:
    """A channel as it is typed. address: of a robot, https; of SMS, a mobile. secret: of a DingTalk robot, '' without one."""

    kind: ChannelKind
    name: str
    address: str
    secret: str = ""


@transaction.atomic
def add_channel(*, area: AreaCode, new: NewChannel, by: Viewer, now: datetime) -> Channel:
    """Set up a channel of an office; it is on at once.

    Raises AddressNotGood, OtherKind, SecretNotGood, SameName.
    """
    address = clean_address(kind=new.kind, address=new.address)
    check_address(kind=new.kind, address=address, is_open=settings.PRODUCTION)
    check_kind(kind=new.kind, address=address)
    check_secret(kind=new.kind, secret=new.secret)
    _ensure_own_name(area=area, name=new.name, but=None)
    channel = Channel.objects.create(
        area=area,
        kind=new.kind,
        name=new.name,
        host=host_of(address=address),
        address=address,
        secret=new.secret,
        set_at=now,
        set_by=by.user_id,
    )
    _note(channel, "channel.added", by, now, {"kind": new.kind, "name": new.name, "host": channel.host})
    return channel


@transaction.atomic
def correct_channel(
    *, channel: Channel, name: str, address: str, secret: str, by: Viewer, now: datetime
) -> None:
    """Correct a channel; an address or secret of '' stays as it is.

    Raises AddressNotGood, OtherKind, SecretNotGood, SameName, ChannelGone.
    """
    held = _held(channel)
    kind = ChannelKind(held.kind)
    address = clean_address(kind=kind, address=address)
    if address:
        check_address(kind=kind, address=address, is_open=settings.PRODUCTION)
        check_kind(kind=kind, address=address)
    check_secret(kind=kind, secret=secret)
    _ensure_own_name(area=held.area, name=name, but=held)
    changed: dict[str, object] = {
        "name": [held.name, name],
        "host": [held.host, host_of(address=address) if address else held.host],
        "address": "changed" if address and address != held.address else "kept",
        "secret": "changed" if secret and secret != held.secret else "kept",
    }
    held.name = name
    if address:
        held.address, held.host = address, host_of(address=address)
    if secret:
        held.secret = secret
    held.set_at, held.set_by = now, by.user_id
    held.save(update_fields=["name", "address", "host", "secret", "set_at", "set_by"])
    _note(held, "channel.corrected", by, now, changed)


@transaction.atomic
def switch_off(*, channel: Channel, by: Viewer, now: datetime) -> None:
    """Let nothing more out by a channel; what waits for it is given up. A second call does nothing. Raises ChannelGone."""
    held = _held(channel)
    if not held.is_on:
        return
    held.is_on = False
    held.save(update_fields=["is_on"])
    given_up = give_up_waiting(channel=held, now=now)
    _note(held, "channel.switched_off", by, now, {"name": held.name, "given_up": given_up})


@transaction.atomic
def switch_on(*, channel: Channel, by: Viewer, now: datetime) -> None:
    """Let messages out by a channel again, from now on. A second call does nothing. Raises ChannelGone."""
    held = _held(channel)
    if held.is_on:
        return
    held.is_on = True
    held.save(update_fields=["is_on"])
    _note(held, "channel.switched_on", by, now, {"name": held.name})


@transaction.atomic
def remove_channel(*, channel: Channel, by: Viewer, now: datetime) -> None:
    """Remove a channel with its address; what went by it stays. Raises ChannelGone."""
    held = _held(channel)
    held.is_on, held.removed_at = False, now
    held.address = held.secret = ""
    held.save(update_fields=["is_on", "removed_at", "address", "secret"])
    given_up = give_up_waiting(channel=held, now=now)
    _note(held, "channel.removed", by, now, {"name": held.name, "given_up": given_up})


def _ensure_own_name(*, area: str, name: str, but: Channel | None) -> None:
    same = Channel.objects.filter(area=area, name=name, removed_at=None)
    if any(one != but for one in same):
        raise SameName(name)


def _held(channel: Channel) -> Channel:
    held = Channel.objects.select_for_update().get(pk=channel.pk)
    if held.removed_at:
        raise ChannelGone(held.pk)
    return held


def _note(channel: Channel, action: str, by: Viewer, now: datetime, changed: dict[str, object]) -> None:
    write_event(action=action, area=channel.area, by=by.user_id, now=now, subject=channel.pk, changed=changed)
