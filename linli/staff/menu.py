"""What an app says of its places in the menu. Each app declares its `DOORS` in its `menu.py`; the desk collects them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from linli.staff.rights import Action
from linli.staff.rules import Viewer


class Group(StrEnum):
    """Of which work a door is, in the order of the menu. What is KEEPING is folded for whoever has other work."""

    TODAY = "TODAY"
    PEOPLE = "PEOPLE"
    FEVER = "FEVER"
    REPORTS = "REPORTS"
    KEEPING = "KEEPING"


@dataclass(frozen=True)
class Door:
    """A place that the menu leads to, for whoever may do one of its actions.

    waiting: the rows there that wait for this viewer, whose number is shown beside the words; counted on every page.
    """

    label: Promise
    url_name: str
    icon: str
    actions: frozenset[Action]
    group: Group
    waiting: Callable[[Viewer], QuerySet[Any]] | None = None
