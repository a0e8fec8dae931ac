"""What was assigned by name: whose rows it opens, from when to when, and that nothing else opens them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final
from uuid import UUID

import pytest

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.staff.commands import end_post, give_post
from linli.staff.commands.assignments import EndsAlready, OutOfReach, assign, take_back
from linli.staff.models import Assignment, Post, User
from linli.staff.queries import viewer_of
from linli.staff.queries.assignments import assigned_to, counties_of_assignment
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, FOREIGN, GRID, MORNING, SIBLING, TOWNSHIP

MakeUser = Callable[..., User]
KIND: Final = "AREA_ROUND"
BEFORE, AFTER = FIRST_DAY - timedelta(days=1), FIRST_DAY + timedelta(days=1)


@pytest.fixture
def cleaner(make_user: MakeUser) -> User:
    return make_user(role=Role.CLEANER, area=COMMUNITY)


@pytest.fixture
def rows(areas: dict[str, Area]) -> dict[str, UUID]:
    """Plant subjects: users that stand for rounds, for they have an id and nobody else's rules."""
    made = {name: User(username=f"round-{name}", full_name=name) for name in ("one", "other")}
    for user in made.values():
        user.save(force_insert=True)
    return {name: user.pk for name, user in made.items()}


def give(
    subject: UUID, to: User, by: Viewer, *, area: AreaCode = GRID, until: date | None = None
) -> Assignment:
    return assign(kind=KIND, subject=subject, area=area, to=to, until_on=until, by=by, now=MORNING)


def seen(user: User, *, on: date = FIRST_DAY, kind: str = KIND) -> set[UUID]:
    """Return the planted rows that a user sees by what was assigned to them."""
    condition = assigned_to(viewer=viewer_of(user=user, on=on), action=Action.SEE_ASSIGNED, kind=kind, on=on)
    return set(User.objects.filter(condition, username__startswith="round-").values_list("pk", flat=True))


def test_without_an_assignment_there_are_no_rows(cleaner: User, rows: dict[str, UUID]) -> None:
    assert seen(cleaner) == set()
    stranger = assigned_to(viewer=None, action=Action.SEE_ASSIGNED, kind=KIND, on=FIRST_DAY)
    assert not User.objects.filter(stranger).exists()


def test_only_whoever_was_given_it_sees_it_and_only_that(
    cleaner: User, rows: dict[str, UUID], secretary: Viewer, make_user: MakeUser
) -> None:
    colleague = make_user(role=Role.CLEANER, area=COMMUNITY, username="colleague")
    give(rows["one"], cleaner, secretary)

    assert seen(cleaner) == {rows["one"]}
    assert seen(cleaner, kind="ANOTHER_KIND") == set()
    assert seen(colleague) == set()
    assert seen(User.objects.get(pk=secretary.user_id)) == set()  # who gave it reads by rights of their own


@pytest.mark.parametrize("action", sorted(set(Action) - {Action.SEE_ASSIGNED}))
def test_an_assignment_opens_nothing_by_a_right_that_the_role_lacks(
    action: Action, cleaner: User, rows: dict[str, UUID], secretary: Viewer
) -> None:
    give(rows["one"], cleaner, secretary)
    condition = assigned_to(
        viewer=viewer_of(user=cleaner, on=FIRST_DAY), action=action, kind=KIND, on=FIRST_DAY
    )
    assert not User.objects.filter(condition).exists()


def test_it_is_taken_back_once_for_a_reason(cleaner: User, rows: dict[str, UUID], secretary: Viewer) -> None:
    row = give(rows["one"], cleaner, secretary)
    for _ in range(2):
        take_back(assignment=row, reason="换人", by=secretary, now=MORNING)

    row.refresh_from_db()
    assert (row.taken_back_by, row.taken_back_reason) == (secretary.user_id, "换人")
    assert seen(cleaner) == set()
    events = AuditEvent.objects.filter(county=COUNTY, subject=rows["one"]).order_by("id")
    assert [event.action for event in events] == ["assignment.given", "assignment.taken_back"]
    assert events[0].changed == {"kind": KIND, "to": str(cleaner.pk), "until": None}
    assert "换人" not in str([event.changed for event in events])


@pytest.mark.parametrize(("on", "held"), [(FIRST_DAY, True), (AFTER, False)])
def test_until_on_is_the_first_day_without_it(
    on: date, held: bool, cleaner: User, rows: dict[str, UUID], secretary: Viewer
) -> None:
    give(rows["one"], cleaner, secretary, until=AFTER)
    assert seen(cleaner, on=on) == ({rows["one"]} if held else set())


