"""What a header most likely asks for, by the words that superiors use."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from linli.census.rules import BALANCE
from linli.returns.rules import Holds
from linli.returns.rules.headers import TOTAL_WORDS, YESTERDAY_WORDS, day_asked, headers_of
from linli.returns.rules.slots import DAY_LEFT_OUT
from linli.returns.rules.words import without_seal

MOST: Final = 5
Ways = tuple[tuple[str, ...], ...]
# Words of whom a column counts, before the words of what.
_EPIDEMIC: Final = (
    "疫情发生地区",
    "疫情发生地",
    "疫区",
    "重点地区",
    "重点疫区",
    "湖北来",
    "湖北返",
    "武汉来",
    "武汉返",
    "来自湖北",
)
_ELSEWHERE: Final = ("其他地区", "其它地区", "外地返", "非疫区", "外省返", "其他返")
# By which words a group's own figures are asked for: what their keys begin with -> the words.
GROUP_WORDS: Final = {"epidemic_area_": _EPIDEMIC, "elsewhere_": _ELSEWHERE}
_FACT_WAYS: Final[dict[Holds, tuple[str, ...]]] = {
    Holds.AREA_NAME: (
        "单位名称",
        "社区名称",
        "填报单位",
        "上报单位",
        "报送单位",
        "村社区",
        "村居",
        "街道名称",
        "单位",
    ),
    Holds.DAY: ("日期", "填报时间", "上报时间"),
    Holds.PREPARED_BY: ("填表人", "填报人", "制表人", "报告人"),
    Holds.HOUR: ("填报时间到时", "上报时间到时", "填表时间到时", "报告时间到时"),
    Holds.AS_OF: ("截止时间", "统计时间", "截止"),
}
# What stands in a number of columns but asks for nothing that Linli tells.
_NOTHING: Final = ("序号", "备注", "说明")
_DAY_ALONE: Final = frozenset({"今日", "今天", "当日", "当天", "本日", *TOTAL_WORDS, *YESTERDAY_WORDS})
# Words in the last header count more than those above it.
_LEAF: Final = 3


@dataclass(frozen=True)
class Suggestion:
    """What a place may hold."""

    holds: Holds
    key: str = ""


def suggestions(*, path: str, asked_by: Mapping[str, Ways], totals: Collection[str]) -> list[Suggestion]:
    """Return what a header path may ask for, the likeliest first, at most five; [] for nothing that Linli tells.

    asked_by: each indicator's ways to be asked for; of each way all words stand in the headers. totals: the indicators
    that add up over days. Words in the nearest header count three times; of the same words the longer match is the likelier.
    """
    headers = [without_seal(part).translate(_BRACKETS) for part in headers_of(path=path)]
    if DAY_LEFT_OUT in path:
        return [Suggestion(Holds.DAY)]
    if asks_nothing(path=path):
        return []
    fact = next(
        (
            holds
            for holds, ways in _FACT_WAYS.items()
            if any(headers[-1].rstrip("：:") == way for way in ways)
        ),
        None,
    )
    if fact:
        return [Suggestion(fact)]
    scores = {key: score for key, ways in asked_by.items() if (score := _score(ways, headers))}
    likeliest = sorted(scores, key=lambda key: -scores[key])
    day = day_asked(path=path)
    asked = (_as_asked(key, headers, day, asked_by[key], totals) for key in likeliest)
    return list(dict.fromkeys(one for one in asked if one))[:MOST]


def asks_nothing(*, path: str) -> bool:
    """Say whether a header of a path says that Linli has nothing to tell there: remarks, the number of a row."""
    return any(word in header for header in headers_of(path=path) for word in _NOTHING)


_BRACKETS = str.maketrans("", "", "（）()、，,")


def _score(ways: Ways, headers: list[str]) -> int:
    return max((_weight(words, headers) for words in ways), default=0)


def _weight(words: tuple[str, ...], headers: list[str]) -> int:
    whole = "".join(headers)
    if not all(word in whole for word in words):
        return 0
    # A header that only says of which day names no figure: the one above it does.
    named = [header for header in headers if header not in _DAY_ALONE]
    leaf = named[-1] if named else headers[-1]
    return sum(len(word) * (_LEAF if word in leaf else 1) for word in words)


def _as_asked(
    key: str, headers: list[str], day: Holds | None, ways: Ways, totals: Collection[str]
) -> Suggestion | None:
    """Return the indicator of the group that the headers name, of the day or of all days; None for what Linli cannot tell."""
    whole = "".join(headers)
    in_group = next(
        (prefix for prefix, words in GROUP_WORDS.items() if any(word in whole for word in words)), ""
    )
    if key in BALANCE:
        key = in_group + key
    holds = Holds.TOTAL if _asks_total(whole, ways) else day
    # Of all days up to yesterday, or of a figure that stands at a moment, nothing is added up.
    if holds is Holds.TOTAL and (day is not Holds.FIGURE or key not in totals):
        return None
    return Suggestion(holds, key) if holds else None


def _asks_total(whole: str, ways: Ways) -> bool:
    """Say whether headers ask for all days so far, and not for a figure that has such a word in its own name."""
    own = [word for way in ways if all(word in whole for word in way) for word in way]
    return any(word in whole and word not in own for word in TOTAL_WORDS)
