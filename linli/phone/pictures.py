"""Kinds of subjects of which pictures are taken, collected from the apps that own them."""

from typing import Final

from linli.messages import PictureKind

KINDS: Final[tuple[PictureKind, ...]] = ()


def kind_named(*, code: str) -> PictureKind | None:
    """Return a kind by its code; None for one that nobody declares."""
    return next((kind for kind in KINDS if kind.code == code), None)