@pytest.mark.parametrize("until", [BEFORE, FIRST_DAY])
def test_it_does_not_end_before_it_begins(
    until: date, cleaner: User, rows: dict[str, UUID], secretary: Viewer
) -> None:
    with pytest.raises(EndsAlready):
        give(rows["one"], cleaner, secretary, until=until)
    assert not Assignment.objects.exists()


def test_the_same_again_changes_nothing_and_another_end_takes_its_place(
    cleaner: User, rows: dict[str, UUID], secretary: Viewer
) -> None:
    first, again = give(rows["one"], cleaner, secretary), give(rows["one"], cleaner, secretary)
    longer = give(rows["one"], cleaner, secretary, until=AFTER)

    assert first == again == longer == Assignment.objects.get()
    assert longer.until_on == AFTER
    assert AuditEvent.objects.filter(county=COUNTY, action="assignment.given").count() == 2


def test_what_was_taken_back_may_be_given_again(
    cleaner: User, rows: dict[str, UUID], secretary: Viewer
) -> None:
    take_back(assignment=give(rows["one"], cleaner, secretary), reason="生病", by=secretary, now=MORNING)
    give(rows["one"], cleaner, secretary)
    assert seen(cleaner) == {rows["one"]}
    assert Assignment.objects.count() == 2


def test_whoever_leaves_has_left(cleaner: User, rows: dict[str, UUID], secretary: Viewer) -> None:
    give(rows["one"], cleaner, secretary)
    end_post(post=Post.objects.get(user=cleaner), by=None, now=MORNING)
    assert seen(cleaner) == set()

    give_post(user=cleaner, role=Role.CLEANER, area=COMMUNITY, from_on=FIRST_DAY, by=None, now=MORNING)
    assert seen(cleaner) == {rows["one"]}
    User.objects.filter(pk=cleaner.pk).update(is_active=False)
    cleaner.refresh_from_db()
    assert seen(cleaner) == set()


def test_a_post_elsewhere_keeps_nothing_of_the_place_that_was_left(
    cleaner: User, rows: dict[str, UUID], secretary: Viewer
) -> None:
    give_post(user=cleaner, role=Role.CLEANER, area=SIBLING, from_on=FIRST_DAY, by=None, now=MORNING)
    give(rows["one"], cleaner, secretary)
    give(rows["other"], cleaner, secretary, area=SIBLING)
    assert seen(cleaner) == set(rows.values())

    end_post(post=Post.objects.get(user=cleaner, area=COMMUNITY), by=None, now=MORNING)
    assert seen(cleaner) == {rows["other"]}


@pytest.mark.parametrize(
    ("role", "post", "area", "reached"),
    [
        (Role.CLEANER, COMMUNITY, COMMUNITY, True),
        (Role.CLEANER, COMMUNITY, GRID, True),
        (Role.CLEANER, COMMUNITY, SIBLING, False),
        (Role.CLEANER, COMMUNITY, TOWNSHIP, False),
        (Role.CLEANER, TOWNSHIP, GRID, True),
        (Role.CLEANER, TOWNSHIP, FOREIGN, False),
        (Role.HELPER, COMMUNITY, GRID, True),
        (Role.GRID_WORKER, GRID, GRID, False),  # reaches the grid by the post already
    ],
)
def test_only_within_a_post_that_works_by_assignment(
    role: Role,
    post: AreaCode,
    area: AreaCode,
    reached: bool,
    make_user: MakeUser,
    rows: dict[str, UUID],
    secretary: Viewer,
) -> None:
    user = make_user(role=role, area=post)
    if reached:
        give(rows["one"], user, secretary, area=area)
    else:
        with pytest.raises(OutOfReach):
            give(rows["one"], user, secretary, area=area)
    assert seen(user) == ({rows["one"]} if reached else set())


def test_stream_tables_are_asked_by_the_county_of_the_post(cleaner: User, make_user: MakeUser) -> None:
    doctor = make_user(role=Role.DOCTOR, area=COMMUNITY)
    counties = [
        counties_of_assignment(viewer=viewer_of(user=user, on=FIRST_DAY), action=Action.SEE_ASSIGNED)
        for user in (cleaner, doctor)
    ]
    assert counties == [(COUNTY,), ()]


def test_it_costs_one_statement(
    cleaner: User, rows: dict[str, UUID], secretary: Viewer, django_assert_num_queries: Callable[..., object]
) -> None:
    give(rows["one"], cleaner, secretary)
    viewer = viewer_of(user=cleaner, on=FIRST_DAY)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        condition = assigned_to(viewer=viewer, action=Action.SEE_ASSIGNED, kind=KIND, on=FIRST_DAY)
        assert [row.pk for row in User.objects.filter(condition)] == [rows["one"]]
