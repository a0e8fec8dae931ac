"""Search words of a name: as written, in pinyin, and by initials."""

from linli.spoken import sound

SEARCH_TEXT_LENGTH = 200


def sound_of(name: str) -> str:
    """Return a name in pinyin without tones, in one word: 王芳 and 王方 are both wangfang."""
    return "".join(sound(character) for character in name if not character.isspace())


def search_text(*, name: str, address: str) -> str:
    """Return what a search looks in, in small letters: 王芳 wangfang wf and the address."""
    sounds = [sound(character) for character in name]
    initials = "".join(one[:1] for one in sounds)
    return f"{name} {''.join(sounds)} {initials} {address}".lower()[:SEARCH_TEXT_LENGTH]
