"""The page of whole numbers: alone on it, for a minute, never kept by the browser."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.people.rules.reveals import SHOWN_SECONDS


@dataclass(frozen=True)
class Number:
    """One number with its label: a phone, which can be dialled, or another text."""

    label: str
    text: str = ""
    phone: str = ""


def revealed_page(*, request: HttpRequest, title: str, numbers: Sequence[Number], back: str) -> HttpResponse:
    """Show whole numbers on a page that leaves for `back` by itself after a minute, with script or without.

    Whoever calls it has written down who looks, and why.
    """
    context = {"title": title, "numbers": numbers, "back": back, "seconds": SHOWN_SECONDS}
    response = render(request, "desk/revealed.html", context)
    response["Cache-Control"] = "no-store"
    response["Refresh"] = f"{SHOWN_SECONDS}; url={back}"
    return response
