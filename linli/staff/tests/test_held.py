"""On which days a post holds, at its first and last day."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db.models import Q

from linli.staff.models import Post, User
from linli.staff.queries import held
from linli.staff.queries.held import held_between, held_by, held_on, is_over, lasting
from linli.staff.rights import Role
from tests.cast import COMMUNITY, FIRST_DAY

DAY = timedelta(days=1)
BEGINS, ENDS = FIRST_DAY, FIRST_DAY + 3 * DAY  # ENDS is the first day without


@pytest.mark.parametrize("until", [ENDS, None])
@pytest.mark.parametrize(
    ("on", "is_held", "lasts"),
    [
        (BEGINS - DAY, False, True),
        (BEGINS, True, True),
        (ENDS - DAY, True, True),
        (ENDS, False, False),
        (ENDS + DAY, False, False),
    ],
)
def test_a_post_is_held_from_its_first_day_to_the_day_before_it_ends(
    on: date, is_held: bool, lasts: bool, until: date | None, make_user: Callable[..., User]
) -> None:
    user = make_user(role=Role.SECRETARY, area=COMMUNITY)
    Post.objects.filter(user=user).update(from_on=BEGINS, until_on=until)

    def holds(condition: Q) -> bool:
        return Post.objects.filter(condition, user=user).exists()

    endless = until is None and on >= BEGINS
    assert holds(held_on(on=on)) is (is_held or endless)
    assert holds(lasting(since=on)) is (lasts or endless)
    assert is_over(until_on=until, on=on) is not holds(lasting(since=on))
    assert holds(held_between(since=on, on=on + 2 * DAY)) is (lasts or endless)
    assert holds(held_between(since=on - 10 * DAY, on=on)) is (on >= BEGINS)
    assert holds(held_by(on=on)) is (on >= BEGINS)
    Post.objects.filter(user=user).update(until_on=BEGINS)
    assert not holds(held_by(on=on))  # ended before it began


@pytest.mark.parametrize("until", [ENDS, None])
def test_what_waits_for_a_second_person_is_held_on_no_day(
    until: date | None, make_user: Callable[..., User]
) -> None:
    user = make_user(role=Role.SECRETARY, area=COMMUNITY)
    Post.objects.filter(user=user).update(from_on=BEGINS, until_on=until, waits_since_on=BEGINS)
    conditions = [
        held_on(on=BEGINS),
        lasting(since=BEGINS),
        held_between(since=BEGINS, on=ENDS + 30 * DAY),
        held_by(on=ENDS),
    ]
    assert not any(Post.objects.filter(one).exists() for one in conditions)


def test_nobody_says_by_hand_until_when_a_post_holds() -> None:
    own = Path(held.__file__)
    files = [file for file in own.parents[2].rglob("*.py") if file != own and "migrations" not in file.parts]
    assert [file for file in files if re.search(r"Q\(\w*until_on=None\) ?\|", file.read_text())] == []
