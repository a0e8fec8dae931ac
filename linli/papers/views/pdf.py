"""A PDF as an answer; where the fonts are missing, a page that says how to mend it."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from linli.papers.drawing import draw
from linli.papers.queries.papers import Paper
from linli.typesetting.fonts import PACKAGE, FontMissing


def pdf_of(*, request: HttpRequest, papers: Iterable[Paper], filename: str) -> HttpResponse:
    """Return papers as one PDF, shown in the browser; 503 with a sentence where the fonts are missing."""
    rows = list(papers)
    links = {
        paper.code: public_link(request=request, path=reverse("papers:verify", args=[paper.code]))
        for paper in rows
    }
    return drawn(request=request, draw=lambda: draw(papers=rows, links=links), filename=filename)


def drawn(*, request: HttpRequest, draw: Callable[[], bytes], filename: str) -> HttpResponse:
    """Return what is drawn as a PDF shown in the browser; 503 with a sentence where the fonts are missing."""
    try:
        content = draw()
    except FontMissing as missing:
        context = {"families": missing.args, "package": PACKAGE}
        return render(request, "papers/font_missing.html", context, status=503)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{filename}.pdf"', "Cache-Control": "no-store"},
    )


def public_link(*, request: HttpRequest, path: str) -> str:
    """Return where a QR code leads: the public address where one is set, else the one asked under."""
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)
