import json
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from linli.people.rules import (
    BadIdNumber,
    BadName,
    BadPhone,
    clean_name,
    id_number,
    mask_number,
    parse_address,
    phone,
)

# What the worker's phone is held to as well: web/phone/tests/numbers.test.ts.
CASES: Final[dict[str, list[tuple[str, Any]]]] = json.loads(
    (Path(__file__).parent / "numbers.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    "written",
    [
        "11010519491231002X",
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 110105 19491231 002X ",
        "110105491231002",
    ],
)
def test_an_id_number_is_read_however_it_is_written(written: str) -> None:
    card = id_number(text=written)
    assert (card.text, card.born_on, card.sex, card.region_is_known) == (
        "11010519491231002X",
        date(1949, 12, 31),
        "F",
        True,
    )


def test_an_odd_sequence_is_a_man() -> None:
    assert id_number(text="110105194912310011").sex == "M"


def test_an_unknown_region_is_no_fault() -> None:
    assert id_number(text="990105194912310023").region_is_known is False


@pytest.mark.parametrize(("written", "fault"), CASES["id_number"])
def test_a_bad_id_number_says_why(written: str, fault: str) -> None:
    try:
        id_number(text=written)
    except BadIdNumber as error:
        found = error.fault.value
    else:
        found = ""
    assert found == fault


@pytest.mark.parametrize(("written", "read"), [case for case in CASES["phone"] if case[1]])
def test_a_phone_is_read_however_it_is_written(written: str, read: str) -> None:
    assert phone(text=written) == read


@pytest.mark.parametrize("written", [written for written, read in CASES["phone"] if not read])
def test_a_bad_phone_is_refused(written: str) -> None:
    with pytest.raises(BadPhone):
        phone(text=written)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (" 王　刚 ", "王刚"),
        ("欧阳 娜娜", "欧阳娜娜"),
        ("阿不都・热合曼", "阿不都·热合曼"),
        ("买买提.艾力", "买买提·艾力"),
        ("阿依 · 古丽", "阿依·古丽"),
        ("John   Smith", "John Smith"),
        ("谢㛃", "谢㛃"),
        ("𠮷田", "𠮷田"),
    ],
)
def test_a_name_is_cleaned(written: str, read: str) -> None:
    assert clean_name(text=written) == read


@pytest.mark.parametrize("written", [written for written, good in CASES["name"] if good])
def test_a_name_that_the_phone_takes_is_one(written: str) -> None:
    assert clean_name(text=written)


@pytest.mark.parametrize("written", [*(written for written, good in CASES["name"] if not good), "王" * 61])
def test_a_bad_name_is_refused(written: str) -> None:
    with pytest.raises(BadName):
        clean_name(text=written)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("49栋1单元2304室", ("49", "1", "2304", "")),
        ("12号楼3单元501", ("12", "3", "501", "")),
        ("3-2-501", ("3", "2", "501", "")),
        ("12-501", ("12", "", "501", "")),
        ("12#2-301", ("12", "2", "301", "")),
        ("幸福小区三号楼二单元501室", ("3", "2", "501", "")),
        ("Ａ座１２０３", ("A", "", "1203", "")),
        ("5号楼2单元3楼302", ("5", "2", "302", "")),
        ("王庄组12号", ("", "", "12", "王庄组")),
        ("张洼村三组5号", ("", "", "5", "张洼村3组")),
        ("明光路123号", ("", "", "123", "")),
        ("明光路社区", ("", "", "", "")),
        ("", ("", "", "", "")),
    ],
)
def test_an_address_is_read_into_its_parts(written: str, parts: tuple[str, str, str, str]) -> None:
    address = parse_address(text=written)
    assert (address.building, address.unit, address.room, address.group) == parts


def test_the_same_door_has_one_key_however_it_is_written() -> None:
    keys = {
        parse_address(text=text).key
        for text in (
            "安徽省合肥市瑶海区明光路街道幸福小区3栋2单元0501室",
            "幸福小区 3号楼2单元501",
            "幸福小区三栋二单元501室",
        )
    }
    assert keys == {"幸福小区#3-2-501"}


def test_different_estates_are_different_doors() -> None:
    written = (
        "幸福东区3栋101",
        "幸福西区3栋101",
        "东区3栋101",
        "3栋101",
        "水乡花园3栋101",
        "现代城市花园3栋101",
    )
    assert len({parse_address(text=text).key for text in written}) == len(written)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "明光路社区",
        "王庄组",
        "3栋",
        "3号楼2单元",
        "王庄村3组",
        "王庄村三组",
        "王庄村第3村民组",
        "3组",
        "红旗大队2小队",
        "王庄村5社",
        "幸福小区2期",
        "312国道旁",
    ],
)
def test_a_text_that_names_no_door_has_no_key(written: str) -> None:
    assert parse_address(text=written).key == ""


def test_doors_sort_as_a_worker_walks() -> None:
    walk = [
        "2栋1单元101",
        "2栋1单元1001",
        "2栋2单元101",
        "10栋1单元101",
        "王庄组2号",
        "王庄组12号",
        "明光路9号",
        "不远处",
        "",
    ]
    shuffled = walk[4:] + walk[:4]
    assert sorted(shuffled, key=lambda text: parse_address(text=text).walk_order) == walk


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("11010519491231002X", "****************2X"),
        ("E12345678", "*******78"),
        ("13812341234", "*********34"),
        ("0551-62345678", "***********78"),
        ("A12345", "****45"),
        ("A1234", "*****"),
        ("", ""),
    ],
)
def test_a_number_is_masked_but_its_last_two_characters(number: str, masked: str) -> None:
    assert mask_number(number=number) == masked
