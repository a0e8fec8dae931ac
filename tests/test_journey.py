"""The main job in a real browser: a roster in the morning, a fever, the way to the clinic and back, the report above."""

import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.clock import day_of
from linli.staff.models import User
from linli.staff.rights import Role
from tests.browsers import press_seal
from tests.cast import COMMUNITY, GRID, PROVINCE

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
    pytest.mark.usefixtures("open_all_day"),
]


def roster_with_two_header_rows() -> bytes:
    """Make a roster as a township hands it down: title, merged group headers, three people, a total."""
    arrived = day_of(timezone.now()) - timedelta(days=1)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["返乡人员登记表"])
    sheet.append(["序号", "基本信息", None, None, None, "来源", None, "网格"])
    sheet.append([None, "姓名", "手机号码", "居住地址", "证件号码", "从哪里来", "到家日期", None])
    for number, name in enumerate(["王小芳", "李建国", "张浩然"], start=1):
        row = [
            number,
            name,
            f"1390000000{number}",
            f"{number}栋1单元101室",
            "",
            "湖北省武汉市",
            arrived.isoformat(),
            "第一网格",
        ]
        sheet.append(row)
    sheet.append(["合计", None, "3人"])
    sheet.merge_cells("B2:E2")
    sheet.merge_cells("F2:G2")
    sheet.merge_cells("A1:H1")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_from_the_roster_to_the_province(
    enter: Callable[[User], Page], make_user: Callable[..., User], tmp_path: Path
) -> None:
    roster = tmp_path / "返乡人员.xlsx"
    roster.write_bytes(roster_with_two_header_rows())
    secretary = enter(make_user(role=Role.SECRETARY, area=COMMUNITY))
    _import(secretary, roster)
    worker = enter(make_user(role=Role.GRID_WORKER, area=GRID))
    _record_fever(worker)
    doctor = enter(make_user(role=Role.DOCTOR, area=COMMUNITY))
    doctor.goto("/alerts/")
    expect(doctor.get_by_text("38.1 ℃").first).to_be_visible()
    _refer_and_bring_home(doctor)
    doctor.goto("/alerts/")
    expect(doctor.get_by_text("没有待复核的预警。")).to_be_visible()
    figure = _seal(secretary)
    assert figure == "3"
    province = enter(make_user(role=Role.PROVINCE_OFFICER, area=PROVINCE))
    _find_at_the_top(province)


def _import(page: Page, roster: Path) -> None:
    page.get_by_role("link", name="导入花名册").first.click()
    page.locator("input[type=file]").set_input_files(roster)
    page.get_by_role("button", name="上传").click()
    expect(page.get_by_role("heading", name="核对各列")).to_be_visible()
    expect(page.get_by_text("王**").first).to_be_visible()
    page.get_by_role("button", name="确认并导入").click()
    expect(page.get_by_text("新登记").first).to_be_visible()
    page.goto("/day/")
    for name in ("王小芳", "李建国", "张浩然"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()


def _record_fever(page: Page) -> None:
    page.goto("/day/")
    page.locator("li.work", has_text="王小芳").get_by_role("link", name="登记").click()
    # By keyboard alone: the field has the focus, the way stands above it, digits fill it, Enter saves.
    expect(page.get_by_label("体温（℃）")).to_be_focused()
    page.get_by_label("上门", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("体温（℃）").focus()
    page.keyboard.type("381")
    expect(page.get_by_text("发热：将立即提醒并建议送发热门诊")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/day/(#|$)"))
    expect(page.get_by_text("已发出预警，并建议送发热门诊")).to_be_visible()
    expect(page.locator("li.work", has_text="王小芳").get_by_text("预警")).to_be_visible()


def _refer_and_bring_home(page: Page) -> None:
    page.goto("/referrals/")
    page.get_by_role("link", name="王小芳").first.click()
    page.get_by_role("button", name="接手", exact=True).click()
    page.get_by_label("交通").select_option(label="120 急救车")
    page.get_by_role("button", name="登记交通安排").click()
    page.locator("#ARRIVED-clinic").fill("区医院发热门诊")
    page.get_by_role("button", name="登记到达门诊").click()
    page.get_by_label("诊断结果").select_option(label="排除")
    page.get_by_role("button", name="登记诊断结果").click()
    page.get_by_role("button", name="登记回家，继续观察").click()
    expect(page.get_by_text("这次送医已办结。")).to_be_visible()


def _seal(page: Page) -> str:
    page.goto("/reports/")
    press_seal(page)
    return page.locator(".balance-total strong").first.inner_text()


def _find_at_the_top(page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name="日报", exact=True).click()
    # By the table: the picture of the areas is drawn anew once its script is there.
    for name in ("合肥市", "瑶海区", "明光路街道"):
        page.get_by_role("rowheader").get_by_role("link", name=name).click()
    row = page.locator("tr", has_text="明光路社区")
    expect(row.get_by_text("3", exact=True).first).to_be_visible()
    expect(page.get_by_text("王小芳")).to_have_count(0)
