"""The phone's API as every post: what is brought is taken, and what is told is told, as the table of rights says."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from django.test import Client
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.ids import new_id
from linli.staff.models import User
from linli.staff.rights import RIGHTS, Action
from tests.scope_rows import Rows
from tests.test_rights_walk import Post, covers, posts, sign_in_as_post
from tests.undone import taken_back

pytestmark = pytest.mark.once

# What each kind of record asks for, and what it says of the rows of a place.
KINDS: Final[dict[str, tuple[Action, Callable[[Rows], dict[str, Any]]]]] = {
    "check": (
        Action.RECORD_CHECK,
        lambda rows: {
            "observation": str(rows.observation_id),
            "outcome": "DONE",
            "channel": "VISIT",
            "temperature_tenths": 365,
        },
    ),
    "call": (
        Action.RECORD_CHECK,
        lambda rows: {
            "person": str(rows.person_id),
            "way": "CALL",
            "purpose": "HEALTH",
            "outcome": "REACHED",
        },
    ),
    "person": (Action.REGISTER_PERSON, lambda rows: {"person": str(rows.person_id), "name": "改过的名字"}),
    "household": (
        Action.REGISTER_PERSON,
        lambda rows: {"household": str(rows.household_id), "note": "门在背面"},
    ),
    "arrival": (
        Action.REGISTER_PERSON,
        lambda rows: {
            "community": str(rows.community),
            "grid": str(rows.area) if len(rows.area) > len(rows.community) else "",
            "name": "新来的人",
            "phone": "13912345678",
            "address": "9栋1单元101室",
            "origin": "湖北省武汉市",
            "origin_class": "WUHAN",
            "arrived_on": rows.day,
            "contact_history": "NO",
        },
    ),
    "emergency": (
        Action.RAISE_EMERGENCY,
        lambda rows: {"emergency_kind": "OTHER", "words": "有情况", "grid": str(rows.area)},
    ),
}


def becomes_of(post: Post, action: Action, rows: Rows) -> set[str]:
    """Return what may become of a record about a place: taken where the post covers it; held where it lies in its community."""
    if post.role is None or action not in RIGHTS[post.role]:
        return {"rejected"}
    if rows.area.startswith(post.area):
        return {"ok", "conflict"}
    return {"held"} if rows.area.startswith(post.area[:12]) else {"rejected"}


def faults_of(client: Client, post: Post, rows: Rows) -> Iterator[str]:
    """Bring one record of every kind and ask for the day; yield what is not as the table says."""
    for kind, (action, says) in KINDS.items():
        operation = {
            "id": str(new_id()),
            "kind": kind,
            "schema": 1,
            "claimed_at": timezone.now().isoformat(),
            "data": says(rows),
        }
        told = asked(client, "sync", {"ops": [operation]})
        (answer,) = told["answers"]
        if answer["status"] not in becomes_of(post, action, rows):
            yield f"{kind} as {post} at {rows.area}: {answer}"
    sees = post.role is not None and covers(
        relation=RIGHTS[post.role].get(Action.RECORD_CHECK),
        post=post,
        place=AreaCode(rows.area),
        handed=False,
    )
    if (rows.name in str(asked(client, "day", {}))) is not sees:
        yield f"day as {post} at {rows.area}: {'lacks' if sees else 'tells'} {rows.name}"


def asked(client: Client, what: str, body: dict[str, Any]) -> dict[str, Any]:
    """Send a message of the phone, take back what it did, and return what was answered."""
    with taken_back():
        told = {"device": str(new_id()), "sent_at": timezone.now().isoformat(), **body}
        answer = client.post(f"/api/v1/{what}", told, content_type="application/json")
        assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_the_phone_brings_and_is_told_what_the_table_says(
    three_places: list[Rows], make_user: Callable[..., User], client: Client
) -> None:
    faults: list[str] = []
    for post in posts():
        sign_in_as_post(client, post, make_user)
        for rows in three_places:
            faults += faults_of(client, post, rows)
    assert not faults, "\n".join(faults)
