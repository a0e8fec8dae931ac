"""A kind of subject that can be assigned, planted: what the first page of those who work by assignment shows of it."""

from collections.abc import Callable
from datetime import date
from typing import Final

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.desk.own_waits import assigned_waits
from linli.people.models import Household
from linli.staff.assigned import AssignedKind, AssignedLine
from linli.staff.commands import end_post
from linli.staff.commands.assignments import assign, take_back
from linli.staff.models import Post, User
from linli.staff.queries import viewer_of
from linli.staff.queries.assignments import assigned_to
from linli.staff.rights import RIGHTS, Action, Relation, Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FOREIGN, MakeObservation

MakeUser = Callable[..., User]
KIND: Final = "PLANTED"
# Who works by assignment alone.
ROLES: Final = [role for role in Role if set(RIGHTS[role].values()) == {Relation.ASSIGNED}]


def lines(viewer: Viewer, on: date) -> list[AssignedLine]:
    """Show doors: the planted query of an app that owns them."""
    mine = assigned_to(viewer=viewer, action=Action.SEE_ASSIGNED, kind=KIND, on=on)
    return [
        AssignedLine(home.address, home.area, reverse("desk:assigned"))
        for home in Household.objects.filter(mine).order_by("walk_order", "pk")
    ]


@pytest.fixture(autouse=True)
def planted(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = AssignedKind(KIND, gettext_lazy("消毒"), lines)
    monkeypatch.setattr("linli.desk.views.assigned.ASSIGNED", (kind,))
    monkeypatch.setattr("linli.desk.queries.waiting.WAITS", assigned_waits(kinds=(kind,)))


def doors(make_observation: MakeObservation) -> list[Household]:
    made = (make_observation(address=f"{number}栋101室").person.household for number in (71, 72))
    return [home for home in made if home is not None]


@pytest.mark.parametrize("role", ROLES)
def test_the_first_page_holds_what_was_assigned_and_no_more(
    role: Role, make_user: MakeUser, make_observation: MakeObservation, secretary: Viewer, client: Client
) -> None:
    one, other = doors(make_observation)
    user = make_user(role=role, area=COMMUNITY)
    client.force_login(user)
    assert f'href="{reverse("desk:assigned")}"' in client.get("/", follow=True).text
    assert "现在没有分派给您的事" in client.get(reverse("desk:assigned")).text

    now = timezone.now()
    row = assign(
        kind=KIND, subject=one.pk, area=AreaCode(one.area), to=user, until_on=None, by=secretary, now=now
    )
    for address in (reverse("desk:assigned"), "/waits/"):
        shown = client.get(address).text
        assert one.address in shown
        assert other.address not in shown
    for page in ("desk:people", "desk:day"):
        assert one.address not in client.get(reverse(page)).text

    take_back(assignment=row, reason="做完了", by=secretary, now=now)
    for address in (reverse("desk:assigned"), "/waits/"):
        assert one.address not in client.get(address).text


def test_a_door_opens_to_whom_it_was_assigned_of_all_who_work_so(
    make_user: MakeUser, make_observation: MakeObservation, secretary: Viewer
) -> None:
    one, _other = doors(make_observation)
    now = timezone.now()
    users = {role: make_user(role=role, area=COMMUNITY) for role in ROLES}
    users_of = {
        "cleaner of another community": make_user(role=Role.CLEANER, area=FOREIGN),
        **{str(role): user for role, user in users.items()},
    }
    assign(
        kind=KIND,
        subject=one.pk,
        area=AreaCode(one.area),
        to=users[Role.CLEANER],
        until_on=None,
        by=secretary,
        now=now,
    )
    seeing = {
        who for who, user in users_of.items() if lines(viewer_of(user=user, on=day_of(now)), day_of(now))
    }
    assert seeing == {"CLEANER"}


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.ADMINISTRATOR])
def test_whoever_works_by_areas_has_no_such_page(role: Role, make_user: MakeUser, client: Client) -> None:
    client.force_login(make_user(role=role, area=COMMUNITY))
    assert client.get(reverse("desk:assigned")).status_code == 403


def test_a_security_administrator_gives_each_of_the_roles_on_the_page(
    make_user: MakeUser, client: Client
) -> None:
    client.force_login(make_user(role=Role.SECURITY_ADMINISTRATOR, area=AreaCode("34")))
    for role in ROLES:
        somebody = make_user(role=Role.STOREKEEPER, area=COMMUNITY, username=role.lower())
        end_post(post=Post.objects.get(user=somebody), by=None, now=timezone.now())
        answer = client.post(f"/staff/{somebody.pk}/post/", {"role": role, "area": COMMUNITY})
        assert answer.status_code == 302, role
    shown = client.get("/staff/waiting/").text  # each reads persons, and waits for a second person
    assert all(str(word) in shown for word in ("消毒员", "心理服务人员", "宣传员", "经费管理员", "志愿者"))
