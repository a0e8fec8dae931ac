"""The headers of a path, and of which day they ask."""

import re
from typing import Final

from linli.returns.rules import Holds
from linli.returns.rules.words import SEPARATOR, plain

# By which words all days so far are asked for, the day before, and the difference from it; the longer before those within them.
TOTAL_WORDS: Final = ("累计", "总共", "至今")
YESTERDAY_WORDS: Final = ("昨日", "昨天", "上一日", "上日", "前一日", "前一天")
CHANGE_WORDS: Final = (
    "与昨日相比",
    "与前一日相比",
    "较昨日",
    "较昨天",
    "较上日",
    "较前一日",
    "较前日",
    "比昨日",
    "比昨天",
    "比上日",
    "比前一日",
    "日增减",
    "增减数",
    "增减",
    "环比",
    "净增",
)
# A header that names two days asks for neither: 昨日16时至今日16时 is today's report.
_TODAY: Final = ("今日", "今天", "当日", "本日")
# The name of a sheet that limits nothing: Sheet2, 附件1, 日报表.
_SHEET: Final = re.compile(r"《(.*?)》")
_SAYS_NOTHING: Final = re.compile(
    r"(?:sheet|工作表|附件|附表|表)?[0-9一二三四五六七八九十]*|(?:每日)?(?:日报|汇总|统计|报)表?",
    re.IGNORECASE,
)


def headers_of(*, path: str) -> list[str]:
    """Return the headers of a path, the nearest last; of another sheet with its name, if that may limit what is asked."""
    parts = [plain(part) for part in path.split(SEPARATOR)]
    named = _SHEET.fullmatch(parts[0]) if len(parts) > 1 else None
    if not named:
        return parts
    return parts[1:] if _SAYS_NOTHING.fullmatch(named[1]) else [named[1], *parts[1:]]


def day_asked(*, path: str) -> Holds | None:
    """Return of which day headers ask: FIGURE for the day itself, YESTERDAY, CHANGE; None where they name two.

    Whether all days so far are asked for depends on the figure: 累计登记 is one of its own.
    """
    whole = "".join(headers_of(path=path))
    rest = whole
    for word in CHANGE_WORDS:
        rest = rest.replace(word, "")
    is_before = any(word in rest for word in YESTERDAY_WORDS)
    if is_before and (rest != whole or any(word in rest for word in (*_TODAY, "至"))):
        return None
    if rest != whole:
        return Holds.CHANGE
    return Holds.YESTERDAY if is_before else Holds.FIGURE
