"""Signing in through real pages: an app, a passkey, a recovery code, a shared computer, another session, a code."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from linli.signin.models import TotpStep
from linli.signin.rules import TOTP_STEP_S, totp
from linli.signin.sessions import SEEN_AT
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID
from tests.conftest import PASSWORD, note_refusal, sign_in_through

pytestmark = [
    pytest.mark.once,
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_rows"),
]

MakeUser = Callable[..., User]
Open = Callable[[], Page]


@pytest.fixture
def window(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Open a window of its own; passkeys belong to a name, so the server is called localhost."""
    contexts: list[BrowserContext] = []
    refused: list[str] = []

    def open_() -> Page:
        address = live_server.url.replace("127.0.0.1", "localhost")
        context = browser.new_context(locale="zh-CN", base_url=address)
        context.on("console", partial(note_refusal, refused))
        contexts.append(context)
        return context.new_page()

    yield open_
    for context in contexts:
        context.close()
    assert refused == []


@pytest.fixture
def newcomer(make_user: MakeUser) -> User:
    """Make an officer of the county who has no second factor yet."""
    user = make_user(role=Role.COUNTY_OFFICER, area=COUNTY)
    Authenticator.objects.filter(user=user).delete()
    return user


def shown_by_app(secret: str) -> str:
    TotpStep.objects.all().delete()  # as if half a minute had passed since the last code
    return totp(secret=secret, step=int(timezone.now().timestamp()) // TOTP_STEP_S)


def set_up_app(page: Page) -> tuple[str, list[str]]:
    """Set up an app by the secret that the page shows; return the secret and the recovery codes."""
    page.get_by_role("link", name="设置验证器").click()
    expect(page.get_by_role("img", name="验证器的二维码")).to_be_visible()
    assert page.get_by_role("img", name="验证器的二维码").evaluate("picture => picture.naturalWidth > 100")
    secret = page.locator("[data-secret]").inner_text()
    page.get_by_label("应用里显示的 6 位数字").fill(shown_by_app(secret))
    page.get_by_role("button", name="启用").click()
    expect(page.get_by_role("heading", name="恢复码")).to_be_visible()
    return secret, page.locator(".recovery-codes code").all_inner_texts()


def second_step(page: Page, code: str) -> None:
    expect(page.get_by_role("heading", name="第二步")).to_be_visible()
    page.get_by_label("验证器里的 6 位数字").fill(code)
    page.get_by_role("button", name="继续").click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="退出").first.click()
    expect(page.get_by_label("用户名")).to_be_visible()


def test_an_officer_sets_up_an_app_and_signs_in_with_it_and_with_a_recovery_code(
    newcomer: User, window: Open
) -> None:
    page = window()
    sign_in_through(page, newcomer)
    expect(page.get_by_text("您的岗位要求两步验证")).to_be_visible()
    page.goto("/reports/")
    expect(page.get_by_role("heading", name="登录安全")).to_be_visible()
    secret, codes = set_up_app(page)
    assert len(codes) == 10
    page.get_by_role("link", name="已保存，去工作").click()
    expect(page).to_have_url(re.compile("/waits/"))
    sign_out(page)

    sign_in_through_password_only(page, newcomer)
    second_step(page, "000000")
    expect(page.get_by_role("alert")).to_contain_text("验证码不对")
    second_step(page, shown_by_app(secret))
    expect(page).to_have_url(re.compile("/waits/"))
    sign_out(page)

    sign_in_through_password_only(page, newcomer)
    second_step(page, codes[3])
    expect(page).to_have_url(re.compile("/waits/"))
    sign_out(page)
    sign_in_through_password_only(page, newcomer)
    second_step(page, codes[3])
    expect(page.get_by_role("alert")).to_contain_text("已经用过")


