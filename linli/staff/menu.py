"""What an app says of its places in the menu. Each app declares its `DOORS` in its `menu.py`; the desk collects them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from linli.staff.rights import Action
from linli.staff.rules import Viewer


class Group(StrEnum):
    """Under which heading a door stands, in the order of the menu."""

    TODAY = "TODAY"
    PEOPLE = "PEOPLE"
    REPORTS = "REPORTS"
    KEEPING = "KEEPING"


@dataclass(frozen=True)
class Door:
    """A place that the menu leads to, for whoever may do one of its actions.

    counter: how many things there wait for this viewer, shown beside the words; it costs a statement on every page.
    """

    label: Promise
    url_name: str
    icon: str
    actions: frozenset[Action]
    group: Group
    counter: Callable[[Viewer], int] | None = None
