"""The menu is drawn once for each of its forms, and nobody sees another's."""

import re

import pytest
from django.utils import translation

from linli.desk.nav import doors_of, nav
from linli.desk.registers import DOORS
from linli.ids import new_id
from linli.staff.rights import RIGHTS, Role
from linli.staff.rules import PostHeld, Viewer, may
from tests.cast import COMMUNITY

SECRETARY = frozenset({Role.SECRETARY})


def drawn(
    *, roles: frozenset[Role] = SECRETARY, path: str = "/", waiting: int = 0, place: str = "side-"
) -> str:
    return nav(roles=roles, path=path, counts={"emergencies:emergencies": waiting}, place=place)


@pytest.mark.parametrize("role", Role)
def test_the_doors_of_a_role_are_those_its_rights_open(role: Role) -> None:
    viewer = Viewer(user_id=new_id(), name="", posts=(PostHeld(role, COMMUNITY),))
    opened = [door for door in DOORS if any(may(viewer=viewer, action=action) for action in door.actions)]
    assert [door for door, _url in doors_of(roles=frozenset({role}))] == opened
    assert all(door.actions & RIGHTS[role].keys() for door in opened)


def test_whoever_holds_two_posts_has_the_doors_of_both() -> None:
    both = frozenset({Role.SECRETARY, Role.AUDITOR})
    one, other = (doors_of(roles=frozenset({role})) for role in both)
    assert set(doors_of(roles=both)) == {*one, *other}


def test_nobody_has_no_doors() -> None:
    assert "<a " not in drawn(roles=frozenset())


def test_a_count_is_the_one_of_now() -> None:
    assert 'nav-count">2<' in drawn(waiting=2)
    assert 'nav-count">3<' in drawn(waiting=3)
    assert "nav-count" not in drawn(waiting=0)


def test_the_page_one_is_on_is_marked_and_no_other() -> None:
    for path, marked in (
        ("/emergencies/", ["/emergencies/"]),
        ("/emergencies/new/", ["/emergencies/"]),
        ("/", []),
    ):
        assert re.findall(r'href="([^"]+)"\s+aria-current', drawn(path=path)) == marked


def test_each_language_has_its_own_words() -> None:
    with translation.override("zh-hans"):
        chinese = drawn()
    with translation.override("en"):
        english = drawn()
    with translation.override("zh-hans"):
        assert drawn() == chinese
    assert "紧急报告" in chinese
    assert "紧急报告" not in english


def test_it_stands_twice_on_a_page_and_no_id_twice() -> None:
    ids = re.findall(r'id="([^"]+)"', drawn(place="side-") + drawn(place="phone-"))
    assert len(ids) == len(set(ids)) > 0
