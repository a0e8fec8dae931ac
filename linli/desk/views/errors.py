"""The answer to a form that can no longer be trusted. The other error pages are templates alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from linli.ways_back import way_back


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was open too long, or the sign-in changed meanwhile; nothing was saved.

    reason: Django's technical words, for the log; a person at the desk cannot use them.
    """
    return render(request, "desk/stale_form.html", {"way_back": way_back(request)}, status=403)
