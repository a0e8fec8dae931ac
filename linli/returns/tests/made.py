"""Forms as superiors sent them in early 2020, made here: two header rows, merged cells, units, signatures."""

import io
from collections.abc import Sequence

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from linli.sheets.form_reader import book_of
from linli.sheets.layout import Sheet

_THIN = Side(style="thin", color="FF000000")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


def four_columns() -> bytes:
    """Make a township's form of four columns, for one community."""
    sheet = _sheet("日报", "返乡人员排查情况日报表", 4)
    _unit(sheet, 4)
    _cells(sheet, 3, ["社区名称", "人员情况", None, "备注"])
    _cells(sheet, 4, [None, "新增返乡人员", "正在居家观察人数", None])
    for merge in ("A3:A4", "B3:C3", "D3:D4"):
        sheet.merge_cells(merge)
    _cells(sheet, 5, [None, None, None, None])
    sheet["C5"].number_format = "0_ "
    sheet["A6"] = "填表人："
    sheet["C6"] = "日期："
    return _saved(sheet)


def estate() -> bytes:
    """Make an estate's form that asks for households beside persons, with the day in its title."""
    sheet = _sheet("日报表", "小区疫情防控每日统计表（2020年1月20日）", 9)
    _cells(sheet, 2, ["小区", "当日新增", None, "现居家观察", None, "当日解除", None, "累计", None])
    _cells(sheet, 3, [None, *["户数", "人数"] * 4])
    for merge in ("A2:A3", "B2:C2", "D2:E2", "F2:G2", "H2:I2"):
        sheet.merge_cells(merge)
    _cells(sheet, 4, ["明光路社区", *[None] * 8])
    return _saved(sheet)


def twelve_columns() -> bytes:
    """Make a county's form of twelve columns with a row for each community of a street, and a row of totals."""
    sheet = _sheet("疫情排查统计", "新型冠状病毒感染的肺炎疫情排查统计表", 12)
    _unit(sheet, 12)
    heads = [
        "序号",
        "社区",
        "排查情况",
        None,
        "在册人员",
        None,
        None,
        None,
        "其中：武汉",
        "异常情况",
        None,
        "合计",
    ]
    _cells(sheet, 3, heads)
    leaves = ["户数", "人数", "原有", "新增", "解除观察", "现有", None, "发热", "送医", None]
    _cells(sheet, 4, [None, None, *leaves])
    for merge in ("A3:A4", "B3:B4", "C3:D3", "E3:H3", "I3:I4", "J3:K3", "L3:L4"):
        sheet.merge_cells(merge)
    for number, name in enumerate(("明光路社区", "胜利路居委会"), start=1):
        row = 4 + number
        _cells(sheet, row, [number, name, *[None] * 9, f"=SUM(E{row}:F{row})"])
    _cells(sheet, 7, ["合计", None, *[f"=SUM({c}5:{c}6)" for c in "CDEFGHIJKL"]])
    sheet.merge_cells("A7:B7")
    for row in (5, 6, 7):
        sheet.cell(row, 6).number_format = '0;[Red]-0;"无"'
    sheet["A8"] = "填表人：                审核人：                负责人："
    sheet.merge_cells("A8:L8")
    sheet.print_title_rows = "1:4"
    sheet.page_setup.orientation = "landscape"
    sheet.freeze_panes = "C5"
    sheet.conditional_formatting.add("J5:J6", _red_if_any())
    return _saved(sheet)


def vehicles() -> bytes:
    """Make a street's form that asks each community for vehicles, with a row of totals to write in and a note below."""
    sheet = _sheet("日报", "每日统计表", 4)
    _cells(sheet, 2, ["序号", "社区", "新增", "出动车辆"])
    _cells(sheet, 3, [1, "明光路社区", None, None])
    _cells(sheet, 4, [2, "胜利路社区", None, None])
    _cells(sheet, 5, [None, "合计", None, None])
    _cells(sheet, 6, ["注：每日报", None, None, None])
    sheet.merge_cells("A6:C6")
    return _saved(sheet)


def nineteen_columns() -> bytes:
    """Make a county's form of nineteen columns for one community, with yesterday's numbers still in it."""
    sheet = _sheet("附件1", "附件1  村（社区）疫情防控工作每日统计表", 19)
    sheet["A2"] = "填报单位：明光路社区"
    sheet.merge_cells("A2:D2")
    sheet["P2"] = "单位：人、户"
    sheet.merge_cells("P2:S2")
    top = ["日期", "疫情发生地区返回人员", None, None, None, "其他地区返回人员", None, None, None]
    top += ["累计登记", "观察方式", None, "每日两次测温", None, "就医", None, None, "保障", None]
    _cells(sheet, 3, top)
    second = [None, "原有", "新增", "解除", "现有", "原有", "新增", "解除", "现有", None]
    second += ["居家", "集中", "应测温人次", "已测人次", "送医", "疑似", "确诊", "在岗志愿者", "党员值班数"]
    _cells(sheet, 4, second)
    for merge in ("A3:A4", "B3:E3", "F3:I3", "J3:J4", "K3:L3", "M3:N3", "O3:Q3", "R3:S3"):
        sheet.merge_cells(merge)
    _cells(sheet, 5, [None, 3, 1, 0, 4, 12, 2, 1, 13, 40, 17, 0, 34, 34, 0, 0, 0, 6, 3])
    sheet["A6"] = "填表人："
    sheet.merge_cells("A6:C6")
    sheet["H6"] = "审核人："
    sheet["P6"] = "联系电话："
    sheet["A7"] = "说明：1.本表每日10时前报送；2.没有的填“0”，不得空白。"
    sheet.merge_cells("A7:S7")
    return _saved(sheet)


