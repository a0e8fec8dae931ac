"""A household of a village or villagers' group without door numbers, named by its head."""

import re
from typing import Final

from linli.people.rules.identity import BadName, clean_name, parse_address

# What may stand for many families; behind anything else a head names no door.
_MANY: Final = re.compile(r"(?:村民组|小组|组|队|村|庄|湾|屯|寨|岗|郢)$")

# How the key of such a household ends; before it stand the group, #, and the name.
BY_HEAD: Final = "家"


def door_by_head(*, address: str, head: str) -> str:
    """Return an address with the head of the household behind it where it ends with a village or group and names no door.

    Otherwise as it is, also where the head is no name: then nobody knows which household it is.
    Source: docs/rules/people.md#head.
    """
    plain = address.strip()
    if not head.strip() or parse_address(text=plain).key or not _MANY.search(plain):
        return address
    try:
        name = clean_name(text=head)
    except BadName:
        return address
    named = f"{plain}{name}户"
    return named if parse_address(text=named).key.endswith(f"#{name}{BY_HEAD}") else address
