"""How the name of an area is looked for by its sound."""

import re
from typing import Final

from linli.areas.rules import said_of_community
from linli.spoken import begins, spoken

# 社区居委会 and its like, typed behind a name.
_COMMITTEE: Final = re.compile(r"(?:shequ)?(?:juweihui|cunweihui|juminweiyuanhui|cunminweiyuanhui)?$")


# The same by initials: 红旗社区 as hqsq.
_COMMITTEE_INITIALS: Final = re.compile(r"(?:sq)?(?:jwh|cwh|jmwyh|cmwyh)?$")
_SYLLABLE: Final = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uan|uai|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|er|[aoeiu])"
)


def spoken_of_area(*, name: str) -> str:
    """Return how a name is found by sound, without what only says that it is a committee."""
    return spoken(name=said_of_community(text=name))


def letters_of_area(*, text: str) -> str:
    """Return what `spoken_of_area` holds of an area that is called so; '' for what is not typed in letters."""
    typed = begins(letters=text)
    plain = _COMMITTEE.sub("", typed)
    return plain if plain.strip() else typed


def initials_of_area(*, text: str) -> str:
    """Return the initials of a name that is typed with those of 社区 or 居委会 behind it: ` hq` of hqsq; '' for any other."""
    typed = begins(letters=text)
    plain = _COMMITTEE_INITIALS.sub("", typed)
    return plain if plain.strip() and plain != typed else ""


def mixed_letters(*, text: str) -> list[str]:
    """Return what `spoken_of_area` holds, all of it, of a name typed part whole and part by initials: minggl of 明光路.

    The initials of all that is typed, and each syllable that is whole. Empty where it is typed in one way alone.
    """
    typed = begins(letters=text).strip()
    parts: list[str] = []
    while typed:
        whole = _SYLLABLE.match(typed)
        parts.append(whole[0] if whole else typed[0])
        typed = typed[len(parts[-1]) :]
    syllables = [part for part in parts if _SYLLABLE.fullmatch(part)]
    if not syllables or len(syllables) == len(parts):
        return []
    first = f" {parts[0]}" if parts[0] in syllables else parts[0]
    return [" " + "".join(part[0] for part in parts), first, *syllables[first.startswith(" ") :]]
