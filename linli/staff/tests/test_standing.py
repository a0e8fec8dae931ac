"""The pages of accounts and posts say what is so: what holds, what waits, what came to nothing, who is locked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.staff.commands import AccountLocked, confirmations, end_post, give_post, set_active
from linli.staff.models import Confirmation, Post, User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff.rules import CONFIRM_WITHIN, Viewer
from linli.staff.tests.test_confirming_rules import new
from tests.cast import CITY, COMMUNITY, COUNTY, PROVINCE, TOWNSHIP
from tests.test_statements import MOST, statements

MakeUser = Callable[..., User]
LIST, ACCOUNTS, WAITING = "/staff/", "/accounts/", "/staff/waiting/"
DAY = timedelta(days=1)


@pytest.fixture
def giver(make_user: MakeUser) -> User:
    return make_user(role=Role.SECURITY_ADMINISTRATOR, area=COUNTY)


@pytest.fixture
def officer(make_user: MakeUser) -> Viewer:
    user = make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    return viewer_of(user=user, on=day_of(timezone.now()))


@pytest.fixture
def pages(giver: User, make_user: MakeUser) -> tuple[Client, Client]:
    """Sign in who gave the posts, and the administrator of the same county."""
    clients = Client(), Client()
    clients[0].force_login(giver)
    clients[1].force_login(make_user(role=Role.ADMINISTRATOR, area=COUNTY))
    return clients


def given(giver: User, *, ago: timedelta = DAY * 0) -> Post:
    """Give a doctor's post, which waits."""
    now = timezone.now() - ago
    by = viewer_of(user=giver, on=day_of(now))
    return give_post(user=new("ghost"), role=Role.DOCTOR, area=COMMUNITY, from_on=day_of(now), by=by, now=now)


def come_to_nothing(post: Post, how: str, giver: User, officer: Viewer) -> None:
    """Let a post that waits be declined, taken back, ended, or lapse by a lock."""
    now, row = timezone.now(), Confirmation.objects.get(post=post)
    by = viewer_of(user=giver, on=day_of(now))
    if how == "declined":
        confirmations.decline(confirmation=row, word="不认识", by=officer, now=now)
    elif how == "taken back":
        confirmations.take_back(confirmation=row, by=by, now=now)
    elif how == "ended":
        confirmations.confirm(confirmation=row, by=officer, now=now)
        end_post(post=Post.objects.get(pk=post.pk), by=by, now=now)
    elif how == "locked":
        set_active(user=post.user, is_active=False)


def test_what_waits_says_so_and_is_no_post(giver: User, pages: tuple[Client, Client]) -> None:
    post = given(giver)
    account = f"/accounts/{post.user_id}/"
    for client in pages:
        shown = client.get(LIST)
        assert post.user_id in {user.pk for user, _told in shown.context["without"]}
        assert "还在等" in shown.text
        assert shown.text.count("等人确认</span>") == 1
        assert shown.context["in_post"] == 2  # the two administrators
        assert "社区医生（等人确认）" in client.get(ACCOUNTS).text
        assert "等人确认，还没有权限" in client.get(account).text
        costs = {page: len(statements(client, page)) for page in (LIST, ACCOUNTS, account)}
        assert max(costs.values()) <= MOST, costs
        assert reverse("staff:end_post", args=[post.pk]) not in shown.text + client.get(account).text
    assert len(statements(pages[0], WAITING)) <= MOST
    assert WAITING not in pages[1].get(LIST).text.split("<main", 1)[1]  # which would refuse
    assert WAITING in pages[0].get(LIST).text.split("<main", 1)[1]


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("declined", "有人不同意"),
        ("taken back", "已收回"),
        ("ended", "结束"),
        ("locked", "账号停用，已失效"),
        ("lapsed", "7 天没有人确认，已失效"),
    ],
)
def test_what_came_to_nothing_is_no_post_and_says_why(
    how: str, words: str, giver: User, officer: Viewer, pages: tuple[Client, Client]
) -> None:
    post = given(giver, ago=CONFIRM_WITHIN if how == "lapsed" else DAY * 0)
    come_to_nothing(post, how, giver, officer)
    for client in pages:
        shown = client.get(LIST)
        assert {user.pk: words in told for user, told in shown.context["without"]} == {post.user_id: True}
        assert post.pk not in {row["post"].pk for row in shown.context["rows"]}
        listed = client.get(ACCOUNTS).text
        assert "没有岗位" in listed
        assert "社区医生" not in listed
        page = client.get(f"/accounts/{post.user_id}/").text
        assert "没有岗位；社区医生" in page
        assert words in page


