"""Marks and spellings: unseen, readable again, and the same cell for whoever reads it."""

import hmac
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.exports.rules.marks import BITS, CHANNEL_BITS, DARKEST, Look, can_mark, code_in, look_of
from linli.exports.rules.spellings import plain, spelled, spellings

CODES = st.integers(min_value=0, max_value=2**BITS - 1).filter(lambda code: can_mark(code=code))
COLOURS = st.integers(0, 0xFFFFFF).map(lambda colour: f"{colour:06X}")


@given(code=CODES)
def test_any_code_is_read_from_the_look_that_it_gives(code: int) -> None:
    assert code_in(look=look_of(code=code)) == code


@given(code=CODES)
def test_the_letters_are_nearly_black_and_the_lines_grey(code: int) -> None:
    look = look_of(code=code)
    for name, colour in vars(look).items():
        assert all(0 <= channel - DARKEST[name] < 32 for channel in bytes.fromhex(colour))


def test_two_codes_never_look_alike() -> None:
    looks = {look_of(code=code) for code in range(5000)}
    assert len(looks) == 5000


@given(code=CODES, part=st.sampled_from(sorted(DARKEST)), channel=st.integers(0, 2), bit=st.integers(0, 4))
def test_a_look_of_which_one_bit_is_another_is_no_mark(code: int, part: str, channel: int, bit: int) -> None:
    look = look_of(code=code)
    colour = bytearray.fromhex(getattr(look, part))
    colour[channel] = DARKEST[part] + (colour[channel] - DARKEST[part] ^ 1 << bit)
    assert code_in(look=replace(look, **{part: colour.hex().upper()})) is None


@given(code=CODES, part=st.sampled_from(sorted(DARKEST)), other=st.sampled_from(["", "000000", "FFFFFF"]))
def test_a_look_of_which_one_colour_is_gone_is_no_mark(code: int, part: str, other: str) -> None:
    assert code_in(look=replace(look_of(code=code), **{part: other})) is None


def test_a_program_that_draws_all_lines_alike_writes_no_mark() -> None:
    """No value of a channel can be in the line above and in the line below."""
    above, below = (set(range(DARKEST[part], DARKEST[part] + 2**CHANNEL_BITS)) for part in ("top", "bottom"))
    assert not above & below


@given(font=st.integers(0, 255), top=COLOURS, bottom=COLOURS)
def test_black_and_grey_letters_are_no_mark(font: int, top: str, bottom: str) -> None:
    assert code_in(look=Look(f"{font:02X}" * 3, top, bottom)) is None


@pytest.mark.parametrize(("code", "can"), [(0, False), (2**BITS - 1, False), (1, False), (0x12345678, True)])
def test_a_code_that_would_make_grey_letters_is_not_given_out(code: int, can: bool) -> None:
    assert can_mark(code=code) is can


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("2020-01-27", ("2020-01-27", "2020/01/27", "2020.01.27")),
        ("13812341234", ("13812341234", "138 1234 1234", "138-1234-1234")),
        ("*********34", ("*********34", "*** **** **34", "***-****-**34")),
        ("138****1234", ("138****1234", "138 **** 1234", "138-****-1234")),  # of copies made before
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
