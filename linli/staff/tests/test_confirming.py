"""A post that reads persons, or takes the other step of two, begins when a second person confirms it."""

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.ids import new_id
from linli.staff.commands import (
    EndsByTwo,
    RolesKeptApart,
    confirmations,
    end_post,
    give_post,
    set_active,
)
from linli.staff.commands.passwords import password_is_own
from linli.staff.models import Confirmation, Post, User
from linli.staff.queries import viewer_of, viewers_of
from linli.staff.queries.confirmations import (
    not_yet_to_confirm,
    ready_to_confirm,
    to_confirm,
)
from linli.staff.queries.teams import candidates
from linli.staff.queries.then import held_then
from linli.staff.rights import Action, Role
from linli.staff.rules import CONFIRM_WITHIN, PostHeld, Seat, Viewer
from linli.staff.tests.test_confirming_rules import AT_ONCE, at, new
from tests.cast import (
    CITY,
    COMMUNITY,
    COUNTY,
    FIRST_DAY,
    GRID,
    MORNING,
    PROVINCE,
    SIBLING,
    TOWNSHIP,
    MakeObservation,
    MakeViewer,
)

MakeUser = Callable[..., User]
SignIn = Callable[..., Client]
DAY = timedelta(days=1)


@pytest.fixture
def administrator(make_viewer: MakeViewer) -> Viewer:
    return make_viewer(role=Role.SECURITY_ADMINISTRATOR, area=COUNTY)


@pytest.fixture
def officer(make_viewer: MakeViewer) -> Viewer:
    """Make the officer of the township."""
    return make_viewer(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)


def given(
    by: Viewer | None, role: Role = Role.DOCTOR, area: AreaCode = COMMUNITY, name: str = "puppet"
) -> Post:
    return give_post(user=new(name), role=role, area=area, from_on=FIRST_DAY, by=by, now=MORNING)


def asked(post: Post) -> Confirmation:
    return Confirmation.objects.get(post=post, outcome="")


def test_what_waits_gives_nothing_until_somebody_else_confirms_it(secretary: Viewer, officer: Viewer) -> None:
    post = given(secretary)
    later = MORNING + 2 * DAY
    assert viewer_of(user=post.user, on=FIRST_DAY).posts == ()
    assert post.user_id not in {one.user_id for one in candidates(grid=GRID, on=FIRST_DAY)[Seat.DOCTOR]}

    confirmations.confirm(confirmation=asked(post), by=officer, now=later)
    viewer, reach = viewers_of(user=post.user, on=day_of(later))
    assert viewer.posts == (PostHeld(Role.DOCTOR, COMMUNITY),)
    # Of the days on which it waited it gives nothing afterwards either.
    assert reach.on(FIRST_DAY).posts == ()
    assert [
        held_then(user=post.user_id, areas=[COMMUNITY], action=Action.RECORD_CHECK, on=on)
        for on in (FIRST_DAY, day_of(later))
    ] == [False, True]
    told = AuditEvent.objects.get(county=COUNTY, action="post.confirmed")
    assert (told.actor_id, told.subject, told.changed["asked_by"]) == (
        officer.user_id,
        post.user_id,
        str(secretary.user_id),
    )
    assert (
        AuditEvent.objects.get(county=COUNTY, action="post.given", subject=post.user_id).changed["waits"]
        is True
    )
    with pytest.raises(confirmations.ConfirmationOver):
        confirmations.decline(confirmation=Confirmation.objects.get(), word="晚了", by=officer, now=later)


def test_a_secretarys_worker_and_what_the_machine_gives_begin_at_once(secretary: Viewer) -> None:
    worker = given(secretary, Role.GRID_WORKER, GRID, "worker")
    first = given(None, Role.SECURITY_ADMINISTRATOR, PROVINCE, "first")
    assert all(viewer_of(user=post.user, on=FIRST_DAY).posts for post in (worker, first))
    assert not Confirmation.objects.exists()


def test_the_secretary_is_not_her_own_doctor(secretary: Viewer, make_viewer: MakeViewer) -> None:
    """The hostile set, doors A4: an account of her own, given a doctor's post, confirms nothing and neither does she."""
    post = given(secretary)
    for one in (
        secretary,
        viewer_of(user=post.user, on=FIRST_DAY),
        make_viewer(role=Role.DOCTOR, area=COMMUNITY),
    ):
        with pytest.raises(confirmations.NotTheSecond):
            confirmations.confirm(confirmation=asked(post), by=one, now=MORNING)
    assert viewer_of(user=post.user, on=FIRST_DAY).posts == ()


