"""Help: a page for every role in both languages, of which each address exists and opens to whom it is written for."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import resolve

from linli.desk.guides import FOLDER, PAGES, guide
from linli.staff.models import User
from linli.staff.rights import LEVELS, Role
from tests.cast import CITY, COMMUNITY, COUNTY, GRID, PROVINCE, TOWNSHIP

AREAS = {
    "GRID": GRID,
    "COMMUNITY": COMMUNITY,
    "TOWNSHIP": TOWNSHIP,
    "COUNTY": COUNTY,
    "CITY": CITY,
    "PROVINCE": PROVINCE,
}
LANGUAGES = {"zh-hans": "zh-CN", "en": "en"}
A_SCREEN = 40  # lines of a page


def links(page: str, language: str) -> set[str]:
    return {
        span.to
        for block in guide(page=page, language=language)
        for line in block.lines
        for span in line
        if span.to
    }


def test_every_page_is_named_by_words_and_never_by_its_address() -> None:
    for page in PAGES.values():
        for language in LANGUAGES:
            spans = [
                span for block in guide(page=page, language=language) for line in block.lines for span in line
            ]
            assert [span.to for span in spans if span.text.startswith("/")] == [], (page, language)


def test_every_role_has_a_page_in_both_languages_and_no_page_is_left_over() -> None:
    assert set(PAGES) == set(Role)
    files = {f"{page}.{name}.md" for page in PAGES.values() for name in LANGUAGES.values()}
    assert {path.name for path in FOLDER.iterdir()} == files


@pytest.mark.parametrize("page", sorted(set(PAGES.values())))
def test_a_page_is_a_screen_says_the_same_in_both_languages_and_names_what_exists(page: str) -> None:
    chinese, english = (guide(page=page, language=language) for language in LANGUAGES)
    assert [(block.kind, len(block.lines)) for block in chinese] == [
        (block.kind, len(block.lines)) for block in english
    ]
    assert [len(block.lines) for block in chinese if block.kind == "NUMBERS"] == [5]
    assert sum(len(block.lines) for block in chinese) <= A_SCREEN
    assert links(page, "zh-hans") == links(page, "en") != set()
    for address in links(page, "en"):
        resolve(address)
    for name in LANGUAGES.values():
        text = (FOLDER / f"{page}.{name}.md").read_text()
        assert set(re.findall(r"`(/[^`]*)`", text)) == links(page, "en")  # none is lost in reading


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.HELPER])
def test_what_a_page_names_opens_to_its_role(
    role: Role, make_user: Callable[..., User], client: Client
) -> None:
    level = sorted(LEVELS[role], key=lambda level: len(AREAS[level]))[0]
    client.force_login(make_user(role=role, area=AREAS[level]))
    shown = client.get("/guide/").text
    for address in links(PAGES[role], "zh-hans"):
        assert f'href="{address}"' in shown
        assert client.get(address).status_code in {200, 302}, address
    assert 'href="/guide/"' in client.get("/rights/").text


def test_who_has_no_post_reads_every_page_and_a_wrong_address_is_none(
    areas: dict[str, object], client: Client
) -> None:
    user = User(username="nobody", full_name="无岗")
    user.save(force_insert=True)
    client.force_login(user)
    assert "您还没有岗位" in client.get("/guide/").text
    assert "今日工作" in client.get("/guide/grid-worker/").text
    assert (
        "What waits in the morning"
        in client.get("/guide/grid-worker/", headers={"accept-language": "en"}).text
    )
    assert client.get("/guide/nobody/").status_code == 404


def test_documents_lead_to_what_is_there_and_to_every_page() -> None:
    root = FOLDER.parents[2]
    pages = [root / "README.md", root / "README.zh-CN.md", *sorted((root / "docs" / "guide").glob("*.md"))]
    for page in pages:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text()):
            assert target.startswith("http") or (page.parent / target).exists(), f"{page.name}: {target}"
    index = (root / "docs" / "guide" / "README.md").read_text()
    assert [path.name for path in FOLDER.iterdir() if path.name not in index] == []
