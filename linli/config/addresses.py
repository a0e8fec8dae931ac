"""Addresses of one app, looked for among those that begin alike: Django would try three hundred, one after the other."""

from collections import defaultdict
from functools import cached_property
from types import ModuleType
from typing import Any, Final

from django.urls import Resolver404, ResolverMatch, URLPattern, URLResolver, include, path

# What an address that begins with a parameter would stand under: none does, or it would be looked for nowhere.
PARAMETER: Final = "<"


class ByFirstWord(URLResolver):
    """A resolver that asks only the addresses whose first word is the path's."""

    @cached_property
    def beginning(self) -> dict[str, URLResolver]:
        """Resolvers of the same addresses, by first word. Raises ValueError for one that begins with a parameter."""
        groups: dict[str, list[URLPattern | URLResolver]] = defaultdict(list)
        for pattern in self.url_patterns:
            for word in first_words(pattern):
                groups[word].append(pattern)
        if any(PARAMETER in word for word in groups):
            raise ValueError(self.urlconf_name)
        return {
            word: URLResolver(self.pattern, those, self.default_kwargs, self.app_name, self.namespace)
            for word, those in groups.items()
        }

    def resolve(self, path: str) -> ResolverMatch:
        """Find the address as Django does, among those that begin with the same word. Raises Resolver404."""
        those = self.beginning.get(str(path).partition("/")[0])
        if those is None:
            raise Resolver404({"tried": [], "path": path})
        return those.resolve(path)


def first_words(pattern: URLPattern | URLResolver) -> set[str]:
    """Return the words with which addresses of a pattern begin; of one that only holds others, theirs."""
    route = str(pattern.pattern)
    if not route and isinstance(pattern, URLResolver):
        return {word for one in pattern.url_patterns for word in first_words(one)}
    return {route.partition("/")[0]}


def addresses_of(urls: str) -> URLResolver:
    """Return what `path("", include(urls))` is, quicker."""
    whole: Any = path("", include(urls))
    module: ModuleType = whole.urlconf_name
    return ByFirstWord(whole.pattern, module, whole.default_kwargs, whole.app_name, whole.namespace)
