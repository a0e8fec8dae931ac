"""A picture as a page of the desk shows it."""

from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from linli.headers import POLICY
from linli.phone.pictures import kind_named
from linli.pictures.commands.keeping import PictureChanged, PictureMissing, open_picture
from linli.pictures.queries import picture_with_file
from linli.staff.http import StaffRequest, staff_page

# Nothing but a picture, whatever its bytes say, and nothing of it stays in a browser that others use too.
_HEADERS: Final = {
    "Cache-Control": "private, no-store",
    "Content-Disposition": 'inline; filename="picture.jpg"',
    "X-Content-Type-Options": "nosniff",
    POLICY: "default-src 'none'; sandbox",
}


@staff_page
@require_safe
def show(request: StaffRequest, picture_id: UUID) -> HttpResponse:
    """Return a picture, struck or not, to whoever sees what it shows; 404 for anybody else, and where it is not here."""
    picture = picture_with_file(id=picture_id)
    kind = kind_named(code=picture.kind) if picture else None
    if picture is None or kind is None or not kind.shows(request.viewer, picture.subject):
        raise Http404
    try:
        jpeg = open_picture(picture=picture, by=request.viewer.user_id, now=timezone.now())
    except (PictureMissing, PictureChanged) as error:
        raise Http404 from error
    return HttpResponse(jpeg, content_type="image/jpeg", headers=_HEADERS)
