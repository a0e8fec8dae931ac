"""Requests of staff: who asks, with which posts."""

from collections.abc import Callable
from dataclasses import replace
from functools import update_wrapper, wraps
from typing import Concatenate, Final, ParamSpec, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from linli.clock import day_of
from linli.staff.models import User
from linli.staff.queries import viewers_of
from linli.staff.rules import Reach, Viewer
from linli.staff.sent import answer_again, mark_of, note_sent
from linli.ways_back import way_back

P = ParamSpec("P")
# In the session of somebody who came in by a one-time code: the id of whoever issued it.
BY_CODE_OF: Final = "linli_by_code_of"


class StaffRequest(HttpRequest):
    """A request of a signed-in member of staff; what `staff_page` promises."""

    user: User
    viewer: Viewer


def viewer_in(request: HttpRequest) -> Viewer | None:
    """Return the viewer of any request, read once; None for a stranger."""
    if not hasattr(request, "viewer"):
        user = request.user
        viewer: Viewer | None = None
        reach: Reach | None = None
        if isinstance(user, User):
            viewer, reach = user.viewers or viewers_of(user=user, on=day_of(timezone.now()))
            if issuer := request.session.get(BY_CODE_OF):
                viewer = replace(viewer, by_code_of=UUID(issuer))
                reach = replace(reach, by_code_of=UUID(issuer))
        # Kept on the request, so that a page reads posts once.
        request.viewer, request.reach = viewer, reach  # type: ignore[attr-defined]
    known: Viewer | None = request.viewer  # type: ignore[attr-defined]
    return known


def reach_in(request: HttpRequest) -> Reach | None:
    """Return whoever asks with every post of the LATE_DELIVERY until now; None for a stranger."""
    viewer_in(request)
    reach: Reach | None = request.reach  # type: ignore[attr-defined]
    return reach


def staff_lookup(
    view: Callable[Concatenate[StaffRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let only signed-in staff in, and put their viewer on the request; strangers go to the sign-in page.

    From there they come to a page that opens: a form was not saved, and is not sent again.
    For what is looked up: each time it is sent it is answered anew. What records something is a `staff_page`.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if viewer_in(request) is None:
            if request.method == "POST":
                messages.warning(request, _("登录已经过期，刚才填的没有保存；登录后请重新填写。"))
            return redirect_to_login(way_back(request))
        return view(cast("StaffRequest", request), *args, **kwargs)

    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", page)


def staff_page(
    view: Callable[Concatenate[StaffRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Do as `staff_lookup`, and answer the same page sent twice (a double click, Back and again) without doing it twice."""

    def once(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        mark = mark_of(request=request)
        if mark and (again := answer_again(request=request, mark=mark)):
            return again
        response = view(request, *args, **kwargs)
        if mark:
            note_sent(request=request, mark=mark, response=response)
        return response

    page = staff_lookup(once)
    update_wrapper(page, view)
    return page


def came_from(request: HttpRequest, *, otherwise: str) -> str:
    """Return where a form leads back to: ?back= where it names a page of Linli, or else the page called `otherwise`."""
    back = request.GET.get("back", "")
    # "/" and no more than a path: a host of another house, or a scheme, is nobody's way back.
    if (
        back.startswith("/")
        and back.isprintable()
        and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    ):
        return iri_to_uri(back)
    return resolve_url(otherwise)
