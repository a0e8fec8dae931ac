"""Every door x every post x what lies in an own, child, parent, sibling and foreign area, against the table of rights."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import pytest
from django.db import connection
from django.test import Client

from linli.areas.rules import AreaCode, Level
from linli.ids import new_id
from linli.referrals.models import ClinicStaff
from linli.staff.models import User
from linli.staff.rights import LEVELS, RIGHTS, Action, Relation, Role
from linli.staff.sent import TOKEN
from tests.addresses import FORM, addresses, filled, refuse_without_a_page
from tests.cast import CITY, COMMUNITY, COUNTY, FOREIGN, GRID, OTHER_GRID, PROVINCE, SIBLING, TOWNSHIP
from tests.door import At, Door
from tests.doors import DOORS, OF_THE_ASKER, OPEN_TO_ALL, OPEN_TO_STRANGERS
from tests.made import MARKS
from tests.scope_rows import Rows
from tests.undone import taken_back

pytestmark = pytest.mark.once

# The areas of one line from the province down; a post of every role stands on each level that the role knows.
LINE: Final = {area.level: area for area in (PROVINCE, CITY, COUNTY, TOWNSHIP, COMMUNITY, GRID)}
ROUTES: Final = dict(addresses())
# Rights by which names and notes are read.
READ_PERSONS: Final = frozenset({Action.SEE_PERSON, Action.ANSWER_REFERRAL, Action.ANSWER_HAND_OVER})
REFUSED: Final = frozenset({401, 403, 404})
OPENED: Final = frozenset({200, 302, 409, 422})
# Writes that a refused request may do: nothing but what keeps the session.
_WRITES: Final = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"?(?!django_session)', re.IGNORECASE)


@dataclass(frozen=True)
class Post:
    """A post somebody holds in the walk; role None: signed in without a post."""

    role: Role | None
    area: AreaCode

    def __str__(self) -> str:
        return f"{self.role or 'nobody'}@{self.area}"


def posts() -> list[Post]:
    """Return a post of every role at the levels that it knows, a worker beside and beneath, and nobody's.

    Of roles that hold the same rights (a cleaner, a treasurer) one stands for all: pages ask for rights, never for roles.
    One of five levels stands at the province, the county and the community: what is between is reached alike.
    """
    differing = {tuple(RIGHTS[role].items()): role for role in reversed(Role)}.values()
    line = [Post(role, LINE[level]) for role in reversed(differing) for level in walked(role)]
    return [*line, Post(Role.GRID_WORKER, OTHER_GRID), Post(None, COMMUNITY)]


def walked(role: Role) -> list[Level]:
    """Return the levels at which the walk puts posts of a role."""
    levels = sorted(LEVELS[role], key=lambda level: len(LINE[level]))
    return levels[::2] if len(levels) == 5 else levels


def covers(*, relation: Relation | None, post: Post, place: AreaCode, handed: bool) -> bool:
    """Say whether a right of a post reaches a place; handed: the row was sent to the office of the post.

    Nothing in the walk's rows is assigned to anybody by name: tests/test_assigned.py.
    """
    match relation:
        case None | Relation.ASSIGNED:
            return False
        case Relation.OWN_OFFICE:
            return post.area == place
        case Relation.OWN_CHAIN if post.area.level in {Level.CITY, Level.PROVINCE}:
            return post.area == place
        case Relation.HANDED_OVER:
            return handed
        case Relation.OWN_AND_NEXT:
            next_levels = [post.area.level, post.area.child_level]
            return place.startswith(post.area) and place.community.level in next_levels
        case _:
            return place.startswith(
                post.area
            )  # by the code alone, so that the walk shares nothing with the scope


def expected(*, door: Door, post: Post, place: AreaCode | None, handed: bool) -> bool:
    """Say whether the table of rights opens a door to a post; place None: no row is named, any reach will do."""
    if post.role is None:
        return False
    rights = RIGHTS[post.role]
    if door.needed and door.needed not in rights:
        return False
    relations = [rights.get(action) for action in door.opened_by]
    if place is None:
        return any(relations)
    return any(covers(relation=one, post=post, place=place, handed=handed) for one in relations)


@dataclass
class Answer:
    """What a request came back with, and the tables that it wrote."""

    status: int
    text: str
    to: str
    wrote: list[str]


def ask(client: Client, door: Door, address: str, sent: dict[str, str]) -> Answer:
    """Send one request, note what it writes, and take it back, so that the next finds all as it was."""
    wrote: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if _WRITES.match(sql):
            wrote.append(sql[:80])
        return execute(sql, params, many, context)

    with taken_back(), connection.execute_wrapper(note):
        came = client.get(address) if door.method == "GET" else client.post(address, sent)
        text = came.getvalue().decode(errors="replace")
    return Answer(came.status_code, text, came.headers.get("Location", ""), wrote)


def places(door: Door, post: Post, rows: Rows) -> Iterator[tuple[AreaCode | None, Rows]]:
    """Yield where what a door leads to lies, and the rows that fill its address."""
    if holds(door, post):
        yield from asked_of_holders(door, post, rows)
    elif rows.community == COMMUNITY and post.area == lowest(post.role):
        # Refused for want of the right, wherever the rows lie: asked of the nearest, and of one post of a role.
        yield (
            (None if door.at is At.LIST else PROVINCE if door.at is At.PROVINCE else AreaCode(rows.area)),
            rows,
        )


def asked_of_holders(door: Door, post: Post, rows: Rows) -> Iterator[tuple[AreaCode | None, Rows]]:
    """Yield what a post is asked that holds the right somewhere: every place, own, child, parent, sibling and foreign."""
    if door.at is At.LIST:
        # For who reads nobody a list is the same page whatever the rows, and no mark of any may stand on it.
        if reads_persons(post) or door.method == "POST" or rows.community == COMMUNITY:
            yield None, rows
    elif door.at in {At.CODE, At.ABOVE_CODE}:
        if rows.community == COMMUNITY:
            for area in (*LINE.values(), SIBLING, FOREIGN):
                if area.level in door.levels and (counts := area if door.at is At.CODE else area.parent):
                    yield counts, replace(rows, area=area)
    elif door.at is At.PROVINCE:
        yield PROVINCE, rows
    else:
        yield AreaCode(getattr(rows, door.at)), rows


def holds(door: Door, post: Post) -> bool:
    """Say whether a post holds a right that opens a door somewhere."""
    if post.role is None:
        return False
    rights = RIGHTS[post.role]
    return bool(door.opened_by & rights.keys()) and (door.needed is None or door.needed in rights)


def lowest(role: Role | None) -> AreaCode:
    """Return the lowest area at which a role stands."""
    return (
        COMMUNITY
        if role is None
        else min((LINE[level] for level in LEVELS[role]), key=lambda area: -len(area))
    )


def faults_of(*, client: Client, post: Post, rows: Rows, handed: bool) -> Iterator[str]:
    """Walk every door as one post for the rows of one place; yield what is not as the table says."""
    for door in DOORS:
        for place, filling in places(door, post, rows):
            opens = expected(door=door, post=post, place=place, handed=handed)
            answer = ask(client, door, filled(ROUTES[door.address], filling), sent_with(door, filling))
            where = f"{door.method} {door.address} as {post} at {place or 'any'}"
            if answer.status >= 500:
                yield f"{where}: {answer.status}"
            elif opens and answer.status not in OPENED:
                yield f"{where}: refused with {answer.status}, the table opens it"
            elif not opens and answer.status not in REFUSED:
                yield f"{where}: opened with {answer.status} {answer.to}, the table does not"
            elif not opens and answer.wrote:
                yield f"{where}: refused, but wrote {answer.wrote}"
            if not seen_by(post, rows, handed) and any(mark in answer.text for mark in marks_of(post, rows)):
                yield f"{where}: shows what lies at {rows.area}"


def marks_of(post: Post, rows: Rows) -> tuple[str, ...]:
    """Return what must not be read: the name in these rows; every mark for a post that reads nobody's anywhere."""
    return (rows.name,) if reads_persons(post) else MARKS


