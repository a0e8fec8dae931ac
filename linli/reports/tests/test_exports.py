"""A report taken away as a file says what its page says, to those who may see it, and who took it is known."""

import csv
import io
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.reports.models import ColumnLeftOut
from linli.reports.registers import COLUMN_LABELS, SECTIONS
from linli.reports.tests.days import BusyDay, Seal
from linli.reports.unrecorded import NOT_RECORDED
from linli.staff.models import User
from linli.staff.rights import Role
from linli.typesetting.tests.pdf import pages_of, text_of
from tests.cast import (
    CITY,
    COMMUNITY,
    COUNTY,
    FIRST_DAY,
    FOREIGN,
    MORNING,
    PROVINCE,
    SIBLING,
    TOWNSHIP,
    take_part,
)

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

SignIn = Callable[..., Client]
DAY = FIRST_DAY.isoformat()
KINDS = ("xlsx", "csv", "pdf")
SIGNERS = {
    TOWNSHIP: Role.TOWNSHIP_OFFICER,
    COUNTY: Role.COUNTY_OFFICER,
    CITY: Role.CITY_OFFICER,
    PROVINCE: Role.PROVINCE_OFFICER,
}


def taken(client: Client, kind: str, area: str = COMMUNITY, day: str = DAY) -> "Answer":
    return client.get(reverse("reports:export", args=[area, day, kind]))


def secretary_in(sign_in: SignIn) -> Client:
    return sign_in(role=Role.SECRETARY, area=COMMUNITY)


def officer_in(sign_in: SignIn) -> Client:
    return sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)


