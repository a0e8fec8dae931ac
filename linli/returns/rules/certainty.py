"""Whether a header surely asks for what it most likely asks for: every word of it must be accounted for.

A header says more than the words by which a figure is known: households beside persons, yesterday, the difference, of which,
not including. Such words decide what is asked, so whatever is left of a header when the words of the figure and those that say
nothing are taken away makes the suggestion a guess.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from linli.returns.rules import FACTS, Holds
from linli.returns.rules.headers import CHANGE_WORDS, TOTAL_WORDS, YESTERDAY_WORDS, headers_of
from linli.returns.rules.suggestions import GROUP_WORDS, Suggestion, Ways
from linli.returns.rules.words import plain

# Words that limit nothing, the longer before those within them. Source: docs/rules/returns.md#certain.
_SAY_NOTHING: Final = re.compile(
    "当前|目前|当日|今日|本日|当天|今天|截至|截止|正在|现在|现有|每日|两次|测温|就医|返乡|返回|在册|登记|人员|人数|人次|情况|总数"
    "|观察|医学|隔离|方式|疫情|排查|地区|[人数名例共总现的日次入]"
)
# Words by which only a part of a figure, or something near it, is asked for: fever of all that is abnormal, people from
# somewhere of those who came today. Source: docs/rules/returns.md#certain.
_NEAR: Final = frozenset({"发热", "症状", "体温", "武汉", "湖北", "外地", "外省", "省外", "其他省"})
# Words of the day that a suggestion is of.
_OF_DAY: Final = {Holds.YESTERDAY: YESTERDAY_WORDS, Holds.CHANGE: (*CHANGE_WORDS, *YESTERDAY_WORDS)}
# The name of who fills a form, or in what it counts.
_EITHER: Final = frozenset({"单位"})
_PERSONS: Final = re.compile(r"人数|人员数|[（(]人[)）]")
# Of whom a header asks, when it does not ask for persons. An entry into homes, a head of a household and a place of
# registration are none.
_HOUSEHOLDS: Final = re.compile(r"(?<!入)户(?![籍口主])")


def asks_households(*, path: str) -> bool:
    """Say whether the headers of a place ask for households: of them no number of persons is told."""
    return bool(_HOUSEHOLDS.search(plain(path)))


def asks_persons(*, path: str) -> bool:
    """Say whether the headers of a place ask for persons, by that word."""
    return bool(_PERSONS.search(plain(path)))


def is_sure(
    *, path: str, likely: Sequence[Suggestion], asked_by: Mapping[str, Ways], totals: Collection[str]
) -> bool:
    """Say whether the first of a place's suggestions is surely what its headers ask for.

    likely: the likeliest first, as `suggestions` returns them; none is never sure. A fact of the form, such as its date, is
    recognised by its whole header and always sure. totals: as of `suggestions`; how many more were counted than yesterday
    (较昨日新增) is what happened today as often as the difference of two days, so that is never sure.
    """
    if not likely:
        return False
    first, headers = likely[0], headers_of(path=path)
    if first.holds in FACTS:
        return headers[-1] not in _EITHER
    if first.holds is Holds.CHANGE and first.key in totals:
        return False
    whole = re.sub(r"[（()）、，,/：:\s]", "", "".join(headers))
    for word in _OF_DAY.get(first.holds, ()):
        whole = whole.replace(word, "")
    return any(not _left(whole, way) for way in _ways(first, asked_by) if not _NEAR & set(way))


def _ways(said: Suggestion, asked_by: Mapping[str, Ways]) -> Ways:
    """Return how a suggestion is asked for, with the words of the group that it counts."""
    prefix, words = next(
        ((prefix, words) for prefix, words in GROUP_WORDS.items() if said.key.startswith(prefix)), ("", ())
    )
    ways = asked_by[said.key.removeprefix(prefix)] if prefix else asked_by[said.key]
    return tuple((*way, word) for way in ways for word in words) if words else ways


def _left(whole: str, way: tuple[str, ...]) -> str:
    """Return what is left of headers without the words of a way, those of all days, and those that say nothing."""
    if not all(word in whole for word in way):
        return whole
    for word in sorted(way, key=len, reverse=True):
        whole = whole.replace(word, "")
    for word in TOTAL_WORDS:
        whole = whole.replace(word, "")
    return _SAY_NOTHING.sub("", whole)
