"""A place is typed by its initials in a real browser, picked by the keyboard, and an account is added there."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from linli.areas.models import Area
from linli.areas.spoken import spoken_of_area
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COUNTY, SIBLING

pytestmark = [
    pytest.mark.journey,
    pytest.mark.once,
]


def test_a_place_is_picked_from_the_list_below_the_field(
    enter: Callable[[User], Page], make_user: Callable[..., User]
) -> None:
    for area in Area.objects.all():
        Area.objects.filter(pk=area.pk).update(spoken=spoken_of_area(name=area.name))
    page = enter(make_user(role=Role.ADMINISTRATOR, area=COUNTY))
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/staff/new/")
    for name, said in {"用户名": "sunyi", "姓名": "孙怡", "初始密码": "jiangnan-2020-chun"}.items():
        page.get_by_label(name, exact=True).fill(said)
    field = page.get_by_role("combobox", name="地区")
    field.press_sequentially("sll")
    option = page.get_by_role("option")
    expect(option).to_have_text("安徽省合肥市瑶海区明光路街道胜利路社区")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    field.press("Enter")  # picks, and sends nothing yet
    expect(field).to_have_value("安徽省合肥市瑶海区明光路街道胜利路社区")
    expect(option).to_have_count(0)
    page.get_by_role("button", name="添加").click()
    expect(page.get_by_text("已添加账号")).to_be_visible()
    assert User.objects.get(username="sunyi").area == SIBLING
