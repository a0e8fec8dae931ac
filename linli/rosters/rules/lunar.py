"""Days of the lunar calendar as people write them; nothing here turns them into Gregorian ones."""

import re

_NAMED = re.compile(r"(?:正|腊|冬)月|初[一二三四五六七八九十]|廿|除夕|大年|农历|阴历|年三十")
_DAY = re.compile(
    r"(?:(?:正|腊|冬)月(?:初[一二三四五六七八九十]|[廿卅一二三]?十?[一二三四五六七八九]?)?"
    r"|大年(?:初[一二三四五六七八九十]|三十)?|除夕|年三十|初[一二三四五六七八九十])夜?"
)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


def names_lunar_day(*, text: str) -> bool:
    """Say whether a text names a lunar day, anywhere in it."""
    return bool(_NAMED.search(text))


def without_lunar(*, text: str) -> str:
    """Return a text without its lunar days, in brackets or not; 农历 before numbers stays, for they are lunar then."""
    plain = _BRACKETS.sub(lambda found: "" if names_lunar_day(text=found[0]) else found[0], text)
    return re.sub(r"(?:农历|阴历)(?=\s*$)", "", re.sub(rf"(?:农历|阴历)?{_DAY.pattern}", "", plain)).strip(
        " ,;/、"
    )
