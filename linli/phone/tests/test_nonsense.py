"""Whatever anybody sends to the phone's addresses is answered, never with an error of ours."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.observation.models import Observation
from linli.phone.kinds import KINDS
from linli.phone.tests.conftest import Held
from tests.properties import examples

TEXT = st.text(max_size=30) | st.sampled_from(["\x00", "\ud800", "x" * 500, "-", "36.5"])
SCALAR = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
    | st.sampled_from([10**30, -1, 365])
)
JSON = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=5
)
MOMENTS = st.sampled_from(
    [
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2020-01-27T00:00:00+08:00",
        "1970-01-01T00:00:00Z",
        "now",
        "",
    ]
)
KEYS = st.sampled_from(
    [
        *("observation person household outcome channel temperature_tenths symptoms note name phone").split(),
        *(
            "id_number address origin arrived_on left_on words people grid community emergency_kind apart basis"
        ).split(),
    ]
)


@pytest.mark.django_db
@settings(max_examples=examples(80))
@given(
    kind=st.sampled_from([*(one.code for one in KINDS), "song"]),
    changed=st.dictionaries(KEYS, JSON, max_size=3),
    base=JSON | st.dictionaries(KEYS, JSON, max_size=2),
    claimed_at=MOMENTS,
    id_=st.none() | TEXT,
)
def test_any_operation_is_answered(
    kind: str,
    changed: dict[str, Any],
    base: Any,
    claimed_at: str,
    id_: str | None,
    phone: Held,
    observed: Observation,
) -> None:
    sound = {
        "check": phone.check(observed)["data"],
        "call": {
            "person": str(observed.person_id),
            "way": "CALL",
            "purpose": "OTHER",
            "outcome": "REACHED",
        },
        "arrival": {
            "community": "340102001001",
            "name": "李强",
            "phone": "13900002222",
            "address": "1栋",
            "origin": "武汉",
        },
        "person": {"person": str(observed.person_id)},
        "household": {"household": str(observed.person.household_id)},
        "emergency": {"emergency_kind": "OTHER", "grid": "340102001001001"},
    }
    operation = phone.operation(kind, sound.get(kind, {}) | changed) | {"base": base}
    if claimed_at != "now":
        operation["claimed_at"] = claimed_at
    if id_ is not None:
        operation["id"] = id_

    (answer,) = phone.bring(operation)

    assert answer["status"] in {"ok", "conflict", "rejected", "duplicate", "held"}
    assert answer["status"] != "rejected" or answer["reason"]


@pytest.mark.django_db
@settings(max_examples=examples(30))
@given(
    body=st.dictionaries(st.sampled_from(["device", "name", "sent_at", "have", "ops"]), JSON | MOMENTS),
    address=st.sampled_from(["sync", "day"]),
)
def test_any_message_is_answered(body: dict[str, Any], address: str, phone: Held) -> None:
    assert phone.post(f"/api/v1/{address}", body).status_code in {200, 413, 422}