def reads_persons(post: Post) -> bool:
    """Say whether a post reads names and notes anywhere."""
    return post.role is not None and bool(RIGHTS[post.role].keys() & READ_PERSONS)


def seen_by(post: Post, rows: Rows, handed: bool) -> bool:
    """Say whether a post may read names and notes of the rows of a place: persons stay in the community."""
    if post.role is None:
        return False
    return any(
        covers(relation=RIGHTS[post.role].get(action), post=post, place=AreaCode(rows.area), handed=handed)
        for action in READ_PERSONS
    )


def sent_with(door: Door, rows: Rows) -> dict[str, str]:
    """Return what a form is sent with: the places and rows that a bulk action or a new row may name."""
    named = {
        "community": str(rows.community),
        "area": str(rows.area),
        "grid": str(rows.grid),
        "households": str(rows.household_id),
        "observations": str(rows.observation_id),
        "to_community": str(rows.community),
        "name": "新的",
        TOKEN: "of the page that sent it",
    }
    return {**FORM, **named, "id": str(new_id()), "claimed_at": "2020-01-27T09:00", **door.form}


OFFICERS: Final = frozenset(
    {Role.TOWNSHIP_OFFICER, Role.COUNTY_OFFICER, Role.CITY_OFFICER, Role.PROVINCE_OFFICER}
)
# Walked apart, so that a fault is found before all have been walked.
GROUPS: Final[dict[str, Callable[[Role | None], bool]]] = {
    "secretary and doctor": lambda role: role in {Role.SECRETARY, Role.DOCTOR},
    "workers": lambda role: role is Role.GRID_WORKER,
    "officers": lambda role: role in OFFICERS,
    "all others": lambda role: role not in {Role.SECRETARY, Role.DOCTOR, Role.GRID_WORKER, *OFFICERS},
}


