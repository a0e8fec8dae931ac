"""Who may do what where: the table of rights at its edges."""

from uuid import UUID

import pytest

from linli.areas.rules import AreaCode, Level
from linli.staff.apart import ADMINISTRATORS
from linli.staff.labels import ROLES
from linli.staff.rights import LEVELS, RIGHTS, Action, Relation, Role, roles_with
from linli.staff.rules import (
    PostHeld,
    Viewer,
    areas_of_assignment,
    chains_of_offices,
    may,
    may_at,
    offices_of_hand_over,
    own_offices,
    roles_at,
    scope,
    seals_and_receives,
)
from tests.cast import (
    CITY,
    COMMUNITY,
    COUNTY,
    FOREIGN,
    GRID,
    OTHER_GRID,
    PROVINCE,
    SIBLING,
    TOWNSHIP,
)

OFFICERS = {Role.TOWNSHIP_OFFICER, Role.COUNTY_OFFICER, Role.CITY_OFFICER, Role.PROVINCE_OFFICER}
OF_PERSONS = {
    Action.SEE_PERSON,
    Action.REVEAL_IDENTITY,
    Action.REGISTER_PERSON,
    Action.JOIN_PEOPLE,
    Action.RECORD_CHECK,
}


def holding(*posts: tuple[Role, AreaCode]) -> Viewer:
    return Viewer(UUID(int=1), "somebody", tuple(PostHeld(role, area) for role, area in posts))


NOBODY = holding()


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("viewer", [None, NOBODY])
def test_without_a_post_there_is_no_right_and_no_area(viewer: Viewer | None, action: Action) -> None:
    assert scope(viewer=viewer, action=action).areas == ()
    assert not may(viewer=viewer, action=action)
    for area in (PROVINCE, COMMUNITY, GRID):
        assert not may_at(viewer=viewer, action=action, area=area)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_a_role_reaches_its_area_for_its_actions_and_none_for_others(role: Role, action: Action) -> None:
    viewer = holding((role, COMMUNITY))
    relation = RIGHTS[role].get(action)
    here = {one: (COMMUNITY,) if relation is one else () for one in Relation}

    subtrees = (Relation.OWN_GRID, Relation.OWN_COMMUNITY, Relation.BELOW, Relation.OWN_CHAIN)
    beneath = next((here[one] for one in subtrees if here[one]), ())
    assert scope(viewer=viewer, action=action).areas == beneath
    assert own_offices(viewer=viewer, action=action) == here[Relation.OWN_OFFICE]
    assert offices_of_hand_over(viewer=viewer, action=action) == here[Relation.HANDED_OVER]
    assert areas_of_assignment(viewer=viewer, action=action) == here[Relation.ASSIGNED]
    assert may(viewer=viewer, action=action) is (relation is not None)
    assert may_at(viewer=viewer, action=action, area=COMMUNITY) is bool(beneath)


@pytest.mark.parametrize("action", [Action.SEE_AUDIT, Action.FOLLOW_LEAK])
@pytest.mark.parametrize(
    ("areas", "reached", "chains"),
    [
        ((COUNTY,), (COUNTY,), ()),
        ((CITY,), (), (CITY,)),
        ((PROVINCE,), (), (PROVINCE, "", "00")),
        ((CITY, COUNTY), (COUNTY,), (CITY,)),
        ((), (), ()),
    ],
)
def test_an_auditor_above_the_county_reaches_an_office_and_nothing_beneath_it(
    areas: tuple[AreaCode, ...], reached: tuple[AreaCode, ...], chains: tuple[str, ...], action: Action
) -> None:
    viewer = holding(*((Role.AUDITOR, area) for area in areas))
    assert scope(viewer=viewer, action=action).areas == reached
    assert chains_of_offices(viewer=viewer, action=action) == chains
    assert may_at(viewer=viewer, action=action, area=COMMUNITY) is bool(reached)


@pytest.mark.parametrize(
    ("own", "area", "inside"),
    [
        (COMMUNITY, COMMUNITY, True),
        (COMMUNITY, GRID, True),
        (COMMUNITY, SIBLING, False),
        (COMMUNITY, TOWNSHIP, False),
        (COMMUNITY, PROVINCE, False),
        (COMMUNITY, FOREIGN, False),
        (GRID, GRID, True),
        (GRID, OTHER_GRID, False),
        (GRID, COMMUNITY, False),
        (TOWNSHIP, COMMUNITY, True),
        (TOWNSHIP, SIBLING, True),
        (TOWNSHIP, COUNTY, False),
        (PROVINCE, CITY, True),
        (PROVINCE, GRID, True),
        (PROVINCE, FOREIGN, False),
    ],
)
def test_an_area_holds_what_lies_beneath_it_and_nothing_else(
    own: AreaCode, area: AreaCode, inside: bool
) -> None:
    # Any role shows it: the right is the same, only the place differs.
    viewer = holding((Role.SECRETARY, own))
    assert may_at(viewer=viewer, action=Action.SEE_PERSON, area=area) is inside


def test_two_posts_do_not_lend_each_other_their_rights() -> None:
    viewer = holding((Role.DOCTOR, COMMUNITY), (Role.SECRETARY, SIBLING))

    assert scope(viewer=viewer, action=Action.SEE_PERSON).areas == (COMMUNITY, SIBLING)
    assert own_offices(viewer=viewer, action=Action.SEAL_REPORT) == (SIBLING,)
    assert not may_at(viewer=viewer, action=Action.REVIEW_ALERT, area=SIBLING)
    assert roles_at(viewer=viewer, area=COMMUNITY) == {Role.DOCTOR}


