"""The phone's page on a browser of 2018: it opens, records, opens again without a network, and sends."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from linli.staff.models import User
from tests import old_browser
from tests.conftest import give_session
from tests.phone_in_browser import SENT, SHAPE, Doors, checks, open_app, record

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.skipif(not old_browser.is_here(), reason="node or its packages are missing: npm ci in web/"),
    pytest.mark.usefixtures("reference_rows"),
]
# Of some thousand things that came since.
MANY = 1_000


@pytest.fixture
def old_phone(browser: Browser, live_server: LiveServer, worker_user: User) -> Iterator[BrowserContext]:
    """Put a phone of 2018 into the worker's hand, signed in, its app never opened."""
    context = browser.new_context(base_url=live_server.url, **SHAPE)
    context.add_init_script(old_browser.take_out_what_is_newer())
    give_session(context, worker_user, live_server)
    yield context
    context.close()


def test_a_phone_of_2018_opens_records_a_household_and_sends_it(
    old_phone: BrowserContext, doors: Doors
) -> None:
    doors(2)
    broken: list[str] = []
    old_phone.on("weberror", lambda error: broken.append(str(error.error)))
    page = open_app(old_phone)
    expect(page.locator("html")).to_have_attribute("data-left", "")
    assert int(page.locator("html").get_attribute("data-taken-out") or 0) > MANY
    page.goto("/w/settings/")
    expect(page.get_by_text("可以离线打开")).to_be_visible()

    old_phone.set_offline(True)
    page.goto("/w/")
    record(page, "住户01")
    record(page, "住户02", "36.8")
    page.reload()
    expect(page.get_by_text("还有 2 条没有上传").first).to_be_visible()
    old_phone.set_offline(False)
    page.reload()
    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)

    assert sorted(check.temperature_tenths or 0 for check in checks()) == [365, 368]
    assert broken == []