@pytest.mark.parametrize("group", GROUPS)
def test_every_door_opens_to_whom_the_table_says_and_to_nobody_else(
    group: str,
    three_places: list[Rows],
    make_user: Callable[..., User],
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = three_places[0]
    refuse_without_a_page(monkeypatch)
    client.raise_request_exception = False  # a door that breaks is a fault among the others
    faults: list[str] = []
    for post in (post for post in posts() if GROUPS[group](post.role)):
        user = sign_in_as_post(client, post, make_user)
        if post.role is Role.CLINIC:
            ClinicStaff.objects.create(user=user.pk, clinic_id=own.clinic_id)
        for rows in three_places:
            handed = rows.area.startswith(post.area) if post.role is Role.POLICE else rows is own
            faults += faults_of(client=client, post=post, rows=rows, handed=handed)
    assert not faults, "\n".join(faults)


def sign_in_as_post(client: Client, post: Post, make_user: Callable[..., User]) -> User:
    """Sign in somebody who holds a post, or none."""
    if post.role:
        user = make_user(role=post.role, area=post.area)
    else:
        user = User(username="nobody", full_name="无岗位")
        user.save(force_insert=True)
    client.force_login(user)
    return user


def test_every_address_has_a_door() -> None:
    assert {door.address for door in DOORS} | OPEN_TO_ALL | OPEN_TO_STRANGERS | OF_THE_ASKER == set(ROUTES)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: f"{door.method} {door.address}")
def test_every_door_opens_to_somebody(door: Door) -> None:
    """The walk asks each of these and sees them open."""
    areas = (PROVINCE, None) if door.at in {At.PROVINCE, At.LIST} else LINE.values()
    assert any(
        expected(door=door, post=post, place=place, handed=True) for post in posts() for place in areas
    )


@pytest.mark.parametrize(("role", "action"), [(role, action) for role in Role for action in RIGHTS[role]])
def test_a_cell_of_the_table_decides_about_a_door(role: Role, action: Action) -> None:
    """Without the right the walk would expect some door to be shut, so no cell is held by nothing."""
    others = RIGHTS[role].keys() - {action}
    assert any(
        door.needed == action or (action in door.opened_by and not door.opened_by & others) for door in DOORS
    )


@pytest.mark.parametrize("action", Action)
def test_every_right_opens_a_door_that_stays_shut_without_it(action: Action) -> None:
    assert any(action in door.opened_by or door.needed == action for door in DOORS)
