"""`linli trace-leak` names the copy that a leaked list was made from, and says how sure that is."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.exports.commands import take_copy
from linli.exports.files import file_of
from linli.exports.leak_cli import trace_leak
from linli.exports.models import ExportCopy, ExportLimit
from linli.exports.rules.asking import Numbers
from linli.observation.models import Observation
from linli.rosters import commands as rosters
from linli.rosters.models import RosterImport
from linli.rosters.preview import preview, workbook_of
from linli.rosters.rules.rows import clean_sheet
from linli.sheets.formulas import inert
from linli.sheets.reading import read_workbook
from linli.staff.models import User
from linli.staff.rules import Viewer
from linli.typesetting.tests.pdf import text_of
from tests.cast import COMMUNITY
from tests.exported import asked, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

Observe = Callable[[int], list[Observation]]
Rows = list[list[str]]
FIRST_ROW = 3


@pytest.fixture
def copies(secretary: Viewer, observe: Observe) -> list[ExportCopy]:
    """Take two exports of the same forty people, three times each."""
    ExportLimit.objects.update(persons=1000)
    observe(40)
    exports = [asked(by=secretary, numbers=numbers) for numbers in (Numbers.MASKED, Numbers.CLEAR)]
    return [take_copy(id=export.pk, by=secretary, now=timezone.now()) for _ in range(3) for export in exports]


def leaked_from(copy: ExportCopy) -> Rows:
    """Return what somebody makes of a copy: rows shuffled, half of them gone, the number and a column too."""
    rows = rows_of(file_of(copy=copy, place="明光路社区", who="某人"))[FIRST_ROW:-2]
    random.Random(1).shuffle(rows)  # noqa: S311 (no secret)
    return [[name, phone, arrived] for name, _address, phone, arrived, _label in rows[: len(rows) // 2]]


def as_xlsx(rows: Rows, file: Path) -> Path:
    book = openpyxl.Workbook()
    for row in [["姓名", "电话", "到达"], *rows]:
        assert book.active is not None
        book.active.append(row)
    book.save(file)
    return file


def as_text(rows: Rows, file: Path, between: str, encoding: str) -> Path:
    file.write_bytes("\n".join(between.join(row) for row in rows).encode(encoding))
    return file


def traced(file: Path) -> Result:
    return CliRunner().invoke(trace_leak, [str(file)])


def told(file: Path) -> tuple[int, dict[str, list[dict[str, object]]]]:
    result = CliRunner().invoke(trace_leak, [str(file), "--json"])
    return result.exit_code, json.loads(result.stdout)


@pytest.mark.parametrize("which", range(6))
def test_shuffled_rows_deleted_columns_and_half_of_the_rows_gone(
    which: int, copies: list[ExportCopy], tmp_path: Path, secretary: Viewer
) -> None:
    copy = copies[which]

    code, found = told(as_xlsx(leaked_from(copy), tmp_path / "leak.xlsx"))

    assert code == 0
    (named,) = found["named"]
    assert (named["label"], named["copy"], named["certainty"]) == (copy.label, copy.number, "MARKED")
    assert (named["taken_by"], named["words"]) == (secretary.name, "第二网格轮换交接")
    assert named["evidence"]["marked_cells"] == 60  # type: ignore[index]


def test_it_is_told_in_words(copies: list[ExportCopy], tmp_path: Path, secretary: Viewer) -> None:
    result = traced(as_xlsx(leaked_from(copies[0]), tmp_path / "leak.xlsx"))
    assert result.exit_code == 0
    for words in (
        copies[0].label,
        "第 1 份",
        secretary.name,
        "上门排查",
        "60 个单元格、20 行带有这一份的暗记",
    ):
        assert words in result.stdout


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
def test_saved_as_other_kinds_of_file(
    name: str, between: str, encoding: str, copies: list[ExportCopy], tmp_path: Path
) -> None:
    code, found = told(as_text(leaked_from(copies[3]), tmp_path / name, between, encoding))
    assert (code, [one["label"] for one in found["named"]]) == (0, [copies[3].label])


def test_names_alone_in_one_column(copies: list[ExportCopy], tmp_path: Path) -> None:
    names = [[row[0]] for row in leaked_from(copies[2])]
    code, found = told(as_text(names, tmp_path / "leak.csv", ",", "utf-8"))
    assert (code, [one["label"] for one in found["named"]]) == (0, [copies[2].label])


@pytest.mark.parametrize("name", ["leak.csv", "leak.txt"])
def test_typed_anew_the_spellings_name_it(name: str, copies: list[ExportCopy], tmp_path: Path) -> None:
    copy = copies[1]
    rows = rows_of(file_of(copy=copy, place="", who=""))[FIRST_ROW:-2]
    typed = [[cell.strip() for cell in row[:4]] for row in rows][::-1]
    between = "," if name.endswith("csv") else " "

    code, found = told(as_text(typed, tmp_path / name, between, "utf-8"))

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
    rows = leaked_from(copies[0])
    for copy in copies:
        copy.export.content_sealed = b""
        copy.export.save()
    code, found = told(as_xlsx(rows, tmp_path / "leak.xlsx"))
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


def imported(content: bytes, filename: str, by: Viewer) -> RosterImport:
    now = timezone.now()
    roster = rosters.receive_roster(
        community=COMMUNITY, filename=filename, content=content, year=2020, on=day_of(now), by=by, now=now
    )
    sheets = preview(workbook=workbook_of(roster=roster), community=roster.area)
    answers = {sheet.name: [column.field or "" for column in sheet.columns] for sheet in sheets}
    rosters.confirm_mapping(roster=roster, sheets=sheets, answers=answers, by=by, now=now)
    rosters.run_import(roster=roster, by=by, now=now, progress=lambda _done, _total: None)
    return roster


def test_the_sheet_of_error_rows_is_marked_too_and_can_be_sent_in_again(
    secretary: Viewer, tmp_path: Path, client: Client
) -> None:
    wrong = (
        "姓名,身份证号,联系电话,来源地,到达时间\n王芳,1,13700000000,-,2020-01-25\n李强,2,-,武汉,2020-01-25\n"
    )
    client.force_login(User.objects.get(pk=secretary.user_id))

    first = client.get(reverse("rosters:errors", args=[imported(wrong.encode(), "名单.csv", secretary).pk]))
    again = client.get(reverse("rosters:errors", args=[imported(first.content, "再来.xlsx", secretary).pk]))

    copies = list(ExportCopy.objects.order_by("taken_at", "pk"))
    assert [(copy.export.kind, copy.export.persons) for copy in copies] == [("ROSTER_ERRORS", 2)] * 2
    for copy, answer in zip(copies, (first, again), strict=True):
        rows = rows_of(answer.content)
        assert rows[1][rows[0].index("姓名")].strip() == "王芳"
        assert (
            rows[1][rows[0].index("来源地")].strip() == "'-"
        )  # no formula there, and nothing told when read
        assert copy.label in rows[-1][0]
        assert "用途：核对更正" in rows[-1][0]
        (tmp_path / "errors.xlsx").write_bytes(answer.content)
        code, found = told(tmp_path / "errors.xlsx")
        assert (code, [one["label"] for one in found["named"]]) == (0, [copy.label])


@pytest.mark.parametrize("text", ["=1+1", "-", "+86 13812341234", "@a", "'=1"])
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_what_cannot_run_is_read_as_it_was_meant(text: str, name: str, tmp_path: Path) -> None:
    rows = [[inert(text), "王芳"]] * 3
    file = (
        as_xlsx(rows, tmp_path / name) if name == "a.xlsx" else as_text(rows, tmp_path / name, ",", "utf-8")
    )
    assert read_workbook(content=file.read_bytes(), filename=name).sheets[0].rows[-1][0] == (
        text if not text.startswith("'") else "=1"
    )


def test_the_roster_import_reads_an_export_back(secretary: Viewer, observe: Observe) -> None:
    people = observe(12)
    columns = ("NAME", "GRID", "ADDRESS", "PHONE", "ORIGIN", "ARRIVED_ON")
    export = asked(by=secretary, numbers=Numbers.CLEAR, columns=columns)
    copy = take_copy(id=export.pk, by=secretary, now=timezone.now())

    workbook = read_workbook(
        content=file_of(copy=copy, place="明光路社区", who="某人"), filename="export.xlsx"
    )

    (mapped,) = preview(workbook=workbook, community=COMMUNITY)
    today = day_of(timezone.now())
    read = clean_sheet(
        sheet=workbook.sheets[0],
        header=mapped.header,
        mapping=mapped.columns,
        year=today.year,
        today=today,
    )
    told = [
        (row.values.name, row.values.phone, row.values.arrived_on, "".join(row.values.address.split()))
        for row in read
        if row.values
    ]
    assert sorted(told) == sorted(
        (o.person.name, f"138{n:08}", o.arrival.arrived_on, o.person.household.address)
        for n, o in enumerate(people, start=1)
    )
    assert [row.problems for row in read if row.problems] == []
