"""Faults between a phone and its server: of what was saved nothing is lost, nothing doubled, nothing changed."""

import itertools
import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from linli.ids import new_id
from tests import fault_proxy, fault_server
from tests.fault_phone import (
    enter,
    forget_all,
    fullest_door,
    held,
    kill_browser,
    poisoned,
    put,
    save_a_household,
    send_all,
    sign_in,
)
from tests.fault_proxy import Box, Fault, stranger
from tests.fault_server import Server
from tests.told_once import NONE, Saved, Score, on_phone, rows_in, score

pytestmark = [pytest.mark.once, pytest.mark.journey]
MANY: Final = 24
# FAULTS=all tries twenty moments where one would only be lucky; three minutes more, for whoever changes the queue.
ALL: Final = os.environ.get("FAULTS") == "all"
SERVER_MOMENTS_MS: Final = range(0, 200, 10) if ALL else (0, 40)
BROWSER_MOMENTS_MS: Final = range(0, 100, 5) if ALL else (0, 40)
# Not by the clock: once the page says that it saved.
SAID: Final = None
HTML, JSON = "text/html", "application/json"
FAULTS: dict[str, Fault] = {
    "the answer is dropped": fault_proxy.answer_dropped,
    "the answer is cut at two thirds": fault_proxy.answer_cut,
    "a packed answer lacks its end": fault_proxy.gzip_cut,
    "a box sends the message twice": fault_proxy.request_doubled,
    "the message is cut": fault_proxy.request_cut,
    "a gateway has a page of 502": stranger("502 Bad Gateway", HTML, "<html>Bad Gateway"),
    "a gateway has JSON of 502": stranger("502 Bad Gateway", JSON, '{"error":"bad gateway"}'),
    "a portal answers 200": stranger("200 OK", HTML, "<html>连接无线网"),
    "a portal leads elsewhere": stranger("302 Found", HTML, ""),
    "a stranger answers 404": stranger("404 Not Found", HTML, "<html>Not Found"),
    "a stranger answers 403": stranger("403 Forbidden", HTML, "<html>Forbidden"),
    "a page of 400": stranger("400 Bad Request", HTML, "<html>Bad Request"),
    "a page of 413": stranger("413 Payload Too Large", HTML, "<html>Too Large"),
    "a page of 500": stranger("500 Internal Server Error", HTML, "<html>Error"),
    "an answer of nothing": stranger("200 OK", JSON, "{}"),
    "an answer without the answers": stranger("200 OK", JSON, '{"answers":[]}'),
}


