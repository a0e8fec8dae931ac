"""What a log may hold: where something went wrong, never what was typed or read.

An exception's own words often quote a value (a row, a cell, a number), so of exceptions only the kind and the places in the
code are told. Of messages, whatever looks like a number of a person or like a secret is blotted out.
"""

import logging
import re
import traceback
from types import TracebackType
from typing import Any, Final

BLOT: Final = "…"
# ID numbers, phones, passports; area codes of seven digits and more go with them. Not inside of a UUID.
_UUID: Final = r"(?<![0-9A-Za-z])[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![0-9A-Za-z])"
_NUMBER: Final = r"[A-Za-z]{0,2}\d[\d -]{5,}\d[Xx]?"
_PHRASE: Final = r"(?i:password|passwd|secret|token|code|key|密码|口令)['\"]?\s*[:=]\s*\S+"
_OPAQUE: Final = r"[A-Za-z0-9_+=-]{20,}"
_BLOTTED: Final = re.compile(f"({_UUID})|{_PHRASE}|{_NUMBER}|{_OPAQUE}")
_PLACE: Final = re.compile(r'^\s*File "[^"\n]+", line \d+, in [\w<>.]+$', re.MULTILINE)


def blotted(*, text: str) -> str:
    """Return a message without numbers of people and without secrets; ids of rows stay."""
    return _BLOTTED.sub(lambda found: found[1] or BLOT, text)


def places_only(*, told: str, kind: str) -> str:
    """Return of a traceback as text the places in the code and the kind of the last exception."""
    places = [found.strip() for found in _PLACE.findall(told)]
    return "\n".join([*places, kind])


class Blotted(logging.Formatter):
    """One line a message, blotted; below it the places and kinds of its exceptions, without their words."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as it may be written down."""
        head = (
            f"{self.formatTime(record)} {record.levelname} {record.name}: {blotted(text=record.getMessage())}"
        )
        return f"{head}\n{self.formatException(record.exc_info)}" if record.exc_info else head

    def formatException(self, ei: Any) -> str:  # noqa: N802 (logging's name)
        """Tell the places, from the outermost, of an exception and of what led to it."""
        _type, fault, trace = ei
        return "\n".join(_lines(fault, trace)) if fault is not None else ""


def _lines(fault: BaseException, trace: TracebackType | None) -> list[str]:
    before = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    led = _lines(before, before.__traceback__) if before else []
    places = [f'  File "{f.filename}", line {f.lineno}, in {f.name}' for f in traceback.extract_tb(trace)]
    kind = f"{type(fault).__module__}.{type(fault).__qualname__}"
    return [*led, *places, kind]


LOGGING: Final[dict[str, Any]] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"blotted": {"()": "linli.logs.Blotted"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "blotted"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers tell more; ours stands at the root.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        # A statement is logged with its parameters.
        "django.db.backends": {"handlers": [], "level": "WARNING", "propagate": True},
        "django_tasks": {"handlers": [], "level": "WARNING", "propagate": True},
        "_granian": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
