"""The menu and the line about who is signed in, on every page of the desk."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString

from linli.areas.queries import names_of
from linli.desk.nav import nav
from linli.desk.queries.around import around, behind_doors, counts, unsealed
from linli.emergencies.queries import answers_any
from linli.reports.queries.reminders import due_today
from linli.signin.held_back import is_held_back
from linli.signin.sessions import idle_seconds
from linli.staff import queries as staff
from linli.staff.http import viewer_in
from linli.staff.labels import ROLES, Label
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in: name, words for the first post held, and whether people may be looked for on every page."""

    name: str
    role: Label | None
    area: str
    more_posts: int
    may_find: bool = False
    by_code_of: str = ""  # the name of who issued the one-time code of this session


# Whose count stands on every page until it is none.
URGENT: Final = "emergencies:emergencies"


def menu(request: HttpRequest) -> dict[str, object]:
    """Return `nav_side` and `nav_phone`, the menu for each width, `signed_in`, `urgent`, the emergencies to acknowledge now.

    `answers_emergencies`, whether the page asks again by itself how many those are.
    And `reminders`, the viewer's own reports that are to be sealed soon or should have been; `idle_seconds`, after which a
    page on a shared computer empties itself.

    All of them are empty for a stranger; whoever still lacks a second factor has only a name and a menu without entries.
    """
    # A request refused before anybody was recognised, such as one for a foreign host name, has no user.
    viewer = viewer_in(request) if hasattr(request, "user") else None
    if viewer is None:
        return {"signed_in": None, "urgent": 0, "reminders": []}
    if is_held_back(request):
        viewer = replace(viewer, posts=())
        name = SignedIn(name=viewer.name, role=None, area="", more_posts=0)
        return {**_menu(request, viewer, {}), "signed_in": name, "urgent": 0, "reminders": []}
    due = due_today(viewer=viewer, now=timezone.now())
    counted = counts(rows=around(viewer=viewer, due=due))
    return {
        **_menu(request, viewer, {name: counted[name] for name in behind_doors(viewer=viewer)}),
        "signed_in": _signed_in(viewer),
        "idle_seconds": idle_seconds(session=request.session),
        "urgent": counted.get(URGENT, 0),
        "answers_emergencies": answers_any(viewer=viewer),
        "reminders": unsealed(due=due, counted=counted),
    }


def _menu(request: HttpRequest, viewer: Viewer, counts: Mapping[str, int]) -> dict[str, SafeString]:
    roles = frozenset(post.role for post in viewer.posts)
    return {
        f"nav_{place}": nav(roles=roles, path=request.path, counts=counts, place=f"{place}-")
        for place in ("side", "phone")
    }


def _signed_in(viewer: Viewer) -> SignedIn:
    if not viewer.posts:
        return SignedIn(name=viewer.name, role=None, area="", more_posts=0)
    first = viewer.posts[0]
    area = names_of(codes=[first.area]).get(first.area, "")
    return SignedIn(
        name=viewer.name,
        role=ROLES[first.role],
        area=area,
        more_posts=len(viewer.posts) - 1,
        may_find=may(viewer=viewer, action=Action.SEE_PERSON),
        by_code_of=_issuer(viewer),
    )


def _issuer(viewer: Viewer) -> str:
    if viewer.by_code_of is None:
        return ""
    return staff.names_of(ids={viewer.by_code_of}).get(viewer.by_code_of, "")
