"""What a page asks of the database: for every door, few statements, and no more of them when there are more rows."""

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linli.referrals.models import ClinicStaff
from linli.staff.models import User
from tests.cast import COMMUNITY
from tests.doors import DOORS, Door
from tests.scope_rows import Rows
from tests.test_rights_walk import ROUTES, Post, expected, places, posts, sign_in_as_post, taken_back
from tests.test_scope_walk import filled

MOST: Final = 12
# What only keeps a request apart from others, in a test's transaction as in one of its own.
BRACKETS: Final = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT")


def opened(*, client: Client, post: Post, rows: Rows) -> Iterator[tuple[Door, str]]:
    """Yield every page that opens to a post for some rows, with its address."""
    for door in DOORS:
        if door.method != "GET":
            continue
        for place, filling in places(door, post, rows):
            if expected(door=door, post=post, place=place, handed=True):
                yield door, filled(ROUTES[door.address], filling)
                break


def statements(client: Client, address: str) -> list[str]:
    """Return what a page asks, with what it wrote taken back."""
    with taken_back(), CaptureQueriesContext(connection) as asked:
        client.get(address)
    return [one["sql"] for one in asked if not one["sql"].startswith(BRACKETS)]


def test_measure(rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client) -> None:
    import json
    own = rows_in(community=COMMUNITY)
    users = {}
    found: dict[str, int] = {}
    texts = {}
    addresses = []
    for post in posts():
        if post.role is None:
            continue
        user = sign_in_as_post(client, post, make_user)
        users[str(post)] = user
        if post.role.value == "CLINIC":
            ClinicStaff.objects.create(user=user.pk, clinic_id=own.clinic_id)
        for door, address in opened(client=client, post=post, rows=own):
            asked = statements(client, address)
            addresses.append((user, door.address, address))
            if len(asked) > found.get(door.address, 0):
                found[door.address] = len(asked)
                texts[door.address] = [str(post), *asked]
    more = [rows_in(community=COMMUNITY) for _ in range(3)]
    grown = {}
    for user, name, address in addresses:
        client.force_login(user)
        n = len(statements(client, address))
        grown[name] = max(n, grown.get(name, 0))
    with open("/tmp/statements.json", "w") as file:
        json.dump({k: [found[k], grown[k], texts[k]] for k in sorted(found, key=lambda k: -found[k])}, file, indent=1, ensure_ascii=False)