def test_who_is_locked_is_marked_and_not_in_post(
    giver: User, pages: tuple[Client, Client], make_user: MakeUser
) -> None:
    make_user(role=Role.SECURITY_ADMINISTRATOR, area=CITY)
    other = make_user(role=Role.SECRETARY, area=COMMUNITY)
    shown = pages[1].get(LIST)
    assert (shown.context["in_post"], ">已停用</span>" in shown.text) == (3, False)
    set_active(user=other, is_active=False)
    shown = pages[1].get(LIST)
    assert (shown.context["in_post"], ">已停用</span>" in shown.text) == (2, True)
    assert reverse("staff:give", args=[other.pk]) not in pages[0].get(LIST).text
    assert "都已停用" not in shown.text
    for user in User.objects.filter(posts__role=Role.SECURITY_ADMINISTRATOR):
        set_active(user=user, is_active=False)
    text = pages[1].get(LIST).text
    assert ("这里的安全管理员都已停用" in text, "还没有安全管理员" in text) == (True, False)


def test_a_locked_account_is_given_no_post(giver: User, pages: tuple[Client, Client]) -> None:
    user = new("locked")
    User.objects.filter(pk=user.pk).update(area=COMMUNITY)
    set_active(user=user, is_active=False)
    for role in ("DOCTOR", "STOREKEEPER"):
        answer = pages[0].post(reverse("staff:give", args=[user.pk]), {"role": role, "area": COMMUNITY})
        assert answer.status_code == 422
        assert "账号已停用" in answer.context["form"].errors["role"][0]
    assert not Post.objects.filter(user=user).exists()
    user.refresh_from_db()
    with pytest.raises(AccountLocked):
        give_post(
            user=user,
            role=Role.DOCTOR,
            area=COMMUNITY,
            from_on=day_of(timezone.now()),
            by=None,
            now=timezone.now(),
        )


@pytest.mark.parametrize(
    ("ago", "how", "words"),
    [
        (CONFIRM_WITHIN - DAY, "", ""),
        (CONFIRM_WITHIN, "", "7 天没有人确认，已失效"),
        (2 * CONFIRM_WITHIN - DAY, "", "7 天没有人确认，已失效"),
        (2 * CONFIRM_WITHIN, "", ""),
        (DAY, "locked", "账号停用，已失效"),
    ],
)
def test_who_gave_it_is_told_of_a_lapse_for_a_week(
    ago: timedelta, how: str, words: str, giver: User, officer: Viewer, pages: tuple[Client, Client]
) -> None:
    come_to_nothing(given(giver, ago=ago), how, giver, officer)
    assert [why for _told, why in pages[0].get(WAITING).context["lapsed"]] == [words][: bool(words)]


def test_whoever_comes_second_reads_how_it_came_out(
    giver: User, officer: Viewer, pages: tuple[Client, Client], make_user: MakeUser
) -> None:
    row = Confirmation.objects.get(post=given(giver))
    second, stranger = Client(), Client()
    second.force_login(make_user(role=Role.SECURITY_ADMINISTRATOR, area=PROVINCE))
    stranger.force_login(make_user(role=Role.COUNTY_OFFICER, area=COUNTY))
    confirmations.decline(confirmation=row, word="不认识", by=officer, now=timezone.now())
    for client, name in (
        (second, "confirm_post"),
        (second, "decline_post"),
        (pages[0], "take_back_post"),
    ):
        answer = client.post(reverse(f"staff:{name}", args=[row.pk]), {"reason": "x"}, follow=True)
        assert f"已由 {officer.name} 答复不同意。" in answer.text, name
    assert stranger.post(reverse("staff:confirm_post", args=[row.pk])).status_code == 404
    assert pages[1].post(reverse("staff:confirm_post", args=[row.pk])).status_code == 404


def test_ending_a_post_asks_once_more_on_the_page_of_an_account_and_why_of_who_runs_or_watches(
    pages: tuple[Client, Client], make_user: MakeUser
) -> None:
    for role, asks in ((Role.DOCTOR, False), (Role.SECRETARY, True), (Role.AUDITOR, True)):
        user = make_user(role=role, area=COUNTY if role is Role.AUDITOR else COMMUNITY)
        shown = pages[0].get(f"/accounts/{user.pk}/").text
        assert f"确认结束 {user.full_name} 的岗位" in shown
        post = Post.objects.get(user=user)
        assert (f'id="reason-{post.pk}"' in shown) is asks
