"""The API holds to its document whoever asks whatever: no error of ours, and nothing of a foreign area is told or changed."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode, Response
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from linli.areas.rules import AreaCode
from linli.config.wsgi import application
from linli.ids import new_id
from linli.observation.models import Observation
from linli.phone import kinds as phone_kinds
from linli.staff.models import User
from linli.staff.rights import LEVELS, Role, may_with
from tests.cast import (
    CITY,
    COMMUNITY,
    COUNTY,
    FOREIGN,
    GRID,
    PROVINCE,
    TOWNSHIP,
    MakeObservation,
)
from tests.made import EMERGENCY, MARKS
from tests.scope_rows import Rows
from tests.tables import Tables, changed, everything

pytestmark = pytest.mark.once

STRANGER: Final = "stranger"
NO_POST: Final = "without a post"
WHO: Final = [STRANGER, NO_POST, *Role]
# One role of each set of messages that roles may bring: to the others the phone's doors open and stay shut alike.
OF_A_KIND: Final = {
    frozenset(
        kind.code for kind in phone_kinds.KINDS if may_with(roles=frozenset({role}), action=kind.right)
    ): role
    for role in reversed(Role)
}
DIFFERING: Final = [STRANGER, NO_POST, *OF_A_KIND.values()]
OPERATIONS: Final = ("/api/v1/sync", "/api/v1/day")
CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# Of each operation, for each of DIFFERING.
EXAMPLES: Final = 8
PERSONS: Final = ("observation", "person", "household")
AREAS: Final = ("community", "grid")


@contextmanager
def connection_kept() -> Iterator[None]:
    """Let no request inside end the connection that holds the test's transaction, as a server's request would."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@contextmanager
