"""The row of a whole observation that a check belongs to, and the one in which what it asks for waits."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from linli.observation.models import Observation
from linli.observation.queries.whole import goes_on_in, rows_before

if TYPE_CHECKING:
    from linli.observation.commands.checks import NewCheck


def put_in_rows(*, new: "Sequence[NewCheck]") -> "Sequence[NewCheck]":
    """Return checks with the row that was open in their community when they were made; others as they are told.

    Who is told of this afternoon what was seen in the morning, before the observation went on in another row, answers the
    morning where it was due. No statement where nothing is told of the time before a row that goes on.
    """
    late = [
        one.observation.pk
        for one in new
        if one.observation.continues_id and one.claimed_at < one.observation.opened_at
    ]
    before = rows_before(ids=late)
    if not before:
        return new
    rows = list(Observation.objects.select_related("person").filter(pk__in=before))
    return [
        replace(one, observation=_row_of(one, [row for row in rows if _is_before(one, row, before)]))
        for one in new
    ]


def _is_before(one: "NewCheck", row: Observation, before: Mapping[UUID, UUID]) -> bool:
    return before[row.pk] == one.observation.pk and row.community == one.observation.community


def _row_of(one: "NewCheck", rows: Sequence[Observation]) -> Observation:
    then = (row for row in rows if row.closed_at and row.opened_at <= one.claimed_at < row.closed_at)
    return next(then, one.observation)


def going_on(*, new: "Sequence[NewCheck]", closed: Mapping[UUID, object]) -> dict[UUID, Observation]:
    """Return for closed rows, by id, the one in which their observation goes on in the same community; a statement each."""
    rows = {one.observation.pk: one.observation for one in new if closed.get(one.observation.pk)}
    found = {pk: goes_on_in(observation=row) for pk, row in rows.items()}
    return {
        pk: now_on
        for pk, now_on in found.items()
        if now_on.pk != pk and now_on.community == rows[pk].community
    }