def test_the_lone_administrator_opens_nobody(make_viewer: MakeViewer) -> None:
    """The hostile set, doors A4: whatever puppets one administrator makes, none reads a person, confirms, or watches."""
    alone = make_viewer(role=Role.SECURITY_ADMINISTRATOR, area=PROVINCE)
    puppets = [
        given(alone, role, at(role), f"puppet-{role.lower()}") for role in Role if role is not Role.HELPER
    ]
    working = [post for post in puppets if viewer_of(user=post.user, on=FIRST_DAY).posts]
    assert {Role(post.role) for post in working} == AT_ONCE
    for post in (post for post in puppets if post not in working):
        for one in (alone, *(viewer_of(user=puppet.user, on=FIRST_DAY) for puppet in puppets)):
            with pytest.raises(confirmations.NotTheSecond):
                confirmations.confirm(confirmation=asked(post), by=one, now=MORNING)


def test_declined_or_taken_back_it_never_begins_and_may_be_given_again(
    secretary: Viewer, officer: Viewer
) -> None:
    post = given(secretary)
    with pytest.raises(confirmations.WordMissing):
        confirmations.decline(confirmation=asked(post), word=" ", by=officer, now=MORNING)
    confirmations.decline(confirmation=asked(post), word="不认识", by=officer, now=MORNING)
    again = give_post(
        user=post.user, role=Role.DOCTOR, area=COMMUNITY, from_on=FIRST_DAY, by=secretary, now=MORNING
    )
    with pytest.raises(confirmations.NotTheAsker):
        confirmations.take_back(confirmation=asked(again), by=officer, now=MORNING)
    confirmations.take_back(confirmation=asked(again), by=secretary, now=MORNING)
    assert viewer_of(user=post.user, on=FIRST_DAY + 30 * DAY).posts == ()
    assert [row.outcome for row in Confirmation.objects.order_by("asked_at", "pk")] == [
        "DECLINED",
        "TAKEN_BACK",
    ]


@pytest.mark.parametrize("how", ["waited", "locked"])
def test_it_lapses_after_seven_days_and_with_the_account(
    how: str, secretary: Viewer, officer: Viewer
) -> None:
    post = given(secretary)
    row, now = asked(post), MORNING
    if how == "locked":
        set_active(user=post.user, is_active=False)
        set_active(user=post.user, is_active=True)
    else:
        assert to_confirm(viewer=officer, on=day_of(now + CONFIRM_WITHIN - DAY)).exists()
        now += CONFIRM_WITHIN
    assert not to_confirm(viewer=officer, on=day_of(now)).exists()
    with pytest.raises(confirmations.ConfirmationOver):
        confirmations.confirm(confirmation=row, by=officer, now=now)
    again = give_post(
        user=post.user, role=Role.DOCTOR, area=COMMUNITY, from_on=day_of(now), by=secretary, now=now
    )
    confirmations.confirm(confirmation=asked(again), by=officer, now=now)
    assert viewer_of(user=post.user, on=day_of(now)).posts


def test_what_waits_counts_among_posts_kept_apart(administrator: Viewer) -> None:
    auditor = given(administrator, Role.AUDITOR, COUNTY)
    with pytest.raises(RolesKeptApart):
        give_post(
            user=auditor.user, role=Role.STOREKEEPER, area=COUNTY, from_on=FIRST_DAY, by=None, now=MORNING
        )


def test_an_auditors_post_ends_by_two(
    administrator: Viewer, make_user: MakeUser, make_viewer: MakeViewer
) -> None:
    post = Post.objects.get(user=make_user(role=Role.AUDITOR, area=COUNTY))
    with pytest.raises(EndsByTwo):
        end_post(post=post, by=administrator, now=MORNING)
    row = confirmations.ask_to_end(post=post, reason="调离", by=administrator, now=MORNING)
    for one in (
        administrator,
        viewer_of(user=post.user, on=FIRST_DAY),
        make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY),
    ):
        with pytest.raises(confirmations.NotTheSecond):
            confirmations.confirm(confirmation=row, by=one, now=MORNING)
    assert viewer_of(user=post.user, on=FIRST_DAY).posts
    confirmations.confirm(
        confirmation=row, by=make_viewer(role=Role.SECURITY_ADMINISTRATOR, area=CITY), now=MORNING
    )
    assert not viewer_of(user=post.user, on=FIRST_DAY).posts


