"""The page of who holds posts over a community."""

from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.areas.queries import paths_of
from linli.clock import day_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries import names_of
from linli.staff.queries import over as reads
from linli.staff.rights import Action
from linli.staff.rules import may


@staff_page
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """List every post at, in and above the viewer's communities: who, since when, given by whom."""
    if not may(viewer=request.viewer, action=Action.SEE_TEAMS):
        raise PermissionDenied
    today = day_of(timezone.now())
    posts = reads.posts_over(viewer=request.viewer, on=today)
    places = paths_of(codes={post.area for post in posts})
    givers = names_of(ids={post.given_by for post in posts if post.given_by})
    givers[reads.BY_MACHINE] = _("在服务器上添加")
    groups = [
        (
            places.get(area, area),
            [(post, givers.get(post.given_by, "") if post.given_by else "") for post in of_area],
        )
        for area, of_area in groupby(posts, key=lambda post: post.area)
    ]
    return render(request, "staff/over.html", {"groups": groups, "today": today})
