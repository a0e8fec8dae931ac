"""A county's table in a real browser: sorted by a heading, then taken to Excel, which has the cells of the page."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.clock import day_of
from linli.reports.commands import seal_report
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, SIBLING, TOWNSHIP, MakeObservation

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("open_all_day"),
]


def cells_of(page: Page) -> list[list[str]]:
    """Return the table of units as it stands on the page, without the small print under its numbers."""
    rows = page.locator("table.units tbody tr, table.units tfoot tr")
    expect(rows).not_to_have_count(0)
    found = rows.evaluate_all(
        """rows => rows.map(row => [...row.children].map(cell => {
            const copy = cell.cloneNode(true);
            copy.querySelectorAll('.was, .visually-hidden').forEach(one => one.remove());
            return copy.textContent.trim();
        }))"""
    )
    return [[str(cell) for cell in row] for row in found]


def test_a_table_is_sorted_and_its_excel_has_the_same_cells(
    enter: Callable[[User], Page], make_user: Callable[..., User], make_observation: MakeObservation
) -> None:
    now = timezone.now()
    day = day_of(now)
    make_observation(community=SIBLING, at=now, arrived_on=day, name="周敏")
    for area in (COMMUNITY, SIBLING):
        secretary = viewer_of(user=make_user(role=Role.SECRETARY, area=area), on=day)
        seal_report(area=area, day=day, by=secretary, now=timezone.now())
    county = enter(make_user(role=Role.COUNTY_OFFICER, area=COUNTY))
    county.goto(f"/reports/{TOWNSHIP}/{day.isoformat()}/")
    table = county.get_by_role("region", name="各单位一览")
    table.get_by_role("link", name="新增").click()
    expect(table.get_by_role("columnheader", name="新增")).to_have_attribute("aria-sort", "descending")
    on_page = cells_of(county)
    assert [row[0] for row in on_page] == ["胜利路社区", "明光路社区", "合计"]

    with county.expect_download() as download:
        county.get_by_role("link", name="导出 Excel").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    rows = [list(row) for row in book["各单位一览"].iter_rows(values_only=True)]
    start = next(n for n, row in enumerate(rows) if row[0] == "地区")
    heads = [str(head) for head in rows[start]]
    wanted = [
        heads.index(words)
        for words in ("迟报", "未报", "现有", "新增", "应查", "已查", "已查率 %", "异常", "确诊")
    ]
    shown = [
        str(head).replace("↓", "").strip()
        for head in county.locator("table.units thead th").all_inner_texts()
    ]
    for told, row in zip(on_page, rows[start + 1 :], strict=True):
        assert told[0] == row[0]
        assert told[2] == f"{row[heads.index('已报')]} / {row[heads.index('应报社区')]}"
        for place in wanted:
            assert told[shown.index(heads[place])] == str(row[place]), (told[0], heads[place])

    county.set_viewport_size({"width": 360, "height": 740})
    assert county.evaluate("document.documentElement.scrollWidth") <= 360
    county.get_by_role("link", name="看发热").click()
    expect(county.get_by_text("有疑似或确诊")).to_be_visible()
