"""Columns whose header asks, and cells that answer: 是/否, 1/0, 有/无 are no place, no contact and no temperature."""

import re
from typing import Final

from linli.people.origins import ABROAD, EPIDEMIC_AREA, HUBEI, WUHAN, origin_class
from linli.rosters.rules import fields
from linli.sheets.cells import text_of

YES: Final = "YES"
NO: Final = "NO"
# What an answer can say something of; a question about anything else has no field.
ANSWERABLE: Final = frozenset((fields.ORIGIN, fields.CONTACT_HISTORY, fields.SYMPTOMS, fields.TEMPERATURE_C))

_ASKS = re.compile(
    r"是否|有无|有没有|是不是|可否|能否|曾否|吗|[?？]|1[:=、.]?[是有]|[是有][:=]?1", re.IGNORECASE
)
_DENIES = re.compile(r"是否(?:未|没有?|无|非|不)|有没有不|是不是[未没无非]")
_WORDS: Final = {
    **dict.fromkeys(("是", "有", "对", "是的", "有的", "yes", "y", "true", "√", "✓", "✔", "1"), YES),
    **dict.fromkeys(
        ("否", "无", "没有", "没", "不是", "不", "未", "no", "n", "none", "false", "×", "✗", "x", "0"), NO
    ),
}
_CODED = re.compile(r"(\d)\s*[:=、.—-]?\s*(是|否|有|无|没有|正常|不正常|异常)")
_CODED_BEHIND = re.compile(r"(是|否|有|无|没有|正常|不正常|异常)\s*[:=—-]?\s*(\d)")
_BRACKETS = re.compile(r"\(([^)]*)\)")
_TWO_PLACES = re.compile(r"武汉.*(?:或|、|/|及|和|,).*湖北|湖北.*(?:或|、|/|及|和|,).*武汉")
_WAY = re.compile(r"来自|途[经径]|经过|[返回到去来]|旅居|居住|逗留|停留|疫区")
_ABNORMAL = re.compile(r"(?:是否|有无)\S{0,3}异常")


def asks(*, header: str) -> bool:
    """Say whether a header asks a question with yes and no for its answers."""
    return bool(_ASKS.search(text_of(header)))


def answer(*, header: str, text: str) -> str:
    """Return YES, NO, or '' for what is no plain answer; numbers as the header explains them (1是2否)."""
    plain = text.strip().lower().rstrip("。.")
    codes = _codes(text_of(header))
    word = codes.get(plain, "" if codes and plain.isdigit() else plain)
    if word in {"正常", "异常", "不正常"}:
        asked_abnormal = bool(_ABNORMAL.search(header))
        return YES if (word == "正常") is not asked_abnormal else NO
    return _WORDS.get(word, "")


def is_answer(*, text: str) -> bool:
    """Say whether a text only answers a question."""
    return text.strip().lower() in _WORDS


def denies(*, header: str) -> bool:
    """Say whether a header asks for what is not (是否未接触): a yes has two readings then."""
    return bool(_DENIES.search(text_of(header)))


def asks_abnormal(*, header: str) -> bool:
    """Say whether a yes means that something is wrong (是否异常)."""
    return bool(_ABNORMAL.search(text_of(header)))


def place_asked(*, header: str) -> str:
    """Return the class of the place that a header asks about, '' for none: WUHAN, HUBEI, ABROAD.

    武汉或湖北 is HUBEI, which is certain of both.
    """
    text = text_of(header)
    code = origin_class(text)
    if code == WUHAN and _TWO_PLACES.search(text):
        return HUBEI
    return code if code in EPIDEMIC_AREA or code == ABROAD else ""


def asks_the_way(*, header: str) -> bool:
    """Say whether a header asks if somebody was in the epidemic area, and not whom he met or where he is registered."""
    text = text_of(header)
    is_way = bool(_WAY.search(text)) and not re.search(r"接触|密接|户籍|家人|亲属|同事|人员", text)
    return is_way and place_asked(header=header) in EPIDEMIC_AREA and not denies(header=header)


def _codes(header: str) -> dict[str, str]:
    for inside in _BRACKETS.findall(header) or [header]:
        pairs = _CODED.findall(inside) if inside.strip()[:1].isdigit() or inside == header else []
        if not pairs:
            pairs = [(digit, word) for word, digit in _CODED_BEHIND.findall(inside)]
        if pairs:
            return dict(pairs)
    return {}
