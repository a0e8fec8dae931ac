"""The menu and the line about who is signed in, on every page of the desk."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from linli.areas.queries import names_of
from linli.clock import day_of
from linli.desk.nav import doors_of, nav
from linli.reports.queries.reminders import reminders
from linli.retention.queries.announced import announced_count
from linli.signin.held_back import is_held_back
from linli.staff.http import viewer_in
from linli.staff.labels import ROLES, Label
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in: name, and words for the first post held."""

    name: str
    role: Label | None
    area: str
    more_posts: int


# Where the secretary's day begins: what goes within the week is said there and on its own page.
TOLD_ON: Final = "desk:day"
# Whose count stands on every page until it is none.
URGENT: Final = "emergencies:emergencies"


def menu(request: HttpRequest) -> dict[str, object]:
    """Return `nav_side` and `nav_phone`, the menu for each width, `signed_in`, `urgent`, the emergencies to acknowledge now.

    And `reminders`, the viewer's own reports that are to be sealed soon or should have been; `soon_removed`, how many
    people's identity goes within the week, on the first page of the day only.

    All of them are empty for a stranger; whoever still lacks a second factor has only a name and a menu without entries.
    """
    # A request refused before anybody was recognised, such as one for a foreign host name, has no user.
    viewer = viewer_in(request) if hasattr(request, "user") else None
    if viewer is None:
        return {"signed_in": None, "urgent": 0, "reminders": [], "soon_removed": 0}
    if is_held_back(request):
        viewer = replace(viewer, posts=())
        name = SignedIn(name=viewer.name, role=None, area="", more_posts=0)
        return {
            **_menu(request, viewer, {}),
            "signed_in": name,
            "urgent": 0,
            "reminders": [],
            "soon_removed": 0,
        }
    counts = _counts(viewer)
    return {
        **_menu(request, viewer, counts),
        "signed_in": _signed_in(viewer),
        "urgent": counts.get(URGENT, 0),
        "reminders": reminders(viewer=viewer, now=timezone.now()),
        "soon_removed": _soon_removed(request, viewer),
    }


def _menu(request: HttpRequest, viewer: Viewer, counts: Mapping[str, int]) -> dict[str, SafeString]:
    roles = frozenset(post.role for post in viewer.posts)
    return {
        f"nav_{place}": nav(roles=roles, path=request.path, counts=counts, place=f"{place}-")
        for place in ("side", "phone")
    }


def _counts(viewer: Viewer) -> dict[str, int]:
    """Return what waits for the viewer behind each door that counts; a counter costs what it costs."""
    doors = doors_of(roles=frozenset(post.role for post in viewer.posts))
    return {door.url_name: door.counter(viewer) for door, _url in doors if door.counter}


def _soon_removed(request: HttpRequest, viewer: Viewer) -> int:
    page = request.resolver_match
    if page is None or page.view_name != TOLD_ON or not may(viewer=viewer, action=Action.KEEP_RETENTION):
        return 0
    return announced_count(viewer=viewer, today=day_of(timezone.now()))


def _signed_in(viewer: Viewer) -> SignedIn:
    if not viewer.posts:
        return SignedIn(name=viewer.name, role=None, area="", more_posts=0)
    first = viewer.posts[0]
    area = names_of(codes=[first.area]).get(first.area, "")
    return SignedIn(name=viewer.name, role=ROLES[first.role], area=area, more_posts=len(viewer.posts) - 1)
