"""Addresses are found as Django finds them, and each under its first word."""

from uuid import UUID

import pytest
from django.urls import Resolver404, URLPattern, URLResolver, include, path, resolve, reverse
from django.urls.resolvers import RegexPattern

from linli.config import urls
from linli.config.addresses import ByFirstWord, addresses_of
from linli.desk.views import home
from tests.addresses import addresses

SOME: dict[str, str] = {"uuid": str(UUID(int=7)), "int": "7", "str": "340102001001", "slug": "a", "path": "a"}


def plain() -> URLResolver:
    """Return all addresses as Django's own includes would hold them."""
    same: list[URLPattern | URLResolver] = [
        path("", include(vars(one.urlconf_name)["__name__"])) if isinstance(one, ByFirstWord) else one
        for one in urls.urlpatterns
    ]
    return URLResolver(RegexPattern(r"^/"), same)


def asked(route: str) -> str:
    """Return an address of a route, with something in place of each parameter."""
    for kind, said in SOME.items():
        while f"<{kind}:" in route:
            begin = route.index(f"<{kind}:")
            route = route[:begin] + said + route[route.index(">", begin) + 1 :]
    return route


def test_each_address_leads_where_django_says() -> None:
    whole, found = plain(), 0
    for _name, route in addresses():
        address = asked(route)
        if "<" in address or "\\" in address:  # a converter of an app's own, a pattern of allauth's
            continue
        told = resolve(address)
        same = whole.resolve(address)
        assert (told.func, told.kwargs, told.view_name, told.route) == (
            same.func,
            same.kwargs,
            same.view_name,
            same.route,
        )
        found += 1
    assert found > 250


def test_a_name_still_leads_to_its_address() -> None:
    assert reverse("desk:day") == "/day/"
    assert resolve(reverse("signin:end_others")).view_name == "signin:end_others"


@pytest.mark.parametrize("address", ["/nowhere/", "/day", "/day/x/", "//day/", "/people/x/"])
def test_what_is_no_address_is_none(address: str) -> None:
    with pytest.raises(Resolver404):
        resolve(address)


def test_an_address_that_begins_with_a_parameter_is_refused() -> None:
    mine = addresses_of("linli.desk.urls")
    mine.url_patterns = [path("<str:any>/", home.show)]
    with pytest.raises(ValueError, match="desk"):
        mine.resolve("any/")
