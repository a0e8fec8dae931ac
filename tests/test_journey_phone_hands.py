"""A phone in several hands, two phones at one door, a full phone, a lost one."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import segno
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from linli.people.models import Household
from linli.phone.commands.phones import revoke_phone
from linli.phone.models import HeldOperation, Phone
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, GRID, OTHER_GRID, MakeViewer
from tests.phone_in_browser import (
    SENT,
    Doors,
    Hold,
    all_sent,
    checks,
    let_undo_pass,
    network_back,
    open_app,
    open_offline,
    record,
    stored,
    type_password,
)

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.usefixtures("reference_rows"),
]


def _write_note(page: Page, note: str) -> None:
    page.locator(".door").first.click()
    page.get_by_role("link", name="门牌资料").click()
    page.get_by_label("住户备注").fill(note)
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text(note)).to_be_visible()


def test_two_phones_change_one_note_and_both_are_heard(hold: Hold, doors: Doors) -> None:
    doors(1)
    late = hold()
    slow = open_offline(late)
    quick = open_app(hold())
    _write_note(quick, "家里有狗")
    all_sent(quick)

    _write_note(slow, "老人耳背")
    network_back(late)
    all_sent(slow)
    slow.goto("/w/outbox/")

    expect(slow.get_by_text("你后来写的“老人耳背”留下了")).to_be_visible()
    expect(slow.get_by_text("写的“家里有狗”")).to_be_visible()
    assert Household.objects.get().note == "老人耳背"
    slow.get_by_role("button", name="知道了").click()
    expect(slow.get_by_text("老人耳背”留下了")).to_have_count(0)


def test_an_emergency_without_a_network_is_told_when_it_is_back(hold: Hold, doors: Doors) -> None:
    doors(1)
    context = hold()
    page = open_offline(context)

    page.get_by_role("link", name="紧急").click()
    page.get_by_role("button", name="立即上报").click()
    expect(page.get_by_text("请选一个")).to_be_visible()
    page.locator(".one button").first.click()
    page.get_by_label("发生了什么").fill("三楼有人倒地")
    page.get_by_role("button", name="立即上报").click()
    expect(page.get_by_text("三楼有人倒地")).to_be_visible()
    network_back(context)

    all_sent(page)


def test_a_door_opens_by_a_photograph_of_its_code_and_by_its_last_signs(hold: Hold, doors: Doors) -> None:
    first, second = (one.person.household_id for one in doors(2))
    page = open_offline(hold())
    picture = io.BytesIO()
    segno.make(f"https://linli.example/w/h/{first}/", error="m").save(picture, kind="png", scale=6, border=4)

    page.get_by_role("link", name="扫码开门牌").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "door.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    expect(page.get_by_role("heading", name="住户01")).to_be_visible()

    page.goto("/w/scan/")
    page.get_by_label("或输入码下面的 8 位").fill(str(second)[-8:])
    page.get_by_role("button", name="打开").click()
    expect(page.get_by_role("heading", name="住户02")).to_be_visible()


def test_a_file_carried_to_the_desk_and_the_phone_itself_make_each_row_once(
    hold: Hold, doors: Doors, enter: Callable[[User], Page], make_user: Callable[..., User], tmp_path: Path
) -> None:
    doors(2)
    context = hold()
    page = open_offline(context)
    record(page, "住户01")
    record(page, "住户02")
    page.goto("/w/outbox/")
    with page.expect_download() as download:
        page.get_by_role("button", name="存成文件").click()
    file = tmp_path / "linli.json"
    download.value.save_as(file)

    desk = enter(make_user(role=Role.SECRETARY, area=COMMUNITY))
    desk.goto("/phones/import/")
    desk.locator("input[type=file]").set_input_files(file)
    desk.get_by_role("button", name="收下").click()
    expect(desk.get_by_text("文件里有 2 条记录")).to_be_visible()
    assert len(checks()) == 2

    network_back(context)
    all_sent(page)
    assert len(checks()) == 2


def test_another_worker_on_the_same_phone_sees_a_number_and_no_name(
    hold: Hold, doors: Doors, make_user: Callable[..., User], worker_user: User
) -> None:
    doors(1)
    context = hold()
    page = open_offline(context)
    record(page, "住户01")
    network_back(context)
    context.clear_cookies(name="sessionid")

    page.goto("/sign-in/?next=/w/")
    type_password(page, make_user(role=Role.GRID_WORKER, area=OTHER_GRID))
    expect(page.get_by_text("别人还有 1 条没有上传")).to_be_visible(timeout=SENT)
    expect(page.get_by_text("住户01")).to_have_count(0)
    let_undo_pass(page)
    page.wait_for_timeout(1500)
    assert checks() == []

    context.clear_cookies(name="sessionid")
    page.goto("/sign-in/?next=/w/")
    type_password(page, worker_user)
    expect(page.get_by_text("全部 1")).to_be_visible(timeout=SENT)
    all_sent(page)
    assert len(checks()) == 1


def test_a_withdrawn_phone_hands_over_what_it_has_once_its_worker_signs_in_and_forgets_everybody(
    hold: Hold, doors: Doors, make_viewer: MakeViewer, worker_user: User
) -> None:
    doors(1)
    context = hold()
    sign_in_anew(context, worker_user)
    page = open_offline(context)
    record(page, "住户01")
    withdraw(make_viewer)
    network_back(context)

    let_undo_pass(page)
    expect(page.get_by_text("还有 1 条要交给社区")).to_be_visible(timeout=SENT)
    expect(page.get_by_text("住户01")).to_have_count(0)
    assert HeldOperation.objects.count() == 0
    page.get_by_role("link", name="登录并交给社区").click()
    type_password(page, worker_user)
    expect(page.get_by_text("没上传的已交给社区")).to_be_visible(timeout=SENT)
    assert (HeldOperation.objects.count(), checks()) == (1, [])
    assert (stored(page, "households"), stored(page, "outbox")) == (0, 0)


def test_a_withdrawn_phone_with_nothing_unsent_forgets_everybody_without_a_sign_in(
    hold: Hold, doors: Doors, make_viewer: MakeViewer, worker_user: User
) -> None:
    doors(1)
    context = hold()
    sign_in_anew(context, worker_user)
    withdraw(make_viewer)
    page = context.new_page()
    page.goto("/w/")
    expect(page.get_by_text("这台手机已被社区停用")).to_be_visible(timeout=SENT)
    assert stored(page, "households") == 0

    page.get_by_role("link", name="重新登录").click()
    type_password(page, worker_user)
    expect(page.locator(".door")).to_have_count(1, timeout=SENT)
    assert sorted(phone.revoked_at is None for phone in Phone.objects.all()) == [False, True]


def sign_in_anew(context: BrowserContext, user: User) -> None:
    """Sign in through the page, so that the sign-in is listed and ends with the phone."""
    context.clear_cookies(name="sessionid")
    page = context.new_page()
    page.goto("/sign-in/?next=/w/")
    type_password(page, user)
    expect(page.locator(".door").first).to_be_visible()
    page.close()


def withdraw(make_viewer: MakeViewer) -> None:
    secretary = make_viewer(role=Role.SECRETARY, area=COMMUNITY)
    revoke_phone(phone=Phone.objects.latest("last_seen_at"), area=GRID, by=secretary, now=timezone.now())
