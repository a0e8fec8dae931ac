"""What people are told when something of them is written down. Anybody may read it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.areas.queries import area_open
from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.papers.queries.collection import notice_of


def show(request: HttpRequest, community: str) -> HttpResponse:
    """Tell the notice at collection of a community; 404 for a code that is none."""
    area = area_open(code=community)
    if area is None or area.level != Level.COMMUNITY:
        raise Http404
    lines = notice_of(community=AreaCode(area.code), on=day_of(timezone.now()))
    return render(request, "papers/collection.html", {"lines": lines})
