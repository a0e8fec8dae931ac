"""Pages of staff, as each of the two administrators and as those who are none."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.staff.commands.confirmations import NoOwnPassword, confirm
from linli.staff.commands.passwords import password_is_own
from linli.staff.models import Confirmation, Post, User
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
    "area": COMMUNITY,
}


@pytest.fixture
def administrator(sign_in: SignIn) -> Client:
    return sign_in(role=Role.ADMINISTRATOR, area=PROVINCE)


@pytest.fixture
def security(make_user: MakeUser) -> Client:
    client = Client()
    client.force_login(make_user(role=Role.SECURITY_ADMINISTRATOR, area=PROVINCE))
    return client


def added(client: Client, **changed: str) -> "Answer":
    return client.post(ADD, GOOD | changed)


def end(client: Client, post: Post) -> "Answer":
    return client.post(reverse("staff:end_post", args=[post.pk]), {"reason": "调走"})


def test_one_adds_an_account_and_another_gives_it_a_post(
    administrator: Client, security: Client, make_user: MakeUser
) -> None:
    """And each page names who does the other half."""
    assert added(administrator, role="SECRETARY").headers["Location"] == LIST
    user = User.objects.get(username="sunyi")
    give, account = f"/staff/{user.pk}/post/", f"/accounts/{user.pk}/"
    assert not Post.objects.filter(user=user).exists()
    assert viewer_of(user=user, on=day_of(timezone.now())).posts == ()
    shown = administrator.get(LIST).text
    assert "孙怡" in shown
    assert give not in shown + administrator.get(account).text
    assert "岗位由安全管理员 Security_Administrator 34 给" in shown
    said = {"role": "SECRETARY", "area": COMMUNITY}
    assert administrator.post(give, said).status_code == 404

    shown = security.get(LIST).text
    assert give in shown
    assert ADD not in shown
    assert "账号由系统管理员 Administrator 34 添加" in shown
    assert added(security, username="other").status_code == 403
    assert security.post(give, said).headers["Location"] == WAITING
    row = Confirmation.objects.get()
    second = viewer_of(user=make_user(role=Role.SECURITY_ADMINISTRATOR, area=CITY), on=day_of(timezone.now()))
    with pytest.raises(NoOwnPassword):
        confirm(confirmation=row, by=second, now=timezone.now())
    password_is_own(user=user, now=timezone.now())
    confirm(confirmation=row, by=second, now=timezone.now())
    post = Post.objects.get(user=user)
    assert (post.role, post.area_id, post.until_on) == ("SECRETARY", COMMUNITY, None)
    for client in (administrator, security):
        assert all(words in client.get(LIST).text for words in ("孙怡", "社区书记", "明光路社区"))
        assert "社区书记" in client.get(account).text
    assert end(administrator, post).status_code == 404
    assert AuditEvent.objects.filter(county=COUNTY, action="post.given", subject=post.user_id).exists()


@pytest.mark.parametrize(
    ("role", "missed"),
    [(Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR), (Role.SECURITY_ADMINISTRATOR, Role.ADMINISTRATOR)],
)
def test_where_nobody_keeps_the_other_half_the_command_is_named(
    role: Role, missed: Role, sign_in: SignIn, make_user: MakeUser
) -> None:
    client = sign_in(role=role, area=COUNTY)
    make_user(role=missed, area=COMMUNITY)  # beneath, and so not over all of it
    assert f"--role {missed} --area {COUNTY}" in client.get(LIST).text
    make_user(role=missed, area=CITY)
    assert "linli staff add" not in client.get(LIST).text


def test_an_administrator_puts_a_name_right_and_gives_no_post_on_the_page_of_an_account(
    administrator: Client, security: Client, make_user: MakeUser
) -> None:
    somebody = make_user(role=Role.SECRETARY, area=COMMUNITY)
    page = f"/accounts/{somebody.pk}/"
    assert administrator.post(f"{page}name/", {"full_name": "孙怡", "reason": ""}).status_code == 422
    assert administrator.post(f"{page}name/", {"full_name": "孙怡", "reason": "写错"}).status_code == 302
    assert security.post(f"{page}name/", {"full_name": "孙一", "reason": "写错"}).status_code == 404
    assert User.objects.get(pk=somebody.pk).full_name == "孙怡"
    assert AuditEvent.objects.filter(county=COUNTY, action="user.renamed").count() == 1
    ends = reverse("staff:end_post", args=[Post.objects.get(user=somebody).pk])
    assert ends in security.get(page).text
    assert ends not in administrator.get(page).text
    assert f"{page}password/" in administrator.get(page).text
    assert f"{page}password/" not in security.get(page).text


def test_a_name_that_a_colleague_there_has_is_asked_once(administrator: Client, make_user: MakeUser) -> None:
    for area, username, name in ((COMMUNITY, "chen", "陈大夫"), (FOREIGN, "far", "远大夫")):
        make_user(role=Role.DOCTOR, area=area, username=username)
        User.objects.filter(username=username).update(full_name=name)
    ghost = make_user(role=Role.GRID_WORKER, area=GRID, username="ghost")
    page = f"/accounts/{ghost.pk}/name/"
    assert "仍要改" not in administrator.get(f"/accounts/{ghost.pk}/").text.replace('name="anyway"', "")
    answer = administrator.post(page, {"full_name": "陈大夫", "reason": "写错"})
    assert (answer.status_code, "还有一位同名的：陈大夫（chen）" in answer.text) == (422, True)
    assert 'type="checkbox" name="anyway"' in answer.text
    said = {"full_name": "陈大夫", "reason": "写错", "anyway": "on"}
    assert administrator.post(page, said).status_code == 302
    assert administrator.post(page, {"full_name": "远大夫", "reason": "写错"}).status_code == 302
    secretary = Client()
    secretary.force_login(make_user(role=Role.SECRETARY, area=COMMUNITY))
    own = f"/colleagues/{Post.objects.get(user=ghost).pk}/name/"
    answer = secretary.post(own, {"full_name": "陈大夫", "reason": "写错"})
    assert (answer.status_code, "还有一位同名的" in answer.text) == (422, True)
    assert secretary.post(own, said).status_code == 302


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
        ({"area": "明光路"}, "area", "请选是哪一个"),
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


def test_an_ended_post_holds_no_longer(security: Client, make_user: MakeUser) -> None:
    somebody = make_user(role=Role.SECRETARY, area=COMMUNITY)
    post = Post.objects.get(user=somebody)

    assert end(security, post).headers["Location"] == "/staff/waiting/"

    post.refresh_from_db()
    assert post.until_on is not None
    assert viewer_of(user=somebody, on=post.until_on).posts == ()
    assert somebody.full_name not in security.get(LIST).text.split("<table", 1)[1].split("</table")[0]


def test_a_post_is_not_ended_by_a_link(security: Client, make_user: MakeUser) -> None:
    post = Post.objects.get(user=make_user(role=Role.SECRETARY, area=COMMUNITY))
    assert security.get(reverse("staff:end_post", args=[post.pk])).status_code == 405


def test_nobody_ends_their_own_post(security: Client) -> None:
    own = Post.objects.get(role=Role.SECURITY_ADMINISTRATOR)

    assert end(security, own).status_code == 404
    own.refresh_from_db()
    assert own.until_on is None


def test_a_post_elsewhere_does_not_exist(sign_in: SignIn, make_user: MakeUser) -> None:
    foreign = Post.objects.get(user=make_user(role=Role.SECRETARY, area=FOREIGN))
    above = Post.objects.get(user=make_user(role=Role.CITY_OFFICER, area=CITY))
    client = sign_in(role=Role.SECURITY_ADMINISTRATOR, area=COUNTY)

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
