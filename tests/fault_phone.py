"""A phone before a middle box: signed in, with records on its disk, and sending until nothing is left."""

import os
import signal
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from linli.ids import new_id
from tests.conftest import CHROMIUM
from tests.fault_server import PASSWORD, WORKER
from tests.phone_in_browser import DATABASE, SHAPE, change_outbox
from tests.told_once import Saved, saved_of

# Loads of the page until all is sent; each sends at once, where a phone in a pocket waits longer from time to time.
MOST_LOADS: Final = 30
SENT_MS: Final = 1_500


def sign_in(*, browser: Browser, url: str) -> tuple[BrowserContext, Page]:
    """Give the worker of the demonstration a phone whose day is there."""
    # Without a service worker, so that every load asks for the page too.
    context = browser.new_context(base_url=url, service_workers="block", **SHAPE)
    page = context.new_page()
    enter(page)
    return context, page


def enter(page: Page) -> None:
    """Sign the worker in and wait for the doors."""
    page.goto("/sign-in/?next=/w/")
    page.get_by_label("用户名").fill(WORKER)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".door").first).to_be_visible(timeout=20_000)


def put(page: Page, count: int) -> list[Saved]:
    """Put checks on the phone's disk as the page saves them, of as many persons as there are, and no longer to be undone."""
    observations = _observations(page)
    first = datetime.now(UTC) - timedelta(seconds=count)
    records = [
        _record(observations[n % len(observations)], 360 + n % 10, first + timedelta(seconds=n))
        for n in range(count)
    ]
    put_records(page, records)
    return [saved_of(one) for one in records]


def _observations(page: Page) -> list[str]:
    """Return whom the phone knows as observed."""
    found: list[str] = page.evaluate(
        f"""{DATABASE}.then(name => new Promise(done => {{
          const asked = indexedDB.open(name);
          asked.onsuccess = () => {{
            const all = asked.result.transaction('households').objectStore('households').getAll();
            const people = () => all.result.map(door => door.people).flat().map(one => one.observation);
            all.onsuccess = () => {{ asked.result.close(); done(people().filter(Boolean)); }};
          }};
        }}))"""
    )
    return found


def fullest_door(page: Page) -> tuple[str, int]:
    """Return the household behind whose door the phone knows most people as observed, and how many they are."""
    found: list[Any] = page.evaluate(
        f"""{DATABASE}.then(name => new Promise(done => {{
          const asked = indexedDB.open(name);
          asked.onsuccess = () => {{
            const all = asked.result.transaction('households').objectStore('households').getAll();
            const doors = () => all.result.map(door => [door.people.filter(one => one.observation).length, door.id]);
            all.onsuccess = () => {{ asked.result.close(); done(doors().sort((a, b) => b[0] - a[0])[0]); }};
          }};
        }}))"""
    )
    return found[1], found[0]


def put_records(page: Page, records: Collection[dict[str, Any]]) -> None:
    """Put records on the phone's disk."""
    page.evaluate(
        f"""records => {DATABASE}.then(name => new Promise(done => {{
          const asked = indexedDB.open(name);
          asked.onsuccess = () => {{
            const work = asked.result.transaction('outbox', 'readwrite');
            records.forEach(record => work.objectStore('outbox').put(record));
            work.oncomplete = () => {{ asked.result.close(); done(true); }};
          }};
        }}))""",
        list(records),
    )


def _record(observation: str, tenths: int, at: datetime) -> dict[str, Any]:
    said = {
        "observation": observation,
        "outcome": "DONE",
        "channel": "VISIT",
        "temperature_tenths": tenths,
        "symptoms": [],
        "antipyretic": None,
        "site": "",
        "device": "",
        "outdoors": False,
        "basis": {},
        "note": "",
    }
    return {
        "id": str(new_id()),
        "kind": "check",
        "schema": 1,
        "claimed_at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "data": said,
        "state": "waiting",
        "user": "",
        "about": {"household": None, "title": "一扇门"},
        "not_before": 0,
        "tries": 0,
        "code": "",
        "reason": "",
        "fields": {},
        "both": None,
        "delivered_at": None,
        "saved_to_file": False,
    }


def send_all(page: Page) -> int:
    """Open the page again until it says that all was sent; return how often."""
    for load in range(1, MOST_LOADS + 1):
        page.goto("/w/")
        try:
            expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT_MS)
        except AssertionError:
            continue
        return load
    raise AssertionError("not all was sent")


def poisoned(page: Page, **change: object) -> UUID:
    """Put a check on the phone's disk of which something is as it cannot be; return its id."""
    record = _record(_observations(page)[0], 365, datetime.now(UTC))
    record["data"] |= change
    put_records(page, [record])
    return UUID(record["id"])


def forget_all(page: Page) -> None:
    """Leave nothing in the outbox on the phone's disk."""
    change_outbox(page, "record.state = 'delivered'; record.delivered_at = 1")


@contextmanager
def held(browser: Browser, *, profile: Path, url: str) -> Iterator[Page]:
    """Open a browser of its own on a profile that stays, as the phone's does, until the block ends or somebody kills it."""
    kept = browser.browser_type.launch_persistent_context(
        profile,
        executable_path=CHROMIUM,
        args=["--no-sandbox", "--disable-quic"],
        base_url=url,
        service_workers="block",
        **SHAPE,
    )
    try:
        yield kept.pages[0]
    finally:
        with suppress(Error):
            kept.close()


def save_a_household(page: Page, *, door: str, members: int) -> None:
    """Tap a reading for each member behind a door, then save, and wait for nothing."""
    page.goto(f"/w/h/{door}/")
    for n in range(members):
        page.locator(".member").nth(n).get_by_role("button", name="36.5", exact=True).click()
    page.get_by_role("button", name=f"保存 {members} 人").click(no_wait_after=True)


def kill_browser(profile: Path) -> None:
    """End the browser of a profile at once: kill -9."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            said = (process / "cmdline").read_bytes()
            if f"--user-data-dir={profile}".encode() in said and b"--type=" not in said:
                os.kill(int(process.name), signal.SIGKILL)
