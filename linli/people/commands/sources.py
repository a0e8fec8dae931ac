"""Writes of sources: each time that somebody is reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from linli.areas.rules import AreaCode
from linli.ids import new_id
from linli.people.models import Person, PersonSource
from linli.people.rules.sources import SourceKind
from linli.staff.rules import Viewer
from linli.stream.bulk import insert_rows


@dataclass(frozen=True)
class NewSource:
    """Somebody reported once more. reference: the list or file that told it."""

    person: Person
    kind: SourceKind
    note: str = ""
    reference: str = ""


def add_sources(*, community: AreaCode, sources: Sequence[NewSource], by: Viewer, now: datetime) -> None:
    """Keep who told of each person; one statement. Call it inside the transaction that registers them."""
    insert_rows(
        PersonSource(
            id=new_id(),
            county=community.county,
            community=community,
            person=source.person,
            kind=source.kind,
            told_at=now,
            by=by.user_id,
            note=source.note,
            reference=source.reference,
        )
        for source in sources
    )
