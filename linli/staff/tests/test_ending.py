"""The last who runs a place is ended with a reason, and who ended a post lets it go on the same day."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from linli.audit.models import AuditEvent
from linli.staff.models import Post, StaffChange, User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY

SignIn = Callable[..., Client]
MakeUser = Callable[..., User]


def posted(client: Client, name: str, post: Post, reason: str = "") -> str:
    return client.post(reverse(name, args=[post.pk]), {"reason": reason}, follow=True).text


@pytest.fixture
def post(make_user: MakeUser) -> Post:
    return Post.objects.get(user=make_user(role=Role.SECRETARY, area=COMMUNITY, username="only"))


def test_the_only_secretary_is_ended_with_a_reason_and_goes_on_by_who_ended_it(
    sign_in: SignIn, make_user: MakeUser, post: Post
) -> None:
    security = sign_in(role=Role.SECURITY_ADMINISTRATOR, area=COUNTY)
    assert "要写明原因" in posted(security, "staff:end_post", post)
    assert Post.objects.get(pk=post.pk).until_on is None
    assert "您今天结束的岗位" in posted(security, "staff:end_post", post, "调走")
    assert Post.objects.get(pk=post.pk).until_on is not None
    assert StaffChange.objects.get().reason == "调走"
    other = Client()
    other.force_login(make_user(role=Role.SECURITY_ADMINISTRATOR, area=COUNTY, username="another"))
    assert "您今天结束的岗位" not in other.get(reverse("staff:waiting")).text
    assert "只有今天结束它的人能恢复" in posted(other, "staff:post_goes_on", post, "错了")
    assert "恢复岗位要写明原因" in posted(security, "staff:post_goes_on", post)
    assert "已恢复岗位" in posted(security, "staff:post_goes_on", post, "点错")
    assert Post.objects.get(pk=post.pk).until_on is None
    assert AuditEvent.objects.filter(county=COUNTY, action="post.goes_on").count() == 1


def test_one_of_two_secretaries_is_ended_without(sign_in: SignIn, make_user: MakeUser, post: Post) -> None:
    make_user(role=Role.SECRETARY, area=COMMUNITY, username="second")
    security = sign_in(role=Role.SECURITY_ADMINISTRATOR, area=COUNTY)
    assert "已结束岗位" in posted(security, "staff:end_post", post)
