"""The menu and the line about who is signed in, on every page of the desk."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.areas.queries import names_of
from linli.clock import day_of
from linli.desk.registers import DOORS
from linli.reports.queries.reminders import reminders
from linli.retention.queries.announced import announced_count
from linli.signin.held_back import is_held_back
from linli.staff.http import viewer_in
from linli.staff.labels import ROLES, Label
from linli.staff.menu import Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may


@dataclass(frozen=True)
class Entry:
    """A line of the menu as one viewer sees it."""

    label: Promise
    url: str
    icon: str
    active: bool
    count: int = 0


@dataclass(frozen=True)
class Part:
    """The entries of one heading."""

    label: Promise
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in: name, and words for the first post held."""

    name: str
    role: Label | None
    area: str
    more_posts: int


GROUPS: Final[dict[Group, Promise]] = {
    Group.TODAY: _("今天"),
    Group.PEOPLE: _("人员"),
    Group.REPORTS: _("报表"),
    Group.KEEPING: _("管理"),
}

# Where the secretary's day begins: what goes within the week is said there and on its own page.
TOLD_ON: Final = "desk:day"
# Whose count stands on every page until it is none.
URGENT: Final = "emergencies:emergencies"


def menu(request: HttpRequest) -> dict[str, object]:
    """Return `menu`, the entries that the viewer may open by group, `signed_in`, `urgent`, the emergencies to acknowledge now.

    And `reminders`, the viewer's own reports that are to be sealed soon or should have been; `soon_removed`, how many
    people's identity goes within the week, on the first page of the day only.

    All of them are empty for a stranger; whoever still lacks a second factor has only a name.
    """
    # A request refused before anybody was recognised, such as one for a foreign host name, has no user.
    viewer = viewer_in(request) if hasattr(request, "user") else None
    if viewer is None:
        return {"menu": [], "signed_in": None, "urgent": 0, "reminders": [], "soon_removed": 0}
    if is_held_back(request):
        name = SignedIn(name=viewer.name, role=None, area="", more_posts=0)
        return {"menu": [], "signed_in": name, "urgent": 0, "reminders": [], "soon_removed": 0}
    parts = _parts(viewer=viewer, path=request.path)
    return {
        "menu": parts,
        "signed_in": _signed_in(viewer),
        "urgent": sum(
            entry.count for part in parts for entry in part.entries if entry.url == reverse(URGENT)
        ),
        "reminders": reminders(viewer=viewer, now=timezone.now()),
        "soon_removed": _soon_removed(request, viewer),
    }


def _soon_removed(request: HttpRequest, viewer: Viewer) -> int:
    page = request.resolver_match
    if page is None or page.view_name != TOLD_ON or not may(viewer=viewer, action=Action.KEEP_RETENTION):
        return 0
    return announced_count(viewer=viewer, today=day_of(timezone.now()))


def _parts(*, viewer: Viewer, path: str) -> list[Part]:
    """Return the menu by group; a group in which nothing opens is left out. A counter costs what it costs."""
    found: dict[Group, list[Entry]] = defaultdict(list)
    for door in DOORS:
        if not any(may(viewer=viewer, action=action) for action in door.actions):
            continue
        url = reverse(door.url_name)
        count = door.counter(viewer) if door.counter else 0
        found[door.group].append(Entry(door.label, url, door.icon, _is_within(path, url), count))
    return [Part(label=GROUPS[group], entries=tuple(entries)) for group, entries in found.items()]


def _is_within(path: str, url: str) -> bool:
    """Say whether a page lies under an entry; the entry at / holds itself only."""
    return path == url or (url != "/" and path.startswith(url))


def _signed_in(viewer: Viewer) -> SignedIn:
    if not viewer.posts:
        return SignedIn(name=viewer.name, role=None, area="", more_posts=0)
    first = viewer.posts[0]
    area = names_of(codes=[first.area]).get(first.area, "")
    return SignedIn(name=viewer.name, role=ROLES[first.role], area=area, more_posts=len(viewer.posts) - 1)