def phone_day(client: Client, device: UUID) -> str:
    """Return what a phone of whoever is signed in is told of its day."""
    said = {"device": str(device), "sent_at": timezone.now().isoformat(), "name": "Redmi", "have": []}
    answer = client.post("/api/v1/day", said, content_type="application/json")
    assert answer.status_code == 200
    return json.dumps(answer.json(), ensure_ascii=False)


def test_on_the_pages_it_waits_is_confirmed_and_opens(
    sign_in: SignIn, make_user: MakeUser, make_observation: MakeObservation
) -> None:
    made = make_observation(at=timezone.now(), arrived_on=day_of(timezone.now()) - DAY)
    from_her = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    today = day_of(timezone.now()).isoformat()
    said = {"full_name": "何医生", "username": "he", "role": "DOCTOR", "area": COMMUNITY, "from_on": today}
    from_her.post(reverse("staff:colleagues"), said)
    user, row = User.objects.get(username="he"), Confirmation.objects.get()
    assert "街道（乡镇）工作人员" in from_her.get(reverse("staff:waiting")).text
    assert "等人确认" in from_her.get(reverse("staff:colleagues")).text
    assert "等人确认" in from_her.get(reverse("staff:over")).text

    holder, browser = Client(), Client()
    holder.force_login(user)
    assert "您的岗位等人确认" in holder.get("/").text
    assert [holder.get(page).status_code for page in ("/day/", "/staff/waiting/")] == [403, 403]
    device = new_id()
    assert made.person.name not in phone_day(holder, device)

    address = reverse("staff:confirm_post", args=[row.pk])
    assert [client.post(address).status_code for client in (from_her, holder)] == [404, 404]
    user.set_password("her own one")
    user.save()
    password_is_own(user=user, now=timezone.now())
    holder.force_login(user)
    browser.force_login(make_user(role=Role.SECRETARY, area=SIBLING))
    assert browser.post(address).status_code == 404
    browser.force_login(make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP))
    shown = browser.get(reverse("staff:waiting")).text
    assert all(words in shown for words in ("何医生", "社区医生", "您认识本人"))
    assert browser.post(address).headers["Location"] == reverse("staff:waiting")
    assert made.person.name in holder.get("/day/").text
    assert made.person.name in phone_day(holder, device)
    assert viewer_of(user=user, on=day_of(timezone.now())).posts


def test_an_administrators_page_asks_why_an_auditor_ends(sign_in: SignIn, make_user: MakeUser) -> None:
    client = sign_in(role=Role.SECURITY_ADMINISTRATOR, area=COUNTY)
    post = Post.objects.get(user=make_user(role=Role.AUDITOR, area=COUNTY))
    address = reverse("staff:end_post", args=[post.pk])
    for said in ({}, {"reason": "调离"}, {"reason": "调离"}):
        assert client.post(address, said).status_code == 302
    row = Confirmation.objects.get()
    assert (row.asks, row.reason, viewer_of(user=post.user, on=day_of(timezone.now())).posts != ()) == (
        "END",
        "调离",
        True,
    )
    client.post(reverse("staff:take_back_post", args=[row.pk]))
    row.refresh_from_db()
    assert row.outcome == "TAKEN_BACK"


def test_what_waits_for_its_holder_is_nobodys_work_of_today(secretary: Viewer, officer: Viewer) -> None:
    post = given(secretary)
    user = User.objects.filter(pk=post.user_id)

    def found() -> list[int]:
        return [kind(viewer=officer, on=FIRST_DAY).count() for kind in (ready_to_confirm, not_yet_to_confirm)]

    user.update(password="pbkdf2$x", password_given_at=MORNING)  # noqa: S106
    assert found() == [0, 1]
    user.update(password_given_at=None)
    assert found() == [1, 0]
    user.update(password="!none")  # noqa: S106
    assert found() == [0, 1]


def given_again(by: Viewer, post: Post) -> Post:
    """Give the same person the same post again."""
    return give_post(
        user=post.user,
        role=Role(post.role),
        area=AreaCode(post.area_id),
        from_on=FIRST_DAY,
        by=by,
        now=MORNING,
    )
