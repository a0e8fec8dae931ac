"""A leaked sheet names its copy however it was cut and shuffled, and a sheet that never was an export names none."""

import hmac
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.exports.rules.leaked_rows import LeakedRow, row_of_cells, row_of_line
from linli.exports.rules.marks import BITS, Look, can_mark, look_of
from linli.exports.rules.spellings import plain, spelled, spellings
from linli.exports.rules.tracing import (
    LETTERS,
    Certainty,
    HeldExport,
    Judged,
    KnownCopy,
    judge,
)

Sheet = list[list[str]]
CODES = st.integers(min_value=0, max_value=2**BITS - 1).filter(lambda code: can_mark(code=code))
IDENTITY = 3  # the first columns of LISTED tell who somebody is


def digest(text: str) -> str:
    return hmac.digest(b"key", text.encode(errors="replace"), "sha256").hex()[:12]


def draw_of(code: int) -> Callable[[str], int]:
    def draw(text: str) -> int:
        return int.from_bytes(hmac.digest(str(code).encode(), text.encode(errors="replace"), "sha256")[:4])

    return draw


def export_of(id: str, sheet: Sheet) -> HeldExport:
    rows = [{digest(plain(text=cell)) for cell in row[:IDENTITY]} for row in sheet]
    values = {digest(plain(text=cell)) for row in sheet for cell in row if len(spellings(text=cell)) > 1}
    return HeldExport(id, rows, values)


def sign_of(code: int) -> Callable[[str], str]:
    def sign(text: str) -> str:
        drawn = hmac.digest(f"sign{code}".encode(), text.encode(errors="replace"), "sha256")
        return "".join(LETTERS[byte % len(LETTERS)] for byte in drawn[:4])

    return sign


def sheet_copy(export: str, code: int, label: str = "") -> KnownCopy:
    return KnownCopy(f"{export}-{code}", export, code, label, sign_of(code), draw=None)


def paper_copy(export: str, code: int) -> KnownCopy:
    return KnownCopy(f"{export}-{code}", export, code, "", sign_of(code), draw_of(code))


def looking(sheet: Sheet, look: Look) -> list[LeakedRow]:
    return [row_of_cells((cell, look) for cell in row) for row in sheet]


def marked(sheet: Sheet, copy: KnownCopy) -> list[LeakedRow]:
    return looking(sheet, look_of(code=copy.code))


def on_paper(sheet: Sheet, copy: KnownCopy) -> Sheet:
    assert copy.draw
    return [[spelled(text=cell, draw=copy.draw) for cell in row] for row in sheet]


def judged(rows: Sequence[LeakedRow], exports: Sequence[HeldExport], copies: Sequence[KnownCopy]) -> Judged:
    return judge(rows=rows, copies=copies, exports=exports, digest=digest)


def typed(sheet: Sheet) -> list[LeakedRow]:
    """Lose all that is not text."""
    return looking(sheet, Look())


# As other programs have them: black or blue letters, lines alike or none.
LOOKS = st.builds(
    lambda font, line: Look(font, line, line),
    st.sampled_from(["", "000000", "FF0000", "1F497D"]),
    st.sampled_from(["", "000000", "BFBFBF", "D9D9D9"]),
)
CELLS = st.text(max_size=12) | st.sampled_from(["2020-01-27", "3栋1单元101室", "13812341234", "36.5", ""])
SHEETS = st.integers(min_value=1, max_value=6).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=20)
)


