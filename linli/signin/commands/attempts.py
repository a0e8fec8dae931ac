"""Tries: counted before they are judged, forgiven when they led to a sign-in."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from linli.signin.commands.tried import write_tried
from linli.signin.models import Attempt, Refusal, UsualPlace
from linli.signin.places import Place, account_digest, digest
from linli.signin.queries.places import area_of_name, user_named
from linli.signin.rules import ACCOUNTS_AN_ADDRESS, KEPT, LIMITS, USUAL_FOR, Kind, minutes, wait

# Kinds that are tried by strangers with names of their choosing, so that one address may go through a list of names.
BY_NAME = frozenset({Kind.PASSWORD, Kind.CODE})


class TooManyTries(Exception):
    """A limit is reached; `minutes` tells how long to wait."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


def take_attempt(*, kind: Kind, username: str, place: Place, now: datetime) -> None:
    """Count a try before it is judged, or refuse it.

    The same statements run whether or not anybody has the name. Raises TooManyTries; the try is not counted then.
    """
    account = account_digest(username)
    usual = _usual_place(account, place)
    counter = digest(kind, account, usual)
    limits = LIMITS[kind].usual if usual else LIMITS[kind].unfamiliar
    # Counted first: of many tries at once none slips through between counting and writing.
    own = Attempt.objects.create(kind=kind, counter=counter, account=account, address=place.address, at=now)
    others = Attempt.objects.filter(counter=counter, at__gt=now - KEPT).exclude(pk=own.pk)
    span = wait(tried=list(others.order_by("at").values_list("at", flat=True)), now=now, limits=limits)
    if span is None and kind in BY_NAME and not usual:
        counter = digest(kind, "address", place.address)
        span = wait(tried=_accounts_tried(account, place, now), now=now, limits=(ACCOUNTS_AN_ADDRESS,))
    if span is not None:
        own.delete()
        note_refusal(kind=kind, counter=counter, username=username, until=now + span, now=now)
        raise TooManyTries(minutes(span))


def take_turn(*, kind: Kind, key: str, now: datetime) -> None:
    """Count something that is limited by one key alone, such as a stranger's page by its address.

    Raises TooManyTries.
    """
    counter = digest(kind, key)
    earlier = Attempt.objects.filter(counter=counter, at__gt=now - KEPT).order_by("at")
    span = wait(tried=list(earlier.values_list("at", flat=True)), now=now, limits=LIMITS[kind].unfamiliar)
    if span is not None:
        raise TooManyTries(minutes(span))
    Attempt.objects.create(kind=kind, counter=counter, account="", address="", at=now)


def forgive(*, username: str, place: Place, kinds: Iterable[Kind]) -> None:
    """Forget the tries of some kinds of an account from an address; those from elsewhere stay counted."""
    mine = Attempt.objects.filter(account=account_digest(username), address=place.address)
    mine.filter(kind__in=list(kinds)).delete()


@transaction.atomic
def remember_place(*, username: str, place: Place, now: datetime) -> None:
    """Make an address and a browser usual for an account, and sweep what is too old."""
    account = account_digest(username)
    for known in (place.address, place.device):
        UsualPlace.objects.update_or_create(account=account, place=known, defaults={"last_at": now})
    sweep(now=now)


def sweep(*, now: datetime) -> None:
    """Delete tries that no longer count, and places where nobody signed in for half a year."""
    Attempt.objects.filter(at__lte=now - KEPT).delete()
    Refusal.objects.filter(until__lte=now).delete()
    UsualPlace.objects.filter(last_at__lte=now - USUAL_FOR).delete()


def _usual_place(account: str, place: Place) -> str:
    """Return the browser, or else the address, where the account signed in before; '' for an unfamiliar place."""
    known = set(
        UsualPlace.objects.filter(account=account, place__in=[place.address, place.device]).values_list(
            "place", flat=True
        )
    )
    return next((part for part in (place.device, place.address) if part in known), "")


def _accounts_tried(account: str, place: Place, now: datetime) -> list[datetime]:
    """Return when each other account was last tried from an address, oldest first."""
    rows = (
        Attempt.objects.filter(
            address=place.address, kind__in=list(BY_NAME), at__gt=now - ACCOUNTS_AN_ADDRESS.within
        )
        .exclude(account=account)
        .values("account")
        .annotate(last_at=Max("at"))
        .order_by("last_at")
    )
    return [row["last_at"] for row in rows]


@transaction.atomic
def note_failed(*, kind: Kind, username: str, now: datetime) -> None:
    """Write down that a try was counted and led nowhere: whose it was, or the digest of a name that nobody has.

    A try over the limit is none: a full counter has one event (`sign_in.refused`), so nobody fills the disk with these.
    """
    user = user_named(username=username)
    write_tried(
        action="sign_in.failed",
        area=area_of_name(username=username),
        user_id=user.pk if user else None,
        changed={"kind": kind} if user else {"kind": kind, "typed": account_digest(username)},
        now=now,
    )


@transaction.atomic
def note_refusal(*, kind: Kind, counter: str, username: str, until: datetime, now: datetime) -> None:
    """Write one event for a counter that is full, however often it is refused until it is free again."""
    Refusal.objects.filter(counter=counter, until__lte=now).delete()
    _row, is_new = Refusal.objects.get_or_create(counter=counter, defaults={"until": until})
    if is_new:
        user = user_named(username=username)
        write_tried(
            action="sign_in.refused",
            area=area_of_name(username=username),
            user_id=user.pk if user else None,
            changed={"kind": kind},
            now=now,
        )
