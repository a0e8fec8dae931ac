"""A phone that cannot send saves a file; the desk takes it; later the network comes back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY
from tests.conftest import CHROMIUM
from tests.phone_in_browser import SENT, Doors, Hold, checks, open_offline, record, type_password

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is missing: apt install chromium"),
    pytest.mark.usefixtures("reference_rows"),
]


def test_a_file_saved_at_the_door_is_taken_at_the_desk_and_counts_once(
    hold: Hold,
    doors: Doors,
    browser: Browser,
    live_server: LiveServer,
    make_user: Callable[..., User],
    tmp_path: Path,
) -> None:
    doors(3)
    context = hold()
    page = open_offline(context)
    for name in ("住户01", "住户02"):
        record(page, name)
    page.goto("/w/outbox/")
    with page.expect_download() as download:
        page.get_by_role("button", name="存成文件").first.click()
    saved = tmp_path / "linli.json"
    download.value.save_as(saved)

    desk = browser.new_context(base_url=live_server.url, locale="zh-CN").new_page()
    desk.goto("/sign-in/?next=/phones/import/")
    type_password(desk, make_user(role=Role.SECRETARY, area=COMMUNITY))
    desk.get_by_label("手机存出来的文件").set_input_files(saved)
    desk.get_by_role("button", name="收下").click()
    expect(desk.get_by_text("文件里有 2 条记录")).to_be_visible()
    assert [check.temperature_tenths for check in checks()] == [365, 365]

    context.set_offline(False)
    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    assert len(checks()) == 2
    desk.context.close()
