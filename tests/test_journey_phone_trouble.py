"""What goes wrong between the phone and the server: nothing is lost, nothing is doubled, nothing blocks the rest."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.finders import get_finder
from playwright.sync_api import Route, expect

from linli.staff.models import User
from tests.phone_in_browser import (
    SENT,
    Doors,
    Hold,
    all_sent,
    change_outbox,
    checks,
    let_undo_pass,
    network_back,
    open_app,
    open_offline,
    record,
    type_password,
)

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]


def test_an_answer_lost_after_it_was_written_makes_no_second_row(hold: Hold, doors: Doors) -> None:
    doors(2)
    context = hold(service_workers="block")
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    context.route("**/api/v1/sync", lose, times=1)
    page = open_app(context)
    expect(page.get_by_text("本机不能离线打开，请勿关闭页面")).to_be_visible()
    record(page, "住户01")
    expect(page.get_by_text("还有 1 条没有上传").first).to_be_visible()
    let_undo_pass(page)
    page.wait_for_timeout(1500)
    assert (lost, len(checks())) == ([200], 1)

    page.reload()

    all_sent(page)
    assert len(checks()) == 1


def test_a_gateway_or_a_stranger_s_page_keeps_everything_on_the_phone(hold: Hold, doors: Doors) -> None:
    doors(1)
    context = hold(service_workers="block")
    pages = iter([(502, "<html>Bad Gateway"), (200, "<html>连接无线网")])

    def stranger(route: Route) -> None:
        status, body = next(pages)
        route.fulfill(status=status, body=body, content_type="text/html")

    context.route("**/api/v1/sync", stranger, times=2)
    page = open_app(context)
    record(page, "住户01")
    let_undo_pass(page)
    page.wait_for_timeout(1500)
    page.reload()
    expect(page.get_by_text("还有 1 条没有上传").first).to_be_visible()
    page.wait_for_timeout(1000)
    assert (next(pages, None), checks()) == (None, [])

    page.reload()

    all_sent(page)
    assert len(checks()) == 1


def test_an_expired_sign_in_loses_nothing(hold: Hold, doors: Doors, worker_user: User) -> None:
    doors(1)
    context = hold()
    page = open_app(context)
    context.clear_cookies(name="sessionid")

    record(page, "住户01")
    let_undo_pass(page)
    page.get_by_role("link", name="登录已过期，点此登录").click(timeout=SENT)
    type_password(page, worker_user)

    all_sent(page)
    assert len(checks()) == 1


def test_a_poisoned_record_stops_no_other_and_can_be_mended(hold: Hold, doors: Doors) -> None:
    doors(3)
    context = hold()
    page = open_offline(context)
    for n in (1, 2, 3):
        record(page, f"住户{n:02}")
    change_outbox(
        page, "record.about.title.indexOf('住户02') >= 0 && (record.data.temperature_tenths = 'abc')"
    )
    network_back(context)

    let_undo_pass(page)
    expect(page.get_by_text("1 条被退回，点此修改")).to_be_visible(timeout=SENT)
    expect(page.get_by_text("没有上传")).to_have_count(0, timeout=SENT)
    page.get_by_text("1 条被退回，点此修改").click()
    assert len(checks()) == 2
    page.get_by_role("link", name="修改", exact=True).click()
    page.get_by_role("button", name="36.6").click()
    page.get_by_role("button", name="保存").click()

    all_sent(page)
    assert sorted(check.temperature_tenths or 0 for check in checks()) == [365, 365, 366]


def test_two_tabs_that_send_at_once_make_each_row_once(hold: Hold, doors: Doors) -> None:
    doors(12)
    context = hold()
    one = open_offline(context)
    for n in range(1, 13):
        record(one, f"住户{n:02}")
    two = open_app(context)
    let_undo_pass(two)
    network_back(context)
    for page in (one, two):
        page.evaluate("window.dispatchEvent(new Event('online'))")

    for page in (one, two):
        page.bring_to_front()
        all_sent(page)
    assert len(checks()) == 12


@pytest.fixture
def built(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Serve static files from a copy that a test may change; return the phone's."""
    copy = tmp_path / "static"
    shutil.copytree(Path(settings.STATIC_ROOT), copy)
    settings.STATIC_ROOT = copy
    settings.STATICFILES_DIRS = [copy]
    get_finder.cache_clear()  # type: ignore[attr-defined]  # cached, the stubs do not say so
    yield copy / "phone"
    get_finder.cache_clear()  # type: ignore[attr-defined]  # see above


