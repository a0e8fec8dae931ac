"""How names sound: in pinyin without tones, by which people and places are found from a keyboard."""

import os
from functools import lru_cache
from itertools import islice, product
from typing import Final

# A name is read character by character, so the table of 47,000 phrases, 40 MB in each process, is not loaded.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
from pypinyin import lazy_pinyin

SPOKEN_LENGTH: Final = 200
# Of a name with characters that are read in several ways.
_READINGS: Final = 4
# How a character is read in names beside the reading that stands first in the dictionary: 长江, 重庆, 厦门; 单, 曾, 解.
_READ_TOO: Final = {
    "长": "chang zhang",
    "重": "chong zhong",
    "厦": "xia sha",
    "乐": "le yue",
    "六": "liu lu",
    "行": "hang xing",
    "朝": "chao zhao",
    "都": "du dou",
    "堡": "bao pu bu",
    "埔": "pu bu",
    "泊": "bo po",
    "泷": "long shuang",
    "浚": "jun xun",
    "蚌": "beng bang",
    "荥": "xing ying",
    "尉": "wei yu",
    "会": "hui kuai",
    "盛": "sheng cheng",
    "大": "da dai",
    "单": "shan dan",
    "曾": "zeng ceng",
    "解": "xie jie",
    "仇": "qiu chou",
    "查": "zha cha",
    "翟": "zhai di",
    "覃": "qin tan",
    "区": "qu ou",
    "盖": "ge gai",
    "朴": "piao pu",
    "缪": "miao mou",
}


@lru_cache(maxsize=8192)
def sound(character: str) -> str:
    """Return how one character is read, in small letters; what has no reading is itself."""
    return lazy_pinyin(character)[0].lower()


@lru_cache(maxsize=8192)
def _sounds(character: str) -> tuple[str, ...]:
    return tuple(_READ_TOO.get(character, "").split()) or (sound(character),)


def spoken(*, name: str) -> str:
    """Return how a name is found by sound: each reading whole and by initials, a blank before each: ` wangfang wf`.

    A search for what begins so looks for a blank and the letters (`begins`). At most four readings, SPOKEN_LENGTH in all.
    """
    read = islice(product(*(_sounds(character) for character in name if not character.isspace())), _READINGS)
    words = [word for one in read for word in ("".join(one), "".join(part[:1] for part in one))]
    return "".join(f" {word}" for word in dict.fromkeys(words))[:SPOKEN_LENGTH]


def begins(*, letters: str) -> str:
    """Return what `spoken` holds of a name that is read so from its beginning; '' for what is not typed in plain letters."""
    plain = "".join(letters.split()).lower()
    return f" {plain}" if plain and plain.isascii() else ""
