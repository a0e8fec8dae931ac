"""A real browser for the journeys."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import time

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from linli.signin.models import TotpStep
from linli.staff.models import User
from tests.cast import code_of_app

# Files of an app that is not there: tests/test_new_app.py lays them into a copy.
collect_ignore = ["new_app"]

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium") or "/usr/bin/chromium"
PASSWORD = "a good password"  # noqa: S105 (of the cast)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium; Django may use the database beside Playwright's event loop. Skips where there is none."""
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is missing: apt install chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-quic"]
        )
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def enter(browser: Browser, live_server: LiveServer) -> Iterator[Callable[[User], Page]]:
    """Put somebody who is signed in before the first page of their work, in a window of their own."""
    pages: list[Page] = []
    refused: list[str] = []

    def sign_in(user: User) -> Page:
        context = browser.new_context(locale="zh-CN", base_url=live_server.url)
        context.on("console", partial(note_refusal, refused))
        give_session(context, user, live_server)
        page = context.new_page()
        pages.append(page)
        page.goto("/")
        return page

    yield sign_in
    for page in pages:
        page.context.close()
    assert refused == []


def give_session(context: BrowserContext, user: User, live_server: LiveServer) -> None:
    """Sign a browser in without the pages of signing in, which tests/test_journey_signin.py walks."""
    client = Client()
    client.force_login(user)
    name, until = settings.SESSION_COOKIE_NAME, time() + settings.SESSION_COOKIE_AGE
    value = client.cookies[name].value
    context.add_cookies([{"name": name, "value": value, "url": live_server.url, "expires": until}])


def sign_in_through(page: Page, user: User) -> None:
    """Type name and password, and for somebody of the cast with an app the code that it shows."""
    page.goto("/sign-in/")
    page.get_by_label("用户名").fill(user.username)
    page.get_by_label("密码").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    if page.url.endswith(reverse("mfa_authenticate")):
        TotpStep.objects.all().delete()  # or whoever signs in twice within half a minute would have to wait
        page.get_by_label("验证器里的 6 位数字").fill(code_of_app())
        page.keyboard.press("Enter")


def note_refusal(refused: list[str], message: ConsoleMessage) -> None:
    """Note what the browser refused by the page's content security policy."""
    if "Content Security Policy" in message.text:
        refused.append(message.text)
