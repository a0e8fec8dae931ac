"""Where somebody can go whose address takes forms only: the page they came from, or the nearest one above that opens."""

from inspect import getclosurevars, unwrap
from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

# What django.views.decorators.http keeps of the methods that a view takes.
_METHODS: Final = "request_method_list"


def opens(*, path: str) -> bool:
    """Say whether a path is a page's: that Linli answers it, and not to forms alone. Who may see it is not asked."""
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    limited = unwrap(view, stop=lambda one: _METHODS in _code_of(one))
    if _METHODS not in _code_of(limited):
        return True
    return "GET" in getclosurevars(limited).nonlocals[_METHODS]


def _code_of(view: object) -> tuple[str, ...]:
    code = getattr(view, "__code__", None)
    names: tuple[str, ...] = code.co_freevars if code else ()
    return names


def page_near(*, path: str) -> str:
    """Return the path itself where it is a page's, else the nearest above it that is of the same thing; "/" is one."""
    of = _named(path)
    while not (opens(path=path) and _named(path) <= of):
        path = path.rstrip("/").rpartition("/")[0] + "/"
    return path


def _named(path: str) -> frozenset[str]:
    """Return the things that an address names; a fixed part of another address is no name of anything."""
    try:
        return frozenset(str(value) for value in resolve(path).kwargs.values())
    except Resolver404:
        return frozenset()


def way_back(request: HttpRequest) -> str:
    """Return a page from which whoever asked can go on: what they asked for, where they came from, or the nearest above.

    A form leads to the page on which it was filled in, as the browser tells it.
    """
    if request.method in {"GET", "HEAD"} and opens(path=request.path_info):
        return request.get_full_path()
    came = request.META.get("HTTP_REFERER", "")
    is_ours = url_has_allowed_host_and_scheme(
        came, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    told = urlsplit(came)
    if is_ours and told.path.startswith("/") and opens(path=told.path):
        return iri_to_uri(f"{told.path}?{told.query}" if told.query else told.path)
    return page_near(path=request.path_info)
