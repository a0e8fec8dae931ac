"""Every answer tells the browser to refuse what is not Linli's own, and no page needs what is refused."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings
from django.test import Client

from linli.headers import POLICY, hashes_of, policy
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY

pytestmark = pytest.mark.once

TEMPLATES: Final = sorted((Path(settings.BASE_DIR) / "linli").rglob("templates/**/*.html"))
IN_LINE: Final = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)|hx-on|hx-vals=.js:", re.IGNORECASE
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_page_has_a_script_or_a_style_in_its_markup(template: Path) -> None:
    assert not IN_LINE.findall(template.read_text())


@pytest.mark.parametrize(
    "text", ["<p style='x'>", "<a onclick=x>", "<script>1</script>", "<style>", '<a href="javascript:x">']
)
def test_what_stands_in_line_would_be_found(text: str) -> None:
    assert IN_LINE.search(text)


def test_the_policy_allows_nothing_in_line_and_nobody_else() -> None:
    assert "unsafe" not in policy()
    assert "default-src 'none'" in policy()
    assert not re.search(r"https?:|\*", policy())


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/sign-in/", 200),
        ("/people/", 200),
        ("/nowhere/", 404),
        ("/staff/", 403),
        ("/api/v1/openapi.json", 200),
    ],
)
def test_every_answer_carries_the_headers(
    address: str, status: int, make_user: Callable[..., User], client: Client
) -> None:
    if address != "/sign-in/":
        client.force_login(make_user(role=Role.SECRETARY, area=COMMUNITY))
    answer = client.get(address)

    assert (answer.status_code, answer[POLICY]) == (status, policy())
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "microphone=()" in answer["Permissions-Policy"]


def test_the_phones_page_allows_just_the_script_that_stands_in_it(client: Client) -> None:
    answer = client.get("/w/")
    (source,) = hashes_of(answer.content)
    assert f"script-src 'self' {source};" in answer[POLICY]
    assert hashes_of(answer.content.replace(b"</script>", b" </script>")) != [source]


def test_no_browser_keeps_what_somebody_signed_in_is_answered(
    make_user: Callable[..., User], client: Client
) -> None:
    client.force_login(make_user(role=Role.SECRETARY, area=COMMUNITY))
    for address in ("/people/", "/day/", "/nowhere/", "/staff/", "/reports/", "/people/?q=x"):
        assert "no-store" in client.get(address)["Cache-Control"], address


def test_linlis_own_scripts_and_styles_are_kept(make_user: Callable[..., User], client: Client) -> None:
    client.force_login(make_user(role=Role.SECRETARY, area=COMMUNITY))
    assert "no-store" not in client.get("/static/desk.css").get("Cache-Control", "")
