"""Links of helpers: who gives them, that they let one person in to what was assigned, and when they stop."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.ids import new_id
from linli.signin.models import HelperLink
from linli.signin.rules import LIMITS, LINK_HOLDS, Kind
from linli.signin.tests.conftest import AtPlace, is_in
from linli.staff.commands import RolesKeptApart, give_post
from linli.staff.commands.assignments import assign
from linli.staff.models import Assignment, Post, User
from linli.staff.queries import viewer_of
from linli.staff.rights import LEVELS, Role
from tests.cast import CITY, COMMUNITY, COUNTY, GRID, MORNING, PROVINCE, SIBLING, TOWNSHIP

MakeUser = Callable[..., User]


@pytest.fixture
def giver(make_user: MakeUser, client: Client) -> Client:
    client.force_login(make_user(role=Role.SECRETARY, area=COMMUNITY))
    return client


def link_in(text: str) -> str:
    """Return the path of the link that a page shows."""
    found: list[str] = re.findall(r"data-link>http://testserver(/help/[\w.-]+/)<", text)
    return found[0]


def add(giver: Client, name: str = "热心人") -> str:
    """Add a helper; return the path of the link."""
    page = giver.post("/helpers/", {"name": name, "community": COMMUNITY})
    assert page.status_code == 200
    return link_in(page.text)


def helper() -> User:
    return User.objects.get(full_name="热心人")


def test_a_link_lets_a_helper_in_as_often_as_it_holds(giver: Client, at: AtPlace) -> None:
    link = add(giver)
    for browser in (at(), at()):
        assert browser.get(link).status_code == 200
        assert not is_in(browser)  # whatever previews a link has not signed in by it
        assert browser.post(link).headers["Location"] == "/"
        assert browser.get("/").headers["Location"] == "/waits/"
        assert browser.get("/assigned/").status_code == 200
    done = AuditEvent.objects.filter(county=COUNTY, action="sign_in.done", subject=helper().pk)
    assert [event.changed["way"] for event in done] == ["LINK", "LINK"]


def test_inside_there_is_nothing_but_what_was_assigned(giver: Client, at: AtPlace) -> None:
    browser = at()
    browser.post(add(giver))
    page = browser.get("/assigned/")
    assert "现在没有分派给您的事" in page.text
    assert f"Secretary {COMMUNITY}" in page.text  # whom to ask
    assert browser.get("/people/").status_code in {403, 404}
    assert browser.get("/helpers/").status_code == 403
    assert not helper().has_usable_password()


def test_only_its_digest_is_kept(giver: Client) -> None:
    token = add(giver).split("/")[2]
    kept = str([*HelperLink.objects.values(), *AuditEvent.objects.filter(county=COUNTY).values()])
    assert not any(part in kept for part in token.split("."))
    assert token not in giver.get("/helpers/").text


def test_a_made_up_link_is_refused_without_asking_the_database(
    giver: Client, at: AtPlace, django_assert_num_queries: Callable[..., object]
) -> None:
    from linli.signin.commands.links import user_of_link

    good = add(giver).split("/")[2]
    wrong = ["nobodys.link", "nothing", good[:-1], good.replace(".", "x."), Signer(sep=".").sign("guessed")]
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert [user_of_link(token=token, now=timezone.now()) for token in wrong] == [None] * len(wrong)
    browser = at()
    answers = [browser.post(f"/help/{token}/") for token in wrong]
    assert {answer.status_code for answer in answers} == {422}
    assert not is_in(browser)
    assert browser.get("/help/nobodys.link/").text.count("热心人") == 0


def test_link_and_post_end_together_at_a_midnight(giver: Client, at: AtPlace) -> None:
    link = add(giver)
    until_on = day_of(timezone.now()) + LINK_HOLDS
    row, post = HelperLink.objects.get(), Post.objects.get(role=Role.HELPER)
    assert (day_of(row.expires_at), post.until_on) == (until_on, until_on)

    HelperLink.objects.update(expires_at=timezone.now())
    assert at().post(link).status_code == 422
    HelperLink.objects.update(expires_at=timezone.now() + timedelta(minutes=1))
    assert at().post(link).status_code == 302
    assert viewer_of(user=helper(), on=until_on - timedelta(days=1)).posts
    assert not viewer_of(user=helper(), on=until_on).posts


def test_a_new_link_ends_the_old_one_and_whoever_is_in_by_it(giver: Client, at: AtPlace) -> None:
    old = add(giver)
    browser = at()
    browser.post(old)
    new = link_in(giver.post(f"/helpers/{helper().pk}/link/").text)

    assert browser.get("/assigned/").status_code == 302  # a stranger again
    assert at().post(old).status_code == 422
    assert at().post(new).status_code == 302
    assert len(viewer_of(user=helper(), on=day_of(timezone.now())).posts) == 1


def test_taken_back_it_ends_at_once_with_all_that_was_assigned(
    giver: Client, at: AtPlace, make_user: MakeUser
) -> None:
    link = add(giver)
    browser = at()
    browser.post(link)
    by = viewer_of(user=make_user(role=Role.SECRETARY, area=COMMUNITY), on=day_of(timezone.now()))
    assign(kind="ROUND", subject=new_id(), area=GRID, to=helper(), until_on=None, by=by, now=timezone.now())

    assert giver.post(f"/helpers/{helper().pk}/end/", {"reason": " "}).status_code == 302
    assert browser.get("/assigned/").status_code == 200  # without a reason nothing is taken back
    giver.post(f"/helpers/{helper().pk}/end/", {"reason": "搬走了"})

    assert browser.get("/assigned/").status_code == 302
    assert at().post(link).status_code == 422
    assert not viewer_of(user=helper(), on=day_of(timezone.now())).posts
    assert Assignment.objects.get().taken_back_reason == "搬走了"
    assert "热心人" not in giver.get("/helpers/").text
    assert AuditEvent.objects.filter(county=COUNTY, action="helper.taken_back").count() == 1


def test_somebody_no_longer_active_gets_in_with_none(giver: Client, at: AtPlace) -> None:
    link = add(giver)
    User.objects.filter(pk=helper().pk).update(is_active=False)
    assert at().post(link).status_code == 422


def test_a_helper_is_given_no_other_post(giver: Client) -> None:
    add(giver)
    for role in set(Role) - {Role.HELPER}:
        with pytest.raises(RolesKeptApart):
            give_post(
                user=helper(),
                role=role,
                area=_somewhere(role),
                from_on=date(2020, 1, 1),
                by=None,
                now=MORNING,
            )


def _somewhere(role: Role) -> AreaCode:
    return next(area for area in (PROVINCE, CITY, COUNTY, TOWNSHIP, COMMUNITY) if area.level in LEVELS[role])


def test_whoever_were_more_than_a_helper_gets_in_with_no_link(giver: Client, at: AtPlace) -> None:
    link = add(giver)
    Post.objects.create(user=helper(), area_id=GRID, role=Role.GRID_WORKER, from_on=date(2020, 1, 1))
    assert at().post(link).status_code == 422


def test_a_secretary_reaches_the_helpers_of_the_own_community_alone(
    giver: Client, make_user: MakeUser, at: AtPlace
) -> None:
    link = add(giver)
    neighbour = Client()
    neighbour.force_login(make_user(role=Role.SECRETARY, area=SIBLING))

    assert "热心人" not in neighbour.get("/helpers/").text
    assert neighbour.post("/helpers/", {"name": "甲", "community": COMMUNITY}).status_code == 422
    for act in ("link", "end"):
        assert neighbour.post(f"/helpers/{helper().pk}/{act}/", {"reason": "x"}).status_code == 404
    assert at().post(link).status_code == 302


@pytest.mark.parametrize("role", [Role.GRID_WORKER, Role.DOCTOR, Role.CLEANER])
def test_nobody_but_the_secretary_gives_links(role: Role, make_user: MakeUser, client: Client) -> None:
    client.force_login(make_user(role=role, area=COMMUNITY))
    assert client.get("/helpers/").status_code == 403
    assert client.post("/helpers/", {"name": "甲", "community": COMMUNITY}).status_code == 403
    assert not Post.objects.filter(role=Role.HELPER).exists()


def test_links_are_neither_given_nor_tried_without_end(giver: Client, at: AtPlace) -> None:
    (given,), (tried,) = LIMITS[Kind.ISSUE].unfamiliar, LIMITS[Kind.PUBLIC].unfamiliar
    for number in range(given.most):
        add(giver, f"第{number}人")
    before = User.objects.count()
    assert giver.post("/helpers/", {"name": "甲", "community": COMMUNITY}).status_code == 429
    assert User.objects.count() == before  # nobody half added

    browser = at()
    statuses = [browser.post("/help/nobodys.link/").status_code for _ in range(tried.most + 1)]
    assert statuses == [422] * tried.most + [429]


def test_whoever_is_signed_in_stays_who_they_are(giver: Client) -> None:
    link = add(giver)
    assert giver.post(link).headers["Location"] == "/"
    assert giver.get("/helpers/").status_code == 200
