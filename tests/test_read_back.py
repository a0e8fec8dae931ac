"""What left as a file comes in again: an export, the error rows of a roster, and cells that could not run."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.exports.commands import take_copy
from linli.exports.files import file_of
from linli.exports.leak_cli import trace_leak
from linli.exports.models import ExportCopy
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
from tests.cast import COMMUNITY
from tests.exported import asked, rows_of
from tests.mangled import as_text, as_xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.once]

Observe = Callable[[int], list[Observation]]


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
        assert rows[1][rows[0].index("姓名")] == "王芳"
        assert rows[1][rows[0].index("来源地")] == "'-"  # no formula there, and nothing told when read
        assert copy.label in rows[-1][0]
        assert "用途：核对更正" in rows[-1][0]
        (tmp_path / "errors.xlsx").write_bytes(answer.content)
        traced = CliRunner().invoke(trace_leak, [str(tmp_path / "errors.xlsx"), "--json"])
        (named,) = json.loads(traced.stdout)["named"]
        assert (traced.exit_code, named["label"], named["certainty"]) == (0, copy.label, "MARKED")


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
