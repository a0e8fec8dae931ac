"""Who is let in, how often somebody may try, and who needs a second factor. No clock, no database.

Sources: OWASP Authentication, Credential Stuffing Prevention and Multifactor Authentication cheat sheets; OWASP "Slow
down online guessing attacks with device cookies"; NIST SP 800-63B 5.2.2 (at most 100 wrong tries in a row); RFC 6238
(one time step of tolerance, a code counts once).
"""

import hashlib
import hmac
import ipaddress
import math
from base64 import b32decode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from linli.areas.rules import Level
from linli.staff.apart import ADMINISTRATORS
from linli.staff.rights import LEVELS, Role


class Kind(StrEnum):
    """What is tried."""

    PASSWORD = "PASSWORD"  # noqa: S105 (the name of a kind)
    CODE = "CODE"  # a one-time code that a secretary issued
    SECOND = "SECOND"  # the second factor: six digits, recovery code, passkey
    AGAIN = "AGAIN"  # the password once more, before something delicate
    ISSUE = "ISSUE"  # issuing one-time codes
    PUBLIC = "PUBLIC"  # a page that strangers open
    PROVIDER = "PROVIDER"  # coming back from WeCom or DingTalk, counted only where it led nowhere


@dataclass(frozen=True)
class Limit:
    """At most so many tries within a time; the next one waits until the oldest of them is out of it."""

    most: int
    within: timedelta


@dataclass(frozen=True)
class Limits:
    """The limits of one kind: at a place where the account signed in before, and everywhere else together."""

    usual: tuple[Limit, ...]
    unfamiliar: tuple[Limit, ...]


_QUARTER: Final = timedelta(minutes=15)
_DAY: Final = timedelta(days=1)
_SAME: Final = (Limit(10, _QUARTER),)
LIMITS: Final[Mapping[Kind, Limits]] = {
    # All unfamiliar places share a counter, so that many addresses have no more tries than one; 50 a day stay under
    # NIST's 100 in a row. A usual place has a counter of its own, which no stranger fills.
    Kind.PASSWORD: Limits(usual=_SAME, unfamiliar=(Limit(10, _QUARTER), Limit(50, _DAY))),
    Kind.CODE: Limits(usual=_SAME, unfamiliar=(Limit(5, _QUARTER), Limit(20, _DAY))),
    # Three of a million codes fit at a time: 30 tries a day find one in 30 years.
    Kind.SECOND: Limits(usual=_SAME, unfamiliar=(Limit(5, _QUARTER), Limit(30, _DAY))),
    Kind.AGAIN: Limits(usual=_SAME, unfamiliar=_SAME),
    Kind.ISSUE: Limits(usual=(Limit(20, timedelta(hours=1)),), unfamiliar=(Limit(20, timedelta(hours=1)),)),
    # Somebody at a gate reads a paper every few seconds at the busiest.
    Kind.PUBLIC: Limits(usual=(), unfamiliar=(Limit(60, timedelta(minutes=5)),)),
    # There is nothing to guess here: what is limited is how much one address writes down.
    Kind.PROVIDER: Limits(usual=(), unfamiliar=(Limit(20, timedelta(hours=1)),)),
}
# Different accounts tried from one address: more than that is somebody who goes through a list (password spraying).
ACCOUNTS_AN_ADDRESS: Final = Limit(20, timedelta(hours=1))
# Tries that led nowhere of names that nobody has, from all addresses together: so many in an hour of the clock are events each.
UNKNOWN_NAMES: Final = Limit(300, timedelta(hours=1))
# The longest that a try counts; older rows are swept.
KEPT: Final = _DAY
# A place where nobody signed in for so long is no longer usual.
USUAL_FOR: Final = timedelta(days=180)
# On a shared computer whoever does nothing for so long is signed out. Source: OWASP Session Management, 15-30 minutes.
IDLE: Final = timedelta(minutes=15)
# How exactly it is known when somebody was last active.
SEEN_EVERY: Final = timedelta(minutes=1)
WORKING_DAY: Final = timedelta(hours=12)
# So long heavy calls of a session and of an address count together. Source: docs/rules/signin.md.
HEAVY_WITHIN: Final = timedelta(minutes=5)
# Behind one address so many sessions work at once: a community's office, the gate of a carrier.
ADDRESS_TIMES: Final = 10
# Of what is sent, so many bytes cost a point more: twenty records of a phone.
BYTES_A_POINT: Final = 8192
CODE_DIGITS: Final = 8
CODE_HOLDS: Final = timedelta(minutes=15)
# Whoever has not signed in by then asks for another.
FIRST_PASSWORD_HOLDS: Final = timedelta(days=3)
# As long as one period of observation; then whoever gave it says again that the helper still helps.
LINK_HOLDS: Final = timedelta(days=14)
TOTP_STEP_S: Final = 30
TOTP_DIGITS: Final = 6
# Codes of the step before and after count too, for phones whose clock is off. Source: RFC 6238 5.2.
TOTP_STEPS: Final = (0, -1, 1)
_UPPER: Final = frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY})
_IPV6_NETWORK: Final = 64


