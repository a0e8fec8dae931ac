"""Reading of JSON from strangers' programs: what RFC 8259 allows, and no deeper than anything here is."""

import json
from typing import Any, Final, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

# body > ops > operation > data > basis is five; what is far deeper only makes a reader stumble.
DEEPEST: Final = 32


class TooDeep(ValueError):
    """Lists in lists, or objects in objects, beyond 32."""


class NoNumber(ValueError):
    """NaN and Infinity are no JSON."""


class JsonBody(Parser):
    """Read a body as JSON. Raises ValueError for what is none: also NaN, and what is nested beyond 32."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return what the body says; of a key that is told twice, the last value."""
        try:
            said = json.loads(request.body, parse_constant=_refuse)
        except RecursionError as error:
            raise TooDeep from error
        _refuse_depth(said)
        return said


def _refuse(constant: str) -> NoReturn:
    raise NoNumber(constant)


def _refuse_depth(said: Any) -> None:
    """Raise TooDeep; level by level, for what is read here is wide and flat."""
    level: list[Any] = [[said]]
    for _ in range(DEEPEST):
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise TooDeep