def sign_in_through_password_only(page: Page, user: User) -> None:
    page.get_by_label("用户名").fill(user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()


def test_a_passkey_is_added_and_is_the_second_step(newcomer: User, window: Open) -> None:
    page = window()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    sign_in_through(page, newcomer)
    page.get_by_role("link", name="添加通行密钥").click()
    page.get_by_label("起个名字").fill("办公室电脑")
    page.get_by_role("button", name="添加通行密钥").click()
    expect(page.get_by_role("heading", name="恢复码")).to_be_visible()
    page.goto("/sign-in/security/")
    expect(page.get_by_text("办公室电脑")).to_be_visible()
    sign_out(page)

    sign_in_through_password_only(page, newcomer)
    expect(page.get_by_role("heading", name="第二步")).to_be_visible()
    page.get_by_role("button", name="用通行密钥").click()
    expect(page).to_have_url(re.compile("/waits/"))
    assert Authenticator.objects.get(type="webauthn").last_used_at is not None

    page.goto("/sign-in/security/")
    page.get_by_role("row", name="办公室电脑").get_by_role("link", name="删除").click()
    page.get_by_role("button", name="删除").click()
    expect(page.get_by_text("您的岗位要求两步验证")).to_be_visible()


def test_a_shared_computer_signs_out_by_itself(make_user: MakeUser, window: Open) -> None:
    secretary = make_user(role=Role.SECRETARY, area=COMMUNITY)
    page = window()
    page.goto("/sign-in/")
    expect(page.get_by_text("15 分钟没有操作就自动退出")).to_be_visible()
    page.get_by_label("这是公用电脑").check()
    sign_in_through_password_only(page, secretary)
    expect(page.get_by_role("button", name="退出").first).to_be_visible()
    page.goto("/people/")
    expect(page.get_by_role("heading", name="台账")).to_be_visible()

    session = Session.objects.get(session_key=UserSession.objects.get(user=secretary).session_key)
    told = session.get_decoded() | {SEEN_AT: (timezone.now() - timedelta(minutes=15)).isoformat()}
    Session.objects.filter(pk=session.pk).update(session_data=SessionStore().encode(told))
    page.reload()
    expect(page.get_by_text("15 分钟没有操作，已自动退出")).to_be_visible()
    sign_in_through_password_only(page, secretary)
    expect(page.get_by_role("heading", name="台账")).to_be_visible()


def test_a_session_elsewhere_is_ended(make_user: MakeUser, window: Open) -> None:
    secretary = make_user(role=Role.SECRETARY, area=COMMUNITY)
    here, there = window(), window()
    for page in (here, there):
        sign_in_through(page, secretary)
    here.get_by_role("link", name="登录安全").first.click()
    here.get_by_role("link", name="我在哪里登录着").click()
    expect(here.get_by_text("就是这里")).to_be_visible()
    here.get_by_role("button", name="退出那里").click()
    expect(here.get_by_text("已在那里退出")).to_be_visible()
    there.goto("/people/")
    expect(there.get_by_label("用户名")).to_be_visible()
    here.goto("/people/")
    expect(here.get_by_role("heading", name="台账")).to_be_visible()


def test_a_secretary_issues_a_code_and_the_worker_signs_in_with_it(make_user: MakeUser, window: Open) -> None:
    secretary = make_user(role=Role.SECRETARY, area=COMMUNITY)
    worker = make_user(role=Role.GRID_WORKER, area=GRID)
    desk, phone = window(), window()
    sign_in_through(desk, secretary)
    desk.goto("/day/")  # of an empty community she would land on the page of the first day
    desk.locator("summary.nav-group:visible").click()
    desk.get_by_role("link", name="登录码").first.click()
    desk.get_by_role("row", name=worker.full_name).get_by_role("button", name="发登录码").click()
    code = desk.locator("[data-code]").inner_text()

    phone.goto("/sign-in/?next=/day/")
    phone.get_by_role("link", name="用登录码登录").click()
    phone.get_by_label("用户名").fill(worker.username)
    phone.get_by_label("8 位登录码").fill(code)
    phone.get_by_role("button", name="登录").click()
    expect(phone).to_have_url(re.compile("/day/"))
    desk.goto("/sign-in-codes/")
    expect(desk.get_by_role("row", name=worker.full_name)).to_contain_text("没有")


def test_too_many_wrong_passwords_are_told_how_long_to_wait(make_user: MakeUser, window: Open) -> None:
    secretary = make_user(role=Role.SECRETARY, area=COMMUNITY)
    page = window()
    page.goto("/sign-in/")
    for n in range(11):
        page.get_by_label("用户名").fill(secretary.username)
        page.get_by_label("密码").fill(f"wrong {n}")
        with page.expect_navigation():
            page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_contain_text("分钟后再试")
    expect(page.get_by_label("用户名")).to_have_value(secretary.username)


def test_a_page_that_names_people_is_gone_when_nobody_sits_before_it(
    make_user: MakeUser, window: Open
) -> None:
    secretary = make_user(role=Role.SECRETARY, area=COMMUNITY)
    page = window()
    page.clock.install()
    page.goto("/sign-in/")
    page.get_by_label("这是公用电脑").check()
    sign_in_through_password_only(page, secretary)
    page.goto("/people/")
    beside = page.context.new_page()
    beside.goto("/people/")
    page.clock.fast_forward("15:01")
    expect(page.get_by_text("页面已收起")).to_be_visible()
    expect(page.get_by_role("heading", name="台账")).to_have_count(0)

    page.get_by_text("页面已收起").click()
    expect(page.get_by_role("heading", name="台账")).to_be_visible()
    page.get_by_role("button", name="退出").first.click()
    expect(page.get_by_label("用户名")).to_be_visible()
    expect(beside.get_by_text("页面已收起")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("用户名")).to_be_visible()
    expect(page.get_by_role("heading", name="台账")).to_have_count(0)