def wait(*, tried: Sequence[datetime], now: datetime, limits: Iterable[Limit]) -> timedelta | None:
    """Return how long to wait before the next try; None when it may be made now.

    tried: moments of earlier tries, oldest first. A try exactly `within` ago no longer counts.
    """
    waits = []
    for limit in limits:
        recent = [at for at in tried if at > now - limit.within]
        if len(recent) >= limit.most:
            waits.append(recent[-limit.most] + limit.within - now)
    return max(waits, default=None)


def hour_of(now: datetime) -> datetime:
    """Return when the hour of the clock began."""
    return now.replace(minute=0, second=0, microsecond=0)


def minutes(span: timedelta) -> int:
    """Return whole minutes to wait, rounded up, at least one."""
    return max(1, math.ceil(span / timedelta(minutes=1)))


def network_of(address: str) -> str:
    """Return what counts as one address: an IPv4 address, or the /64 network that a provider gives one customer."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((known, _IPV6_NETWORK), strict=False))
    return str(known)


def client_address(*, peer: str, forwarded: str, trusted: Iterable[str]) -> str:
    """Return the address of the browser: the peer's, or, behind trusted proxies, the nearest that is none of them.

    forwarded: X-Forwarded-For, the browser first; believed only as far as trusted proxies wrote it. '' when unknown.
    """
    proxies = frozenset(trusted)
    address = peer
    for hop in reversed([part.strip() for part in forwarded.split(",")]):
        if address not in proxies or not _is_address(hop):
            break
        address = hop
    return address if _is_address(address) else ""


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def needs_second_factor(*, role: Role) -> bool:
    """Say what holds for a role as long as nobody set anything else: county and above, and administrators."""
    return role in ADMINISTRATORS or LEVELS[role] <= _UPPER


def is_idle(*, seen_at: datetime, now: datetime) -> bool:
    """Say whether somebody on a shared computer did nothing for too long; exactly 15 minutes are too long."""
    return now - seen_at >= IDLE


def has_run_out(*, given_at: datetime | None, now: datetime) -> bool:
    """Say whether a password that somebody else gave holds no longer; exactly three days are too long.

    given_at: None for a password chosen by whom it is for, which does not run out.
    """
    return given_at is not None and now - given_at >= FIRST_PASSWORD_HOLDS


def totp(*, secret: str, step: int) -> str:
    """Return the six digits of a time step. secret: base32. Source: RFC 6238 with RFC 4226 5.3."""
    mac = hmac.digest(b32decode(secret, casefold=True), step.to_bytes(8, "big"), hashlib.sha1)
    offset = mac[-1] & 0x0F
    value = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{value % 10**TOTP_DIGITS:0{TOTP_DIGITS}}"


def matching_step(*, secret: str, code: str, at: datetime) -> int | None:
    """Return the time step whose code this is, now or one step off; None for a wrong code. Spaces do not count."""
    typed = "".join(code.split()).encode()
    now = int(at.timestamp()) // TOTP_STEP_S
    for off in TOTP_STEPS:
        if hmac.compare_digest(totp(secret=secret, step=now + off).encode(), typed):
            return now + off
    return None


def cost_of(*, points: int, length: int) -> int:
    """Return what a heavy call costs. points: of its kind; length: bytes of its body."""
    return points + length // BYTES_A_POINT
