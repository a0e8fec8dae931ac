"""The menu as markup. It is the same for everybody of the same roles, so each of its forms is drawn once in a process.

What is kept holds for as long as the process runs: the table of rights, the doors, the words and the addresses are part of
the program. Nothing of a person or an area stands in it; counts are part of what it is kept under.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from linli.desk.registers import DOORS
from linli.staff.menu import Door, Group
from linli.staff.rights import Role, may_with

# Forms of the menu that are kept; each is some 5 kB.
KEPT: Final = 512
GROUPS: Final[dict[Group, Promise]] = {
    Group.TODAY: _("今天"),
    Group.PEOPLE: _("人员"),
    Group.FEVER: _("发热和就医"),
    Group.REPORTS: _("报表"),
    Group.KEEPING: _("其他"),
}
# Above all groups, for everybody: what waits.
HOME: Final = "desk:waits"
# Folded for whoever has other work; who has nothing else finds it open.
FOLDED: Final = Group.KEEPING


@dataclass(frozen=True)
class Entry:
    """A line of the menu."""

    label: Promise
    url: str
    icon: str
    active: bool
    count: int


@dataclass(frozen=True)
class Part:
    """The entries of one heading. is_folded: they are found behind it; it is open on a page of one of them."""

    label: Promise
    entries: tuple[Entry, ...]
    is_folded: bool = False

    @property
    def is_open(self) -> bool:
        """Say whether the page that is shown lies behind one of the entries."""
        return any(entry.active for entry in self.entries)

    @property
    def count(self) -> int:
        """How much waits behind all entries."""
        return sum(entry.count for entry in self.entries)


@lru_cache(maxsize=KEPT)
def doors_of(*, roles: frozenset[Role]) -> tuple[tuple[Door, str], ...]:
    """Return the doors that open to somebody of some roles, each with its address, in the order of the menu."""
    return tuple(
        (door, reverse(door.url_name))
        for door in DOORS
        if any(may_with(roles=roles, action=action) for action in door.actions)
    )


def nav(*, roles: frozenset[Role], path: str, counts: Mapping[str, int], place: str) -> SafeString:
    """Return the menu for some roles on a page, in the language of now.

    counts: by the name of a door's address, how much waits there. place: before the ids in it, for it stands twice on a page.
    """
    within = {door.url_name: url for door, url in doors_of(roles=roles) if _is_within(path, url)}
    if path == reverse(HOME):
        within[HOME] = path
    # Of doors behind each other the nearest is the one that one has gone through.
    nearest = max(map(len, within.values()), default=0)
    active = frozenset(name for name, url in within.items() if len(url) == nearest)
    return _drawn(roles, active, tuple(counts.items()), get_language(), place)


@lru_cache(maxsize=KEPT)
def _drawn(
    roles: frozenset[Role],
    active: frozenset[str],
    counts: tuple[tuple[str, int], ...],
    _language: str | None,
    place: str,
) -> SafeString:
    """Draw the menu; a group in which nothing opens is left out."""
    found: dict[Group, list[Entry]] = defaultdict(list)
    counted = dict(counts)
    for door, url in doors_of(roles=roles):
        is_active, count = door.url_name in active, counted.get(door.url_name, 0)
        found[door.group].append(Entry(door.label, url, door.icon, is_active, count))
    parts = [
        Part(GROUPS[group], tuple(found[group]), is_folded=group is FOLDED and len(found) > 1)
        for group in Group
        if group in found
    ]
    home = Entry(_("等您办的事"), reverse(HOME), "empty", HOME in active, 0) if roles else None
    return render_to_string("desk/nav.html", {"menu": parts, "nav": place, "home": home})


def _is_within(path: str, url: str) -> bool:
    """Say whether a page lies under an entry; the entry at / holds itself only."""
    return path == url or (url != "/" and path.startswith(url))