def _sheet(name: str, title: str, columns: int) -> Worksheet:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    sheet["A1"] = title
    sheet["A1"].font = Font(name="方正小标宋简体", size=18, bold=True)
    sheet["A1"].alignment = _MIDDLE
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet.row_dimensions[1].height = 36
    for column in range(1, columns + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 9 + column % 4
    book.create_sheet("填表说明")["A1"] = "请勿改动表格格式"
    return sheet


def _unit(sheet: Worksheet, columns: int) -> None:
    sheet.cell(2, columns, "单位：人")
    sheet.cell(2, columns).alignment = Alignment(horizontal="right")


def _cells(sheet: Worksheet, row: int, values: Sequence[object]) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        cell.value = value  # type: ignore[assignment]  # words, numbers and formulas
        cell.border = _BOX
        cell.alignment = _MIDDLE
        cell.font = Font(name="仿宋_GB2312", size=12)
        if row <= 4:
            cell.fill = PatternFill("solid", fgColor="FFD9E1F2")


def _red_if_any() -> object:
    from openpyxl.formatting.rule import CellIsRule

    return CellIsRule(  # type: ignore[no-untyped-call]  # the stubs leave it out
        operator="greaterThan", formula=["0"], fill=PatternFill("solid", bgColor="FFFFC7CE")
    )


def _saved(sheet: Worksheet) -> bytes:
    out = io.BytesIO()
    assert sheet.parent is not None
    sheet.parent.save(out)
    return out.getvalue()


def two_days() -> bytes:
    """Make a township's form of today, yesterday and the difference: two header rows, a unit line, signatures in one cell."""
    sheet = _sheet("日报", "疫情防控情况日报表", 9)
    sheet["A2"] = "填报单位（盖章）："
    sheet.merge_cells("A2:D2")
    sheet["I2"] = "单位：人、人次"
    _cells(sheet, 3, ["序号", "社区", "在册人员", None, None, "新增", None, "发放口罩", "说明"])
    _cells(sheet, 4, [None, None, "昨日现有", "现有", "较昨日增减", "昨日新增", "累计新增", None, None])
    for merge in ("A3:A4", "B3:B4", "C3:E3", "F3:G3", "H3:H4", "I3:I4"):
        sheet.merge_cells(merge)
    _cells(sheet, 5, [1, "明光路社区", *[9] * 5, None, "无"])
    _cells(sheet, 6, [2, "胜利路居委会", *[9] * 5, None, "无"])
    _cells(sheet, 7, ["合计", None, *[18] * 5, None, None])
    _cells(sheet, 8, [None] * 9)
    sheet["A9"] = "填表人：        审核人：        联系电话："
    sheet.merge_cells("A9:I9")
    sheet.column_dimensions["I"].hidden = True
    sheet.protection.sheet = True
    return _saved(sheet)


def four_sheets() -> bytes:
    """Make a workbook for one community: a table, a list of items, a sheet of sums, and a hidden one of choices."""
    first = _sheet("日报", "每日统计表", 3)
    _cells(first, 2, ["新增", "解除", "备注"])
    _cells(first, 3, [None, None, None])
    book = first.parent
    assert book is not None
    items = book.create_sheet("分项")
    _cells(items, 1, ["项目", "昨日数", "今日数", "增减", "说明"])
    for row, item in enumerate(("现有在册", "居家观察", "确诊"), start=2):
        _cells(items, row, [item, None, None, f"=C{row}-B{row}", None])
    _cells(items, 5, [None] * 5)
    sums = book.create_sheet("汇总")
    _cells(sums, 1, ["两天合计", "=分项!B2+分项!C2"])
    choices = book.create_sheet("选项")
    _cells(choices, 1, ["新增", None])
    choices.sheet_state = "hidden"
    validation = DataValidation(type="list", formula1="选项!$A$1:$A$9")
    items.add_data_validation(validation)
    validation.add("E2:E4")
    book.defined_names["要填的"] = DefinedName("要填的", attr_text="日报!$A$3:$B$3")
    return _saved(first)


def old_book() -> bytes:
    """Make an .xls of a county with a row for each township's community, sums, and number formats."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("日报", cell_overwrite_ok=True)
    look = xlwt.easyxf("font: bold on, height 320; align: horiz center; borders: left thin, right thin")
    sheet.write_merge(0, 0, 0, 4, "疫情防控日报表（2020年1月20日）", look)
    box = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin", num_format_str="0_ ")
    for row, told in enumerate(
        (
            ("社区", "现有", "昨日现有", "较昨日增减", "备注"),
            ("明光路社区", 7, 7, None, ""),
            ("胜利路社区", 7, 7, None, ""),
            ("合计", None, None, None, ""),
        ),
        start=1,
    ):
        for column, value in enumerate(told):
            sheet.write(row, column, value, box)
    for row in (2, 3):
        sheet.write(row, 3, xlwt.Formula(f"B{row + 1}-(C{row + 1}-0)"), box)
    for column, letter in enumerate("BCD", start=1):
        sheet.write(4, column, xlwt.Formula(f"SUM({letter}3:{letter}4)"), box)
    sheet.col(0).width = 256 * 20
    sheet.row(0).height_mismatch = True
    sheet.row(0).height = 20 * 30
    sheet.portrait = False
    hidden = book.add_sheet("底稿")
    hidden.write(0, 0, "勿动")
    hidden.visibility = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def first_of(*, content: bytes) -> Sheet:
    """Return the first sheet of a workbook that can be filled."""
    return book_of(content=content).sheets[0]
