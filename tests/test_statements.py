"""What a page asks of the database: for every door, few statements, and no more of them when there are more people."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.observation.models import Observation
from linli.people.commands import name_to_care
from linli.protocols.models import Protocol
from linli.protocols.versions import rules_of
from linli.referrals.models import ClinicStaff
from linli.reports.models import Schedule
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import OPERATOR
from tests.addresses import filled
from tests.cast import COMMUNITY, FIRST_DAY, GRID, SIBLING, MakeObservation
from tests.doors import DOORS
from tests.scope_rows import Rows
from tests.test_rights_walk import ROUTES, Post, expected, places, posts, sign_in_as_post
from tests.undone import taken_back

pytestmark = pytest.mark.once

# So many statements a page may cost, those of recognising who asks and of what stands around every page among them.
MOST: Final = 12
# Lists that are asked for otherwise when they are narrowed.
NARROWED: Final = {
    "desk:day": ("?show=action", "?show=overdue", "?show=over", f"?grid={GRID}"),
    "desk:entry": ("?show=all", "?show=tried"),
}
LEFT_GRID: Final = AreaCode(f"{COMMUNITY}003")  # in which nobody works
# What only keeps a request apart from others, in a test's transaction as in one of its own.
BRACKETS: Final = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT")


@pytest.fixture
def own(rows_in: Callable[..., Rows], make_observation: MakeObservation) -> Rows:
    """Make a row of each kind in COMMUNITY and somebody just arrived, on a day when every office is reminded from midnight."""
    Schedule.objects.update(remind_minutes=24 * 60)
    Area.objects.create(code=LEFT_GRID, name="第三网格", level=LEFT_GRID.level, valid_from=FIRST_DAY)
    own = rows_in(community=COMMUNITY)
    care_for(make_observation(at=timezone.now(), phone="13812345670"))
    read_versions()
    return own


def care_for(observation: Observation) -> None:
    """Name somebody to those who care, so that each kind of duty stands on the lists."""
    name_to_care(people=[observation.person], tag="INFORMED", by=OPERATOR, now=timezone.now())


def read_versions() -> None:
    """Ask what a process asks once of each version of the protocol."""
    for code in Protocol.objects.values_list("pk", flat=True):
        rules_of(code)


@pytest.fixture
def opened(own: Rows, make_user: Callable[..., User]) -> list[tuple[Post, User, str, str]]:
    """Return every page that opens, once a role: who opens it, its name and its address."""
    found: list[tuple[Post, User, str, str]] = []
    known: set[tuple[Role, str]] = set()
    for post in posts():
        if post.role is None:
            continue
        user = sign_in_as_post(Client(), post, make_user)
        if post.role is Role.CLINIC:
            ClinicStaff.objects.create(user=user.pk, clinic_id=own.clinic_id)
        for name, address in _pages(post=post, rows=own):
            if (post.role, name) not in known:
                known.add((post.role, name))
                found.append((post, user, name, address))
    return found


def _pages(*, post: Post, rows: Rows) -> Iterator[tuple[str, str]]:
    """Yield the pages that open to a post for some rows: name and address."""
    for door in DOORS:
        if door.method != "GET":
            continue
        for place, filling in places(door, post, rows):
            if expected(door=door, post=post, place=place, handed=True):
                address = filled(ROUTES[door.address], filling)
                yield door.address, address
                for narrowed in NARROWED.get(door.address, ()):
                    yield f"{door.address} {narrowed}", address + narrowed
                if door.address == "desk:grid":
                    left = replace(filling, area=LEFT_GRID)
                    yield "desk:grid without a worker", filled(ROUTES[door.address], left)
                break


def statements(client: Client, address: str) -> list[str]:
    """Return what a page asks, with what it wrote taken back."""
    with taken_back(), CaptureQueriesContext(connection) as asked:
        client.get(address)
    return [one["sql"] for one in asked if not one["sql"].startswith(BRACKETS)]


def asked_by(opened: list[tuple[Post, User, str, str]]) -> Iterator[tuple[str, str, list[str]]]:
    """Open every page; yield its name, who asked, and the statements."""
    client, last = Client(), None
    for post, user, name, address in opened:
        if user is not last:
            client.force_login(user)
            client.get("/rights/")  # the hours of the day are asked once a process
            last = user
        yield name, f"{name} as {post}", statements(client, address)


def test_a_page_asks_little_and_no_more_when_there_are_more_people(
    opened: list[tuple[Post, User, str, str]],
    rows_in: Callable[..., Rows],
    make_observation: MakeObservation,
) -> None:
    few = {who: asked for _name, who, asked in asked_by(opened)}
    for n in range(1, 5):
        care_for(make_observation(at=timezone.now(), phone=f"1381234567{n}"))
    rows_in(community=SIBLING)
    read_versions()
    many = {who: asked for _name, who, asked in asked_by(opened)}

    faults = [
        f"{who}: {len(asked)} statements, and {len(many[who])} when there are more people"
        for who, asked in few.items()
        if len(asked) > MOST or len(many[who]) > len(asked)
    ]
    assert not faults, "\n".join(faults)