def test_the_word_of_an_office_is_its_own_and_no_right_over_those_beneath_it() -> None:
    officer = holding((Role.TOWNSHIP_OFFICER, TOWNSHIP))

    assert own_offices(viewer=officer, action=Action.SEAL_REPORT) == (TOWNSHIP,)
    for area in (TOWNSHIP, COMMUNITY):
        assert not may_at(viewer=officer, action=Action.SEAL_REPORT, area=area)


def test_what_was_handed_over_opens_no_area() -> None:
    clinic = holding((Role.CLINIC, COUNTY))

    assert may(viewer=clinic, action=Action.ANSWER_REFERRAL)
    assert scope(viewer=clinic, action=Action.ANSWER_REFERRAL).areas == ()
    assert scope(viewer=clinic, action=Action.ANSWER_REFERRAL).counties == ()
    assert offices_of_hand_over(viewer=clinic, action=Action.ANSWER_REFERRAL) == (COUNTY,)


@pytest.mark.parametrize(
    "role", [Role.CLEANER, Role.PSYCH_WORKER, Role.PUBLICITY, Role.TREASURER, Role.HELPER]
)
def test_who_works_by_assignment_reaches_no_area_by_anything(role: Role) -> None:
    viewer = holding((role, COMMUNITY))

    assert set(RIGHTS[role].values()) == {Relation.ASSIGNED}
    for action in Action:
        assert scope(viewer=viewer, action=action).areas == ()
        assert own_offices(viewer=viewer, action=action) == ()
    assert areas_of_assignment(viewer=None, action=Action.SEE_ASSIGNED) == ()


def test_two_roles_at_one_area_are_one_area() -> None:
    viewer = holding((Role.DOCTOR, COMMUNITY), (Role.SECRETARY, COMMUNITY))
    assert scope(viewer=viewer, action=Action.SEE_PERSON).areas == (COMMUNITY,)
    assert roles_at(viewer=viewer, area=GRID) == {Role.DOCTOR, Role.SECRETARY}


@pytest.mark.parametrize(
    ("area", "counties"),
    [(COMMUNITY, (COUNTY,)), (GRID, (COUNTY,)), (COUNTY, (COUNTY,)), (CITY, ()), (PROVINCE, ())],
)
def test_above_the_county_no_stream_is_read(area: AreaCode, counties: tuple[str, ...]) -> None:
    assert scope(viewer=holding((Role.SECRETARY, area)), action=Action.SEE_PERSON).counties == counties


@pytest.mark.parametrize("role", sorted(OFFICERS | ADMINISTRATORS))
def test_above_the_community_and_in_administration_nobody_sees_a_person(role: Role) -> None:
    assert not RIGHTS[role].keys() & OF_PERSONS


@pytest.mark.parametrize(
    ("action", "role"),
    [
        (Action.KEEP_ACCOUNTS, Role.ADMINISTRATOR),
        (Action.GIVE_POSTS, Role.SECURITY_ADMINISTRATOR),
        (Action.SET_SECOND_FACTORS, Role.SECURITY_ADMINISTRATOR),
        (Action.SEE_AUDIT, Role.AUDITOR),
    ],
)
def test_each_of_the_three_offices_has_one_role(action: Action, role: Role) -> None:
    assert roles_with(action=action) == [role]


def test_only_a_doctor_judges() -> None:
    judging = {Action.REVIEW_ALERT, Action.JUDGE_REFERRAL}
    assert {role for role in Role if RIGHTS[role].keys() & judging} == {Role.DOCTOR}


@pytest.mark.parametrize("role", Role)
def test_every_role_has_rights_levels_and_words(role: Role) -> None:
    assert RIGHTS[role]
    assert LEVELS[role]
    assert str(ROLES[role])


@pytest.mark.parametrize("role", [role for role in Role if RIGHTS[role].keys() & OF_PERSONS])
def test_who_sees_persons_stands_in_a_community_or_a_grid(role: Role) -> None:
    assert LEVELS[role] <= {Level.COMMUNITY, Level.GRID}


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ((Role.SECRETARY, COMMUNITY), (Role.TOWNSHIP_OFFICER, TOWNSHIP), True),
        ((Role.SECRETARY, COMMUNITY), (Role.COUNTY_OFFICER, COUNTY), True),  # receives for a township, too
        ((Role.SECRETARY, COMMUNITY), (Role.TOWNSHIP_OFFICER, AreaCode("340102002")), False),
        ((Role.SECRETARY, COMMUNITY), (Role.SECRETARY, SIBLING), False),
        ((Role.DOCTOR, COMMUNITY), (Role.TOWNSHIP_OFFICER, TOWNSHIP), False),  # seals nothing
        ((Role.TOWNSHIP_OFFICER, TOWNSHIP), (Role.COUNTY_OFFICER, COUNTY), True),
        ((Role.TOWNSHIP_OFFICER, TOWNSHIP), (Role.TOWNSHIP_OFFICER, TOWNSHIP), False),
        ((Role.COUNTY_OFFICER, COUNTY), (Role.PROVINCE_OFFICER, PROVINCE), True),
    ],
)
def test_who_would_receive_their_own_report(
    one: tuple[Role, AreaCode], other: tuple[Role, AreaCode], both: bool
) -> None:
    assert seals_and_receives(one=PostHeld(*one), other=PostHeld(*other)) is both
    assert seals_and_receives(one=PostHeld(*other), other=PostHeld(*one)) is both
