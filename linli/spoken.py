"""How names sound: in pinyin without tones, by which people and places are found from a keyboard."""

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice, product, repeat
from typing import Final

# A name is read character by character, so the table of 47,000 phrases, 40 MB in each process, is not loaded.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
from pypinyin import lazy_pinyin

SPOKEN_LENGTH: Final = 200
# Of a name with characters that are read in several ways.
_READINGS: Final = 4
# How a character is read in names of places, beside the reading that stands first in the dictionary: 长江, 重庆, 厦门.
_ANYWHERE: Final = {
    "长": "chang zhang",
    "重": "chong zhong",
    "厦": "xia sha",
    "乐": "le yue",
    "六": "liu lu",
    "朝": "chao zhao",
    "都": "du dou",
    "堡": "bao pu bu",
    "埔": "pu bu",
    "泊": "bo po",
    "泷": "long shuang",
    "浚": "xun jun",
    "蚌": "bang beng",
    "荥": "xing ying",
}
# And where it stands first: surnames, and old names of places such as 会稽.
_FIRST: Final = _ANYWHERE | {
    "单": "shan dan",
    "曾": "zeng ceng",
    "解": "xie jie",
    "仇": "qiu chou",
    "查": "zha cha",
    "翟": "zhai di",
    "覃": "qin tan",
    "区": "ou qu",
    "盖": "ge gai",
    "朴": "piao pu",
    "缪": "miao mou",
    "尉": "wei yu",
    "盛": "sheng cheng",
    "行": "xing hang",
    "会": "hui kuai",
}


@lru_cache(maxsize=8192)
def sound(character: str) -> str:
    """Return how one character is read, in small letters; what has no reading is itself."""
    return lazy_pinyin(character)[0].lower()


def _sounds(character: str, readings: Mapping[str, str]) -> Sequence[str]:
    return readings[character].split() if character in readings else (sound(character),)


def spoken(*, name: str) -> str:
    """Return how a name is found by sound: each reading whole and by initials, a blank before each: ` wangfang wf`.

    A search for what begins so looks for a blank and the letters (`begins`). At most four readings, SPOKEN_LENGTH in all.
    """
    characters = [character for character in name if not character.isspace()]
    known = chain((_FIRST,), repeat(_ANYWHERE))
    read = islice(product(*map(_sounds, characters, known)), _READINGS)
    words = [word for one in read for word in ("".join(one), "".join(part[:1] for part in one))]
    return "".join(f" {word}" for word in dict.fromkeys(words))[:SPOKEN_LENGTH]


def begins(*, letters: str) -> str:
    """Return what `spoken` holds of a name that is read so from its beginning; '' for what is not typed in plain letters."""
    plain = "".join(letters.split()).lower()
    return f" {plain}" if plain and plain.isascii() else ""
