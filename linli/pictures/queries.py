"""Reads of pictures. Who may see one is asked of the app that owns its subject: a picture is seen with what it shows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from linli.pictures.models import Picture
from linli.pictures.rules import State, state_of


@dataclass(frozen=True)
class PictureTold:
    """What a page says of one picture that a fact names. width, height: pixels, 0 where it is not here."""

    id: UUID
    state: State
    width: int = 0
    height: int = 0
    struck_reason: str = ""


def pictures_told(*, kind: str, subject: UUID, ids: Sequence[UUID]) -> list[PictureTold]:
    """Return what is known of the pictures that a fact names, in its order, one statement however many.

    A picture of another subject counts as not here, so that a fact that names somebody else's shows nothing of it.
    """
    rows = {row.pk: row for row in Picture.objects.filter(pk__in=ids, kind=kind, subject=subject)}
    return [_told(one, rows.get(one)) for one in ids]


def _told(id: UUID, row: Picture | None) -> PictureTold:
    state = state_of(
        is_known=row is not None,
        is_struck=row is not None and row.struck_at is not None,
        is_removed=row is not None and row.removed_at is not None,
    )
    if row is None:
        return PictureTold(id, state)
    return PictureTold(id, state, row.width, row.height, row.struck_reason)


def picture_with_file(*, id: UUID) -> Picture | None:
    """Return a picture whose time is not over; None for any other. Whether the viewer sees its subject is asked next."""
    return Picture.objects.filter(pk=id, removed_at=None).first()


def pictures_by_key() -> Counter[int]:
    """Count the files by the number of their key."""
    held = Picture.objects.filter(removed_at=None).order_by()
    return Counter(held.values_list("key", flat=True))
