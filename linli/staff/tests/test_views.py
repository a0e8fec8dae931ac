"""Pages of staff, as an administrator and as those who are none."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.staff.models import Post, User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from tests.cast import CITY, COMMUNITY, COUNTY, FOREIGN, GRID, PROVINCE, MakeObservation

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

SignIn = Callable[..., Client]
MakeUser = Callable[..., User]
LIST, ADD, WAITING = "/staff/", "/staff/new/", "/staff/waiting/"
GOOD = {
    "username": "sunyi",
    "full_name": "孙怡",
    "password": "jiangnan-2020-chun",
    "role": "SECRETARY",
    "area": COMMUNITY,
}


@pytest.fixture
def administrator(sign_in: SignIn) -> Client:
    return sign_in(role=Role.ADMINISTRATOR, area=PROVINCE)


def added(client: Client, **changed: str) -> "Answer":
    return client.post(ADD, GOOD | changed)


def end(client: Client, post: Post) -> "Answer":
    return client.post(reverse("staff:end_post", args=[post.pk]))


def test_an_administrator_adds_somebody_with_a_post(administrator: Client) -> None:
    assert added(administrator).headers["Location"] == WAITING

    post = Post.objects.get(user__username="sunyi")
    assert (post.role, post.area_id, post.until_on) == ("SECRETARY", COMMUNITY, None)
    shown = administrator.get(WAITING).content.decode()
    assert all(words in shown for words in ("孙怡", "社区书记", "明光路社区"))
    assert AuditEvent.objects.filter(county=COUNTY, action="post.given", subject=post.user_id).exists()


def test_who_was_added_signs_in_with_the_password(administrator: Client, client: Client) -> None:
    added(administrator)
    client.logout()
    assert client.login(username="sunyi", password=GOOD["password"])


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"username": f"administrator-{PROVINCE}"}, "username", "这个用户名已有人使用"),
        ({"area": "340102001009"}, "area", "没有这个地区"),
        ({"area": FOREIGN}, "area", "不归您管理"),
        ({"area": "34010"}, "area", "区划代码应为"),
        ({"area": "明光路"}, "area", "区划代码应为"),
        ({"area": COUNTY}, "area", "不设在这一级"),
        ({"role": "DOCTOR", "area": GRID}, "area", "不设在这一级"),
        ({"role": "KING"}, "role", "KING"),
        ({"password": "1234567890"}, "password", "这个密码太常见了"),
        ({"password": "short"}, "password", ""),
        ({"username": ""}, "username", ""),
    ],
)
def test_a_mistake_is_explained_at_its_field_and_the_rest_stays_as_typed(
    administrator: Client, changed: dict[str, str], field: str, words: str
) -> None:
    before = User.objects.count()
    answer = added(administrator, **changed)
    shown = answer.content.decode()

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert words in answer.context["form"].errors[field][0]
    assert 'value="孙怡"' in shown
    assert GOOD["password"] not in shown
    assert (User.objects.count(), Post.objects.filter(user__username="sunyi").count()) == (before, 0)


def test_an_ended_post_holds_no_longer(administrator: Client, make_user: MakeUser) -> None:
    somebody = make_user(role=Role.SECRETARY, area=COMMUNITY)
    post = Post.objects.get(user=somebody)

    assert end(administrator, post).headers["Location"] == LIST

    post.refresh_from_db()
    assert post.until_on is not None
    assert viewer_of(user=somebody, on=post.until_on).posts == ()
    assert somebody.full_name not in administrator.get(LIST).content.decode().split("<table", 1)[1]


def test_a_post_is_not_ended_by_a_link(administrator: Client, make_user: MakeUser) -> None:
    post = Post.objects.get(user=make_user(role=Role.SECRETARY, area=COMMUNITY))
    assert administrator.get(reverse("staff:end_post", args=[post.pk])).status_code == 405


def test_nobody_ends_their_own_post(administrator: Client) -> None:
    own = Post.objects.get(role=Role.ADMINISTRATOR)

    assert end(administrator, own).status_code == 404
    own.refresh_from_db()
    assert own.until_on is None


def test_a_post_elsewhere_does_not_exist(sign_in: SignIn, make_user: MakeUser) -> None:
    foreign = Post.objects.get(user=make_user(role=Role.SECRETARY, area=FOREIGN))
    above = Post.objects.get(user=make_user(role=Role.CITY_OFFICER, area=CITY))
    client = sign_in(role=Role.ADMINISTRATOR, area=COUNTY)

    assert [post.pk for post in (foreign, above) if end(client, post).status_code != 404] == []
    assert not Post.objects.exclude(until_on=None).exists()
    shown = client.get(LIST).content.decode()
    assert foreign.user.full_name not in shown
    assert above.user.full_name not in shown


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.SECRETARY, COMMUNITY),
        (Role.GRID_WORKER, GRID),
        (Role.DOCTOR, COMMUNITY),
        (Role.COUNTY_OFFICER, COUNTY),
        (Role.PROVINCE_OFFICER, PROVINCE),
    ],
)
def test_nobody_else_manages_staff(sign_in: SignIn, role: Role, area: AreaCode) -> None:
    client = sign_in(role=role, area=area)
    post = Post.objects.get()

    assert client.get(LIST).status_code == 403
    assert client.get(ADD).status_code == 403
    assert added(client).status_code == 403
    assert end(client, post).status_code == 404
    assert User.objects.count() == 1


def test_an_administrator_sees_no_person(
    make_observation: MakeObservation, sign_in: SignIn, make_user: MakeUser
) -> None:
    person = make_observation().person
    client = sign_in(role=Role.ADMINISTRATOR, area=PROVINCE)

    assert client.get(reverse("desk:person", args=[person.pk])).status_code == 404
    assert person.name not in client.get(reverse("desk:people")).text


def test_somebody_without_a_post_is_told_whom_to_ask(areas: dict[str, Area], client: Client) -> None:
    user = User(username="nobody", full_name="无岗")
    user.save(force_insert=True)
    client.force_login(user)

    answer = client.get("/")
    assert (answer.status_code, "还没有岗位" in answer.content.decode()) == (200, True)


def test_many_posts_come_in_pages(
    administrator: Client, make_user: MakeUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linli.staff.views.posts.POSTS_A_PAGE", 2)
    for number in range(2):
        make_user(role=Role.SECRETARY, area=COMMUNITY, username=f"u{number}")

    assert [len(administrator.get(LIST, {"page": n}).context["rows"]) for n in (1, 2)] == [2, 1]
