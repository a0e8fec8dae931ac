"""The request being answered: its identifier and from where it comes; nothing outside of one."""

from contextvars import ContextVar
from dataclasses import dataclass

_request_id: ContextVar[str] = ContextVar("request_id", default="")


@dataclass(frozen=True)
class Origin:
    """From where a request comes: the address of the browser, '' when unknown, and what the browser calls itself."""

    address: str
    browser: str


_origin: ContextVar[Origin | None] = ContextVar("origin", default=None)


def current_request_id() -> str:
    """Return the identifier of the request being answered, or ''."""
    return _request_id.get()


def set_request_id(value: str) -> None:
    """Set the identifier for what follows in this thread."""
    _request_id.set(value)


def current_origin() -> Origin | None:
    """Return from where the request being answered comes; None outside of one."""
    return _origin.get()


def set_origin(origin: Origin | None) -> None:
    """Set from where what follows in this thread comes."""
    _origin.set(origin)
