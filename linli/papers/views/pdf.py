"""A PDF as an answer; where the fonts are missing, a page that says what to install."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from linli.papers.drawing import PACKAGE, FontMissing, draw
from linli.papers.queries.papers import Paper


def pdf_of(*, request: HttpRequest, papers: Iterable[Paper], filename: str) -> HttpResponse:
    """Return papers as one PDF, shown in the browser; 503 with a sentence where the fonts are missing."""
    rows = list(papers)
    links = {paper.code: _link(request, paper.code) for paper in rows}
    try:
        content = draw(papers=rows, links=links)
    except FontMissing as missing:
        context = {"families": missing.args, "package": PACKAGE}
        return render(request, "papers/font_missing.html", context, status=503)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{filename}.pdf"', "Cache-Control": "no-store"},
    )


def _link(request: HttpRequest, code: str) -> str:
    """Return where the QR code of a paper leads: the public address where one is set, else the one asked under."""
    path = reverse("papers:verify", args=[code])
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)
