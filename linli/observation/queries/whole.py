"""The whole observation of a person: a row with those that it goes on from. The one home of reads across them.

A move, an end taken back, a parting of entries: each opens another row, so that no count of yesterday changes. What was seen
and what was due belong to the person's whole observation, whatever row they stand on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar
from uuid import UUID

from django.db import connection

from linli.observation.models import Observation

T = TypeVar("T")

_BEFORE: Final = """
    WITH RECURSIVE before (asked, id, county, continues_id) AS (
        SELECT asked.id, back.id, back.county, back.continues_id
        FROM observation_observation AS asked
        JOIN observation_observation AS back ON back.id = asked.continues_id
        WHERE asked.id IN ({asked})
        UNION ALL
        SELECT before.asked, back.id, back.county, back.continues_id
        FROM before JOIN observation_observation AS back ON back.id = before.continues_id
    )
    SELECT asked, id, county FROM before
"""


class Row(Protocol):
    """An observation, whatever it was read as."""

    @property
    def pk(self) -> UUID:
        """Its id."""

    @property
    def county(self) -> str:
        """Where it lies."""

    @property
    def continues_id(self) -> UUID | None:
        """The row that it goes on from."""


@dataclass(frozen=True)
class Whole:
    """The rows of some whole observations. asked: each row -> those asked for that it belongs to, itself among them."""

    counties: frozenset[str]
    asked: Mapping[UUID, tuple[UUID, ...]]

    @property
    def rows(self) -> list[UUID]:
        """The ids of all rows, as statements on stream tables name them."""
        return list(self.asked)

    def gathered(self, *, facts: Iterable[T], row_of: Callable[[T], UUID]) -> dict[UUID, list[T]]:
        """Return facts by the observation asked for, in their order. row_of: the row that a fact stands on."""
        found: dict[UUID, list[T]] = defaultdict(list)
        for fact in facts:
            for one in self.asked[row_of(fact)]:
                found[one].append(fact)
        return found


def whole_of(*, observations: Sequence[Row]) -> Whole:
    """Return the rows of whole observations; one statement where one of them goes on from another, else none."""
    counties = {row.county for row in observations}
    asked: dict[UUID, tuple[UUID, ...]] = {row.pk: (row.pk,) for row in observations}
    for one, before, county in _before([row.pk for row in observations if row.continues_id]):
        counties.add(county)
        asked[before] = (*asked.get(before, ()), one)
    return Whole(frozenset(counties), asked)


def rows_before(*, ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return the rows that observations, by id, go on from -> the one that goes on. One statement, none for no id."""
    return {before: one for one, before, _county in _before(ids)}


def _before(ids: Sequence[UUID]) -> list[tuple[UUID, UUID, str]]:
    if not ids:
        return []
    # Only placeholders are put into the statement.
    statement = _BEFORE.format(asked=", ".join(["%s"] * len(ids)))
    with connection.cursor() as cursor:
        cursor.execute(statement, [_stored(one) for one in ids])
        return [(_read(one), _read(before), county) for one, before, county in cursor.fetchall()]


def _stored(pk: UUID) -> UUID | str:
    return pk if connection.features.has_native_uuid_field else pk.hex


def _read(pk: object) -> UUID:
    return pk if isinstance(pk, UUID) else UUID(str(pk))


def goes_on_in(*, observation: Observation) -> Observation:
    """Return the row in which an observation goes on now, with its person; itself where none came after.

    One statement for each row, and one for the last.
    """
    row = observation
    while True:
        later = Observation.objects.filter(continues=row.pk).select_related("person").order_by("-opened_at")
        following = later.first()
        if following is None:
            return row
        row = following
