"""Help: the pages of one's own roles first, then those of all, which tell nobody anything about anybody."""

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from linli.desk.guides import PAGES, Block, guide
from linli.staff.http import StaffRequest, staff_page

CHINESE: Final = "zh-hans"


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show the pages of the viewer's own roles, and lead to every other."""
    own = list(dict.fromkeys(PAGES[post.role] for post in request.viewer.posts))
    return _shown(request, own)


@staff_page
def show(request: StaffRequest, guide_page: str) -> HttpResponse:
    """Show the page of a role; 404 for none."""
    if guide_page not in PAGES.values():
        raise Http404
    return _shown(request, [guide_page])


def _shown(request: StaffRequest, pages: list[str]) -> HttpResponse:
    context = {
        "guides": [_read(page) for page in pages],
        "all": [(page, _title(_read(page))) for page in dict.fromkeys(PAGES.values())],
        "shown": pages,
    }
    return render(request, "desk/help.html", context)


def _read(page: str) -> tuple[Block, ...]:
    return guide(page=page, language=get_language() or CHINESE)


def _title(blocks: tuple[Block, ...]) -> str:
    return "".join(span.text for span in blocks[0].lines[0])
