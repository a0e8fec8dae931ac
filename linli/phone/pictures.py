"""Kinds of subjects of which pictures are taken: each app that owns one is named here, with its questions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from linli.staff.rules import Viewer


@dataclass(frozen=True)
class PictureKind:
    """A kind of subject. code: as its pictures say it.

    takes: the area of a subject of which the viewer may bring a picture; None for every other, and for one that is not
    there (yet). shows: whether the viewer sees the subject, and with it its pictures. Both ask by the owner's scope.
    """

    code: str
    takes: Callable[[Viewer, UUID], str | None]
    shows: Callable[[Viewer, UUID], bool]


KINDS: Final[list[PictureKind]] = []


def kind_named(*, code: str) -> PictureKind | None:
    """Return a kind by its code; None for one that nobody declared."""
    return next((kind for kind in KINDS if kind.code == code), None)
