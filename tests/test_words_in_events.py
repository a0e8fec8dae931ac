"""What somebody types goes where it is sealed or removed, and never into an event, which lies open and stays for good."""

import json
from collections.abc import Callable, Iterator
from typing import Final

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from linli.audit.models import AuditEvent
from linli.referrals.models import ClinicStaff
from linli.retention.registers import APPS
from linli.sealing.columns import sealed_tables
from linli.staff.models import User
from linli.staff.rights import Role
from linli.stream.guard import national
from tests.addresses import filled
from tests.door import Door
from tests.doors import DOORS
from tests.scope_rows import Rows
from tests.test_rights_walk import (
    ROUTES,
    Post,
    expected,
    places,
    posts,
    sent_with,
    sign_in_as_post,
)
from tests.undone import taken_back

pytestmark = pytest.mark.once

MARK: Final = "不该留痕的话"
# What names an office, a team, an account or a clinic is said in events.
NAMES: Final = frozenset({"name", "username", "full_name", "clinic"})
# Words that the walk's forms hold under other names than the columns that they come to.
TYPED: Final = frozenset({"reason", "words", "note", "explanation", "undo_reason", "back_reason", "review"})


def columns_of_words() -> frozenset[str]:
    """Return the names of columns with words that are sealed, or go with somebody's identity."""
    names = {column.name for table in sealed_tables() for column in table.columns}
    for register in APPS:
        for name, table in register.personal.items():
            fields = {field.name: field for field in apps.get_model(register.app, name)._meta.fields}
            names |= {one for one in table.removed if isinstance(fields[one], models.CharField)}
    return frozenset(names) - NAMES


REACHED: Final = frozenset(
    {
        "alert.reviewed",
        "check.struck",
        "duplicate.told_apart",
        "export.refused",
        "finding.answered",
        "lead.refuse",
        "move.refused",
        "paper.revoked",
        "person.join_undone",
        "person.locked",
        "roster.taken_in_again",
    }
)
WORDS: Final = columns_of_words() | TYPED


def sent(door: Door, rows: Rows) -> Iterator[dict[str, str]]:
    """Yield what a door is sent: words marked where a form takes any, and once more with the codes that a form wants."""
    usual = sent_with(door, rows)
    for kept in (frozenset(), frozenset({"reason"}), frozenset(door.form)):
        yield {key: usual.get(key, MARK) if key in kept else MARK for key in WORDS} | {
            key: value for key, value in usual.items() if key not in WORDS or key in kept
        }


def holder(door: Door, rows: Rows) -> tuple[Post, Rows] | None:
    """Return a post to which a door opens, and the rows that fill its address."""
    return next(
        (
            (post, filling)
            for post in posts()
            for place, filling in places(door, post, rows)
            if expected(door=door, post=post, place=place, handed=True)
        ),
        None,
    )


def events() -> set[tuple[str, str]]:
    with national("of every county"):
        rows = AuditEvent.objects.values_list("action", "changed")
        return {(action, json.dumps(changed, ensure_ascii=False)) for action, changed in rows}


def test_nothing_that_is_typed_at_any_door_stands_in_an_event(
    three_places: list[Rows], make_user: Callable[..., User], client: Client
) -> None:
    rows, before = three_places[0], events()
    told, written = [], set()
    by_post: dict[Post, list[tuple[Door, Rows]]] = {}
    for door in DOORS:
        if door.method == "POST" and (found := holder(door, rows)):
            by_post.setdefault(found[0], []).append((door, found[1]))
    for post, doors in by_post.items():
        user = sign_in_as_post(client, post, make_user)
        if post.role is Role.CLINIC:
            ClinicStaff.objects.create(user=user.pk, clinic_id=rows.clinic_id)
        for door, filling in doors:
            for form in sent(door, filling):
                with taken_back():
                    client.post(filled(ROUTES[door.address], filling), form)
                    new = events() - before
                written |= {action for action, _changed in new}
                told += [f"{action} of {door.address}: {said}" for action, said in new if MARK in said]
    assert not told, "\n".join(sorted(set(told)))
    # Acts with a sealed word of their own that the walk reaches: otherwise nothing was typed at all.
    assert written >= REACHED, REACHED - written