@given(sheet=SHEETS, codes=st.lists(CODES, min_size=2, max_size=4, unique=True), data=st.data())
def test_any_half_of_the_rows_and_any_columns_name_the_copy(
    sheet: Sheet, codes: list[int], data: st.DataObject
) -> None:
    copies = [sheet_copy("export", code) for code in codes]
    columns = data.draw(st.lists(st.sampled_from(range(len(sheet[0]))), min_size=1, unique=True))
    rows = data.draw(st.permutations(sheet))[: (len(sheet) + 1) // 2]
    leaked = [[row[column] for column in columns] for row in rows]
    if not any(cell.strip() for row in leaked for cell in row):
        return

    found = judged(marked(leaked, copies[0]), [export_of("export", sheet)], copies)

    assert [(one.copy, one.certainty) for one in found.named] == [(copies[0].id, Certainty.MARKED)]
    assert found.named[0].marked_cells == sum(bool(cell.strip()) for row in leaked for cell in row)


@given(sheet=SHEETS, other=SHEETS, codes=st.lists(CODES, min_size=2, max_size=4, unique=True), look=LOOKS)
def test_a_sheet_that_was_never_an_export_names_none(
    sheet: Sheet, other: Sheet, codes: list[int], look: Look
) -> None:
    copies = [sheet_copy("export", codes[0]), *(paper_copy("export", code) for code in codes[1:])]
    found = judged(looking(other, look), [export_of("export", sheet)], copies)
    assert found.named == ()


def listed(count: int, seed: int) -> Sheet:
    """Make a list of people: name, address, phone, last day."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    return [
        [
            f"{chance.choice('王李张刘陈杨赵黄周吴')}{chance.choice('伟芳娜敏静强磊军洋勇')}",
            f"{chance.randint(1, 40)}栋{chance.randint(1, 4)}单元{chance.randint(1, 30)}0{chance.randint(1, 4)}室",
            f"138{chance.randint(0, 10**8):08}",
            f"2020-02-{chance.randint(1, 14):02}",
        ]
        for _ in range(count)
    ]


@settings(max_examples=60)
@given(
    seed=st.integers(0, 10**6), codes=st.lists(CODES, min_size=2, max_size=12, unique=True), data=st.data()
)
def test_a_page_typed_anew_names_its_copy_by_the_spellings(
    seed: int, codes: list[int], data: st.DataObject
) -> None:
    sheet = listed(60, seed)
    copies = [paper_copy("export", code) for code in codes]
    half = data.draw(st.permutations(on_paper(sheet, copies[0])))[:30]

    found = judged(typed(half), [export_of("export", sheet)], copies)

    assert [(one.copy, one.certainty) for one in found.named] == [(copies[0].id, Certainty.SPELLED)]
    assert found.named[0].held_rows == 30
    assert found.named[0].spelled_else == 0


@settings(max_examples=60)
@given(seed=st.integers(0, 10**6), codes=st.lists(CODES, min_size=1, max_size=12, unique=True))
def test_the_same_people_on_another_list_name_no_copy(seed: int, codes: list[int]) -> None:
    sheet = listed(60, seed)

    copies = [sheet_copy("export", codes[0]), *(paper_copy("export", code) for code in codes[1:])]

    found = judged(typed(sheet), [export_of("export", sheet)], copies)

    assert found.named == ()
    assert {one.certainty for one in found.only_held} == {Certainty.HELD}
    assert len(found.only_held) == len(codes)


def test_one_form_of_all_dates_does_not_hide_the_other_spellings() -> None:
    sheet = listed(60, 1)
    copies = [paper_copy("export", code) for code in (11, 12, 13)]
    leaked = on_paper(sheet, copies[1])
    for row, own in zip(leaked, sheet, strict=True):
        row[3] = own[3].replace("-", "/")

    found = judged(typed(leaked), [export_of("export", sheet)], copies)

    assert [one.copy for one in found.named] == ["export-12"]


def test_two_copies_that_spell_alike_cannot_be_told_apart() -> None:
    sheet = listed(60, 4)
    first = paper_copy("export", 15)
    second = KnownCopy("export-16", "export", 16, "", first.sign, first.draw)

    found = judged(typed(on_paper(sheet, first)), [export_of("export", sheet)], [first, second])

    assert found.named == ()
    assert [one.copy for one in found.only_held] == ["export-15", "export-16"]


ONE, TWO = 0x12345678, 0x9ABCDEF1


def test_rows_of_two_copies_name_both_with_their_shares() -> None:
    sheet = listed(10, 2)
    copies = [sheet_copy("export", ONE), sheet_copy("export", TWO)]

    found = judged(
        marked(sheet[:7], copies[0]) + marked(sheet[7:], copies[1]), [export_of("export", sheet)], copies
    )

    assert [(one.copy, one.marked_rows) for one in found.named] == [(copies[0].id, 7), (copies[1].id, 3)]
    assert [one.tinted_cells for one in found.named] == [0, 0]


def test_other_lines_around_the_cells_leave_the_colour_of_the_letters() -> None:
    """Who draws all lines anew, as is done before printing, leaves the letters."""
    sheet = listed(10, 5)
    copies = [sheet_copy("export", ONE), sheet_copy("export", TWO)]
    look = Look(look_of(code=TWO).font, "000000", "000000")

    found = judged(looking(sheet, look), [export_of("export", sheet)], copies)
    (named,) = found.named
    assert (named.copy, named.certainty, named.tinted_cells) == (copies[1].id, Certainty.TINTED, 40)

    # The colour alone, with other people, is no evidence, nor beside a number that anybody can type.
    others = looking(listed(10, 6), look)
    assert judged(others, [export_of("export", sheet)], copies).named == ()
    numbered = [sheet_copy("export", TWO, LABEL)]
    found = judged([*others, row_of_line(LABEL)], [export_of("export", sheet)], numbered)
    assert [one.certainty for one in found.named] == [Certainty.NUMBERED]


def test_letters_of_a_colour_that_two_copies_share_name_neither() -> None:
    sheet = listed(10, 5)
    copies = [sheet_copy("export", ONE), sheet_copy("export", ONE ^ 1)]
    assert look_of(code=ONE).font == look_of(code=ONE ^ 1).font

    found = judged(looking(sheet, Look(look_of(code=ONE).font, "", "")), [export_of("export", sheet)], copies)

    assert found.named == ()


def test_pasted_text_of_a_page_tells_as_a_sheet_does() -> None:
    sheet = listed(60, 3)
    copies = [paper_copy("export", code) for code in (31, 32)]
    lines = [" ".join(row) for row in on_paper(sheet, copies[0])]

    found = judged([row_of_line(line) for line in lines], [export_of("export", sheet)], copies)

    assert [(one.copy, one.certainty) for one in found.named] == [("export-31", Certainty.SPELLED)]


LABEL = "K7Q2-9XWM"
SIGN = sign_of(41)("王芳")


@pytest.mark.parametrize(
    ("line", "certainty"),
    [
        (f"王芳\t1栋\t{LABEL}-{SIGN}", Certainty.SIGNED),
        (f"{LABEL}-{SIGN},王芳", Certainty.SIGNED),
        (f"王 芳  1栋 {LABEL}-{SIGN}", Certainty.SIGNED),
        (f"李强\t1栋\t{LABEL}-{SIGN}", Certainty.NUMBERED),  # the sign of somebody else's row
        (f"王芳\t1栋\t{LABEL}-2222", Certainty.NUMBERED),
        (f"王芳\t1栋\t{LABEL}-", Certainty.NUMBERED),
        (f"王芳\t1栋\t{LABEL}", Certainty.NUMBERED),
        (f"王芳\t1栋\t2222-2222-{SIGN}", None),
    ],
)
def test_a_row_is_signed_for_just_its_person(line: str, certainty: Certainty | None) -> None:
    found = judged([row_of_line(line)], [], [sheet_copy("export", 41, LABEL)])
    assert [one.certainty for one in found.named] == ([certainty] if certainty else [])


@pytest.mark.parametrize(
    ("line", "named"),
    [("编号 K7Q2-9XWM", True), ("K7Q2-9XWM，王芳", True), ("K7Q2-9XWMA", False), ("京A7Q2-9XWM", False)],
)
def test_the_printed_number_names_a_copy_and_says_that_it_is_only_that(line: str, named: bool) -> None:
    found = judged([row_of_line(line)], [], [sheet_copy("export", 41, LABEL)])
    assert [one.certainty for one in found.named] == ([Certainty.NUMBERED] if named else [])


def test_a_code_that_no_copy_has_is_told_as_such() -> None:
    found = judged(looking([["王芳"]], look_of(code=TWO)), [], [sheet_copy("export", ONE)])
    assert (found.named, found.unknown_codes) == ((), 1)
