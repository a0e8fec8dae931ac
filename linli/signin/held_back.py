"""Whether a request comes from somebody who must choose a password or set up a second factor before anything else."""

from typing import Final

from django.http import HttpRequest

_MARK: Final = "_linli_held_back"


def hold_back(request: HttpRequest) -> None:
    """Note on the request that its user has something else to do first, so that no page shows more than their name."""
    setattr(request, _MARK, True)


def is_held_back(request: HttpRequest) -> bool:
    """Say whether that was noted."""
    return getattr(request, _MARK, False)
