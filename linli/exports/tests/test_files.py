"""A copy as a file: watermarked in sight, marked out of sight, and still the same list for reader and import."""

import io
from collections.abc import Callable
from datetime import datetime, time, timedelta

import openpyxl
import pytest
from django.utils import timezone

from linli.clock import day_of
from linli.exports.commands import take_copy
from linli.exports.files import file_of
from linli.exports.kinds import KINDS
from linli.exports.looks import rows_with_looks
from linli.exports.models import ExportCopy, ExportLimit
from linli.exports.rules.asking import Numbers
from linli.exports.rules.marks import look_of
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.staff.rules import Viewer
from linli.tracing.commands import NewLead, receive_leads
from linli.tracing.rules import Source
from linli.typesetting.tests.pdf import pages_of, upright_text_of
from tests.cast import COMMUNITY, MakeObservation
from tests.exported import asked, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

Observe = Callable[[int], list[Observation]]


def taken(by: Viewer, **told: object) -> tuple[ExportCopy, bytes]:
    export = asked(by=by, **told)
    copy = take_copy(id=export.pk, by=by, now=timezone.now())
    return copy, file_of(copy=copy, place="明光路社区", who=by.name)


def test_the_sheet_says_who_when_and_why_above_below_and_in_the_margins(
    secretary: Viewer, observe: Observe
) -> None:
    observe(2)

    copy, content = taken(secretary)

    rows = rows_of(content)
    at = f"{copy.taken_at + timedelta(hours=8):%Y-%m-%d %H:%M}"
    for row in (rows[1], rows[-1]):
        for words in (secretary.name, at, "上门排查（第二网格轮换交接）", "第 1 份", copy.label, "不得转发"):
            assert words in row[0]
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert sheet.oddHeader
    assert sheet.oddFooter
    assert secretary.name in str(sheet.oddHeader.left.text)
    assert copy.label in str(sheet.oddHeader.left.text)
    assert copy.label in str(sheet.oddFooter.left.text)
    assert rows[2] == ["姓名", "现住址", "联系电话", "到达日期", "本次导出编号"]
    assert {row[-1].rpartition("-")[0] for row in rows[3:5]} == {copy.label}
    assert rows[3][-1] != rows[4][-1]  # the sign is of the row


def test_cells_are_plain_so_that_they_can_be_sorted_and_looked_up(
    secretary: Viewer, make_observation: MakeObservation
) -> None:
    today = day_of(timezone.now())
    row = make_observation(name="王芳", address="60栋2单元 501室", phone="13812345678", arrived_on=today)
    columns = ("NAME", "AGE", "ADDRESS", "PHONE", "LEFT_ON", "ARRIVED_ON", "LAST_ON")

    _copy, content = taken(secretary, columns=columns, numbers=Numbers.CLEAR)

    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    name, age, address, phone, left_on, arrived_on, last_on, _number = sheet[4]
    assert (name.value, address.value) == ("王芳", "60栋2单元 501室")
    assert (phone.value, phone.data_type, phone.number_format) == ("13812345678", "s", "@")
    for cell, day in ((arrived_on, today), (last_on, row.last_on)):
        assert (cell.value, cell.number_format) == (datetime.combine(day, time.min), "yyyy-mm-dd")
    assert (age.value, left_on.value) == (None, None)  # not known is empty
    assert sheet.auto_filter.ref == "A3:H4"


def test_a_copy_looks_alike_throughout_and_like_no_other(secretary: Viewer, observe: Observe) -> None:
    observe(3)
    export = asked(by=secretary)
    looks = []
    for _ in range(2):
        copy = take_copy(id=export.pk, by=secretary, now=timezone.now())
        content = file_of(copy=copy, place="", who="")
        looks.append({look for row in rows_with_looks(content=content)[3:6] for look in row.looks})
        assert looks[-1] == {look_of(code=copy.code)}
    assert looks[0] != looks[1]


def test_each_copy_has_its_own_mark_and_number(secretary: Viewer, observe: Observe) -> None:
    observe(2)
    export = asked(by=secretary)
    copies = [take_copy(id=export.pk, by=secretary, now=timezone.now()) for _ in range(3)]
    assert [copy.number for copy in copies] == [1, 2, 3]
    assert len({copy.code for copy in copies}) == len({copy.label for copy in copies}) == 3
    files = {file_of(copy=copy, place="", who="") for copy in copies}
    assert len(files) == 3


def test_no_cell_runs_as_a_formula(secretary: Viewer, make_observation: MakeObservation) -> None:
    make_observation(name="王芳", address="=HYPERLINK(1)")
    make_observation(name="李强", address="@SUM(1)")

    _copy, content = taken(secretary, columns=("NAME", "ADDRESS"))

    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if str(cell.value).startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert {row[1] for row in rows_of(content)[3:5]} == {"'=HYPERLINK(1)", "'@SUM(1)"}


def test_every_page_of_a_pdf_says_who_and_why(secretary: Viewer, observe: Observe) -> None:
    observe(20)
    copy, content = taken(
        secretary, form="pdf", columns=("NAME", "ADDRESS", "PHONE", "ARRIVED_ON", "LAST_ON", "ORIGIN")
    )

    text, pages = upright_text_of(content), pages_of(content)
    assert text.count("用途：上门排查（第二网格轮换交接）") == pages
    assert text.count("不得转发") == pages
    assert text.count(copy.label) == 2 * pages  # above and below; what lies behind the rows is not upright
    assert "王芳" in text
    assert "*********01" in text.replace("***-****-**", "*********")


def test_a_long_pdf_repeats_its_watermark(secretary: Viewer, observe: Observe, settings: object) -> None:

    ExportLimit.objects.update(persons=1000)
    observe(70)
    _copy, content = taken(secretary, form="pdf")
    assert pages_of(content) > 1
    assert upright_text_of(content).count("用途：上门排查") == pages_of(content)


def test_the_checks_of_a_period(secretary: Viewer, observe: Observe) -> None:
    (row,) = observe(1)
    now = timezone.now()
    new = NewCheck(
        new_id(),
        row,
        CheckOutcome.DONE,
        Channel.VISIT,
        now,
        temperature_tenths=365,
        symptoms=("COUGH",),
    )
    record_check(new=new, by=secretary, now=now)
    today = day_of(now)

    _copy, content = taken(
        secretary, kind="CHECKS", columns=KINDS["CHECKS"].columns, from_on=today, until_on=today
    )

    (cells,) = rows_of(content)[3:4]
    assert cells[0] == "王芳"
    assert cells[3] == today.isoformat()
    assert cells[5:9] == ["见到或联系到", "36.5", "咳嗽", "上门"]
    reading = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["G4"]
    assert (reading.value, reading.number_format) == (36.5, "0.0")


def test_the_leads_that_are_open(secretary: Viewer) -> None:
    now = timezone.now()
    entry = NewLead(name="王小芳", phone="13900000001", origin="武汉")
    receive_leads(
        community=COMMUNITY, source=Source.RAIL, list_name="名单", entries=[entry], by=secretary, now=now
    )

    _copy, content = taken(secretary, kind="LEADS", columns=KINDS["LEADS"].columns)

    cells = rows_of(content)[3]
    assert cells[0] == "王小芳"
    assert "0000" not in cells[1]
    assert cells[3:6] == ["武汉", "铁路推送", "待分派"]
    limit = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["G4"]
    assert (limit.is_date, limit.number_format) == (True, "yyyy-mm-dd hh:mm")
