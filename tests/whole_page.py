"""The page of a file with every section that it keeps a place for, as somebody reads it who opens them all."""

import re
from typing import Final

from django.test import Client

_PLACE: Final = re.compile(r'hx-get="([^"]+/sections/[^"]+)"')


def places_on(*, page: str) -> list[str]:
    """Return the addresses of the sections that a page keeps a place for."""
    return _PLACE.findall(page)


def whole_page(*, client: Client, address: str) -> str:
    """Return the text of a page and of each of its sections, in their order."""
    page = client.get(address).text
    sections = (client.get(place, headers={"HX-Request": "true"}).text for place in places_on(page=page))
    return "\n".join([page, *sections])
