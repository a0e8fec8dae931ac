"""How the name of an area is looked for by its sound."""

import re
from typing import Final

from linli.areas.rules import said_of_community
from linli.spoken import begins, spoken

# 社区居委会 and its like, typed behind a name.
_COMMITTEE: Final = re.compile(r"(?:shequ)?(?:juweihui|cunweihui|juminweiyuanhui|cunminweiyuanhui)?$")


def spoken_of_area(*, name: str) -> str:
    """Return how a name is found by sound, without what only says that it is a committee."""
    return spoken(name=said_of_community(text=name))


def letters_of_area(*, text: str) -> str:
    """Return what `spoken_of_area` holds of an area that is called so; '' for what is not typed in letters."""
    typed = begins(letters=text)
    plain = _COMMITTEE.sub("", typed)
    return plain if plain.strip() else typed
