"""The worker's phone in a real browser: without a network, over restarts, with answers that get lost. Nothing is lost or doubled."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles.finders import get_finder
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from linli.observation.models import Check, Observation
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COUNTY, GRID, MakeObservation
from tests.conftest import CHROMIUM, PASSWORD

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is missing: apt install chromium"),
    pytest.mark.usefixtures("reference_rows"),
]

SHAPE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 640},
    "has_touch": True,
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
}
# A record can be undone for seven seconds before it goes.
SENT = 20_000
NINE_HOURS_AHEAD = """
const True = Date;
window.Date = class extends True {
  constructor(...told) { if (told.length) super(...told); else super(True.now() + 9 * 3600000); }
  static now() { return True.now() + 9 * 3600000; }
};
"""


@pytest.fixture
def worker_user(make_user: Callable[..., User]) -> User:
    """Employ the worker of GRID."""
    return make_user(role=Role.GRID_WORKER, area=GRID)


@pytest.fixture
def doors(make_observation: MakeObservation) -> Callable[[int], list[Observation]]:
    """Observe one person behind each of so many doors."""

    def make(count: int) -> list[Observation]:
        return [_observe(make_observation, f"住户{n:02}", f"1栋1单元{n:03}室") for n in range(1, count + 1)]

    return make


def _observe(make_observation: MakeObservation, name: str, address: str) -> Observation:
    now = timezone.now()
    came = timezone.localdate() - timedelta(days=2)
    return make_observation(name=name, address=address, at=now - timedelta(hours=30), arrived_on=came)


@pytest.fixture
def hold(
    browser: Browser, live_server: LiveServer, worker_user: User
) -> Iterator[Callable[..., BrowserContext]]:
    """Put a phone with a signed-in browser into the worker's hand."""
    held: list[BrowserContext] = []

    def take(**told: Any) -> BrowserContext:
        context = browser.new_context(base_url=live_server.url, **(SHAPE | told))
        held.append(context)
        _sign_in(context, worker_user)
        return context

    yield take
    for context in held:
        context.close()


def _sign_in(context: BrowserContext, user: User) -> None:
    page = context.new_page()
    page.goto("/sign-in/?next=/w/")
    _type_password(page, user)
    expect(page.locator(".door").first).to_be_visible()
    page.close()