def test_a_new_version_finds_a_full_outbox_and_the_old_page_its_files(
    hold: Hold, doors: Doors, built: Path
) -> None:
    doors(3)
    context = hold()
    page = open_offline(context)
    for n in (1, 2, 3):
        record(page, f"住户{n:02}")
    old, new = _publish_new_version(built)
    page.reload()
    expect(page.get_by_text("还有 3 条没有上传").first).to_be_visible()
    assert page.locator(f"script[src*='{old}']").count() == 1

    network_back(context)
    page.reload()
    assert page.locator(f"script[src*='{old}']").count() == 1  # at once, whole, whatever the line does
    all_sent(page)
    assert len(checks()) == 3
    page.get_by_role("button", name="手机页面有新版本，点这里换上").click()

    expect(page.locator(f"script[src*='{new}']")).to_have_count(1)
    expect(page.get_by_text("已全部上传")).to_be_visible()
    page.wait_for_function(
        "caches.open('linli-phone').then(c => c.keys()).then(all => all.filter(r => /main-.*js$/.test(r.url)).length === 2)"
    )


def test_half_a_new_version_on_the_server_is_waited_for_by_nobody(
    hold: Hold, doors: Doors, built: Path
) -> None:
    doors(2)
    context = hold()
    page = open_app(context)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    _, new = _publish_new_version(built)
    (built / "assets" / new).unlink()

    for name in ("住户01", "住户02"):
        page.reload()
        record(page, name)
    all_sent(page)

    assert len(checks()) == 2
    expect(page.get_by_text("手机页面有新版本")).to_have_count(0)


def test_a_page_whose_files_are_gone_hands_over_what_is_unsent(hold: Hold, doors: Doors) -> None:
    doors(1)
    context = hold(service_workers="block")
    page = open_app(context)
    context.route("**/api/**", lambda route: route.abort())
    record(page, "住户01")
    context.route("**/assets/main-*.js", lambda route: route.fulfill(status=404))
    page.reload()

    expect(page.get_by_text("还有 1 条没有上传 · 1 not sent")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="存成文件 Save to a file").click()

    file = json.loads(Path(download.value.path()).read_text())
    assert (file["linli_outbox"], [op["kind"] for op in file["ops"]]) == (1, ["check"])
    context.unroute("**/assets/main-*.js")
    context.unroute("**/api/**")
    page.get_by_role("button", name="重新打开 Open again").click()
    all_sent(page)
    assert len(checks()) == 1


def _publish_new_version(built: Path) -> tuple[str, str]:
    """Give the app's scripts other names everywhere, as each names the first one; return both names of that."""
    assets = built / "assets"
    # Beside each lies a copy whose name the server made; nothing asks for it.
    scripts = [path for path in assets.glob("*.js") if path.name.count(".") == 1]
    renamed = {path.name: _other_name(path.name) for path in scripts}
    for file in (built / "index.html", built / "sw.js", *scripts):
        text = file.read_text()
        for old, new in renamed.items():
            text = text.replace(old, new)
        file.write_text(text)
    for old, new in renamed.items():
        (assets / old).rename(assets / new)
    return next((old, new) for old, new in renamed.items() if old.startswith("main-"))


def _other_name(name: str) -> str:
    """Turn the mark of a version round: main-abc.js becomes main-cba.js."""
    what, mark = name.removesuffix(".js").split("-", 1)
    return f"{what}-{mark[::-1]}.js"
