"""One section of a file alone: what a page keeps a place for, and what a browser without script opens instead."""

from collections.abc import Sequence
from typing import TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from linli.desk.parts import read_part
from linli.staff.http import StaffRequest
from linli.staff.sections import Section

F = TypeVar("F")


def section_named(*, sections: Sequence[Section[F]], name: str) -> Section[F]:
    """Return a section by its name. Raises Http404."""
    found = next((section for section in sections if section.name == name), None)
    if found is None:
        raise Http404
    return found


def section_page(
    *, request: StaffRequest, section: Section[F], file: F, page: dict[str, object]
) -> HttpResponse:
    """Draw a section of a file that the viewer may see, for htmx without anything around it.

    page: what the page of the whole file knows too, with `title`, `address` of the door and `back` for what stands around.
    """
    part = read_part(section=section, viewer=request.viewer, file=file, now=timezone.now())
    template = "desk/section.html" if "HX-Request" in request.headers else "desk/section_page.html"
    response = render(request, template, {**page, "part": part})
    patch_vary_headers(response, ["HX-Request"])
    return response
