import re
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from linli.areas import rules
from linli.areas.rules import DIGITS, EVERYWHERE, AreaCode, Level, NotAnAreaCode

codes = st.sampled_from(list(DIGITS.values())).flatmap(
    lambda digits: st.text("0123456789", min_size=digits, max_size=digits).map(AreaCode)
)


@pytest.mark.parametrize(
    ("code", "level", "child", "parent"),
    [
        ("34", Level.PROVINCE, Level.CITY, None),
        ("3401", Level.CITY, Level.COUNTY, "34"),
        ("340102", Level.COUNTY, Level.TOWNSHIP, "3401"),
        ("340102001", Level.TOWNSHIP, Level.COMMUNITY, "340102"),
        ("340102001001", Level.COMMUNITY, Level.GRID, "340102001"),
        ("340102001001999", Level.GRID, None, "340102001001"),
    ],
)
def test_the_length_says_level_child_and_parent(
    code: str, level: Level, child: Level | None, parent: str | None
) -> None:
    area = AreaCode(code)
    assert (area.level, area.child_level, area.parent) == (level, child, parent)


@pytest.mark.parametrize(
    "text", ["", "3", "340", "34010", "3401020", "3401020010010010", "3A", "34 ", "-1", "３４", "三四", "²²"]
)
def test_other_texts_are_no_codes(text: str) -> None:
    with pytest.raises(NotAnAreaCode):
        AreaCode(text)


def test_ancestors_come_top_first() -> None:
    assert AreaCode("340102001001001").ancestors == ("34", "3401", "340102", "340102001", "340102001001")
    assert AreaCode("34").ancestors == ()


@pytest.mark.parametrize(
    ("code", "county"), [("34", "34"), ("3401", "3401"), ("340102", "340102"), ("340102001", "340102")]
)
def test_the_county_is_six_digits_or_the_whole_code(code: str, county: str) -> None:
    assert AreaCode(code).county == county


@pytest.mark.parametrize(
    ("code", "until"),
    [
        ("34", "35"),
        ("09", "10"),
        ("3499", "3500"),
        ("340102999", "340103000"),
        ("00", "01"),
        ("99", "9999999999999999"),
        ("999999999999999", "9999999999999999"),
    ],
)
def test_a_range_ends_at_the_next_number(code: str, until: str) -> None:
    assert AreaCode(code).range == (code, until)


@given(one=codes, other=codes)
@example(one=AreaCode("99"), other=AreaCode("999999999999999"))
@example(one=AreaCode("9999"), other=AreaCode("99"))
@example(one=AreaCode("34"), other=AreaCode("3500"))
def test_a_range_holds_exactly_what_the_area_contains(one: AreaCode, other: AreaCode) -> None:
    from_, until = one.range
    assert (from_ <= other < until) is one.contains(other)
    assert from_.isdigit()
    assert until.isdigit()


@given(code=codes, tail=st.text("0123456789", max_size=13))
@example(code=AreaCode("99"), tail="9" * 13)
def test_a_range_holds_everything_beneath(code: AreaCode, tail: str) -> None:
    assume(len(code) + len(tail) in DIGITS.values())
    below = AreaCode(code + tail)
    assert code.range[0] <= below < code.range[1]
    assert code.contains(below)


@given(code=codes)
def test_every_ancestor_contains_the_area_and_everywhere_contains_all(code: AreaCode) -> None:
    assert all(above.contains(code) for above in code.ancestors)
    assert code.parent is None or code.parent.child_level is code.level
    assert EVERYWHERE[0] <= code < EVERYWHERE[1]


@pytest.mark.parametrize(
    ("code", "township", "community"),
    [
        ("340102001001001", "340102001", "340102001001"),
        ("340102001001", "340102001", "340102001001"),
        ("340102001", "340102001", "340102001"),
        ("3401", "3401", "3401"),
    ],
)
def test_a_code_says_its_township_and_its_community(code: str, township: str, community: str) -> None:
    area = AreaCode(code)
    assert (area.township, area.community) == (township, community)
    assert isinstance(area.community, AreaCode)


def test_nobody_cuts_a_code_by_hand() -> None:
    own = Path(rules.__file__)
    files = [file for file in own.parents[1].rglob("*.py") if "tests" not in file.parts and file != own]
    cut = re.compile(r"\[: ?(9|12)\]|\bCOMMUNITY_DIGITS\b")
    assert [
        f"{file}: {line}" for file in files for line in file.read_text().splitlines() if cut.search(line)
    ] == []
