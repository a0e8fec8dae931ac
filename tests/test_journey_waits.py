"""A township's morning in a real browser: from what waits, by keyboard, to the last of it done, on a narrow screen too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, TOWNSHIP
from tests.scope_rows import Rows

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("open_all_day"),
]


def test_a_townships_morning_from_what_waits_to_done(
    enter: Callable[[User], Page], make_user: Callable[..., User], rows_in: Callable[..., Rows]
) -> None:
    rows_in(community=COMMUNITY)
    page = enter(make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP, username="morning"))

    expect(page).to_have_url("/waits/")
    today = page.get_by_role("region", name="今天要办")
    line = today.get_by_role("link", name="批准或不批准导出")
    expect(line).to_be_visible()

    page.set_viewport_size({"width": 360, "height": 740})
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360
    page.set_viewport_size({"width": 1280, "height": 800})

    # One stop of the keyboard a line.
    line.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="批准", exact=True).click()
    expect(page.get_by_text("已批准。")).to_be_visible()
    expect(page).to_have_url("/waits/")
    expect(page.get_by_role("link", name="批准或不批准导出")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="日报", exact=True).click()
    expect(page.get_by_role("heading", name="明光路街道")).to_be_visible()
