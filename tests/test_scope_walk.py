"""What the walk through the doors does not ask: pages where no row is named, what is open to all, strangers, the police."""

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from django.test import Client

from linli.staff.models import User
from tests.addresses import FORM, WHERE_SET_UP, addresses, asked, filled
from tests.cast import COMMUNITY, FOREIGN
from tests.door import At
from tests.doors import DOORS, OPEN_TO_ALL, OPEN_TO_STRANGERS
from tests.made import EMERGENCY, EXPORT, GROUND, MARKS
from tests.posts import sign_in_as
from tests.scope_rows import Rows
from tests.tables import changed, everything

pytestmark = pytest.mark.once

# Who reads persons somewhere; everybody else is held to seeing none at all by tests/test_rights_walk.py.
READERS: Final = ("secretary", "grid worker", "doctor", "clinic", "police")
# Asked with rows that tests/test_rights_walk.py lays in every area, each by its own name.
NAMING_A_ROW: Final = frozenset((door.address, door.method) for door in DOORS if door.at is not At.LIST)
# Open to their own user alone, or a name that addresses are made from.
OF_ONE_USER: Final = frozenset(
    {"signin:end_session", "field-api:api-root", "staff:take_offer", "staff:decline_offer"}
)


def asked_here() -> Iterator[tuple[str, str, str]]:
    """Yield (name, route, method) of everything but the doors that name a row; the way out would make a stranger."""
    for name, route in addresses():
        for method in ("GET", "POST"):
            if (name, method) not in NAMING_A_ROW and name != "account_logout":
                yield name, route, method


@pytest.mark.parametrize("who", READERS)
def test_where_no_row_is_named_nothing_foreign_is_seen_or_changed(
    who: str, rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    foreign = rows_in(community=FOREIGN)
    sign_in_as(client, who, make_user)
    before = everything()
    reached = set()
    for name, route, method in asked_here():
        answer = asked(client, method, filled(route, foreign), FORM | {"community": FOREIGN, "area": FOREIGN})
        text = answer.getvalue().decode(errors="replace")
        assert answer.status_code < 500, (name, method)
        assert not any(mark in text for mark in (*MARKS, EMERGENCY, EXPORT, GROUND)), (name, method)
        reached |= {name} if answer.status_code in {200, 302, 422} else set()
    assert changed(before=before, after=everything(), of=FOREIGN.county) == {}
    if who == "clinic":  # has an app, so that every page of its own is there
        assert (OPEN_TO_ALL | OPEN_TO_STRANGERS) - reached == OF_ONE_USER | WHERE_SET_UP | {"account_logout"}


def test_a_stranger_is_sent_to_sign_in(rows_in: Callable[..., Rows], client: Client) -> None:
    foreign = rows_in(community=FOREIGN)
    before = everything()
    for name, route in addresses():
        if name in OPEN_TO_STRANGERS:
            continue
        for method in ("GET", "POST"):
            answer = asked(client, method, filled(route, foreign), FORM)
            if name.startswith("field-api:"):
                assert answer.status_code in {401, 405}, name
                continue
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith("/sign-in/"), name
    assert everything() == before


def test_the_police_see_only_whom_they_were_handed(
    rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    own = rows_in(community=COMMUNITY)
    sign_in_as(client, "police", make_user)
    told = set()
    for name, route in addresses():
        if name == "account_logout":
            continue
        for method in ("GET", "POST"):
            answer = asked(client, method, filled(route, own), FORM)
            assert answer.status_code < 500, (name, method)
            text = answer.getvalue().decode(errors="replace")
            told |= {name} if any(mark in text for mark in MARKS) else set()
    assert told == {"police:case", "police:phone"}


@pytest.mark.parametrize(("who", "status"), [("grid worker", 403), ("secretary", 200), ("doctor", 200)])
def test_numbers_are_revealed_to_those_who_may(
    who: str, status: int, rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    own = rows_in(community=COMMUNITY, grid_name="第一网格")
    sign_in_as(client, who, make_user)

    answer = client.post(f"/people/{own.person_id}/identity/", {"reason": "CALL"})

    assert answer.status_code == status
    assert ("tel:137" in answer.text) is (status == 200)
