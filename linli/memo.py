"""Names that one page asks for again and again, asked once while a request that only reads is answered.

Nothing outlives its request: the middleware begins with nothing and forgets all at the end, and where there is no request, or
one that may write, everything is asked anew. So a name that was changed is the new one on the next page, on every worker.
"""

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from typing import Any, Final, TypeVar

from django.http import HttpRequest, HttpResponse

# What was told in this request: kind of name -> key -> name, None for a key that nobody has.
_told: ContextVar[dict[str, dict[Any, Any]] | None] = ContextVar("told", default=None)
_READS: Final = frozenset({"GET", "HEAD"})

K = TypeVar("K", bound=Any)
V = TypeVar("V")


def asked_once(*, kind: str, keys: Iterable[K], ask: Callable[[set[K]], Mapping[K, V]]) -> dict[K, V]:
    """Return what `ask` tells of some keys, in their order; within a request only of those that nobody asked for yet.

    Keys of which nothing is told are left out, as is None.
    """
    wanted = {key for key in keys if key is not None}
    told = _told.get()
    here: dict[Any, Any] = {} if told is None else told.setdefault(kind, {})
    if unknown := wanted - here.keys():
        found = ask(unknown)
        here.update({key: found.get(key) for key in unknown})
    return {key: here[key] for key in sorted(wanted) if here[key] is not None}


def told_already(*, kind: str, names: Mapping[Any, Any]) -> None:
    """Note names that came with another statement of this request."""
    told = _told.get()
    if told is not None:
        told.setdefault(kind, {}).update(names)


def forget_after_request(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Keep names while a request that only reads is answered, and forget them then, however it ended."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = _told.set({} if request.method in _READS else None)
        try:
            return get_response(request)
        finally:
            _told.reset(token)

    return middleware
