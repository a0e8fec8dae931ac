"""Roles that nobody holds beside one another: as a table, in every command that gives a post, and at each form."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.clock import day_of
from linli.staff.apart import ADMINISTRATORS, READS_PERSONS, THREE_OFFICES, are_apart
from linli.staff.commands import RolesKeptApart, confirm_handover, end_post, give_over, give_post, substitute
from linli.staff.models import Post, User
from linli.staff.queries import viewer_of
from linli.staff.rights import RIGHTS, Action, Relation, Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, GRID, MORNING, OTHER_GRID, PROVINCE, TOWNSHIP

MakeUser = Callable[..., User]
DAY = date(2020, 1, 27)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        *((one, other, one != other) for one in sorted(THREE_OFFICES) for other in sorted(THREE_OFFICES)),
        *(
            (office, other, apart)
            for office in sorted(ADMINISTRATORS)
            for other, apart in (
                (Role.SECRETARY, True),
                (Role.GRID_WORKER, True),
                (Role.DOCTOR, True),
                (Role.CLINIC, True),
                (Role.POLICE, True),
                (Role.TOWNSHIP_OFFICER, True),  # reads the rosters that it imports
                (Role.COUNTY_OFFICER, True),  # types leads
                (Role.CITY_OFFICER, False),
                (Role.STOREKEEPER, False),
            )
        ),
        (Role.SECRETARY, Role.DOCTOR, False),
        (Role.GRID_WORKER, Role.STOREKEEPER, False),
        *((Role.AUDITOR, role, role is not Role.AUDITOR) for role in Role),
    ],
)
def test_which_roles_are_kept_apart(one: Role, other: Role, apart: bool) -> None:
    assert are_apart(one=one, other=other) is apart
    assert are_apart(one=other, other=one) is apart


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        (
            Role.ADMINISTRATOR,
            {Action.KEEP_ACCOUNTS, Action.RESET_PASSWORD},
            READS_PERSONS
            | {Action.GIVE_POSTS, Action.SET_SECOND_FACTORS, Action.UNLOCK_PERSON, Action.SEE_AUDIT},
        ),
        (
            Role.SECURITY_ADMINISTRATOR,
            {Action.GIVE_POSTS, Action.SET_SECOND_FACTORS, Action.UNLOCK_PERSON},
            READS_PERSONS | {Action.KEEP_ACCOUNTS, Action.RESET_PASSWORD, Action.SEE_AUDIT},
        ),
        (
            Role.AUDITOR,
            {Action.SEE_AUDIT, Action.FOLLOW_LEAK},
            set(Action) - {Action.SEE_AUDIT, Action.FOLLOW_LEAK},
        ),
        (Role.STOREKEEPER, {Action.SEE_HEADCOUNTS}, set(Action) - {Action.SEE_HEADCOUNTS}),
        (Role.POLICE, {Action.ANSWER_HAND_OVER}, set(Action) - {Action.ANSWER_HAND_OVER}),
        (Role.DOCTOR, {Action.REVIEW_ALERT, Action.RECORD_CHECK, Action.JUDGE_REFERRAL}, {Action.SEE_AUDIT}),
    ],
)
def test_what_separated_duties_may(role: Role, may: set[Action], may_not: set[Action]) -> None:
    assert may <= set(RIGHTS[role])
    assert not may_not & set(RIGHTS[role])


def test_only_what_was_handed_over_reaches_police_and_clinic() -> None:
    reaches = {role: set(RIGHTS[role].values()) for role in (Role.POLICE, Role.CLINIC)}
    assert reaches == {Role.POLICE: {Relation.HANDED_OVER}, Role.CLINIC: {Relation.HANDED_OVER}}


@pytest.mark.parametrize(
    ("held", "at", "new", "new_at"),
    [
        (Role.ADMINISTRATOR, COUNTY, Role.SECRETARY, COMMUNITY),
        (Role.SECRETARY, COMMUNITY, Role.ADMINISTRATOR, COUNTY),
        (Role.AUDITOR, COUNTY, Role.ADMINISTRATOR, PROVINCE),
        (Role.ADMINISTRATOR, COUNTY, Role.SECURITY_ADMINISTRATOR, PROVINCE),
        (Role.SECURITY_ADMINISTRATOR, COUNTY, Role.SECRETARY, COMMUNITY),
        (Role.STOREKEEPER, TOWNSHIP, Role.AUDITOR, COUNTY),
        (Role.SECRETARY, COMMUNITY, Role.TOWNSHIP_OFFICER, TOWNSHIP),  # would receive her own report
        (Role.COUNTY_OFFICER, COUNTY, Role.SECRETARY, COMMUNITY),
        (Role.COUNTY_OFFICER, COUNTY, Role.PROVINCE_OFFICER, PROVINCE),
    ],
)
def test_a_post_that_is_kept_apart_is_not_given_until_the_other_has_ended(
    held: Role, at: str, new: Role, new_at: str, make_user: MakeUser
) -> None:
    user = make_user(role=held, area=at)
    with pytest.raises(RolesKeptApart) as apart:
        give_post(user=user, role=new, area=new_at, from_on=DAY, by=None, now=MORNING)  # type: ignore[arg-type]
    assert apart.value.args == (held,)
    assert Post.objects.count() == 1

    end_post(post=Post.objects.get(), by=None, now=MORNING)
    give_post(user=user, role=new, area=new_at, from_on=DAY, by=None, now=MORNING)  # type: ignore[arg-type]
    assert viewer_of(user=user, on=DAY).posts[0].role is new


def test_nobody_stands_in_or_takes_over_into_a_role_kept_apart(
    make_user: MakeUser, secretary: Viewer
) -> None:
    worker = make_user(role=Role.GRID_WORKER, area=GRID)
    admin = make_user(role=Role.ADMINISTRATOR, area=COMMUNITY)
    post = Post.objects.get(user=worker)
    with pytest.raises(RolesKeptApart):
        substitute(
            absent=post, by_whom=admin, from_on=DAY, until_on=DAY, reason="病假", by=secretary, now=MORNING
        )
    said = {"grid": GRID, "giver": worker, "taker": admin, "note": "", "open_": {}, "by": secretary}
    with pytest.raises(RolesKeptApart):
        give_over(**said, permanent_from=DAY, now=MORNING)  # type: ignore[arg-type]

    storekeeper = make_user(role=Role.STOREKEEPER, area=COMMUNITY)
    handover = give_over(**(said | {"taker": storekeeper}), permanent_from=DAY, now=MORNING)  # type: ignore[arg-type]
    end_post(post=Post.objects.get(user=storekeeper), by=None, now=MORNING)
    give_post(user=storekeeper, role=Role.AUDITOR, area=COUNTY, from_on=DAY, by=None, now=MORNING)
    with pytest.raises(RolesKeptApart):
        confirm_handover(handover=handover, by=viewer_of(user=storekeeper, on=DAY), now=MORNING)
    assert set(Post.objects.filter(role=Role.GRID_WORKER).values_list("user", flat=True)) == {worker.pk}


def test_the_form_says_why_and_gives_what_may_be_given(make_user: MakeUser, client: Client) -> None:
    client.force_login(make_user(role=Role.SECURITY_ADMINISTRATOR, area=PROVINCE))
    auditor = make_user(role=Role.AUDITOR, area=COUNTY)
    secretary = make_user(role=Role.SECRETARY, area=COMMUNITY)
    address = f"/staff/{auditor.pk}/post/"
    assert address in client.get("/staff/").text

    answer = client.post(address, {"role": "SECRETARY", "area": COMMUNITY})
    assert answer.status_code == 422
    assert "此人是审计员，两个岗位不能由同一个人担任。" in answer.text
    for typed, words in (
        ({"role": "SECRETARY", "area": COMMUNITY}, "此人已有这个岗位"),
        ({"role": "DOCTOR", "area": OTHER_GRID}, "不设在这一级"),
        ({"role": "DOCTOR", "area": "340102001009"}, "没有这个地区"),
        ({"role": "DOCTOR", "area": "310101001001"}, "不归您管理"),
    ):
        answer = client.post(f"/staff/{secretary.pk}/post/", typed)
        assert (answer.status_code, words in answer.text) == (422, True), typed
    answer = client.post(f"/staff/{secretary.pk}/post/", {"role": "DOCTOR", "area": COMMUNITY})
    assert answer.status_code == 302
    assert set(Post.objects.filter(user=secretary).values_list("role", flat=True)) == {"SECRETARY", "DOCTOR"}


def test_a_substitute_kept_apart_is_said_at_the_field(make_user: MakeUser, client: Client) -> None:
    client.force_login(make_user(role=Role.SECRETARY, area=COMMUNITY))
    worker = make_user(role=Role.GRID_WORKER, area=GRID)
    admin = make_user(role=Role.ADMINISTRATOR, area=COMMUNITY)
    today = day_of(timezone.now())
    answer = client.post(
        "/substitutions/",
        {
            "absent": str(Post.objects.get(user=worker).pk),
            "substitute": str(admin.pk),
            "from_on": today.isoformat(),
            "until_on": (today + timedelta(days=1)).isoformat(),
            "reason": "病假",
        },
    )
    assert answer.status_code == 422
    assert "此人是系统管理员" in answer.context["form"].errors["substitute"][0]


def test_nobody_gives_themselves_a_post(make_user: MakeUser, client: Client) -> None:
    admin = make_user(role=Role.SECURITY_ADMINISTRATOR, area=PROVINCE)
    client.force_login(admin)
    assert client.get(f"/staff/{admin.pk}/post/").status_code == 404
