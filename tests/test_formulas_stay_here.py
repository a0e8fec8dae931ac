"""No file that leaves for a spreadsheet runs a word of ours, of a superior's or of a person's; headings too."""

import csv
import io
import json
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import xlwt
from django.utils import timezone

from linli.areas.models import Area
from linli.clock import day_of
from linli.exports.commands import take_copy
from linli.exports.files import file_of
from linli.exports.models import ExportCopy
from linli.reports.exports import comma, excel
from linli.reports.queries.paper import paper_of
from linli.reports.units import units_of
from linli.returns.plain_sheet import plain_sheet
from linli.returns.rules import Column, Holds, Spot
from linli.returns.views.files import csv_of
from linli.rosters.errors_sheet import errors_workbook
from linli.rosters.models import RosterImport, RosterRow
from linli.sealing.seals import seal
from linli.sheets.filler import filled
from linli.sheets.formulas import RUNS
from linli.sheets.old_books import turned
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, TOWNSHIP, MakeObservation
from tests.exported import asked

LINLI = Path(__file__).parent.parent / "linli"
WRITES = re.compile(r"csv\.writer\(|xlsxwriter\.Workbook\(|openpyxl\.Workbook\(|zipfile\.ZipFile\([^)]*\"w\"")
# Each is asked below; the demonstration's roster is invented and stays on the machine, the template of a list holds only our own
# words (linli/staff_lists/tests/test_lists.py).
WRITERS = {
    "exports/files/excel.py",
    "lab/demonstration/rosters.py",
    "reports/exports/comma.py",
    "reports/exports/excel.py",
    "returns/plain_sheet.py",
    "returns/views/files.py",
    "rosters/errors_sheet.py",
    "sheets/old_books.py",
    "sheets/package.py",
    "staff_lists/template_sheet.py",
}
HOSTILE = ['=HYPERLINK("http://far.example")', "@SUM(1)", "+1+1", "-1+1", "\t=1", "http://far.example"]


def test_every_file_that_is_written_is_asked_below() -> None:
    found = {
        str(path.relative_to(LINLI))
        for path in LINLI.rglob("*.py")
        if "tests" not in path.parts and WRITES.search(path.read_text(encoding="utf-8"))
    }
    assert found == WRITERS


def runs_nothing(content: bytes) -> None:
    """Hold a file against all that a spreadsheet would run or open by itself."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        cells = [cell for line in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in line]
        assert not [cell for cell in cells if cell.startswith(RUNS) and not re.fullmatch(r"-\d+", cell)]
        assert any("far.example" in cell for cell in cells)
        return
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert any("far.example" in text for text in parts.values())
    assert not [name for name, text in parts.items() if re.search(r"<f[ >]|<hyperlink|\"External\"", text)]


def test_an_xls_that_is_written_anew() -> None:
    book, out = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("表")
    for row, words in enumerate(HOSTILE):
        sheet.write(row, 0, words)
    book.save(out)
    runs_nothing(turned(content=out.getvalue())[0])


def test_a_form_of_a_superior() -> None:
    columns = tuple(Column(words, (Spot("B5"),), Holds.TYPED, reason="x") for words in HOSTILE)
    for words in HOSTILE:
        runs_nothing(csv_of(columns=columns, values={"B5": words}))
        form = plain_sheet(title=words, names=HOSTILE)
        runs_nothing(form)
        runs_nothing(filled(content=form, values={"A3": words}))


@pytest.mark.django_db
@pytest.mark.once
def test_a_report(areas: None) -> None:
    Area.objects.filter(code=COMMUNITY).update(name=HOSTILE[0])
    now = timezone.now()
    paper = paper_of(area=TOWNSHIP, day=day_of(now - timedelta(days=1)), now=now)
    units = units_of(shown=paper.shown)
    runs_nothing(comma.csv_of(paper=paper, units=units))
    runs_nothing(excel.excel_of(paper=paper, units=units))


@pytest.mark.django_db
@pytest.mark.once
def test_a_list_of_persons_and_the_rows_of_a_roster_that_were_wrong(
    secretary: Viewer, make_observation: MakeObservation
) -> None:
    for words in HOSTILE:
        make_observation(name=words, address=words)
    export = asked(by=secretary)
    copy = take_copy(id=export.pk, by=secretary, now=timezone.now())
    runs_nothing(file_of(copy=copy, place=HOSTILE[0], who=HOSTILE[1]))
    runs_nothing(_wrong_rows(copy))


def _wrong_rows(copy: ExportCopy) -> bytes:
    read = dict.fromkeys(HOSTILE, HOSTILE[0])
    row = RosterRow(
        sheet=HOSTILE[0], row_number=2, outcome=RosterRow.Outcome.ERROR, raw_sealed=seal(json.dumps(read))
    )
    roster = RosterImport(mappings={HOSTILE[0]: [[words, ""] for words in HOSTILE]})
    return errors_workbook(roster=roster, rows=[row], copy=copy, place=HOSTILE[0], who=HOSTILE[1])
