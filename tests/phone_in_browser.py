"""The worker's phone in a real browser, as its journeys hold it."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from linli.observation.models import Check, Observation
from linli.protocols.models import Protocol
from linli.protocols.versions import rules_of
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COUNTY, GRID, MakeObservation
from tests.conftest import give_session, note_refusal

PASSWORD = "a good password"  # noqa: S105 (of the cast)
Hold = Callable[..., BrowserContext]
Doors = Callable[[int], list[Observation]]
SHAPE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 640},
    "has_touch": True,
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
}
# A record can be undone for seven seconds before it goes, and goes within the next.
UNDO_MS = 8_000
SENT = 20_000


@pytest.fixture
def worker_user(make_user: Callable[..., User], due_all_day: None) -> User:
    """Employ the worker of GRID."""
    return make_user(role=Role.GRID_WORKER, area=GRID)


@pytest.fixture
def due_all_day(reference_rows: None) -> Iterator[None]:
    """Let checks of the morning be due from midnight on, so that a door is to be walked to whatever the clock says now."""
    for protocol in Protocol.objects.all():
        protocol.sessions[0]["opens"] = "00:00"
        protocol.save(update_fields=["sessions"])
    rules_of.cache_clear()
    yield
    rules_of.cache_clear()


@pytest.fixture
def doors(due_all_day: None, make_observation: MakeObservation) -> Doors:
    """Observe one person behind each of so many doors."""

    def make(count: int) -> list[Observation]:
        return [observe(make_observation, f"住户{n:02}", f"1栋1单元{n:03}室") for n in range(1, count + 1)]

    return make


def observe(make_observation: MakeObservation, name: str, address: str) -> Observation:
    now = timezone.now()
    came = timezone.localdate() - timedelta(days=2)
    return make_observation(name=name, address=address, at=now - timedelta(hours=30), arrived_on=came)


@pytest.fixture
def hold(browser: Browser, live_server: LiveServer, worker_user: User, due_all_day: None) -> Iterator[Hold]:
    """Put a phone with a signed-in browser into the worker's hand."""
    held: list[BrowserContext] = []
    refused: list[str] = []

    def take(**told: Any) -> BrowserContext:
        context = browser.new_context(**(SHAPE | {"base_url": live_server.url} | told))
        context.on("console", partial(note_refusal, refused))
        context.clock.install()
        held.append(context)
        give_session(context, worker_user, live_server)
        open_first(context)
        return context

    yield take
    for context in held:
        context.close()
    assert refused == []


def open_first(context: BrowserContext) -> None:
    """Open the app for the first time, until its day is there."""
    page = context.new_page()
    page.goto("/w/")
    expect(page.locator(".door").first).to_be_visible()
    page.close()


def type_password(page: Page, user: User) -> None:
    page.get_by_label("用户名").fill(user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")


def open_app(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/w/")
    expect(page.get_by_role("heading", name="今天要走的门")).to_be_visible()
    return page


def open_offline(context: BrowserContext) -> Page:
    """Open the app once it can open without a network, then take the network away."""
    page = open_app(context)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    expect(page.get_by_role("heading", name="今天要走的门")).to_be_visible()
    context.set_offline(True)
    return page


def network_back(context: BrowserContext) -> None:
    """Give the network back and tell the pages, as a phone does.

    A page that was opened anew without a network believes since Chromium 150 that it has one, so nobody would tell it.
    """
    context.set_offline(False)
    for page in context.pages:
        page.evaluate("window.dispatchEvent(new Event('online'))")


def record(page: Page, name: str, reading: str = "36.5") -> None:
    page.locator(".door", has_text=name).click()
    page.locator(".member", has_text=name).get_by_role("button", name=reading, exact=True).click()
    page.get_by_role("button", name="保存 1 人").click()
    expect(page.get_by_role("heading", name="今天要走的门")).to_be_visible()


def let_undo_pass(page: Page) -> None:
    """Turn the phone's clock on by the seconds in which a record can be undone."""
    page.clock.fast_forward(UNDO_MS)


def all_sent(page: Page) -> None:
    """See that all has gone, once it can no longer be undone."""
    let_undo_pass(page)
    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)


def checks() -> list[Check]:
    return list(Check.objects.filter(county=COUNTY).order_by("claimed_at", "id"))


def ids_in_file(page: Page, name: str) -> list[str]:
    """Save a file by the button of that name, and read of which records it is."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name).first.click()
    return [op["id"] for op in json.loads(Path(download.value.path()).read_text())["ops"]]


DATABASE = "indexedDB.databases().then(all => all.filter(one => one.name.indexOf('linli-') === 0)[0].name)"


def stored(page: Page, store: str) -> int:
    count: int = page.evaluate(
        f"""{DATABASE}.then(name => new Promise(done => {{
          const asked = indexedDB.open(name);
          asked.onsuccess = () => {{
            const counted = asked.result.transaction({store!r}).objectStore({store!r}).count();
            counted.onsuccess = () => {{ asked.result.close(); done(counted.result); }};
          }};
        }}))"""
    )
    return count


def change_outbox(page: Page, change: str) -> None:
    """Change records on the phone's disk; `change` is a statement about `record`."""
    page.evaluate(
        f"""{DATABASE}.then(name => new Promise(done => {{
          const asked = indexedDB.open(name);
          asked.onsuccess = () => {{
            const work = asked.result.transaction('outbox', 'readwrite');
            const all = work.objectStore('outbox').getAll();
            all.onsuccess = () => all.result.forEach(record => {{ {change}; work.objectStore('outbox').put(record); }});
            work.oncomplete = () => {{ asked.result.close(); done(true); }};
          }};
        }}))"""
    )
