"""Marks and spellings: unseen, readable again, and the same cell for whoever reads it."""

import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.exports.rules.marks import BITS, codes_in, mark, unmarked
from linli.exports.rules.spellings import plain, spelled, spellings

CODES = st.integers(min_value=1, max_value=2**BITS - 2)


def test_a_mark_is_blanks_behind_the_text() -> None:
    marked = mark(text="王芳", code=0x80000001)

    assert marked.strip() == "王芳"
    assert len(marked) == 2 + BITS
    assert codes_in(text=marked) == [0x80000001]
    assert marked.encode("gb2312").decode("gb2312") == marked


@pytest.mark.parametrize("text", ["", " ", "\u3000"])
def test_a_blank_cell_stays_blank(text: str) -> None:
    assert mark(text=text, code=1) == text


def test_wide_gaps_of_other_programs_are_no_mark() -> None:
    assert codes_in(text="王芳" + " " * 60 + "李强") == []
    assert codes_in(text=" \u3000" * BITS) == []


@given(text=st.text().filter(lambda text: bool(text.strip())), code=CODES, older=CODES)
def test_any_text_carries_any_code(text: str, code: int, older: int) -> None:
    marked = mark(text=mark(text=text, code=older), code=code)
    assert codes_in(text=marked)[-1] == code
    assert plain(text=marked) == plain(text=text)
    assert plain(text=unmarked(text=marked)) == plain(text=text)
    assert mark(text=marked, code=code) == marked


@given(first=CODES, second=CODES)
def test_a_row_pasted_as_one_line_tells_each_cell(first: int, second: int) -> None:
    line = mark(text="王芳", code=first) + "\t" + mark(text="1栋", code=second)
    assert codes_in(text=line) == [first, second]
    assert codes_in(text=line.replace("\t", " ")) == [first, second]


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("2020-01-27", ("2020-01-27", "2020/01/27", "2020.01.27")),
        ("13812341234", ("13812341234", "138 1234 1234", "138-1234-1234")),
        ("138****1234", ("138****1234", "138 **** 1234", "138-****-1234")),
        ("36.5", ("36.5", "36.5℃")),
        ("3栋1单元101室", ("3栋1单元101室", "3栋1单元 101室", "3栋 1单元101室", "3栋 1单元 101室")),
        ("3栋 1单元101室", ("3栋 1单元101室",)),  # as it was written: not ours to change
        ("王芳", ("王芳",)),
        ("340102199001011234", ("340102199001011234",)),
        ("0551-62345678", ("0551-62345678",)),
        ("", ("",)),
    ],
)
def test_equal_spellings(text: str, ways: tuple[str, ...]) -> None:
    assert spellings(text=text) == ways
    assert {plain(text=way) for way in ways} == {plain(text=text)}


ADDRESSES = st.from_regex(r"[0-9]{1,3}[栋幢][0-9]单元[0-9]{3,4}室", fullmatch=True)


@given(text=st.text() | ADDRESSES | st.dates().map(str), key=st.binary(min_size=1, max_size=4))
def test_every_spelling_reads_the_same(text: str, key: bytes) -> None:
    def draw(of: str) -> int:
        return hmac.digest(key, of.encode(errors="replace"), "sha256")[0]

    assert {plain(text=way) for way in spellings(text=text)} == {plain(text=text)}
    assert spelled(text=text, draw=draw) in spellings(text=text)


@pytest.mark.parametrize(
    ("text", "same"),
    [("2020/1/7", "2020-01-07"), ("2020年1月7日", "2020-01-07"), ("36.5°C", "36.5"), ("'=1", "=1")],
)
def test_what_programs_make_of_a_cell_reads_the_same(text: str, same: str) -> None:
    assert plain(text=text) == same
