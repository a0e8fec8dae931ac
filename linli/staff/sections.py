"""What an app says of its part of a page that shows a whole file: a person's, a household's.

Each app declares its sections in its `sections.py`; the desk collects them in the order in which they stand on the page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from django.utils.functional import Promise

from linli.staff.rules import Viewer

F = TypeVar("F")


class Shown(StrEnum):
    """When a section is read: with the page, when it comes into sight, or when somebody opens it."""

    AT_ONCE = "AT_ONCE"
    IN_SIGHT = "IN_SIGHT"
    OPENED = "OPENED"


@dataclass(frozen=True)
class Section(Generic[F]):
    """A part of the page of a file.

    name: in addresses, and of the element on the page; small letters. template: draws a whole card, or nothing.
    context: what the template needs, for a viewer who may see the file; a fixed number of statements. A page costs twelve
    at most, four of them around it, so what is not AT_ONCE is asked by an address of its own, with a title for its link.
    actions: a template of what the section puts beside the heading of the page; only of one that is AT_ONCE.
    """

    name: str
    title: Promise
    template: str
    context: Callable[[Viewer, F, datetime], Mapping[str, object]]
    shown: Shown = Shown.AT_ONCE
    actions: str = ""
