"""Whoever runs a community adds its workers and doctors, and puts right what was given wrongly."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.staff.commands import PostHeldAlready, UsernameTaken, colleagues
from linli.staff.models import Confirmation, Post, StaffChange, User
from linli.staff.queries import viewer_of
from linli.staff.queries.colleagues import colleagues_gone, colleagues_held, may_rename
from linli.staff.rights import COLLEAGUE_ROLES, LEVELS, Role
from linli.staff.rules import PostHeld, Viewer, username_of
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, FOREIGN, GRID, MORNING, OTHER_GRID, SIBLING

SignIn = Callable[..., Client]
MakeUser = Callable[..., User]
LATER = MORNING + timedelta(days=3)


def hire(
    by: Viewer,
    *,
    username: str = "zhouqin",
    name: str = "周琴",
    role: Role = Role.GRID_WORKER,
    area: AreaCode = GRID,
    from_on: date = FIRST_DAY,
) -> Post:
    return colleagues.add_colleague(
        username=username, full_name=name, role=role, area=area, from_on=from_on, by=by, now=MORNING
    )


def held(user: User, on: date) -> tuple[PostHeld, ...]:
    return viewer_of(user=user, on=on).posts


@pytest.mark.parametrize(
    ("typed", "name"), [("W1", "w1"), (" ｗ１ ", "w1"), ("张三", "张三"), ("Zhou-Qin", "zhou-qin")]
)
def test_a_user_name_has_one_form(typed: str, name: str) -> None:
    assert username_of(typed=typed) == name


def test_a_worker_and_a_doctor_who_waits_are_added_without_a_password(secretary: Viewer) -> None:
    worker = hire(secretary)
    doctor = hire(secretary, username="dr", name="何医生", role=Role.DOCTOR, area=COMMUNITY)
    assert held(worker.user, FIRST_DAY) == (PostHeld(Role.GRID_WORKER, GRID),)
    assert held(doctor.user, FIRST_DAY) == ()
    assert list(colleagues_held(viewer=secretary, on=FIRST_DAY)) == [doctor, worker]
    assert not worker.user.has_usable_password()


@pytest.mark.parametrize("typed", ["zhouqin", "ZhouQin", "ＺＨＯＵＱＩＮ"])
def test_one_name_is_one_account_whatever_the_size_of_its_letters(secretary: Viewer, typed: str) -> None:
    hire(secretary)
    with pytest.raises(UsernameTaken):
        hire(secretary, username=typed, name="别人")
    assert User.objects.filter(username="zhouqin").count() == 1
    assert User.objects.get_by_natural_key(typed).full_name == "周琴"


@pytest.mark.parametrize(
    ("role", "area"),
    [
        *((role, COMMUNITY) for role in Role if role not in COLLEAGUE_ROLES),
        (Role.GRID_WORKER, SIBLING),
        (Role.DOCTOR, FOREIGN),
    ],
)
def test_nobody_gives_another_role_or_one_elsewhere(secretary: Viewer, role: Role, area: AreaCode) -> None:
    with pytest.raises(colleagues.NotYours):
        hire(secretary, role=role, area=area)
    assert not User.objects.filter(username="zhouqin").exists()


def test_what_is_given_stands_in_a_community_alone() -> None:
    assert {level.value for role in COLLEAGUE_ROLES for level in LEVELS[role]} == {"COMMUNITY", "GRID"}


def test_a_post_begins_on_its_day_and_never_before_today(secretary: Viewer) -> None:
    with pytest.raises(colleagues.BeginsInThePast):
        hire(secretary, from_on=FIRST_DAY - timedelta(days=1))
    user = hire(secretary, from_on=FIRST_DAY + timedelta(days=2)).user
    days = [bool(held(user, FIRST_DAY + timedelta(days=n))) for n in range(4)]
    assert days == [False, False, True, True]


def test_a_wrong_grid_is_put_right_and_both_values_stay(secretary: Viewer) -> None:
    post = hire(secretary)
    colleagues.correct_post(
        post=post, role=Role.GRID_WORKER, area=OTHER_GRID, reason="网格选错", by=secretary, now=LATER
    )
    today = day_of(LATER)
    assert held(post.user, today) == (PostHeld(Role.GRID_WORKER, OTHER_GRID),)
    assert held(post.user, today - timedelta(days=1)) == (PostHeld(Role.GRID_WORKER, GRID),)
    row = StaffChange.objects.get()
    assert (row.before["area"], row.after["area"], row.reason) == (GRID, OTHER_GRID, "网格选错")
    assert AuditEvent.objects.filter(county=COUNTY, action="colleague.corrected").count() == 1


def test_a_wrong_role_is_put_right(secretary: Viewer) -> None:
    post = hire(secretary)
    colleagues.correct_post(
        post=post, role=Role.DOCTOR, area=COMMUNITY, reason="是医生", by=secretary, now=MORNING
    )
    assert held(post.user, FIRST_DAY) == ()
    assert Confirmation.objects.get().post.role == Role.DOCTOR  # a second person says whether he is one


@pytest.mark.parametrize(
    ("end", "kind"), [(colleagues.end_colleague, "ENDED"), (colleagues.take_post_back, "TAKEN_BACK")]
)
def test_a_post_that_is_over_holds_no_longer_and_may_go_on(
    secretary: Viewer, end: Callable[..., None], kind: str
) -> None:
    post = hire(secretary)
    with pytest.raises(colleagues.ReasonMissing):
        end(post=post, reason="  ", by=secretary, now=LATER)
    end(post=post, reason="调走", by=secretary, now=LATER)
    today = day_of(LATER)
    assert held(post.user, today) == ()
    assert held(post.user, today - timedelta(days=1)) == (PostHeld(Role.GRID_WORKER, GRID),)
    assert [row.pk for row in colleagues_gone(viewer=secretary, on=today)] == [post.pk]
    with pytest.raises(colleagues.OverAlready):
        end(post=post, reason="再一次", by=secretary, now=LATER)

    colleagues.give_again(post=post, reason="回来了", by=secretary, now=LATER)
    assert held(post.user, today) == (PostHeld(Role.GRID_WORKER, GRID),)
    assert not colleagues_gone(viewer=secretary, on=today)
    with pytest.raises(PostHeldAlready):
        colleagues.give_again(post=post, reason="又", by=secretary, now=LATER)
    assert list(StaffChange.objects.order_by("at", "pk").values_list("kind", flat=True)) == [kind, "AGAIN"]


def test_a_name_is_put_right_by_whoever_alone_keeps_them(secretary: Viewer, make_user: MakeUser) -> None:
    post = hire(secretary)
    colleagues.correct_name(post=post, full_name="周勤", reason="写错", by=secretary, now=MORNING)
    assert User.objects.get(pk=post.user_id).full_name == "周勤"
    assert StaffChange.objects.get().before == {"name": "周琴"}
    assert may_rename(post=post, viewer=secretary)
    Post.objects.create(user=post.user, area_id=SIBLING, role=Role.DOCTOR, from_on=FIRST_DAY)
    assert not may_rename(post=post, viewer=secretary)


def test_nobody_finds_their_own_post_there(secretary: Viewer) -> None:
    Post.objects.create(user_id=secretary.user_id, area_id=COMMUNITY, role=Role.DOCTOR, from_on=FIRST_DAY)
    assert not colleagues_held(viewer=secretary, on=FIRST_DAY)


GOOD = {"full_name": "周琴", "username": "ZhouQin", "role": "GRID_WORKER", "area": GRID}


def typed(**changed: str) -> dict[str, str]:
    return GOOD | {"from_on": day_of(timezone.now()).isoformat()} | changed


def test_the_secretary_adds_and_ends_on_the_page(sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    listed = reverse("staff:colleagues")
    assert client.post(listed, typed()).status_code == 302
    post = Post.objects.get(user__username="zhouqin")
    assert "周琴" in client.get(listed).content.decode()
    assert client.post(reverse("staff:end_colleague", args=[post.pk]), {"end-reason": ""}).status_code == 422
    ended = client.post(reverse("staff:end_colleague", args=[post.pk]), {"end-reason": "调走"})
    assert ended.status_code == 302
    shown = client.get(reverse("staff:colleague", args=[post.pk])).content.decode()
    assert "调走" in shown
    assert "从今天起重新任职" in shown


def test_a_taken_name_is_said_without_whose_it_is_and_what_was_typed_stays(
    sign_in: SignIn, make_user: MakeUser
) -> None:
    other = make_user(role=Role.DOCTOR, area=FOREIGN, username="zhouqin")
    User.objects.filter(pk=other.pk).update(full_name="外地的周")
    answer = sign_in(role=Role.SECRETARY, area=COMMUNITY).post(reverse("staff:colleagues"), typed())
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "这个用户名已有人使用" in page
    assert 'value="周琴"' in page
    assert "外地的周" not in page


@pytest.mark.parametrize(
    "changed",
    [
        {"role": "SECRETARY"},
        {"area": SIBLING},
        {"role": "DOCTOR"},  # at a grid
        {"from_on": "2020-01-01"},
        {"username": "周 琴"},
        {"full_name": ""},
    ],
)
def test_what_may_not_be_typed_adds_nobody(sign_in: SignIn, changed: dict[str, str]) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert client.post(reverse("staff:colleagues"), typed(**changed)).status_code == 422
    assert User.objects.count() == 1


def test_who_came_in_by_a_code_sets_a_first_password(sign_in: SignIn, client: Client) -> None:
    sign_in(role=Role.SECRETARY, area=COMMUNITY).post(reverse("staff:colleagues"), typed())
    user = User.objects.get(username="zhouqin")
    browser = Client()
    browser.force_login(user)
    assert "old_password" not in browser.get(reverse("password_change")).content.decode()
    new = {"new_password1": "jiangnan-2020-chun", "new_password2": "jiangnan-2020-chun"}
    assert browser.post(reverse("password_change"), new).status_code == 302
    assert Client().login(username="ZHOUQIN", password=new["new_password1"])
    assert "old_password" in browser.get(reverse("password_change")).content.decode()
