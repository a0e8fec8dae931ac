"""A cell for a name that tells of more than one person."""

import re
from typing import Final

_HAN = r"[\u3400-\u9fff\U00020000-\U0003134f]"
_BETWEEN = re.compile(r"[、,;/|&+\n\r]+")
_JOINED = re.compile(rf"{_HAN}{{2,4}}(?:和|与|及|跟|以及|还有){_HAN}{{2,4}}")
_FAMILY = re.compile(
    r"夫妇|夫妻|[一全]家|家人|家属|父子|父女|母子|母女|祖孙|爷孙|兄弟|兄妹|姐妹|姐弟|两口|[一二三四五六七八九十两\d]+[人口名位]|等$|等人"
)
# Two characters that are one family name: 欧阳 娜娜 is one person.
_SURNAMES: Final = frozenset(
    "欧阳 司马 上官 诸葛 司徒 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司空 端木 南宫 东方 澹台 独孤 百里 西门".split()
)
LONGEST_HAN: Final = 4  # characters of a Han name; a longer part belongs to one name of several words
SHORTEST: Final = 2


def names_several(*, text: str) -> bool:
    """Say whether a cell for a name tells of several persons, or of a person and something else.

    text: half-width, with its line breaks. A spread-out name (欧 阳 明), one of a minority with its · and a Latin name
    with its comma (Smith, John) are one person.
    """
    plain = text.strip()
    if _FAMILY.search(plain) or _JOINED.fullmatch(plain.replace(" ", "")):
        return True
    parts = [part.strip() for part in _BETWEEN.split(plain) if part.strip()]
    if len(parts) > 1 and any(map(str.isalpha, parts[0])):
        return not (len(parts) == len(("family", "given")) and all(_is_latin_word(part) for part in parts))
    words = plain.split()
    if len(words) < SHORTEST or not all(re.fullmatch(rf"{_HAN}+|.*·.*", word) for word in words):
        return False
    if all("·" in word for word in words) or (len(words[0]) >= SHORTEST and words[-1] in {"男", "女"}):
        return True
    whole = [SHORTEST <= len(word) <= LONGEST_HAN for word in words]
    return all(whole) and words[0] not in _SURNAMES


def _is_latin_word(part: str) -> bool:
    return part.isascii() and " " not in part
