"""Calls that leave the house. Nothing here touches the database, and each call ends in time."""

import ipaddress
import shlex
import socket
import ssl
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final
from urllib.parse import urlsplit

import urllib3
from django.conf import settings

from linli.channels.rules import (
    CALL_TAKES_S,
    Address,
    AddressNotGood,
    ChannelKind,
    Fault,
    body_of,
    check_address,
    fault_in,
    may_reach,
    signed,
)

# What is read of an answer; a robot's is a line.
ANSWER_BYTES: Final = 4096
HEADERS: Final = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Linli"}


@dataclass(frozen=True)
class Outcome:
    """What became of a try; fault None: the other side took it."""

    fault: Fault | None = None
    number: int | None = None


def send(*, kind: ChannelKind, address: str, secret: str, text: str, now: datetime) -> Outcome:
    """Send a text once and say what came of it; never takes longer than CALL_TAKES_S, and raises nothing of the network."""
    if kind is ChannelKind.SMS:
        return _by_command(address, text)
    if kind is ChannelKind.DINGTALK:
        address = signed(address=address, secret=secret, now=now)
    return _within(CALL_TAKES_S, lambda: _post(address, body_of(text=text)))


def _within(seconds: float, call: Callable[[], Outcome]) -> Outcome:
    """Wait so long for a call and no longer: a look-up of a name and an answer that drips know no limit of their own."""
    answered: SimpleQueue[Outcome] = SimpleQueue()
    Thread(target=lambda: answered.put(call()), daemon=True).start()
    try:
        return answered.get(timeout=seconds)
    except Empty:
        return Outcome(Fault.TOO_SLOW)


def _post(address: str, body: bytes) -> Outcome:
    try:
        check_address(kind=ChannelKind.WECOM, address=address, is_open=settings.PRODUCTION)
    except AddressNotGood:
        return Outcome(Fault.NOT_ALLOWED)
    parts = urlsplit(address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        ips = _addresses(host, port)
    except (OSError, UnicodeError):
        return Outcome(Fault.NOT_REACHED)
    if not may_reach(ips=ips, is_open=settings.PRODUCTION and host not in settings.CHANNEL_HOSTS):
        return Outcome(Fault.NOT_ALLOWED)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    headers = {**HEADERS, "Host": parts.netloc}
    try:
        # To the very address that was judged: a name asked a second time may be told another one.
        with _pool(parts.scheme, host, str(ips[0]), port) as pool:
            came = pool.request(
                "POST", path, body=body, headers=headers, redirect=False, retries=False, preload_content=False
            )
            read = came.read(ANSWER_BYTES)
            came.close()
    except urllib3.exceptions.TimeoutError:
        return Outcome(Fault.TOO_SLOW)
    except (urllib3.exceptions.HTTPError, OSError, UnicodeError, ValueError):
        return Outcome(Fault.NOT_REACHED)
    return Outcome(*fault_in(status=came.status, body=read))


def _addresses(host: str, port: int) -> list[Address]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ipaddress.ip_address(str(one[4][0]).partition("%")[0]) for one in found]


def _pool(scheme: str, host: str, ip: str, port: int) -> urllib3.HTTPConnectionPool:
    limit = urllib3.Timeout(total=CALL_TAKES_S)
    if scheme == "http":
        return urllib3.HTTPConnectionPool(ip, port, timeout=limit)
    return urllib3.HTTPSConnectionPool(
        ip,
        port,
        timeout=limit,
        ssl_context=ssl.create_default_context(),
        server_hostname=host,
        assert_hostname=host,
    )


def _by_command(number: str, text: str) -> Outcome:
    command = shlex.split(settings.SMS_COMMAND)
    if not command:
        return Outcome(Fault.NO_COMMAND)
    try:
        done = subprocess.run(  # noqa: S603 (set by whoever runs the machine; the number is one argument, and checked)
            [*command, number],
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=CALL_TAKES_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome(Fault.TOO_SLOW)
    except OSError:
        return Outcome(Fault.NO_COMMAND)
    return Outcome(Fault.COMMAND_FAILED, done.returncode) if done.returncode else Outcome()
