"""What leaves the house: kinds of channel, when a message is tried again, which addresses are good, what an answer means."""

import base64
import hashlib
import hmac
import ipaddress
import json
import re
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import quote, urlsplit


class ChannelKind(StrEnum):
    """By which way a message goes."""

    WECOM = "WECOM"
    DINGTALK = "DINGTALK"
    SMS = "SMS"


class MessageKind(StrEnum):
    """What a message tells of, the most urgent first."""

    EMERGENCY = "EMERGENCY"
    TEST = "TEST"


class State(StrEnum):
    """How a message stands."""

    WAITING = "WAITING"
    SENT = "SENT"
    REPLACED = "REPLACED"  # a newer one of the same thing came before it went
    FAILED = "FAILED"
    GIVEN_UP = "GIVEN_UP"


class Fault(StrEnum):
    """Why a try failed; a number may stand beside it."""

    NOT_REACHED = "NOT_REACHED"
    TOO_SLOW = "TOO_SLOW"
    MOVED = "MOVED"
    REFUSED = "REFUSED"  # number: the status of the answer
    NOT_TAKEN = "NOT_TAKEN"  # number: the errcode of the robot
    NOT_UNDERSTOOD = "NOT_UNDERSTOOD"
    NOT_ALLOWED = "NOT_ALLOWED"
    NO_COMMAND = "NO_COMMAND"
    COMMAND_FAILED = "COMMAND_FAILED"  # number: the exit code of the command


# After each try that failed so long, the last one again and again. Source: docs/rules/channels.md#channels.
PAUSES: Final = (
    timedelta(seconds=30),
    timedelta(minutes=1),
    timedelta(minutes=2),
    timedelta(minutes=5),
    timedelta(minutes=10),
    timedelta(minutes=30),
)
# For so long a message is tried. Source: docs/rules/channels.md#channels.
TRIED_FOR: Final = timedelta(hours=24)
# After so many tries in vain somebody is told that it does not go out. Source: docs/rules/channels.md#channels.
TOLD_AFTER_TRIES: Final = 3
# For so long the sending of one message counts as under way. Source: docs/rules/channels.md#channels.
HELD_FOR: Final = timedelta(seconds=60)
# What is over is kept for so long. Source: docs/rules/channels.md#channels.
KEPT: Final = timedelta(days=180)
# Seconds that one call takes at most, and that one run goes on. Source: docs/rules/channels.md#channels.
CALL_TAKES_S: Final = 8
RUN_TAKES_S: Final = 20
# Letters of a text. Source: docs/rules/channels.md#channels (2048 bytes of a WeCom robot).
LONGEST: Final = 600
# A mobile. Source: docs/rules/people.md#phone.
_MOBILE: Final = re.compile(r"(?:\+?86)?(1[3-9][0-9]{9})")
# Digits of a number that are shown again.
_SHOWN: Final = 4
# Where the robots of each kind live; another host may stand before them, one of another kind never does.
_HOSTS: Final = {"qyapi.weixin.qq.com": ChannelKind.WECOM, "oapi.dingtalk.com": ChannelKind.DINGTALK}
# Source: DingTalk, custom robots, additional signature.
_SECRET: Final = re.compile(r"SEC[0-9a-zA-Z]{32,}")
_OK: Final = 200
_MOVED: Final = range(300, 400)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressNotGood(ValueError):
    """No telephone number, no https address, or one with a name and password in it."""


class OtherKind(ValueError):
    """The address is that of a robot of another kind."""


class SecretNotGood(ValueError):
    """Not what DingTalk gives as the secret of a robot, or a secret where none belongs."""


def rank_of(*, kind: MessageKind) -> int:
    """Return the place of a kind in the queue, 0 first."""
    return list(MessageKind).index(kind)


def next_try(*, tries: int, queued_at: datetime, now: datetime) -> datetime | None:
    """Return when a message is tried again that failed for the `tries`-th time; None once it was tried for TRIED_FOR."""
    at = now + PAUSES[min(tries, len(PAUSES)) - 1]
    return at if at <= queued_at + TRIED_FOR else None


def check_address(*, kind: ChannelKind, address: str, is_open: bool) -> None:
    """Raise AddressNotGood for what no message can go to.

    address: of a number, as `clean_address` returns it.

    is_open: the machine is reached by others: nothing but https then; before that also http to this machine, for trying out.
    """
    if kind is ChannelKind.SMS:
        if not _MOBILE.fullmatch(address):
            raise AddressNotGood
        return
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError as bad:
        raise AddressNotGood from bad
    plain = parts.scheme == "http" and host == "127.0.0.1" and not is_open
    if not host or parts.username or not (parts.scheme == "https" or plain) or not address.isprintable():
        raise AddressNotGood


def check_kind(*, kind: ChannelKind, address: str) -> None:
    """Raise OtherKind for the address of a robot of another kind."""
    if _HOSTS.get(host_of(address=address), kind) is not kind:
        raise OtherKind


def clean_address(*, kind: ChannelKind, address: str) -> str:
    """Return an address without what people type around it; a mobile as eleven digits."""
    plain = address.strip()
    if kind is not ChannelKind.SMS:
        return plain
    digits = re.sub(r"[ ()-]", "", plain)
    found = _MOBILE.fullmatch(digits)
    return found[1] if found else digits


def check_secret(*, kind: ChannelKind, secret: str) -> None:
    """Raise SecretNotGood for what is no secret of a DingTalk robot; none at all is good."""
    if secret and not (kind is ChannelKind.DINGTALK and _SECRET.fullmatch(secret)):
        raise SecretNotGood


def may_reach(*, ips: Collection[Address], is_open: bool) -> bool:
    """Say whether every address of a host may be called: on a machine that others reach, only public ones."""
    if not is_open:
        return bool(ips)
    return bool(ips) and all(_is_public(ip) for ip in ips)


def _is_public(ip: Address) -> bool:
    plain = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped else ip
    return plain.is_global and not plain.is_multicast


def host_of(*, address: str) -> str:
    """Return what may be shown of an address that is a secret: the host of a robot, the last digits of a number."""
    return urlsplit(address).hostname or "" if address.startswith("http") else f"…{address[-_SHOWN:]}"


def signed(*, address: str, secret: str, now: datetime) -> str:
    """Return the address of a DingTalk robot with the moment and its signature, where the robot has a secret.

    Source: DingTalk, custom robots, additional signature: HMAC-SHA256 over the milliseconds, a line end and the secret.
    """
    if not secret:
        return address
    stamp = str(int(now.timestamp() * 1000))
    digest = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    joined = "&" if urlsplit(address).query else "?"
    return f"{address}{joined}timestamp={stamp}&sign={quote(base64.b64encode(digest), safe='')}"


def body_of(*, text: str) -> bytes:
    """Return a text as WeCom's and DingTalk's robots take it."""
    return json.dumps({"msgtype": "text", "text": {"content": text}}, ensure_ascii=False).encode()


def fault_in(*, status: int, body: bytes) -> tuple[Fault | None, int | None]:
    """Return what is wrong with a robot's answer, and its number; None where it took the message.

    Both robots answer 200 in any case; whether they took it stands in errcode.
    """
    if status in _MOVED:
        return Fault.MOVED, status
    if status != _OK:
        return Fault.REFUSED, status
    try:
        code = json.loads(body)["errcode"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return Fault.NOT_UNDERSTOOD, None
    if not isinstance(code, int):
        return Fault.NOT_UNDERSTOOD, None
    return (Fault.NOT_TAKEN, code) if code else (None, None)
