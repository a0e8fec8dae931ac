"""Forms in a worker's hand: what is typed stays, one save is one record, a slip gives the form back."""

import io
from collections.abc import Callable
from typing import Final

import pypdfium2
import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from linli.audit.models import AuditEvent
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID
from tests.phone_in_browser import Doors, Hold, network_back, open_app, open_offline, record, stored
from tests.test_journey_phone_access import AXE, RULES

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]
GAPS_MS: Final = (15, 80, 150)
SLOW: Final = 6
# Where the page draws a button when the finger comes down, whatever it was before.
THREE_TAPS: Final = """async ([x, y, gap]) => {
  for (let tap = 0; tap < 3; tap++) {
    document.elementFromPoint(x, y).click();
    await new Promise(done => setTimeout(done, gap));
  }
  await new Promise(done => setTimeout(done, 400));
}"""


def go(page: Page, path: str) -> None:
    """Open a page of the app as its links do."""
    page.evaluate(
        "path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate')); }", path
    )


def typed_is_kept(page: Page) -> None:
    """Wait until the disk has what was typed a moment ago."""
    page.wait_for_timeout(500)


def test_what_is_typed_comes_back_after_a_reload_and_its_door_is_marked(hold: Hold, doors: Doors) -> None:
    doors(2)
    page = open_offline(hold())
    page.get_by_label("找门牌或姓名").fill("住户01")
    page.locator(".door", has_text="住户01").click()
    page.get_by_role("button", name="其他体温").click()
    for digit in "37":
        page.get_by_role("button", name=digit, exact=True).click()
    page.get_by_role("link", name="登记新到的人").click()
    page.get_by_label("姓名", exact=True).fill("周新到")
    page.get_by_label("证件号码").fill("11010519491231002X")
    typed_is_kept(page)

    page.reload()  # as a phone does that took the page away for its camera
    expect(page.get_by_text("接着上次没写完的")).to_be_visible()
    expect(page.get_by_label("证件号码")).to_have_value("11010519491231002X")
    page.get_by_role("link", name="今日").click()
    expect(page.locator(".door", has_text="没写完")).to_have_count(1)
    page.locator(".door", has_text="没写完").click()
    expect(page.locator(".reading")).to_contain_text("37.")

    page.get_by_role("button", name="不要了").click()
    expect(page.locator(".pad")).to_have_count(0)
    typed_is_kept(page)
    page.get_by_role("link", name="登记新到的人").click()
    page.get_by_role("button", name="不要了").click()
    expect(page.get_by_label("姓名", exact=True)).to_have_value("")
    typed_is_kept(page)
    page.reload()
    page.get_by_role("link", name="今日").click()
    expect(page.locator(".door")).to_have_count(2)
    expect(page.locator(".door", has_text="没写完")).to_have_count(0)


def test_undo_gives_the_form_back_and_the_search_goes_with_its_door(hold: Hold, doors: Doors) -> None:
    doors(2)
    page = open_app(hold())
    page.get_by_label("找门牌或姓名").fill("住户01")
    record(page, "住户01")
    expect(page.get_by_label("找门牌或姓名")).to_have_value("")

    page.get_by_role("button", name="撤销").click()

    expect(page.get_by_text("已撤销")).to_be_visible()
    expect(page.get_by_role("button", name="36.5", exact=True)).to_have_attribute("aria-pressed", "true")
    assert stored(page, "outbox") == 0
    page.get_by_role("button", name="保存 1 人").click()
    expect(page.get_by_role("heading", name="今天要走的门")).to_be_visible()
    assert stored(page, "outbox") == 1


def test_no_form_saves_twice_however_a_slow_phone_is_tapped(hold: Hold, doors: Doors) -> None:
    (observed,) = doors(1)
    home = observed.person.household_id
    page = open_offline(hold())
    speed = page.context.new_cdp_session(page)

    def check(n: int) -> None:
        go(page, f"/w/h/{home}/")
        page.locator(".member").get_by_role("button", name="36.5", exact=True).click()

    def need(n: int) -> None:
        go(page, f"/w/need/{home}/")
        page.get_by_label("需要什么、说了什么").fill(f"降压药{n}")

    def card(n: int) -> None:
        go(page, f"/w/card/{home}/")
        page.get_by_label("住户备注").fill(f"老人耳背{n}")

    def arrival(n: int) -> None:
        go(page, "/w/new/")
        page.get_by_label("姓名", exact=True).fill(f"新到{n}")
        page.get_by_label("住在哪里").fill("9栋901")
        page.get_by_label("从哪里来").fill("湖北省武汉市")
        page.get_by_role("button", name="以后补").click()

    def emergency(n: int) -> None:
        go(page, "/w/emergency/")
        page.locator(".one button").first.click()
        page.get_by_label("发生了什么").fill(f"三楼有人倒地{n}")

    saved = 0
    for form in (check, need, card, arrival, emergency):
        for gap in GAPS_MS:
            form(saved)
            box = page.locator(".end .key").bounding_box()
            assert box
            speed.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
            right = box["x"] + box["width"] - 30  # where the undo of a save may stand
            page.evaluate(THREE_TAPS, [right, box["y"] + box["height"] / 2, gap])
            speed.send("Emulation.setCPUThrottlingRate", {"rate": 1})
            expect(page.locator(".status")).to_contain_text(f"还有 {saved + 1} 条没有上传")
            saved += 1
            assert stored(page, "outbox") == saved, (form.__name__, gap)


