"""The identifier of the request being answered; empty outside of one."""

from contextvars import ContextVar

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """Return the identifier of the request being answered, or ''."""
    return _request_id.get()


def set_request_id(value: str) -> None:
    """Set the identifier for what follows in this thread."""
    _request_id.set(value)