def csv_rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def excel_rows(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def figures_in(rows: list[tuple[object, ...]]) -> dict[tuple[object, object], object]:
    start = next(n for n, row in enumerate(rows) if row[0] == "栏目") + 1
    return {(row[0], row[1]): row[2] for row in rows[start:]}


def told(figures: dict[str, int | None]) -> dict[tuple[object, object], object]:
    """Return what a file must hold of figures, by section and column."""
    return {
        (str(section), str(COLUMN_LABELS[key])): "/"
        if key not in figures
        else "未登记"
        if figures[key] is None
        else figures[key]
        for section, keys in SECTIONS
        for key in keys
    }


def test_the_workbook_holds_the_figures_of_the_page(busy_day: BusyDay, seal: Seal, sign_in: SignIn) -> None:
    report = seal()
    client = secretary_in(sign_in)
    on_page = client.get(reverse("reports:day", args=[COMMUNITY, DAY])).context["figures"]

    answer = taken(client, "xlsx")
    rows = excel_rows(answer.content)["日报"]

    assert figures_in(rows) == told(on_page)
    assert figures_in(rows)["在册人员增减", "新增"] == 3
    heads = {row[0]: row[1] for row in rows}
    assert heads["封存校验码"] == report.hash
    assert (heads["版本"], heads["状态"]) == (1, "按时上报")
    assert heads["日期"] == datetime.fromisoformat(DAY)  # a day, not a text
    assert isinstance(heads["报出时间"], datetime)
    assert heads["地区"] == "安徽省合肥市瑶海区明光路街道明光路社区"
    assert "草稿" not in heads
    assert f"report-{COMMUNITY}-{DAY}-v1.xlsx" in answer.headers["Content-Disposition"]


def test_a_column_that_does_not_apply_is_a_stroke_and_no_zero(
    areas: dict[str, Area], seal: Seal, sign_in: SignIn
) -> None:
    ColumnLeftOut.objects.create(
        area=COMMUNITY, key="in_central", reason="无", from_at=MORNING, from_by=User(username="x").pk
    )
    seal()
    rows = figures_in([tuple(row) for row in csv_rows(taken(secretary_in(sign_in), "csv").content) if row])
    assert rows["观察方式", "集中观察"] == "/"
    assert rows["保障", "使用口罩"] == "未登记"
    assert rows["在册人员增减", "新增"] == "0"


def shown(cell: object) -> str:
    """Return a cell as Excel shows it: a day without its midnight, a moment to the minute."""
    return f"{cell:%Y-%m-%d %H:%M}".removesuffix(" 00:00") if isinstance(cell, datetime) else str(cell)


def test_the_comma_file_says_the_same_as_the_workbook(busy_day: BusyDay, seal: Seal, sign_in: SignIn) -> None:
    seal()
    client = officer_in(sign_in)
    in_book = [
        [shown(cell) for cell in row if cell is not None]
        for rows in excel_rows(taken(client, "xlsx", TOWNSHIP).content).values()
        for row in rows
        if any(cell is not None for cell in row)
    ]
    in_text = csv_rows(taken(client, "csv", TOWNSHIP).content)
    # The workbook says on each of its sheets that it is a draft, and of which moment.
    above = {"草稿", "数字"}
    assert [row for row in in_text if row and row[0] not in above] == [
        row for row in in_book if row[0] not in above
    ]


@pytest.mark.parametrize("area", SIGNERS)
def test_above_the_community_stand_the_areas_below_with_their_five_numbers(
    busy_day: BusyDay, seal: Seal, sign_in: SignIn, area: AreaCode
) -> None:
    seal()
    client = sign_in(role=SIGNERS[area], area=area)
    page = client.get(reverse("reports:day", args=[area, DAY]))

    books = excel_rows(taken(client, "xlsx", area).content)

    below = [row for row in books["下级上报情况"] if row[0] not in {"草稿", "数字", "地区", "合计"}]
    assert [(row[0], *row[2:]) for row in below] == [
        (
            part.name,
            part.received.expected,
            part.received.on_time,
            part.received.late,
            part.received.missing,
            part.received.not_yet_due,
        )
        for part in page.context["rollup"].below
    ]
    assert figures_in(books["日报"]) == told(page.context["figures"])


def test_below_a_sealed_sum_stands_what_it_was_made_of(
    busy_day: BusyDay, seal: Seal, sign_in: SignIn
) -> None:
    seal()
    seal(area=TOWNSHIP)
    seal(area=SIBLING, at=MORNING.replace(hour=23))

    books = excel_rows(taken(officer_in(sign_in), "xlsx", TOWNSHIP).content)

    rows = {row[0]: row[2:] for row in books["下级上报情况"]}
    assert rows["明光路社区"] == (1, 1, 0, 0, 0)
    assert rows["胜利路社区"][1:3] == (0, 0)
    assert rows["合计"][:3] == (2, 1, 0)
    assert figures_in(books["日报"])["在册人员增减", "新增"] == 3


def test_a_draft_says_so_on_every_sheet(busy_day: BusyDay, seal: Seal, sign_in: SignIn) -> None:
    client = secretary_in(sign_in)
    assert excel_rows(taken(client, "xlsx").content)["日报"][0][0] == "草稿"
    assert csv_rows(taken(client, "csv").content)[0][0] == "草稿"
    assert "草稿" in text_of(taken(client, "pdf").content)
    seal()
    books = excel_rows(taken(officer_in(sign_in), "xlsx", TOWNSHIP).content)
    assert [rows[0][0] for rows in books.values()] == ["草稿", "草稿", "草稿"]
    assert "草稿" not in text_of(taken(client, "pdf").content)


def test_no_cell_of_the_comma_file_runs_as_a_formula(
    areas: dict[str, Area], seal: Seal, sign_in: SignIn
) -> None:
    Area.objects.filter(pk=SIBLING).update(name="=HYPERLINK(1)")
    Area.objects.filter(pk=COMMUNITY).update(name="@SUM(1)")
    seal()
    client = officer_in(sign_in)
    cells = [cell for row in csv_rows(taken(client, "csv", TOWNSHIP).content) for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    book = openpyxl.load_workbook(io.BytesIO(taken(client, "xlsx", TOWNSHIP).content))
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "d"}


def test_the_printed_sheet_is_one_page_with_figures_seal_and_signatures(
    busy_day: BusyDay, seal: Seal, sign_in: SignIn
) -> None:
    report = seal()
    answer = taken(secretary_in(sign_in), "pdf")

    text = text_of(answer.content)
    assert (answer["Content-Type"], pages_of(answer.content)) == ("application/pdf", 1)
    for words in ("明光路社区2020年1月27日", "统计时段", "按时上报", "填表人：", "审核人：", "盖章处"):
        assert words in text, words
    assert report.hash in text
    assert text.count("未登记") == len({*NOT_RECORDED, "doors_known", "doors_asked"})
    assert busy_day.new[0].person.name not in text


def test_the_printed_sum_of_few_areas_is_one_page_and_their_table_the_next(
    busy_day: BusyDay, seal: Seal, sign_in: SignIn
) -> None:
    seal()
    content = taken(officer_in(sign_in), "pdf", TOWNSHIP).content
    assert pages_of(content) == 2
    assert "胜利路社区未报" in text_of(content)


def test_many_areas_stand_on_a_list_behind_the_sheet(areas: dict[str, Area], sign_in: SignIn) -> None:
    Area.objects.bulk_create(
        Area(code=f"{TOWNSHIP}{n:03}", name=f"新村{n}", level="COMMUNITY", valid_from=FIRST_DAY)
        for n in range(100, 160)
    )
    take_part(*(f"{TOWNSHIP}{n:03}" for n in range(100, 160)))
    content = taken(officer_in(sign_in), "pdf", TOWNSHIP).content
    assert pages_of(content) == 3
    assert "新村159" in text_of(content)


@pytest.mark.parametrize("kind", KINDS)
def test_every_export_is_written_down(
    busy_day: BusyDay, seal: Seal, sign_in: SignIn, make_user: Callable[..., User], kind: str
) -> None:
    report = seal()
    assert taken(secretary_in(sign_in), kind).status_code == 200

    event = AuditEvent.objects.get(county=COUNTY, action="report.exported")
    assert (event.area, event.subject) == (COMMUNITY, report.pk)
    assert event.changed == {"day": DAY, "kind": kind, "version": 1}
    assert event.actor_id == make_user(role=Role.SECRETARY, area=COMMUNITY).pk


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("area", [COMMUNITY, FOREIGN])
def test_nobody_takes_a_draft_of_another_or_a_foreign_report(
    busy_day: BusyDay, sign_in: SignIn, kind: str, area: AreaCode
) -> None:
    assert taken(officer_in(sign_in), kind, area).status_code == 404
    assert not AuditEvent.objects.filter(county=COUNTY, action="report.exported").exists()


def test_the_township_takes_what_a_community_sealed(busy_day: BusyDay, seal: Seal, sign_in: SignIn) -> None:
    seal()
    assert taken(officer_in(sign_in), "csv").status_code == 200


@pytest.mark.parametrize(("kind", "day"), [("docx", DAY), ("csv", "2099-01-01"), ("csv", "yesterday")])
def test_what_does_not_exist_is_not_there(
    areas: dict[str, Area], sign_in: SignIn, kind: str, day: str
) -> None:
    assert taken(secretary_in(sign_in), kind, day=day).status_code == 404


def test_the_page_leads_to_every_file(busy_day: BusyDay, seal: Seal, sign_in: SignIn) -> None:
    seal()
    for client, area in ((secretary_in(sign_in), COMMUNITY), (officer_in(sign_in), TOWNSHIP)):
        text = client.get(reverse("reports:day", args=[area, DAY])).content.decode()
        assert all(reverse("reports:export", args=[area, DAY, kind]) in text for kind in KINDS)