def _type_password(page: Page, user: User) -> None:
    page.get_by_label("用户名").fill(user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")


def _open(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/w/")
    expect(page.get_by_role("heading", name="今天要走的门")).to_be_visible()
    return page


def _open_offline(context: BrowserContext) -> Page:
    """Open the app once it can open without a network, then take the network away."""
    page = _open(context)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    context.set_offline(True)
    return page


def _record(page: Page, name: str, reading: str = "36.5") -> None:
    page.locator(".door", has_text=name).click()
    page.locator(".member", has_text=name).get_by_role("button", name=reading, exact=True).click()
    page.get_by_role("button", name="保存 1 人").click()
    expect(page.get_by_role("heading", name="今天要走的门")).to_be_visible()


def _checks() -> list[Check]:
    return list(Check.objects.filter(county=COUNTY).order_by("claimed_at", "id"))


def test_a_household_of_four_all_normal_takes_six_taps(
    hold: Callable[..., BrowserContext], make_observation: MakeObservation
) -> None:
    for name in ("王建国", "李秀英", "王小明", "王小红"):
        _observe(make_observation, name, "3栋2单元501室")
    page = _open(hold())
    page.evaluate("window.taps = 0; document.addEventListener('click', () => { window.taps += 1; }, true)")

    page.locator(".door").first.tap()
    for member in page.locator(".member").all():
        member.get_by_role("button", name="36.5").tap()
    page.get_by_role("button", name="保存 4 人").tap()

    expect(page.get_by_text("已保存 4 条")).to_be_visible()
    assert page.evaluate("window.taps") == 6
    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    assert [check.temperature_tenths for check in _checks()] == [365] * 4


def test_a_slip_is_undone_before_it_goes(
    hold: Callable[..., BrowserContext], doors: Callable[[int], Any]
) -> None:
    doors(1)
    page = _open(hold())

    _record(page, "住户01")
    page.get_by_role("button", name="撤销").click()

    expect(page.get_by_text("已撤销")).to_be_visible()
    expect(page.get_by_text("已全部上传")).to_be_visible()
    page.wait_for_timeout(8000)
    assert _checks() == []


def test_a_fever_calls_the_doctor_at_once_without_a_network(
    hold: Callable[..., BrowserContext], doors: Callable[[int], Any]
) -> None:
    doors(1)
    page = _open_offline(hold())

    page.locator(".door").first.click()
    member = page.locator(".member")
    member.get_by_role("button", name="其他体温").click()
    for digit in "378":
        member.get_by_role("button", name=digit, exact=True).click()
    expect(member.get_by_text("体温 37.8 ℃：请告诉医生")).to_be_visible()
    page.get_by_role("button", name="保存 1 人").click()

    expect(page.locator(".notices").get_by_text("体温 37.8 ℃：请告诉医生")).to_be_visible()
    page.reload()
    expect(page.locator(".notices").get_by_text("体温 37.8 ℃：请告诉医生")).to_be_visible()
    page.get_by_role("button", name="已告诉医生").click()
    expect(page.locator(".alarm")).to_have_count(0)


def test_the_app_opens_and_works_without_a_network(
    hold: Callable[..., BrowserContext], doors: Callable[[int], list[Observation]]
) -> None:
    observed = doors(2)
    context = hold()
    page = _open_offline(context)

    _record(page, "住户01")
    page.reload()
    expect(page.get_by_text("还有 1 条没有上传").first).to_be_visible()
    page.goto(f"/w/h/{observed[1].person.household_id}/")
    expect(page.get_by_role("heading", name="住户02")).to_be_visible()
    context.set_offline(False)

    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    assert [check.observation_id for check in _checks()] == [observed[0].pk]


def test_fifty_doors_without_a_network_over_a_restart_come_once(
    browser: Browser,
    live_server: LiveServer,
    worker_user: User,
    doors: Callable[[int], list[Observation]],
    tmp_path: Path,
) -> None:
    observed = doors(50)

    def start() -> BrowserContext:
        return browser.browser_type.launch_persistent_context(
            str(tmp_path / "phone"),
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-quic"],
            base_url=live_server.url,
            **SHAPE,
        )

    context = start()
    _sign_in(context, worker_user)
    page = _open_offline(context)
    for n in range(1, 26):
        _record(page, f"住户{n:02}")
    context.close()

    context = start()
    context.set_offline(True)
    page = _open(context)
    expect(page.get_by_text("还有 25 条没有上传").first).to_be_visible()
    for n in range(26, 51):
        _record(page, f"住户{n:02}")
    expect(page.get_by_text("还有 50 条没有上传").first).to_be_visible()
    context.set_offline(False)

    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    assert sorted(check.observation_id for check in _checks()) == sorted(one.pk for one in observed)
    context.close()


def test_an_answer_lost_after_it_was_written_makes_no_second_row(
    hold: Callable[..., BrowserContext], doors: Callable[[int], Any]
) -> None:
    doors(2)
    context = hold(service_workers="block")
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    context.route("**/api/v1/sync", lose, times=1)
    page = _open(context)
    expect(page.get_by_text("本机不能离线打开，请勿关闭页面")).to_be_visible()
    _record(page, "住户01")
    expect(page.get_by_text("还有 1 条没有上传").first).to_be_visible()
    page.wait_for_timeout(9000)
    assert (lost, len(_checks())) == ([200], 1)

    page.reload()

    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    assert len(_checks()) == 1


def test_a_gateway_or_a_stranger_s_page_keeps_everything_on_the_phone(
    hold: Callable[..., BrowserContext], doors: Callable[[int], Any]
) -> None:
    doors(1)
    context = hold(service_workers="block")
    pages = iter([(502, "<html>Bad Gateway"), (200, "<html>连接无线网")])

    def stranger(route: Route) -> None:
        status, body = next(pages)
        route.fulfill(status=status, body=body, content_type="text/html")

    context.route("**/api/v1/sync", stranger, times=2)
    page = _open(context)
    _record(page, "住户01")
    page.wait_for_timeout(8000)
    page.reload()
    expect(page.get_by_text("还有 1 条没有上传").first).to_be_visible()
    page.wait_for_timeout(1000)
    assert (next(pages, None), _checks()) == (None, [])

    page.reload()

    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    assert len(_checks()) == 1


def test_an_expired_sign_in_loses_nothing(
    hold: Callable[..., BrowserContext], doors: Callable[[int], Any], worker_user: User
) -> None:
    doors(1)
    context = hold()
    page = _open(context)
    context.clear_cookies(name="sessionid")

    _record(page, "住户01")
    page.get_by_role("link", name="登录已过期，点此登录").click(timeout=SENT)
    _type_password(page, worker_user)

    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    assert len(_checks()) == 1


def test_a_poisoned_record_stops_no_other_and_can_be_mended(
    hold: Callable[..., BrowserContext], doors: Callable[[int], Any]
) -> None:
    doors(3)
    context = hold()
    page = _open_offline(context)
    for n in (1, 2, 3):
        _record(page, f"住户{n:02}")
    _change_outbox(
        page, "record.about.title.indexOf('住户02') >= 0 && (record.data.temperature_tenths = 'abc')"
    )
    context.set_offline(False)

    expect(page.get_by_text("1 条被退回，点此修改")).to_be_visible(timeout=SENT)
    expect(page.get_by_text("没有上传")).to_have_count(0, timeout=SENT)
    page.get_by_text("1 条被退回，点此修改").click()
    assert len(_checks()) == 2
    page.get_by_role("link", name="修改", exact=True).click()
    page.get_by_role("button", name="36.6").click()
    page.get_by_role("button", name="保存").click()

    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    assert sorted(check.temperature_tenths or 0 for check in _checks()) == [365, 365, 366]


def test_two_tabs_that_send_at_once_make_each_row_once(
    hold: Callable[..., BrowserContext], doors: Callable[[int], list[Observation]]
) -> None:
    doors(12)
    context = hold()
    one = _open_offline(context)
    for n in range(1, 13):
        _record(one, f"住户{n:02}")
    two = _open(context)
    two.wait_for_timeout(7000)
    context.set_offline(False)
    for page in (one, two):
        page.evaluate("window.dispatchEvent(new Event('online'))")

    for page in (one, two):
        page.bring_to_front()
        expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    assert len(_checks()) == 12


def test_a_clock_nine_hours_ahead_is_said_and_put_right(
    hold: Callable[..., BrowserContext], doors: Callable[[int], Any]
) -> None:
    doors(1)
    context = hold()
    context.add_init_script(NINE_HOURS_AHEAD)
    page = _open(context)

    expect(page.get_by_text("手机时间快了 9 小时")).to_be_visible()
    _record(page, "住户01")
    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    page.goto("/w/tally/")

    expect(page.locator(".records li")).to_have_count(1)
    (check,) = _checks()
    assert abs(check.claimed_at - timezone.now()) < timedelta(minutes=3)


def test_a_new_version_finds_a_full_outbox_and_the_old_page_its_files(
    hold: Callable[..., BrowserContext],
    doors: Callable[[int], Any],
    settings: Any,
    tmp_path: Path,
) -> None:
    built = _serve_copy(settings, tmp_path)
    doors(3)
    context = hold()
    page = _open_offline(context)
    for n in (1, 2, 3):
        _record(page, f"住户{n:02}")
    old, new = _publish_new_version(built)
    page.reload()
    expect(page.get_by_text("还有 3 条没有上传").first).to_be_visible()
    assert page.locator(f"script[src*='{old}']").count() == 1

    context.set_offline(False)
    page.reload()

    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    assert page.locator(f"script[src*='{new}']").count() == 1
    assert len(_checks()) == 3
    page.wait_for_function(
        "caches.open('linli-field').then(c => c.keys()).then(all => all.filter(r => /main-.*js$/.test(r.url)).length === 2)"
    )


def test_a_page_whose_files_are_gone_hands_over_what_is_unsent(
    hold: Callable[..., BrowserContext], doors: Callable[[int], Any]
) -> None:
    doors(1)
    context = hold(service_workers="block")
    page = _open(context)
    context.route("**/api/**", lambda route: route.abort())
    _record(page, "住户01")
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
    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    assert len(_checks()) == 1


def test_signing_out_waits_for_what_is_unsent_and_leaves_nobody_behind(
    hold: Callable[..., BrowserContext], doors: Callable[[int], Any]
) -> None:
    doors(1)
    context = hold()
    page = _open_offline(context)
    _record(page, "住户01")
    page.goto("/w/settings/")
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_text("还有 1 条没有上传，现在不能退出。")).to_be_visible()

    context.set_offline(False)
    expect(page.get_by_text("已全部上传")).to_be_visible(timeout=SENT)
    page.get_by_role("button", name="退出登录").click()

    page.wait_for_url("**/sign-in/**")
    assert _stored(page, "households") == 0
    assert _stored(page, "outbox") == 0


DATABASE = "indexedDB.databases().then(all => all.filter(one => one.name.indexOf('linli-') === 0)[0].name)"


def _stored(page: Page, store: str) -> int:
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


def _change_outbox(page: Page, change: str) -> None:
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


def _serve_copy(settings: Any, tmp_path: Path) -> Path:
    """Serve static files from a copy that a test may change."""
    copy = tmp_path / "static"
    shutil.copytree(Path(django_settings.STATIC_ROOT), copy)
    settings.STATIC_ROOT = copy
    settings.STATICFILES_DIRS = [copy]
    get_finder.cache_clear()
    return copy / "field"


def _publish_new_version(built: Path) -> tuple[str, str]:
    """Give the app's script another name everywhere and take the old one away; return both names."""
    page = (built / "index.html").read_text()
    old = page.split("assets/main-", 1)[1].split(".js", 1)[0]
    new = "".join(reversed(old))
    for name in ("index.html", "sw.js"):
        file = built / name
        file.write_text(file.read_text().replace(f"main-{old}.js", f"main-{new}.js"))
    (built / "assets" / f"main-{old}.js").rename(built / "assets" / f"main-{new}.js")
    return f"main-{old}.js", f"main-{new}.js"
