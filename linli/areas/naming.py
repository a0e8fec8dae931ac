"""Which area is meant by a name: the rule for who types one and for who reads a list of them."""

from collections.abc import Mapping, Sequence

from linli.areas.rules import DIGITS, AreaCode, NotAnAreaCode, said_of_community


def meant(*, text: str, called: Mapping[str, str]) -> str | None:
    """Return the code that a text names without a doubt: by the whole name, or as people say it where only one is called so.

    called: names by code of those whose name holds the text.
    """
    plain = "".join(text.split())
    named = [code for code, name in called.items() if name == plain]
    if len(named) == 1:
        return named[0]
    alone = list(called.items())
    if len(alone) == 1 and said_of_community(text=alone[0][1]) == said_of_community(text=plain):
        return alone[0][0]
    return None


def called_among(*, text: str, names: Mapping[str, str]) -> dict[str, str]:
    """Return those of some areas, names by code, that a text of a list may mean: a code, a name, one behind its parent's."""
    plain = "".join(text.split())
    try:
        code = AreaCode(plain)
    except NotAnAreaCode:
        said = said_of_community(text=plain)
        holding = {code: name for code, name in names.items() if plain and said in name}
        return holding or _behind_parent(said, names)
    return {code: names[code]} if code in names else {}


def _behind_parent(said: str, names: Mapping[str, str]) -> dict[str, str]:
    """Return the areas of a text such as 明光路街道填海巷, in which the name stands behind that of the area above."""
    found = {}
    for code, name in names.items():
        own = said_of_community(text=name)
        above = names.get(AreaCode(code).parent or "", "")
        if above and said.endswith(own) and above in said.removesuffix(own):
            found[code] = name
    return found


def smallest_over(*, codes: Sequence[str]) -> AreaCode | None:
    """Return the smallest area that holds all of some areas; None where they lie in several provinces, or there is none."""
    for digits in sorted(DIGITS.values(), reverse=True):
        heads = {code[:digits] for code in codes}
        if len(heads) == 1 and (head := heads.pop()) and len(head) == digits:
            return AreaCode(head)
    return None
