"""The first day of a community in a real browser: from nothing but its secretary to the sealed report, with 3,000 doors."""

import io
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.clock import day_of
from linli.observation.models import Observation
from linli.people.models import Household
from linli.reports.models import Report
from linli.reports.queries.chain import broken_in
from linli.staff.models import User
from linli.staff.rights import Role
from tests.browsers import press_seal
from tests.cast import SIBLING
from tests.test_journey_entry import due_now

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("open_all_day"),
]
GRIDS: Final = ("东片", "西片", "北片")
DOORS: Final = 3000
PEOPLE: Final = 8


def sheet_of(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def doors_of(buildings: int, each: int) -> bytes:
    """Make the community's list of doors, building by building."""
    rows: list[list[object]] = [["网格", "楼栋", "单元", "门牌号"]]
    for building in range(buildings):
        for door in range(each):
            unit, floor, side = door // 25 + 1, door % 25 // 2 + 1, door % 2 + 1
            rows.append(
                [GRIDS[building % len(GRIDS)], f"{building + 1}栋", f"{unit}单元", f"{floor}0{side}室"]
            )
    return sheet_of(*rows)


def roster() -> bytes:
    day = (day_of(timezone.now()) - timedelta(days=1)).isoformat()
    rows = [
        [f"赵{n:02}", f"1390000{n:04}", f"{n + 1}栋1单元101室", "湖北省武汉市", day] for n in range(PEOPLE)
    ]
    return sheet_of(["姓名", "联系电话", "现住址", "来源地", "到达时间"], *rows)


def follow(page: Page) -> None:
    """Go where the page of the first day says that one goes next."""
    page.goto("/first-day/")
    page.locator("main a.btn-primary").click()


def grids_and_colleagues(page: Page) -> None:
    follow(page)
    for name in GRIDS:
        page.get_by_label("网格名称").fill(name)
        page.get_by_role("button", name="新建网格").click()
        expect(page.get_by_role("link", name=name)).to_be_visible()
    for role, name, where in (("GRID_WORKER", "钱工", GRIDS[0]), ("DOCTOR", "孙医生", "")):
        follow(page)
        page.get_by_label("岗位").first.select_option(role)
        if where:
            page.get_by_label("负责哪里").first.select_option(label=where)
        page.get_by_label("用户名").first.fill(f"first-{role.lower()}")
        page.get_by_label("姓名", exact=True).first.fill(name)
        page.get_by_role("button", name="添加").click()
        expect(page.get_by_text(name).first).to_be_visible()
    follow(page)
    page.get_by_label("名称").first.fill("区医院发热门诊")
    page.get_by_role("button", name="加入").click()
    expect(page.get_by_text("区医院发热门诊").first).to_be_visible()


def three_thousand_doors(page: Page, file: Path) -> None:
    follow(page)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="上传，先看一看").click()
    expect(page.get_by_text(f"{DOORS}").first).to_be_visible()
    page.get_by_role("button", name="入册").click()
    expect(page.get_by_role("button", name="撤回这份底册")).to_be_visible()
    assert Household.objects.filter(community=SIBLING).count() == DOORS


def whoever_came_back(page: Page, file: Path) -> None:
    follow(page)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="上传").click()
    page.get_by_role("button", name="确认并导入").click()
    expect(page.get_by_text("新登记").first).to_be_visible()
    assert Observation.objects.filter(community=SIBLING).count() == PEOPLE
    # Each behind a door that stood on the list already.
    assert Household.objects.filter(community=SIBLING).count() == DOORS
    due_now()


def asked_at_the_doors(page: Page) -> None:
    follow(page)
    page.get_by_label("上门", exact=True).check()
    for field in page.locator("input[name$=-temperature]").all():
        field.fill("365")
    page.get_by_role("button", name="保存").first.click()
    expect(page.get_by_text(f"已登记 {PEOPLE} 人。")).to_be_visible()
    page.goto("/screening/")
    page.get_by_role("link", name=GRIDS[0]).first.click()
    page.get_by_role("link", name="上门", exact=True).click()
    for number in range(1, 4):  # a tap a door
        page.get_by_role("button", name="无外来人员").first.click()
        expect(page.get_by_role("button", name="撤回")).to_have_count(number)


def test_from_nothing_to_the_sealed_report(
    enter: Callable[[User], Page], make_user: Callable[..., User], tmp_path: Path
) -> None:
    (tmp_path / "住户底册.xlsx").write_bytes(doors_of(buildings=30, each=DOORS // 30))
    (tmp_path / "返乡人员.xlsx").write_bytes(roster())
    page = enter(make_user(role=Role.SECRETARY, area=SIBLING))
    expect(page.get_by_role("heading", name="第一天做什么")).to_be_visible()  # she lands there

    grids_and_colleagues(page)
    three_thousand_doors(page, tmp_path / "住户底册.xlsx")
    whoever_came_back(page, tmp_path / "返乡人员.xlsx")
    asked_at_the_doors(page)
    follow(page)
    press_seal(page)

    page.goto("/first-day/")
    expect(page.locator("main a.btn-primary")).to_have_count(0)  # nothing is left to do
    figures = Report.objects.get(area=SIBLING).figures
    assert (figures["new"], figures["after"]) == (PEOPLE, PEOPLE)
    # What was checked falls due after the seal, and counts tomorrow with its persons.
    assert (figures["checks_done"], figures["persons_seen"]) == (0, 0)
    assert (figures["doors_known"], figures["doors_asked"]) == (DOORS, PEOPLE + 3)
    assert figures["households_seen"] == PEOPLE + 3
    assert list(broken_in(area=None)) == []
