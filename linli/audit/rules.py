"""The chain of audit events: each event carries a keyed digest of itself, and a link to the one before it.

Without the key neither can be made, so whoever has only the database cannot change, add or take out an event unseen.
"""

import hmac
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

# What stands before the first event of a county.
BEGINNING = ""
# Under this an event says how many it concerns beside its subject, and their digest.
ABOUT = "about"
# Acts, or families of them, of which it is kept for a while from which address and with which browser they were done:
# ways in, what opens and shuts them, whole numbers that were read, lists and reports that left the house.
WITH_ORIGIN: Final = (
    "sign_in.",
    "sign_in_code.",
    "second_factor.",
    "provider.",
    "session.",
    "password.",
    "helper.",
    "person.locked",
    "person.unlocked",
    "phone.revoked",
    "identity.revealed",
    "lead.phone_revealed",
    "police.phone_revealed",
    "screening.phone_shown",
    "export.",
    "report.exported",
    "roster.errors_exported",
)
# Source: docs/decisions/088-where-from.md.
KEEP_ORIGIN: Final = timedelta(days=183)
# The act that writes the end of a chain into the chain above.
NOTED = "audit.head_noted"


@dataclass(frozen=True)
class Written:
    """What an event says, as it is digested."""

    county: str
    id: UUID
    at: datetime
    actor_id: UUID | None
    action: str
    area: str
    subject: UUID | None
    request_id: str
    changed: Mapping[str, object]


@dataclass(frozen=True)
class Linked:
    """An event of a county as it stands in the database; `position` counts from 1, None while it waits for its link."""

    written: Written
    digest: str
    position: int | None
    link: str
    about: Collection[UUID] = ()  # those whom it concerns beside its subject


@dataclass(frozen=True)
class Head:
    """Where a county's chain ends: its last position and the link there. Written down elsewhere it anchors the chain."""

    position: int
    link: str

    def __str__(self) -> str:
        """Return it as it is noted on paper."""
        return f"{self.position}:{self.link}"


class Fault(StrEnum):
    """What is wrong at a place of a chain."""

    CHANGED = "CHANGED"  # the event is not what was written, or was not written by Linli
    MISSING = "MISSING"  # a position has no event
    UNLINKED = "UNLINKED"  # the link is not what follows from the event before
    CUT_OFF = "CUT_OFF"  # the chain ends before the place where it is known to have ended
    TAKEN_BACK = "TAKEN_BACK"  # what is kept as the chain's end lies before its last event
    ABOUT = "ABOUT"  # those whom the event concerns are not who was written down
    NOT_AS_NOTED = "NOT_AS_NOTED"  # another link stands at the place that was noted
    GONE = "GONE"  # there is no chain, though the county has posts or rows


@dataclass(frozen=True)
class Broken:
    """One fault, at a position; 0 for an event that waits for its link."""

    position: int
    fault: Fault
    event: UUID | None = None


def digest(*, key: bytes, written: Written) -> str:
    """Return the keyed digest of what an event says: HMAC-SHA-256 over JSON with sorted keys, hex."""
    said = [
        written.county,
        str(written.id),
        written.at.astimezone(UTC).isoformat(),
        str(written.actor_id or ""),
        written.action,
        written.area,
        str(written.subject or ""),
        written.request_id,
        written.changed,
    ]
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.digest(key, text.encode(), "sha256").hex()


def about_digest(*, key: bytes, subjects: Collection[UUID]) -> str:
    """Return the keyed digest of those whom an event concerns, in whatever order they are given."""
    text = "\n".join(sorted(str(subject) for subject in subjects))
    return hmac.digest(key, f"about\n{text}".encode(), "sha256").hex()


def search_subject(*, key: bytes, words: str) -> UUID:
    """Return the subject under which a search for some words is written down; the words cannot be read from it.

    Case, and spaces around and between words, make no difference. Whoever knows the words and has the key finds it again.
    """
    tidy = " ".join(words.lower().split())
    return UUID(bytes=hmac.digest(key, f"searched\n{tidy}".encode(), "sha256")[:16])


def keeps_origin(*, action: str) -> bool:
    """Say whether it is kept from where an act was done."""
    return action.startswith(WITH_ORIGIN)


def county_above(*, county: str) -> str:
    """Return the key of the chain above: of a county its city, of a city its province, of a province '', the nation."""
    return county[:-2]


def link(*, key: bytes, previous: str, position: int, digest: str) -> str:
    """Return the link of an event to the one before it; `previous` is BEGINNING for the first."""
    return hmac.digest(key, f"{previous}\n{position}\n{digest}".encode(), "sha256").hex()


def faults(
    *,
    key: bytes,
    events: Iterable[Linked],
    head: Head,
    head_now: Callable[[], Head],
    noted: Iterable[Head] = (),
) -> list[Broken]:
    """Walk one county's events, in order of position and those without one last, and return what does not hold.

    head: the chain's end as it was kept before the events are read; head_now reads it after them, for meanwhile events
    are linked. A missing event is told once, for the whole gap; after it the chain is followed from where it goes on.
    """
    broken: list[Broken] = []
    at = Head(0, BEGINNING)
    known = {one.position: one.link for one in noted}
    for event in events:
        broken += _faults_of(event, key=key, after=at)
        if event.position is None:
            continue
        at = Head(event.position, event.link)
        if known.get(at.position, at.link) != at.link:
            broken.append(Broken(at.position, Fault.NOT_AS_NOTED, event.written.id))
    if at.position < max([head.position, *known]) or (at.position == head.position and at.link != head.link):
        broken.append(Broken(at.position + 1, Fault.CUT_OFF))
    if at.position > head_now().position:
        broken.append(Broken(at.position, Fault.TAKEN_BACK))
    return broken


def _faults_of(event: Linked, *, key: bytes, after: Head) -> Iterator[Broken]:
    """Yield what does not hold of one event behind the place where the chain stands."""
    if not hmac.compare_digest(event.digest, digest(key=key, written=event.written)):
        yield Broken(event.position or 0, Fault.CHANGED, event.written.id)
    held = event.written.changed.get(ABOUT)
    if isinstance(held, Mapping) and held.get("digest") != about_digest(key=key, subjects=event.about):
        yield Broken(event.position or 0, Fault.ABOUT, event.written.id)
    if event.position is None:
        return
    if event.position != after.position + 1:
        yield Broken(after.position + 1, Fault.MISSING)
    elif event.link != link(key=key, previous=after.link, position=event.position, digest=event.digest):
        yield Broken(event.position, Fault.UNLINKED, event.written.id)
