"""A cell for a number that says in words why there is none."""

import re
from typing import Final

# 拒绝提供, 婴儿, 未上户口, 没带, 忘了, 小孩无手机, 同父亲. A sign of a number beside it is no such word.
_WHY: Final = re.compile(
    r"拒|不|未|没|无|忘|丢|失|待|暂|婴|新生|孩|幼|儿童|老人|同(?:父|母|上|户主|家)|联系不上"
)
LONGEST: Final = 20


def says_unknown(*, text: str) -> bool:
    """Say whether a cell tells that a number is not known yet: words of why, with no digit and no Latin letter."""
    plain = text.strip()
    return len(plain) <= LONGEST and not re.search(r"[0-9A-Za-z]", plain) and bool(_WHY.search(plain))
