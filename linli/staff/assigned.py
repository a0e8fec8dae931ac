"""What an app says of subjects that can be assigned to somebody by name.

Each app declares its `AssignedKind` in its `assigned.py`; the desk collects them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from linli.staff.rules import Viewer


@dataclass(frozen=True)
class AssignedLine:
    """One subject in words: what it is, where, and the page on which it is done."""

    title: str
    place: str
    url: str


@dataclass(frozen=True)
class AssignedKind:
    """A kind of subject. code: as its assignments say it; words: the heading above its lines.

    lines: what is assigned to a viewer on a day, in the order of the work: a query of the app that owns the subjects, by
    `staff.queries.assignments.assigned_to`.
    """

    code: str
    words: Promise
    lines: Callable[[Viewer, date], list[AssignedLine]]