IN_SIGHT: Final = """([selector, top, bottom]) => [...document.querySelectorAll(selector)].every(one => {
  const { top: from, bottom: to } = one.getBoundingClientRect();
  return from >= top && to <= bottom;
})"""
LINES: Final = """selector => [...document.querySelectorAll(selector)].map(one => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return new Set([...range.getClientRects()].map(rect => Math.round(rect.top))).size;
})"""


def test_a_keypad_opens_whole_and_each_screen_says_where_one_is_in_both_languages(
    hold: Hold, doors: Doors
) -> None:
    doors(2)
    page = open_offline(hold())
    page.locator(".door", has_text="住户01").click()
    expect(page.get_by_role("heading", name="1栋1单元001室")).to_be_focused()
    expect(page).to_have_title("1栋1单元001室 · 邻里 · 上门")
    assert page.evaluate(LINES, ".keys.four .key") == [1, 1, 1, 1]
    page.get_by_role("button", name="其他体温").click()
    page.wait_for_timeout(100)
    bars = page.evaluate(
        "['.status', '.end'].map(bar => document.querySelector(bar).getBoundingClientRect())"
        ".map((box, n) => n ? box.top : box.bottom)"
    )
    assert page.evaluate(IN_SIGHT, [".pad .key, .pad .reading", *bars])
    assert bars[1] - bars[0] > 640 * 2 / 3
    page.get_by_role("button", name="3", exact=True).click()
    typed_is_kept(page)

    for language in ("zh", "en"):
        page.evaluate("language => localStorage.setItem('linli-language', language)", language)
        page.reload()
        expect(page.locator(".going-on")).to_be_visible()
        page.locator(".member .three .key").last.click()
        wider = (
            "[...document.querySelectorAll('.key')].filter(key => key.scrollWidth > key.clientWidth).length"
        )
        assert page.evaluate(wider) == 0
        assert axe(page) == []
        page.locator(".member .three .key").first.click()
        assert axe(page) == []
        page.locator(".places a").first.click()
        expect(page.locator(".chip.half")).to_have_count(1)
        assert axe(page) == []
        page.locator(".door", has_text="住户01").click()


def axe(page: Page) -> list[str]:
    """Return what axe finds on the page as it stands."""
    page.evaluate(AXE.read_text() + ";true")
    found: list[str] = page.evaluate(
        "rules => axe.run(rules).then(seen => seen.violations.map(one => one.id + one.nodes[0].html))", RULES
    )
    return found


def test_english_words_that_do_not_come_keep_nobody_from_the_doors(hold: Hold, doors: Doors) -> None:
    doors(1)
    context = hold(service_workers="block")
    context.route("**/assets/en-*.js", lambda route: route.abort())
    context.add_init_script("localStorage.setItem('linli-language', 'en')")
    page = open_app(context)
    page.goto("/w/settings/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_text("没有网络，连上后再试")).to_be_visible()


def test_a_wrong_number_is_said_at_its_field_and_keeps_nobody_out(hold: Hold, doors: Doors) -> None:
    doors(1)
    page = open_offline(hold())
    page.get_by_role("link", name="新到").click()
    page.get_by_label("姓名", exact=True).fill("周新到")
    page.get_by_label("电话", exact=True).fill("1381234")
    page.get_by_label("住在哪里").fill("9栋901")
    page.get_by_label("从哪里来").fill("湖北省武汉市")
    page.get_by_label("证件号码").fill("110105194912310021")
    expect(page.get_by_text("身份证号有一位抄错了")).to_be_visible()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("电话号码不对")).to_be_visible()
    assert stored(page, "outbox") == 0

    page.get_by_role("button", name="号码不对，先不填").first.click()
    expect(page.get_by_text("电话号码不对")).to_have_count(0)
    page.get_by_role("button", name="号码不对，先不填").click()
    expect(page.get_by_role("button", name="以后补")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_role("heading", name="今天要走的门")).to_be_visible()
    assert stored(page, "outbox") == 1


def test_a_resident_is_rung_with_a_network_and_the_number_is_kept_nowhere(hold: Hold, doors: Doors) -> None:
    doors(1)
    context = hold()
    page = open_offline(context)
    page.locator(".door").first.click()
    page.get_by_role("button", name="给住户打电话").click()
    expect(page.get_by_text("没有网络，取不到号码")).to_be_visible()
    network_back(context)

    page.get_by_role("button", name="给住户打电话").click()

    expect(page.get_by_role("link", name="拨打 住户01")).to_have_attribute("href", "tel:13800000001")
    page.clock.fast_forward(61_000)
    expect(page.get_by_role("link", name="拨打 住户01")).to_have_count(0)
    assert AuditEvent.objects.filter(county=COUNTY, action="phone.shown").count() == 1


def test_the_code_on_the_printed_sheet_opens_its_door(
    hold: Hold, doors: Doors, make_user: Callable[..., User]
) -> None:
    doors(2)
    secretary = Client()
    secretary.force_login(make_user(role=Role.SECRETARY, area=COMMUNITY))
    sheet = secretary.get(f"/grids/{GRID}/codes/").content
    picture = io.BytesIO()
    with pypdfium2.PdfDocument(sheet) as printed:
        page_one = printed[0].render(scale=2).to_pil()
        # The second label of the first row, as a phone held before it sees it.
        page_one.crop((page_one.width // 2, 0, page_one.width, page_one.height // 5)).save(picture, "PNG")
    page = open_offline(hold())

    page.get_by_role("link", name="扫码开门牌").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "door.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )

    expect(page.get_by_role("heading", name="住户02")).to_be_visible()
