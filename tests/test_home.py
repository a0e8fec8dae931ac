"""Whoever signs in lands on a page of their own work."""

from collections.abc import Callable

import pytest
from django.test import Client

from linli.staff.models import User
from tests.posts import POSTS, sign_in_as


@pytest.mark.parametrize("who", POSTS)
def test_every_role_has_a_first_page_that_opens(
    who: str, make_user: Callable[..., User], client: Client
) -> None:
    sign_in_as(client, who, make_user)
    answer = client.get("/", follow=True)

    assert answer.status_code == 200
    assert bool(answer.redirect_chain) is (who != "without a post")
