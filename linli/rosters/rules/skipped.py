"""Rows below a header that tell of nobody: blank ones, totals, footers, repeated headers."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from linli.rosters.rules import fields

FIRST_CELLS: Final = 3  # a total stands in one of the first filled cells
SHORTEST_NUMBER: Final = 7
LONGEST_NAME: Final = 20
# What a form has filled in already for rows that nobody has used.
PREPARED: Final = frozenset((fields.SEQUENCE, fields.GRID, fields.ID_TYPE, fields.NOTE))
IDENTIFYING: Final = (fields.ID_NUMBER, fields.PHONE)

_TOTAL = re.compile(
    r"(?:以上)?(?:合计|总计|小计|共计|累计|总数|总人数|本页|汇总|共\d+[人户])|(?:sub|grand)?total|sum$",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"(?:填表|填报|制表|审核|审批|负责人|经办|登记人|排查人|上报|报送|单位负责|社区负责|分管|主管|联系人|联系电话|电话|日期|时间|注|备注|说明|填表说明"
    r"|填写说明|要求|注意|prepared by|reviewed by|approved by|notes?|remarks?)[^:]{0,12}:"
    r"|注[意：]|[(]?(?:以下|此处|下)[为]?空白|备注[1-9、]|说明[1-9、]|※|★",
    re.IGNORECASE,
)
_BLANK_BELOW = re.compile(r"以下(?:为)?空白|此(?:页|行)(?:以下)?空白|以下无(?:正文|内容)")
_SECTION = re.compile(
    r"[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十\d]+\)|第[一二三四五六七八九十\d]+[组批页部]"
)


def tells_of_somebody(
    *, texts: Sequence[str], columns: Mapping[int, str], header_words: Collection[str], is_merged_across: bool
) -> bool:
    """Say whether a row is a person's. A row with anything of a person in it is, however bad.

    texts: the row's cells as cleaned text; columns: index -> field; header_words: every text of the header's rows.
    is_merged_across: whether its first filled cell spreads over several columns.
    """
    filled = [(column, text) for column, text in enumerate(texts) if text]
    if all(columns.get(column, fields.SEQUENCE) in PREPARED for column, _ in filled):
        return False
    words = [text for _, text in filled]
    if any(_BLANK_BELOW.search(text) for text in words):
        return False
    if len(words) > 1 and all(text in header_words for text in words):
        return False
    if any(
        columns.get(column) in IDENTIFYING and sum(map(str.isdigit, text)) >= SHORTEST_NUMBER
        for column, text in filled
    ):
        return not _FOOTER.match(words[0])
    if any(_TOTAL.match(text.replace(" ", "")) for text in words[:FIRST_CELLS]) or _FOOTER.match(words[0]):
        return False
    alone = len(words) == 1
    return not (alone and (is_merged_across or len(words[0]) > LONGEST_NAME or _SECTION.match(words[0])))
