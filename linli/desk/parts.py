"""Sections as a page draws them: read at once, or a place that is filled from an address of its own."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeVar

from django.utils.functional import Promise

from linli.staff.rules import Viewer
from linli.staff.sections import Section, Shown

F = TypeVar("F")
DEFERRED: Final = "desk/deferred.html"


@dataclass(frozen=True)
class Part:
    """A section of one file: the template that draws it with what it needs; actions: the one beside the heading, or ''."""

    title: Promise
    template: str
    context: Mapping[str, object] = field(default_factory=dict)
    actions: str = ""


def read_part(*, section: Section[F], viewer: Viewer, file: F, now: datetime) -> Part:
    """Read a section of a file that the viewer may see."""
    context = section.context(viewer, file, now)
    return Part(section.title, section.template, context, section.actions)


def parts_of(
    *,
    sections: Iterable[Section[F]],
    viewer: Viewer,
    file: F,
    now: datetime,
    address: Callable[[Section[F]], str],
) -> list[Part]:
    """Return the parts of a page in order: of what is not shown at once only the place, with its address."""
    return [
        read_part(section=section, viewer=viewer, file=file, now=now)
        if section.shown is Shown.AT_ONCE
        else Part(
            section.title,
            DEFERRED,
            {"name": section.name, "title": section.title, "url": address(section), "shown": section.shown},
        )
        for section in sections
    ]
