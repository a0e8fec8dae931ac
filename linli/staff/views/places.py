"""The places of a viewer that are called as is being typed, for the list below a field."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from linli.areas.queries import paths_of, search
from linli.staff.area_field import LONGEST, PLACES
from linli.staff.http import StaffRequest, staff_lookup


@staff_lookup
@require_GET
def index(request: StaffRequest) -> HttpResponse:
    """Return code and whole name of at most PLACES places within the viewer's own posts, the highest first; two statements."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    own = sorted({post.area for post in request.viewer.posts})
    found = search(text=text, under=own, limit=PLACES)
    paths = paths_of(codes=[area.code for area in found])
    return JsonResponse({"places": [{"code": code, "path": path} for code, path in paths.items()]})
