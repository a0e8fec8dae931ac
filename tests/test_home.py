"""Whoever signs in lands on what waits for them."""

from collections.abc import Callable
from typing import Final

import pytest
from django.test import Client
from django.urls import reverse

from linli.desk.views.home import WORK_PAGES, work_pages
from linli.ids import new_id
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import PostHeld, Viewer
from tests.cast import COMMUNITY
from tests.posts import POSTS, sign_in_as

# Who does not land on the list: a worker's list is the day; a community without anything has its first day before it.
ELSEWHERE: Final = {"grid worker": "/day/", "secretary": "/first-day/", "without a post": ""}


@pytest.mark.parametrize("who", POSTS)
def test_every_role_lands_on_what_waits_and_finds_its_work_from_there(
    who: str, make_user: Callable[..., User], client: Client
) -> None:
    sign_in_as(client, who, make_user)
    answer = client.get("/", follow=True)

    assert answer.status_code == 200
    assert [to for to, _status in answer.redirect_chain] == [ELSEWHERE.get(who, "/waits/")] * bool(
        ELSEWHERE.get(who, "/waits/")
    )
    listed = client.get("/waits/")
    for name, _words in listed.context["pages"]:
        assert client.get(reverse(name), follow=True).status_code == 200
    assert bool(listed.context["pages"]) is (who != "without a post")


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_page_to_work_on(role: Role) -> None:
    viewer = Viewer(user_id=new_id(), name="", posts=(PostHeld(role, COMMUNITY),))
    pages = work_pages(viewer=viewer)
    assert pages
    assert len(pages) == len(dict(pages)) <= len(WORK_PAGES)
