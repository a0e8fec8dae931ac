"""The error rows of a roster: mended, and in again."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from openpyxl.worksheet.worksheet import Worksheet

from linli.audit.models import AuditEvent
from linli.exports.models import ExportCopy
from linli.people.models import Person
from linli.rosters.queries import outcome_counts
from linli.rosters.tests.acts import GOOD_ID, outcomes, upload
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY


def mended(content: bytes, changes: dict[str, str]) -> bytes:
    """Type into the error file: header -> text, in every row with a row number."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    columns = {cell.value: number for number, cell in enumerate(sheet[1], start=1)}
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, columns["行号（审核）"]).value:
            for header, text in changes.items():
                sheet.cell(row, columns[header]).value = text
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "header",
    [
        "姓名,身份证号,联系电话,到达时间",
        "序号,姓名,身份证号,联系电话,现住址,来源地,离开时间,到达时间,体温,症状,备注",
    ],
)
def test_the_error_rows_are_mended_and_come_in_the_same_way(
    header: str, sign_in: Callable[..., Client]
) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    values = {
        "序号": "1",
        "姓名": "=1+1王芳",
        "身份证号": GOOD_ID,
        "联系电话": "13812341234",
        "现住址": "3栋1单元101室",
        "来源地": "湖北省武汉市",
        "到达时间": "2020-02-31",
    }
    names = header.split(",")
    row = ",".join(values.get(name, "") for name in names)
    broken = upload(client, f"{header}\n{row}\n".encode(), "无县[1]街.csv")
    assert outcomes(broken) == {"无县[1]街": [("error", "arrived_on")]}
    answer = client.get(reverse("rosters:errors", args=[broken.pk]))
    assert answer.status_code == 200
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    (sheet,) = book.worksheets
    top = [cell.value for cell in sheet[1]]
    assert (top[0], top[3:]) == ("错误原因（审核）", names)
    assert sheet.freeze_panes == "A2"
    texts = dict(zip(top, sheet[2], strict=True))
    assert str(texts["错误原因（审核）"].value).startswith("【到达日期】")
    assert (texts["工作表（审核）"].value, texts["行号（审核）"].value) == ("无县[1]街", 2)
    assert (texts["姓名"].value, texts["姓名"].data_type) == ("'=1+1王芳", "s")
    assert (texts["身份证号"].value, texts["身份证号"].data_type) == (GOOD_ID, "s")
    assert texts["身份证号"].number_format == "@"
    assert "导出" in str(sheet.cell(4, 1).value)
    event = AuditEvent.objects.get(county=COUNTY, action="roster.errors_exported")
    assert (event.subject, event.changed) == (
        broken.pk,
        {"rows": 1, "copy": ExportCopy.objects.get().label},
    )

    roster = upload(client, mended(answer.content, {"姓名": "王芳", "到达时间": "2020-01-23"}), "改好.xlsx")
    assert [outcome for rows in outcomes(roster).values() for outcome, _ in rows] == ["new"]
    (mapping,) = roster.mappings.values()
    assert [field for header, field in mapping if "审核" in header] == ["", "", ""]
    assert Person.objects.get().name == "王芳"


def test_a_header_of_two_rows_survives_the_way_back(sign_in: Callable[..., Client]) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (
        ["返乡人员登记"],
        ["基本情况", None, None, "行程"],
        ["姓名", "公民身份号码", "手机", "何地返回", "抵肥日期"],
        ["王芳", GOOD_ID, "13812341234", "武汉", "1月32日"],
    ):
        sheet.append(row)
    for area in ("A1:E1", "A2:C2", "D2:E2"):
        sheet.merge_cells(area)
    file = io.BytesIO()
    book.save(file)
    broken = upload(client, file.getvalue(), "登记.xlsx")
    answer = client.get(reverse("rosters:errors", args=[broken.pk]))
    roster = upload(client, mended(answer.content, {"行程›抵肥日期": "1月23日"}), "改好.xlsx")
    assert outcome_counts(roster=roster) == {"NEW": 1, "DUPLICATE": 0, "ERROR": 0}
