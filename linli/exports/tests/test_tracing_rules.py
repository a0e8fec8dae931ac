"""A leaked sheet names its copy however it was cut and shuffled, and a sheet that never was an export names none."""

import hmac
import random
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.exports.rules.marks import BITS, mark
from linli.exports.rules.spellings import plain, spelled, spellings
from linli.exports.rules.tracing import (
    Certainty,
    HeldExport,
    Judged,
    KnownCopy,
    judge,
    row_of_cells,
    row_of_line,
)

Sheet = list[list[str]]
CODES = st.integers(min_value=1, max_value=2**BITS - 2)
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


def copy_of(export: str, code: int, label: str = "") -> KnownCopy:
    return KnownCopy(f"{export}-{code}", export, code, label, draw_of(code))


def given_out(sheet: Sheet, copy: KnownCopy) -> Sheet:
    return [[mark(text=spelled(text=cell, draw=copy.draw), code=copy.code) for cell in row] for row in sheet]


def judged(sheet: Sheet, exports: Sequence[HeldExport], copies: Sequence[KnownCopy]) -> Judged:
    return judge(rows=[row_of_cells(row) for row in sheet], copies=copies, exports=exports, digest=digest)


CELLS = st.text(max_size=12) | st.sampled_from(["2020-01-27", "3栋1单元101室", "13812341234", "36.5", ""])
SHEETS = st.integers(min_value=1, max_value=6).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=20)
)


@given(sheet=SHEETS, codes=st.lists(CODES, min_size=2, max_size=4, unique=True), data=st.data())
def test_any_half_of_the_rows_and_any_columns_name_the_copy(
    sheet: Sheet, codes: list[int], data: st.DataObject
) -> None:
    copies = [copy_of("export", code) for code in codes]
    taken = given_out(sheet, copies[0])
    columns = data.draw(st.lists(st.sampled_from(range(len(sheet[0]))), min_size=1, unique=True))
    rows = data.draw(st.permutations(taken))[: (len(taken) + 1) // 2]
    leaked = [[row[column] for column in columns] for row in rows]
    if not any(cell.strip() for row in leaked for cell in row):
        return

    found = judged(leaked, [export_of("export", sheet)], copies)

    assert [(one.copy, one.certainty) for one in found.named] == [(copies[0].id, Certainty.MARKED)]
    assert found.named[0].marked_cells == sum(bool(cell.strip()) for row in leaked for cell in row)


@given(sheet=SHEETS, other=SHEETS, codes=st.lists(CODES, min_size=1, max_size=4, unique=True))
def test_a_sheet_that_was_never_an_export_names_none(sheet: Sheet, other: Sheet, codes: list[int]) -> None:
    found = judged(other, [export_of("export", sheet)], [copy_of("export", code) for code in codes])
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


def typed_anew(sheet: Sheet) -> Sheet:
    """Lose all that is not seen."""
    return [[cell.strip() for cell in row] for row in sheet]


@settings(max_examples=60)
@given(
    seed=st.integers(0, 10**6), codes=st.lists(CODES, min_size=2, max_size=12, unique=True), data=st.data()
)
def test_a_list_typed_anew_names_its_copy_by_the_spellings(
    seed: int, codes: list[int], data: st.DataObject
) -> None:
    sheet = listed(60, seed)
    copies = [copy_of("export", code) for code in codes]
    half = data.draw(st.permutations(typed_anew(given_out(sheet, copies[0]))))[:30]

    found = judged(half, [export_of("export", sheet)], copies)

    assert [(one.copy, one.certainty) for one in found.named] == [(copies[0].id, Certainty.SPELLED)]
    assert found.named[0].held_rows == 30
    assert found.named[0].spelled_else == 0


@settings(max_examples=60)
@given(seed=st.integers(0, 10**6), codes=st.lists(CODES, min_size=1, max_size=12, unique=True))
def test_the_same_people_on_another_list_name_no_copy(seed: int, codes: list[int]) -> None:
    sheet = listed(60, seed)

    found = judged(sheet, [export_of("export", sheet)], [copy_of("export", code) for code in codes])

    assert found.named == ()
    assert {one.certainty for one in found.only_held} == {Certainty.HELD}
    assert len(found.only_held) == len(codes)


def test_one_form_of_all_dates_does_not_hide_the_other_spellings() -> None:
    sheet = listed(60, 1)
    copies = [copy_of("export", code) for code in (11, 12, 13)]
    leaked = typed_anew(given_out(sheet, copies[1]))
    for row, own in zip(leaked, sheet, strict=True):
        row[3] = own[3].replace("-", "/")

    found = judged(leaked, [export_of("export", sheet)], copies)

    assert [one.copy for one in found.named] == ["export-12"]


def test_two_copies_that_spell_alike_cannot_be_told_apart() -> None:
    sheet = listed(60, 4)
    first = copy_of("export", 15)
    second = KnownCopy("export-16", "export", 16, "", first.draw)

    found = judged(typed_anew(given_out(sheet, first)), [export_of("export", sheet)], [first, second])

    assert found.named == ()
    assert [one.copy for one in found.only_held] == ["export-15", "export-16"]


def test_rows_of_two_copies_name_both_with_their_shares() -> None:
    sheet = listed(10, 2)
    copies = [copy_of("export", 21), copy_of("export", 22)]
    leaked = given_out(sheet, copies[0])[:7] + given_out(sheet, copies[1])[7:]

    found = judged(leaked, [export_of("export", sheet)], copies)

    assert [(one.copy, one.marked_rows) for one in found.named] == [("export-21", 7), ("export-22", 3)]


def test_pasted_text_tells_as_a_sheet_does() -> None:
    sheet = listed(60, 3)
    copies = [copy_of("export", code) for code in (31, 32)]
    marked = ["\t".join(row) for row in given_out(sheet, copies[0])]
    typed = [" ".join(row) for row in typed_anew(given_out(sheet, copies[0]))]

    for lines, certainty in ((marked, Certainty.MARKED), (typed, Certainty.SPELLED)):
        found = judge(
            rows=[row_of_line(line) for line in lines],
            copies=copies,
            exports=[export_of("export", sheet)],
            digest=digest,
        )
        assert [(one.copy, one.certainty) for one in found.named] == [("export-31", certainty)]


@pytest.mark.parametrize(
    ("line", "named"),
    [("编号 K7Q2-9XWM", True), ("K7Q2-9XWM，王芳", True), ("K7Q2-9XWMA", False), ("京A7Q2-9XWM", False)],
)
def test_the_printed_number_names_a_copy_and_says_that_it_is_only_that(line: str, named: bool) -> None:
    found = judge(
        rows=[row_of_line(line)], copies=[copy_of("export", 41, "K7Q2-9XWM")], exports=[], digest=digest
    )
    assert [one.certainty for one in found.named] == ([Certainty.NUMBERED] if named else [])


def test_a_code_that_no_copy_has_is_told_as_such() -> None:
    found = judged([[mark(text="王芳", code=77)]], [], [copy_of("export", 78)])
    assert (found.named, found.unknown_codes) == ((), 1)
