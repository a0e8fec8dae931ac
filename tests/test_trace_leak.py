"""`linli trace-leak` names the copy that a leaked list was made from, and says how sure that is."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from linli.budgets.models import Allowance
from linli.exports.commands import take_copy
from linli.exports.content import opened_lines
from linli.exports.files import file_of
from linli.exports.files.cells import spelled_rows
from linli.exports.leak_cli import trace_leak
from linli.exports.models import ExportCopy, ExportLimit
from linli.exports.rules.asking import Numbers
from linli.ids import new_id
from linli.observation.models import Observation
from linli.staff.rules import Viewer
from linli.typesetting.tests.pdf import text_of
from tests.cast import COMMUNITY, COUNTY
from tests.exported import asked
from tests.mangled import as_text, cells_of, leaked_from, pasted, texts_of, with_lines

pytestmark = [pytest.mark.django_db, pytest.mark.once]

Observe = Callable[[int], list[Observation]]


@pytest.fixture
def copies(secretary: Viewer, observe: Observe) -> list[ExportCopy]:
    """Take two exports of the same forty people, three times each."""
    ExportLimit.objects.update(persons=1000)
    observe(40)
    Allowance.objects.create(
        county=COUNTY,
        area=COMMUNITY,
        account=secretary.user_id,
        persons=40,
        reason="轮换交接",
        at=timezone.now(),
        by=new_id(),
    )
    exports = [asked(by=secretary, numbers=numbers) for numbers in (Numbers.MASKED, Numbers.CLEAR)]
    return [take_copy(id=export.pk, by=secretary, now=timezone.now()) for _ in range(3) for export in exports]


def traced(file: Path) -> Result:
    return CliRunner().invoke(trace_leak, [str(file)])


def told(file: Path) -> tuple[int, dict[str, Any]]:
    result = CliRunner().invoke(trace_leak, [str(file), "--json"])
    return result.exit_code, json.loads(result.stdout)


def test_shuffled_rows_deleted_columns_and_half_of_the_rows_gone(
    copies: list[ExportCopy], tmp_path: Path, secretary: Viewer
) -> None:
    for copy in copies:
        code, found = told(pasted(leaked_from(copy), tmp_path / "leak.xlsx"))

        assert (code, found["looks_read"]) == (0, True)
        (named,) = found["named"]
        assert (named["label"], named["copy"], named["certainty"]) == (copy.label, copy.number, "MARKED")
        assert (named["taken_by"], named["words"]) == (secretary.name, "第二网格轮换交接")
        assert named["evidence"]["marked_cells"] == 60


def test_it_is_told_in_words(copies: list[ExportCopy], tmp_path: Path, secretary: Viewer) -> None:
    result = traced(pasted(leaked_from(copies[0]), tmp_path / "leak.xlsx"))
    assert result.exit_code == 0
    for words in (
        copies[0].label,
        "第 1 份",
        secretary.name,
        "上门排查",
        "60 个单元格、20 行带有这一份的暗记",
        "20 行的人在这份导出里",
    ):
        assert words in result.stdout
    assert "只按文字判断" not in result.stdout


def test_a_single_cell_is_enough(copies: list[ExportCopy], tmp_path: Path) -> None:
    code, found = told(pasted([leaked_from(copies[4])[7][2:]], tmp_path / "leak.xlsx"))
    assert (code, [one["label"] for one in found["named"]]) == (0, [copies[4].label])


def test_a_file_passed_on_as_it_is(copies: list[ExportCopy], tmp_path: Path) -> None:
    (tmp_path / "leak.xlsx").write_bytes(file_of(copy=copies[1], place="", who=""))
    code, found = told(tmp_path / "leak.xlsx")
    (named,) = found["named"]
    assert (code, named["label"], named["certainty"]) == (0, copies[1].label, "MARKED")
    assert (named["evidence"]["marked_cells"], named["evidence"]["signed_rows"]) == (200, 40)


def test_lines_drawn_anew_leave_the_letters(copies: list[ExportCopy], tmp_path: Path) -> None:
    code, found = told(pasted(with_lines(leaked_from(copies[2])), tmp_path / "leak.xlsx"))
    assert code == 0
    assert [(one["label"], one["certainty"]) for one in found["named"]] == [(copies[2].label, "TINTED")]


def test_cells_typed_over_keep_the_mark_and_it_is_said_that_these_are_other_people(
    copies: list[ExportCopy], tmp_path: Path
) -> None:
    rows = leaked_from(copies[0])
    for row in rows:
        for cell in row:
            cell.value = "别的内容"
    result = traced(pasted(rows, tmp_path / "leak.xlsx"))
    assert "60 个单元格" in result.stdout
    assert "看不出里面是这份导出的人" in result.stdout


@pytest.mark.parametrize(
    ("name", "between", "encoding"),
    [
        ("leak.csv", ",", "utf-8"),
        ("leak.csv", ",", "gb18030"),
        ("leak.csv", ",", "gb2312"),
        ("leak.txt", "\t", "utf-8"),
        ("leak.txt", " ", "utf-16"),
    ],
)
def test_text_with_the_numbers_of_its_rows_names_the_copy(
    name: str, between: str, encoding: str, copies: list[ExportCopy], tmp_path: Path
) -> None:
    rows = [[row[0], row[-1]] for row in texts_of(cells_of(copies[3]))[::-2]]

    code, found = told(as_text(rows, tmp_path / name, between, encoding))

    assert (code, found["looks_read"]) == (0, False)
    (named,) = found["named"]
    assert (named["label"], named["certainty"]) == (copies[3].label, "SIGNED")
    assert named["evidence"]["signed_rows"] == 20


def test_a_workbook_whose_looks_cannot_be_read_is_judged_by_its_words(
    copies: list[ExportCopy], tmp_path: Path
) -> None:
    whole = zipfile.ZipFile(io.BytesIO(file_of(copy=copies[1], place="", who="")))
    file = tmp_path / "leak.xlsx"
    with zipfile.ZipFile(file, "w") as broken:
        for name in whole.namelist():
            content = whole.read(name)
            broken.writestr(name, content.replace(b"<fills", b"<fil") if name == "xl/styles.xml" else content)

    code, found = told(file)

    assert (code, found["looks_read"]) == (0, False)
    assert [(one["label"], one["certainty"]) for one in found["named"]] == [(copies[1].label, "SIGNED")]


def test_text_without_them_tells_only_who_held_these_people(copies: list[ExportCopy], tmp_path: Path) -> None:
    """A look is lost with the cells, and every copy is written alike."""
    file = as_text(texts_of(leaked_from(copies[2])), tmp_path / "leak.csv", ",", "gb18030")

    code, found = told(file)

    assert (code, found["named"]) == (1, [])
    assert {one["label"] for one in found["same_persons_only"]} == {copy.label for copy in copies}
    assert "只按文字判断" in traced(file).stdout


@pytest.mark.parametrize("name", ["leak.csv", "leak.txt"])
def test_a_page_typed_anew_is_named_by_its_spellings(
    name: str, secretary: Viewer, observe: Observe, tmp_path: Path
) -> None:
    ExportLimit.objects.update(persons=1000)
    observe(40)
    pages = asked(by=secretary, form="pdf")
    copy, *_others = [take_copy(id=pages.pk, by=secretary, now=timezone.now()) for _ in range(3)]
    lines = opened_lines(sealed=copy.export.content_sealed)
    rows = spelled_rows(copy=copy, lines=lines, columns=copy.export.columns)[::-1]
    between = "," if name.endswith("csv") else " "

    code, found = told(as_text(rows, tmp_path / name, between, "utf-8"))

    assert code == 0
    assert [(one["label"], one["certainty"]) for one in found["named"]] == [(copy.label, "SPELLED")]


def test_the_same_people_from_elsewhere_name_no_copy(
    copies: list[ExportCopy], observe: Observe, tmp_path: Path
) -> None:
    people = Observation.objects.select_related("person__household", "arrival")
    rows = [
        [one.person.name, one.person.household.address, one.arrival.arrived_on.isoformat()] for one in people
    ]

    code, found = told(as_text(rows, tmp_path / "police.csv", ",", "utf-8"))

    assert (code, found["named"]) == (1, [])
    assert len(found["same_persons_only"]) == len(copies)
    words = traced(tmp_path / "police.csv").stdout
    assert "没有一份导出对得上。" in words
    assert "也可能出自别处" in words


def test_a_list_that_has_nothing_to_do_with_any(copies: list[ExportCopy], tmp_path: Path) -> None:
    rows = [["周不见", "999栋9单元", "2020-03-01"]] * 5
    code, found = told(as_text(rows, tmp_path / "other.csv", ",", "utf-8"))
    assert (code, found["named"], found["same_persons_only"]) == (1, [], [])


def test_words_copied_out_of_a_pdf_show_its_number(
    secretary: Viewer, observe: Observe, tmp_path: Path
) -> None:
    observe(3)
    copy = take_copy(id=asked(by=secretary, form="pdf").pk, by=secretary, now=timezone.now())
    (tmp_path / "page.txt").write_text(
        f"{text_of(file_of(copy=copy, place='', who='')).replace(copy.label, f' {copy.label} ')}"
    )

    code, found = told(tmp_path / "page.txt")

    assert (code, [one["certainty"] for one in found["named"]]) == (0, ["NUMBERED"])


def test_after_the_week_a_copy_is_still_named(copies: list[ExportCopy], tmp_path: Path) -> None:
    file = pasted(leaked_from(copies[0]), tmp_path / "leak.xlsx")
    for copy in copies:
        copy.export.content_sealed = b""
        copy.export.save()
    code, found = told(file)
    assert (code, [one["label"] for one in found["named"]]) == (0, [copies[0].label])


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xlsx", b"PK\x03\x04nonsense"), ("a.pdf", b"%PDF-1.7"), ("a.txt", b"\x00\x01"), ("a.txt", b"  \n")],
)
def test_a_file_that_cannot_be_read(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    result = traced(tmp_path / name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{name}：")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert traced(tmp_path / "none.xlsx").exit_code == 2