def nothing_stays() -> Iterator[None]:
    """Undo what is done inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def document() -> BaseSchema:
    """Read the document where everybody reads it."""
    with connection_kept():
        return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def area_of(role: Role) -> AreaCode:
    """Return the lowest area of the cast where a post of a role may stand."""
    return next(
        a for a in (GRID, COMMUNITY, TOWNSHIP, COUNTY, CITY, PROVINCE) if AreaCode(a).level in LEVELS[role]
    )


@pytest.fixture
def enter(make_user: Callable[..., User]) -> Callable[[str], dict[str, Any]]:
    """Sign somebody in; return the cookies and headers of a request of theirs."""

    def make(who: str) -> dict[str, Any]:
        client = Client()
        if who == NO_POST:
            user = User(username="nobody", full_name="无岗位")
            user.save(force_insert=True)
            client.force_login(user)
        elif who != STRANGER:
            client.force_login(
                make_user(role=Role(who), area=area_of(Role(who)), username=f"own-{who.lower()}")
            )
        client.get("/w/")  # which sets the token
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        headers = {"X-CSRFToken": cookies["csrftoken"], "Accept-Encoding": "identity"}
        return {"cookies": cookies, "headers": headers}

    return make


def sound(kind: str, ids: Mapping[str, str]) -> dict[str, Any]:
    """Return an operation of a kind that could be taken, about somebody."""
    data: dict[str, dict[str, Any]] = {
        "check": {"observation": ids["observation"], "outcome": "DONE", "channel": "VISIT"}
        | {"temperature_tenths": 388},
        "call": {"person": ids["person"], "way": "CALL", "purpose": "HEALTH", "outcome": "REACHED"},
        "arrival": {
            "community": ids["community"],
            "grid": ids["grid"],
            "name": "李强",
            "phone": "13900002222",
            "address": "1栋",
        }
        | {"origin": "武汉", "arrived_on": timezone.localdate().isoformat()},
        "person": {"person": ids["person"], "name": "改名"},
        "household": {"household": ids["household"], "note": "改注"},
        "emergency": {"emergency_kind": "OTHER", "grid": ids["grid"], "words": "急"}
        | {"person": ids["person"], "household": ids["household"]},
    }
    now = timezone.now().isoformat()
    return {"id": str(new_id()), "kind": kind, "schema": 1, "claimed_at": now, "data": data[kind]}


# A mark as text, and as JSON spells it.
SPELT: Final = [spelt for mark in (*MARKS, EMERGENCY) for spelt in (mark, json.dumps(mark)[1:-1])]
KINDS: Final = ("check", "call", "arrival", "person", "household", "emergency")


@st.composite
def about(draw: st.DrawFn, cases: st.SearchStrategy[Case[Any]], foreign: Mapping[str, str]) -> Case[Any]:
    """Draw a request, and let it speak of what lies in a foreign area: a random id would never meet it."""
    case = draw(cases)
    body = case.body
    if not isinstance(body, dict):
        return case
    if draw(st.booleans()):
        body["sent_at"] = timezone.now().isoformat()
    if isinstance(ops := body.get("ops"), list):
        for operation in ops:
            _point(draw, operation, foreign)
        ops.append(sound(draw(st.sampled_from(KINDS)), foreign))
    if isinstance(have := body.get("have"), list):
        have.extend(value[:12] for value in foreign.values())
    return case


def _point(draw: st.DrawFn, operation: Any, foreign: Mapping[str, str]) -> None:
    data = operation.get("data") if isinstance(operation, dict) else None
    if not isinstance(data, dict):
        return
    for name in (*PERSONS, *AREAS):
        if name in data and draw(st.booleans()):
            data[name] = foreign[name]


def ids_of(observation: Observation, community: str, grid: str) -> dict[str, str]:
    """Return what operations call somebody."""
    return {
        "observation": str(observation.pk),
        "person": str(observation.person_id),
        "household": str(observation.person.household_id),
        "community": community,
        "grid": grid,
    }


def ask(case: Case[Any], who: Mapping[str, Any], before: Tables) -> Response:
    """Ask, hold the answer to the document and to what may be seen and changed; return it. Nothing stays."""
    wrote: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT")):
            wrote.append(sql)
        return execute(sql, params, many, context)

    with connection_kept(), nothing_stays():
        with connection.execute_wrapper(note):
            response = case.call(**who)
        case.validate_response(response, checks=CHECKS)
        told = response.content.decode(errors="replace") + str(response.headers)
        assert not [mark for mark in SPELT if mark in told]
        if not wrote:
            return response
        found = changed(before=before, after=everything(), of=FOREIGN.county)
        assert [row for rows in found.values() for row in rows if FOREIGN.county in str(row)] == []
    return response


def message(*operations: dict[str, Any]) -> dict[str, Any]:
    """Return a message of a phone that nobody knows yet."""
    return {"device": str(new_id()), "sent_at": timezone.now().isoformat(), "ops": list(operations)}


def test_what_lies_in_a_foreign_area_is_for_nobody_to_report_on(
    enter: Callable[[str], dict[str, Any]], rows_in: Callable[..., Rows]
) -> None:
    rows = rows_in(community=FOREIGN)
    theirs = ids_of(Observation.objects.get(pk=rows.observation_id), FOREIGN, rows.grid)
    asking = {who: enter(who) for who in WHO}
    before = everything()
    sync = document()["/api/v1/sync"]["POST"]

    told = {}
    for who in WHO:
        said = message(*(sound(kind, theirs) for kind in KINDS))
        response = ask(sync.Case(body=said, media_type="application/json"), asking[who], before)
        codes = [answer["code"] for answer in response.json().get("answers", [])]
        told[who] = (response.status_code, codes)

    shut = (200, ["not_yours"] * len(KINDS))
    assert told == dict.fromkeys(WHO, shut) | {STRANGER: (401, [])}


def test_what_is_said_of_ones_own_door_is_taken_and_answered_as_documented(
    enter: Callable[[str], dict[str, Any]], make_observation: MakeObservation
) -> None:
    observation = make_observation(at=timezone.now() - timedelta(hours=1), arrived_on=timezone.localdate())
    mine = ids_of(observation, COMMUNITY, GRID)
    asking = enter(Role.GRID_WORKER)
    sync, day = document()["/api/v1/sync"]["POST"], document()["/api/v1/day"]["POST"]
    said = message(*(sound(kind, mine) for kind in KINDS), sound("check", mine) | {"schema": 2})

    answers = ask(sync.Case(body=said, media_type="application/json"), asking, everything()).json()["answers"]
    case = day.Case(body=message(), media_type="application/json")
    told = ask(case, asking, everything()).json()

    statuses = dict(zip([*KINDS, "another schema"], [answer["status"] for answer in answers], strict=True))
    assert statuses == dict.fromkeys(KINDS, "ok") | {"person": "conflict", "another schema": "rejected"}
    assert [home["people"][0]["name"] for home in told["households"]] == ["王芳"]


@pytest.mark.parametrize("who", DIFFERING)
def test_the_api_holds_to_its_document_and_tells_nothing_foreign(
    who: str,
    enter: Callable[[str], dict[str, Any]],
    rows_in: Callable[..., Rows],
    make_observation: MakeObservation,
) -> None:
    rows = rows_in(community=FOREIGN)
    theirs = ids_of(Observation.objects.get(pk=rows.observation_id), FOREIGN, rows.grid)
    make_observation(at=timezone.now())
    asking = enter(who)
    before = everything()
    for address in OPERATIONS:
        operation = document()[address]["POST"]
        cases = st.one_of(
            operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
            operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
        )

        @settings(max_examples=EXAMPLES, derandomize=True, database=None)
        @given(case=about(cases, theirs))
        def whatever(case: Case[Any]) -> None:
            ask(case, asking, before)

        whatever()
