"""A post offered to a user name: the same happens whether or not anybody has it, and only they take it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.staff.commands import PostHeldAlready, RolesKeptApart, colleagues, offers
from linli.staff.models import Confirmation, Post, PostOffer, User
from linli.staff.queries import viewer_of
from linli.staff.queries.colleagues import offers_made, offers_to
from linli.staff.rights import Role
from linli.staff.rules import OFFER_HOLDS, PostHeld, Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, FOREIGN, GRID, MORNING, SIBLING

SignIn = Callable[..., Client]
MakeUser = Callable[..., User]


@pytest.fixture
def colleague(make_user: MakeUser) -> User:
    """Make a doctor of another province."""
    return make_user(role=Role.DOCTOR, area=FOREIGN, username="he")


def as_viewer(user: User) -> Viewer:
    return viewer_of(user=user, on=FIRST_DAY)


def offered(by: Viewer, username: str = "HE", role: Role = Role.GRID_WORKER) -> PostOffer:
    return offers.offer_post(
        username=username, role=role, area=COMMUNITY, from_on=FIRST_DAY, by=by, now=MORNING
    )


def test_whoever_signs_in_by_the_name_takes_it_beside_what_they_have(
    secretary: Viewer, colleague: User
) -> None:
    offer = offered(secretary)
    assert list(offers_to(user=colleague, now=MORNING)) == [offer]
    offers.take_offer(offer=offer, by=as_viewer(colleague), now=MORNING)
    assert set(as_viewer(colleague).posts) == {
        PostHeld(Role.GRID_WORKER, COMMUNITY),
        PostHeld(Role.DOCTOR, FOREIGN),
    }
    assert not offers_to(user=colleague, now=MORNING)
    with pytest.raises(offers.OfferOver):
        offers.take_offer(offer=offer, by=as_viewer(colleague), now=MORNING)


def test_a_doctors_post_waits_when_it_is_taken(secretary: Viewer, colleague: User) -> None:
    post = offers.take_offer(offer=offered(secretary, role=Role.DOCTOR), by=as_viewer(colleague), now=MORNING)
    assert as_viewer(colleague).posts == (PostHeld(Role.DOCTOR, FOREIGN),)
    assert Confirmation.objects.get(post=post).asked_by_id == secretary.user_id


def test_it_is_offered_to_a_name_that_nobody_has_all_the_same(secretary: Viewer) -> None:
    offer = offered(secretary, "nobody-of-this-name")
    assert list(offers_made(viewer=secretary, now=MORNING)) == [offer]
    with pytest.raises(offers.OfferedAlready):
        offered(secretary, "Nobody-of-this-name")


def test_nobody_offers_themselves_anything_or_what_is_not_theirs(secretary: Viewer) -> None:
    own = User.objects.get(pk=secretary.user_id).username
    for name, role in ((own, Role.DOCTOR), ("he", Role.SECRETARY), ("he", Role.ADMINISTRATOR)):
        with pytest.raises(colleagues.NotYours):
            offered(secretary, name, role)
    assert not PostOffer.objects.exists()


def test_it_holds_for_some_days_and_while_who_offered_may(secretary: Viewer, colleague: User) -> None:
    offer = offered(secretary)
    late = MORNING + OFFER_HOLDS
    assert offers_to(user=colleague, now=late - timedelta(seconds=1))
    assert not offers_to(user=colleague, now=late)
    with pytest.raises(offers.OfferOver):
        offers.take_offer(offer=offer, by=as_viewer(colleague), now=late)
    Post.objects.filter(user=secretary.user_id).update(until_on=FIRST_DAY)
    with pytest.raises(offers.OfferOver):
        offers.take_offer(offer=offer, by=as_viewer(colleague), now=MORNING)
    assert not Post.objects.filter(user=colleague, area_id=COMMUNITY).exists()


def test_an_offer_that_lapsed_may_be_made_again(secretary: Viewer) -> None:
    offered(secretary)
    late = MORNING + OFFER_HOLDS
    again = offers.offer_post(
        username="he", role=Role.DOCTOR, area=COMMUNITY, from_on=day_of(late), by=secretary, now=late
    )
    assert again.outcome == PostOffer.Outcome.WAITS


def test_roles_stay_apart(secretary: Viewer, make_user: MakeUser) -> None:
    administrator = make_user(role=Role.ADMINISTRATOR, area=COUNTY, username="admin")
    offer = offered(secretary, "admin")
    with pytest.raises(RolesKeptApart):
        offers.take_offer(offer=offer, by=as_viewer(administrator), now=MORNING)
    offer.refresh_from_db()
    assert offer.outcome == PostOffer.Outcome.WAITS


def test_what_one_holds_is_not_taken_twice(secretary: Viewer, make_user: MakeUser) -> None:
    here = make_user(role=Role.DOCTOR, area=COMMUNITY, username="he")
    offer = offered(secretary, role=Role.DOCTOR)
    with pytest.raises(PostHeldAlready):
        offers.take_offer(offer=offer, by=as_viewer(here), now=MORNING)


def test_on_the_pages_the_asker_learns_nothing_and_only_the_named_answers(
    sign_in: SignIn, colleague: User, make_user: MakeUser
) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    told = {"role": "GRID_WORKER", "area": GRID, "from_on": day_of(timezone.now()).isoformat()}
    pages = [
        client.post(reverse("staff:offer"), told | {"username": name}, follow=True).content.decode()
        for name in ("he", "xx")
    ]
    assert [("已发出" in page, colleague.full_name in page) for page in pages] == [(True, False)] * 2
    offer = PostOffer.objects.get(username="he")

    stranger = Client()
    stranger.force_login(make_user(role=Role.DOCTOR, area=SIBLING, username="stranger"))
    assert stranger.post(reverse("staff:take_offer", args=[offer.pk])).status_code == 404

    browser = Client()
    browser.force_login(colleague)
    assert f"{reverse('staff:offers')}?back" in browser.get("/", follow=True).text
    assert "第一网格" in browser.get(reverse("staff:offers")).content.decode()
    browser.post(reverse("staff:take_offer", args=[offer.pk]))
    assert Post.objects.filter(user=colleague, area_id=GRID, role=Role.GRID_WORKER).exists()

    other = PostOffer.objects.get(username="xx")
    client.post(reverse("staff:withdraw_offer", args=[other.pk]))
    other.refresh_from_db()
    assert other.outcome == PostOffer.Outcome.WITHDRAWN


def test_declined_it_gives_nothing(secretary: Viewer, colleague: User) -> None:
    offer = offered(secretary)
    offers.decline_offer(offer=offer, by=as_viewer(colleague), now=MORNING)
    assert not Post.objects.filter(user=colleague, area_id=COMMUNITY).exists()
    assert not offers_made(viewer=secretary, now=MORNING)
