"""The page that a QR code leads to. Anybody may ask; codes have 128 bits, so nobody finds one by trying."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.papers.queries.papers import paper_by_code


def show(request: HttpRequest, code: str) -> HttpResponse:
    """Say which paper bears a code and whether it is valid; 404 with a sentence for a code that none bears."""
    paper = paper_by_code(code=code)
    answer = render(request, "papers/verify.html", {"paper": paper}, status=200 if paper else 404)
    answer["Cache-Control"] = "no-store"
    return answer
