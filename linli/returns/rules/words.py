"""What words in a superior's sheet are: the name of an area, a unit of measure, a signature, a note, a row of totals."""

import re
from typing import Final

# Between the headers of a path.
SEPARATOR: Final = " / "
_MEASURE: Final = "人次|人员|人|户次|户|次|个|例|名|份|台|辆|只|处|栋|支|件|元|万元|吨|公斤|斤|%|％"
_UNIT: Final = re.compile(
    rf"^[（(]?(?:计量|数量)?单位[:：]?(?:{_MEASURE})(?:[、,，/和及](?:{_MEASURE}))*[）)]?$"
)
_SIGNATURE: Final = re.compile(
    r"(填表|填报|制表|审核|复核|负责)人.*(审核|复核|负责|填表|填报|制表)人|联系电话|签(字|章|名)|盖章"
)
_SEAL: Final = re.compile(r"[（(](?:盖章|公章|签字|签章|签名|章)[）)]")
_FACT_LINE: Final = re.compile(
    r"^(?:填报|上报|报送)?(?:单位|社区|日期|时间|人)[:：]|^(?:填表|制表|报告|统计|截止)(?:人|日期|时间)[:：]"
)
_TOTAL_ROW: Final = re.compile(r"^(合计|总计|共计|总数|全(镇|乡|街道|县|区|市|省)(合计|总计|共计)?)$")
# A sum of some rows, which of them the sheet says to a reader only: Linli has no such figure.
_PART_ROW: Final = re.compile(r"^小计")
# Words below a table: with something after them they are a note wherever they stand, alone only beneath rows of areas.
_NOTE: Final = re.compile(r"^(注|附注|备注|说明|填[表报]说明|注意事项)[:：].")
_NOTE_ALONE: Final = re.compile(
    r"^((注|附注|备注|说明|填[表报]说明|注意事项)|(填表|填报|制表|审核|复核|负责)人)[:：]?$"
)
_TAIL: Final = re.compile(
    r"(社区)?(居民委员会|居委会|村民委员会|村委会)$|(社区|街道|街道办事处|镇|乡|村|县|区|市|省)$"
)
# What stands over the names of units.
_OF_UNITS: Final = re.compile(
    r"^(?:所辖|下辖|各|所属)?(?:村社区|社区村|村居|村居社区|社区|村|居委会|街道乡镇|乡镇街道|街道|乡镇|镇街|街镇|县区|区县|县市区|市县区"
    r"|单位名称|地区|区域|辖区|属地)(?:名称|名)?$"
)
# Over numbers that count the rows.
_COUNTS_ROWS: Final = re.compile(r"^(序号|编号|No\.?|NO\.?|号)$")


def plain(text: str) -> str:
    """Return words without the spaces and breaks that headers are spread with."""
    return re.sub(r"\s+", "", text.replace("\u3000", ""))


def core(name: str) -> str:
    """Return the heart of an area's name: 明光路 of 明光路社区居委会."""
    name = plain(name)
    shorter = _TAIL.sub("", name)
    while shorter not in ("", name):
        name, shorter = shorter, _TAIL.sub("", shorter)
    return name


def without_seal(words: str) -> str:
    """Return words without what asks for a seal or a signature beside them: 填报单位 of 填报单位（盖章）."""
    return _SEAL.sub("", words)


def is_measure(words: str) -> bool:
    """Say whether words tell in what the sheet counts: 单位：人、人次."""
    return bool(_UNIT.search(words))


def is_particular(words: str) -> bool:
    """Say whether words begin with a particular of the sheet, such as who fills it: 填报单位（盖章）：."""
    return bool(_FACT_LINE.search(without_seal(words))) and not is_measure(words)


def is_foot(words: str) -> bool:
    """Say whether words make their row one of signatures or of the sheet's own particulars, not of figures."""
    return bool(_SIGNATURE.search(words)) or is_particular(words)


def is_total(words: str) -> bool:
    """Say whether words name a row of totals."""
    return bool(_TOTAL_ROW.search(words))


def is_part_total(words: str) -> bool:
    """Say whether words name a sum of some rows."""
    return bool(_PART_ROW.search(words))


def is_note(words: str) -> bool:
    """Say whether words are a note wherever they stand."""
    return bool(_NOTE.search(words))


def is_note_below(words: str) -> bool:
    """Say whether words are a note where they stand beneath rows of areas."""
    return bool(_NOTE_ALONE.search(words))


def is_of_units(words: str) -> bool:
    """Say whether a header stands over names of units: 村（社区）."""
    return bool(_OF_UNITS.search(re.sub(r"[（()）、/]", "", words)))


def counts_rows(words: str) -> bool:
    """Say whether a header stands over numbers that count the rows: 序号."""
    return bool(_COUNTS_ROWS.search(words))
