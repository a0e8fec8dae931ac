"""Search words of a name: as written, in pinyin, and by initials."""

import os
from functools import lru_cache

# A name is read character by character, so the table of 47,000 phrases, 40 MB in each process, is not loaded.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
from pypinyin import lazy_pinyin

SEARCH_TEXT_LENGTH = 200


@lru_cache(maxsize=8192)
def _pinyin(character: str) -> str:
    return lazy_pinyin(character)[0].lower()


def sound_of(name: str) -> str:
    """Return a name in pinyin without tones, in one word: 王芳 and 王方 are both wangfang."""
    return "".join(_pinyin(character) for character in name if not character.isspace())


def search_text(*, name: str, address: str) -> str:
    """Return what a search looks in, in small letters: 王芳 wangfang wf and the address."""
    sounds = [_pinyin(character) for character in name]
    initials = "".join(sound[:1] for sound in sounds)
    return f"{name} {''.join(sounds)} {initials} {address}".lower()[:SEARCH_TEXT_LENGTH]