# What a page would answer whose server broke over a record.
BROKEN: Final = stranger("500 Internal Server Error", HTML, "<html>Error")
# Records as an older page, a faulty page or a faulty disk leaves them; each said of a record that is good otherwise.
POISON: Final[list[dict[str, Any]]] = [
    {"temperature_tenths": "abc"},
    {"temperature_tenths": 999},
    {"observation": "00000000-0000-7000-8000-000000000000"},
    {"symptoms": "咳嗽"},
    {"outcome": "MAYBE"},
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a demonstration from a folder of its own."""
    running = fault_server.start(folder=tmp_path_factory.mktemp("faults"))
    yield running
    fault_server.kill(running)


@pytest.fixture(scope="module")
def box(server: Server) -> Iterator[Box]:
    """Stand between the phone and the server."""
    with fault_proxy.between(server=server.port) as standing:
        yield standing


@pytest.fixture(scope="module")
def phone(browser: Browser, box: Box) -> Iterator[Page]:
    """Sign a phone in that all faults share."""
    context, opened = sign_in(browser=browser, url=box.url)
    yield opened
    context.close()


@pytest.fixture
def page(phone: Page, box: Box) -> Page:
    """Open the phone with nothing to send, and nothing between it and the server."""
    spoil(box, [])
    forget_all(phone)
    phone.goto("/w/")
    return phone


def test_the_comparison_sees_what_is_lost_doubled_and_wrong() -> None:
    at = datetime.now(UTC)
    told, other = (Saved(new_id(), new_id(), 365, at, state="delivered") for _ in range(2))
    same = {told.id: told}
    assert score(saved=[told], phone=same, rows=same) == NONE
    assert score(saved=[told], phone=same, rows={}) == Score([told.id], [], [])
    assert score(saved=[told], phone={told.id: Saved(*told[:4], state="waiting")}, rows={}) == NONE
    assert score(saved=[told], phone=same, rows=same | {other.id: other}) == Score([], [other.id], [])
    for wrong in (
        Saved(told.id, told.observation, 366, at),
        Saved(told.id, told.observation, 365, at + timedelta(seconds=3)),
    ):
        assert score(saved=[told], phone=same, rows={told.id: wrong}) == Score([], [], [told.id])


def spoil(box: Box, faults: Iterable[Fault | None]) -> None:
    """Let the next messages meet these faults."""
    box.faults, box.met, box.heard = iter(faults), 0, []


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_what_was_saved_arrives_once_although(page: Page, box: Box, server: Server, fault: Fault) -> None:
    begun = datetime.now(UTC)
    saved = put(page, MANY)
    spoil(box, [fault])

    send_all(page)

    assert box.met == 1
    assert score(saved=saved, phone=on_phone(page), rows=rows_in(server.database, since=begun)) == NONE


def test_a_network_that_comes_and_goes_loses_and_doubles_nothing(
    page: Page, box: Box, server: Server
) -> None:
    begun = datetime.now(UTC)
    flaps = (fault_proxy.unreachable, fault_proxy.answer_dropped, None, fault_proxy.request_cut)
    spoil(box, itertools.islice(itertools.cycle(flaps), 40))
    saved = []
    for _ in range(4):
        saved += put(page, 6)
        page.reload()
        page.wait_for_timeout(300)

    send_all(page)

    assert box.met > len(flaps)
    assert score(saved=saved, phone=on_phone(page), rows=rows_in(server.database, since=begun)) == NONE


def test_a_server_that_breaks_over_seven_messages_of_ten_gets_all_in_the_end(
    page: Page, box: Box, server: Server
) -> None:
    begun = datetime.now(UTC)
    seven_of_ten = (BROKEN, BROKEN, None, BROKEN, BROKEN, BROKEN, None, BROKEN, BROKEN, None)
    spoil(box, itertools.islice(itertools.cycle(seven_of_ten), 100))
    saved = put(page, MANY)

    for _ in range(12):
        page.goto("/w/")
        page.wait_for_timeout(300)

    # One that broke the server five times while others were taken waits for its worker; it is here, and nowhere else.
    assert box.heard.count("500") > 1
    assert score(saved=saved, phone=on_phone(page), rows=rows_in(server.database, since=begun)) == NONE


def test_poison_stays_on_the_phone_with_its_reason_and_holds_up_none_of_the_good(
    page: Page, box: Box, server: Server
) -> None:
    begun = datetime.now(UTC)
    spoil(box, [])
    good = put(page, MANY)
    poison = [poisoned(page, **change) for change in POISON]

    page.goto("/w/")
    expect(page.get_by_text(f"{len(POISON)} 条被退回")).to_be_visible(timeout=20_000)

    phone, rows = on_phone(page), rows_in(server.database, since=begun)
    assert score(saved=good, phone=phone, rows=rows) == NONE
    assert not {one.id for one in good if phone[one.id].state != "delivered"}
    assert {phone[one].state for one in poison} == {"rejected"}


@pytest.mark.parametrize("after_ms", SERVER_MOMENTS_MS)
def test_a_server_that_is_killed_over_a_message_has_all_once_it_runs_again(
    page: Page, box: Box, server: Server, after_ms: int
) -> None:
    begun = datetime.now(UTC)
    saved = put(page, MANY)
    spoil(box, [fault_server.killed_over_it(server, after_ms=after_ms)])
    page.goto("/w/")
    expect(page.get_by_text(f"还有 {MANY} 条没有上传").first).to_be_visible()
    server.running.wait(20)

    fault_server.start_again(server)
    send_all(page)

    assert box.met == 1
    assert score(saved=saved, phone=on_phone(page), rows=rows_in(server.database, since=begun)) == NONE


def test_a_server_whose_disk_is_full_takes_all_once_there_is_room(
    page: Page, box: Box, server: Server, small_disk: Path
) -> None:
    begun = datetime.now(UTC)
    spoil(box, [])
    fault_server.kill(server)
    there = fault_server.start(folder=fault_server.moved(server, to=small_disk))
    try:
        box.server = there.port
        filled = fill(small_disk)
        saved = put(page, 200)
        page.evaluate("window.dispatchEvent(new Event('online'))")
        page.wait_for_timeout(2_000)
        assert set(box.heard) == {"500"}

        filled.unlink()
        send_all(page)

        assert score(saved=saved, phone=on_phone(page), rows=rows_in(there.database, since=begun)) == NONE
    finally:
        box.server = server.port
        fault_server.kill(there)
        fault_server.start_again(server)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 12 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a disk of its own cannot be mounted here")
    yield disk
    subprocess.run(["/bin/umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Leave no room on a disk; return the file that takes it."""
    file = disk / "filled"
    with file.open("wb", buffering=0) as filled, suppress(OSError):
        while True:
            filled.write(b"0" * 4096)
    return file


def test_a_browser_that_is_killed_around_a_save_has_a_whole_household_or_none_of_it(
    browser: Browser, box: Box, server: Server, tmp_path: Path
) -> None:
    begun = datetime.now(UTC)
    spoil(box, [])
    told: list[Saved] = []
    with held(browser, profile=tmp_path, url=box.url) as first:
        enter(first)
        door, members = fullest_door(first)
    assert members > 1
    for after_ms in (*BROWSER_MOMENTS_MS, SAID):
        with held(browser, profile=tmp_path, url=box.url) as kept:
            save_a_household(kept, door=door, members=members)
            if after_ms is SAID:
                expect(kept.get_by_text(f"已保存 {members} 条")).to_be_visible()
            else:
                kept.wait_for_timeout(after_ms)
            kill_browser(tmp_path)
        with held(browser, profile=tmp_path, url=box.url) as again:
            again.goto("/w/")
            phone = on_phone(again)
            known = {one.id for one in told}
            new = [one for one in phone.values() if one.id not in known]
            assert len(new) in ({members} if after_ms is SAID else {0, members})
            told += new
    with held(browser, profile=tmp_path, url=box.url) as last:
        send_all(last)
        assert score(saved=told, phone=on_phone(last), rows=rows_in(server.database, since=begun)) == NONE
