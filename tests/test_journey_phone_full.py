"""A phone whose disk is really full: said at the thumb, what was typed stays, what the browser throws away comes back."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from linli.staff.models import User
from tests.conftest import CHROMIUM, give_session
from tests.phone_in_browser import (
    DATABASE,
    SHAPE,
    Doors,
    all_sent,
    checks,
    ids_in_file,
    network_back,
    open_first,
    open_offline,
    record,
)

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]
DISK = "192m"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk that a test can fill."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if not mount or not umount:
        pytest.skip("mount is missing")
    mounted = subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", disk], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk is not allowed here")
    yield disk
    subprocess.run([umount, "-l", disk], check=True)


@pytest.fixture
def start(browser: Browser, live_server: LiveServer) -> Iterator[Callable[[Path], BrowserContext]]:
    """Start the browser of a phone whose disk is given."""
    started: list[BrowserContext] = []

    def begin(profile: Path) -> BrowserContext:
        context = browser.browser_type.launch_persistent_context(
            str(profile),
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-quic"],
            base_url=live_server.url,
            accept_downloads=True,
            **SHAPE,
        )
        context.clock.install()
        started.append(context)
        return context

    yield begin
    for context in started:
        context.close()


def fill(disk: Path) -> Path:
    """Leave no block free."""
    filler = disk / "photos"
    with filler.open("ab", buffering=0) as file:
        for size in (1 << 20, 1 << 12):
            try:
                while True:
                    file.write(os.urandom(size))
            except OSError:
                continue
    return filler


# Until the last block of the database's own file is written full, too.
BALLAST = f"""{DATABASE}.then(name => new Promise(done => {{
  const asked = indexedDB.open(name);
  asked.onsuccess = () => {{
    const more = n => {{
      try {{
        const work = asked.result.transaction('meta', 'readwrite', {{ durability: 'strict' }});
        work.objectStore('meta').put('x'.repeat(999), 'ballast');
        work.oncomplete = () => n ? more(n - 1) : done('never full');
        work.onabort = () => {{ asked.result.close(); done(String(work.error && work.error.name)); }};
      }} catch (error) {{ done(String(error.name)); }}
    }};
    more(200);
  }};
}}))"""


def type_reading(page: Page, name: str) -> None:
    page.locator(".door", has_text=name).click()
    page.locator(".member", has_text=name).get_by_role("button", name="36.5", exact=True).click()


def test_a_full_phone_says_so_at_the_thumb_keeps_what_was_typed_and_hands_over_everything(
    small_disk: Path,
    start: Callable[[Path], BrowserContext],
    live_server: LiveServer,
    worker_user: User,
    doors: Doors,
) -> None:
    doors(3)
    context = start(small_disk / "phone")
    give_session(context, worker_user, live_server)
    open_first(context)
    page = open_offline(context)
    record(page, "住户01")
    filler = fill(small_disk)
    assert page.evaluate(BALLAST) != "never full"

    type_reading(page, "住户02")
    page.get_by_role("button", name="保存 1 人").click()
    notice = page.locator(".end [role=alert]")
    expect(notice).to_contain_text("没有存下，填的都还在")
    expect(notice).to_be_in_viewport(ratio=1)
    expect(page.locator(".status.bad")).to_contain_text("1 条没有存下")
    expect(page.get_by_role("button", name="36.5", exact=True)).to_have_attribute("aria-pressed", "true")
    saved = ids_in_file(page, "没上传的 2 条存成文件")
    assert len(saved) == 2

    filler.unlink()
    page.get_by_role("button", name="保存 1 人").click()
    expect(page.get_by_text("还有 2 条没有上传").first).to_be_visible()

    # The second time the browser may throw its database away.
    filler = fill(small_disk)
    page.evaluate(BALLAST)
    page.reload()
    expect(page.locator(".status.bad, .status.wait")).to_contain_text("2 条")
    filler.unlink()
    page.reload()
    expect(page.get_by_text("还有 2 条没有上传").first).to_be_visible()
    network_back(context)
    all_sent(page)
    assert sorted(str(check.pk[1]) for check in checks()) == sorted(saved)


def test_a_phone_that_is_full_when_it_is_first_opened_is_told_so_and_not_to_find_a_network(
    small_disk: Path,
    start: Callable[[Path], BrowserContext],
    live_server: LiveServer,
    worker_user: User,
    doors: Doors,
) -> None:
    doors(1)
    context = start(small_disk / "phone")
    give_session(context, worker_user, live_server)
    page = context.new_page()
    page.goto("/w/manifest.webmanifest")
    filler = fill(small_disk)
    page.goto("/w/")

    expect(page.get_by_role("alert")).to_contain_text("满了")
    expect(page.locator("body")).not_to_contain_text("连上网络")
    expect(page.locator(".status.bad")).to_be_visible()
    filler.unlink()
    # Once it failed to open, Chromium tries no other database until it is started anew, as the words say.
    context.close()
    context = start(small_disk / "phone")
    give_session(context, worker_user, live_server)
    page = context.new_page()
    page.goto("/w/")
    expect(page.locator(".door")).to_have_count(1)
    expect(page.locator(".status.good")).to_be_visible()
