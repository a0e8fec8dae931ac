"""One device to a sign-in: the first that came with it, and no other. The session knows it, so it costs no statement."""

from typing import Final
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from linli.staff.commands.sessions import note_device
from linli.staff.session_keys import kept_as

DEVICE: Final = "linli_device"


class OtherDevice(Exception):
    """The sign-in was made with another device: whoever holds this one signs in with it."""


def ensure_same(*, session: SessionBase, device: UUID) -> None:
    """Raise OtherDevice where a session came with another device before."""
    if session.get(DEVICE, str(device)) != str(device):
        raise OtherDevice(device)


def bind(*, session: SessionBase, device: UUID) -> None:
    """Let a session belong to a device from the first message on, once it is known whose the device is."""
    if DEVICE not in session:
        session[DEVICE] = str(device)
        note_device(key=kept_as(key=session.session_key), device=device)
