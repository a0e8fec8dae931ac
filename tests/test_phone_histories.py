"""Whatever a phone brings, in whatever order, doubled and cut: the same database."""

import random
from collections.abc import Callable, Sequence
from datetime import time, timedelta
from typing import Any, Final

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation.models import Alert, Check, Observation
from linli.people.models import Call, CardChange, Household, Person, PersonSource
from linli.phone.commands.phones import see_phone
from linli.phone.commands.take import take_operations
from linli.phone.models import Receipt
from linli.referrals.models import Referral
from linli.sealing.seals import unseal
from linli.staff.models import User
from linli.staff.queries import reach_of
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, GRID, MakeObservation, MakeViewer
from tests.properties import examples

DAYS: Final = 4
NOW: Final = moment(FIRST_DAY + timedelta(days=DAYS), time(12))
NAMES: Final = ("王芳", "李强", "张敏")
# Who may be met at a door beside them: the same words each time.
STRANGERS: Final = ({"name": "赵军", "phone": "13900000001"}, {"name": "周洋", "phone": "13900000002"})
CHECKS: Final = st.fixed_dictionaries(
    {
        "kind": st.just("check"),
        "who": st.integers(0, len(NAMES) - 1),
        "hours": st.integers(1, DAYS * 24),
        "outcome": st.sampled_from(["DONE", "DONE", "DONE", "NOBODY_HOME", "REFUSED"]),
        "channel": st.sampled_from(["VISIT", "VISIT", "PHONE", "PROXY"]),
        "tenths": st.sampled_from([352, 362, 365, 372, 373, 391]),
        "symptoms": st.sampled_from([[], [], [], ["COUGH"]]),
        "antipyretic": st.sampled_from([None, False, True]),
    }
)
ARRIVALS: Final = st.fixed_dictionaries(
    {
        "kind": st.just("arrival"),
        "who": st.integers(0, len(STRANGERS) - 1),
        "hours": st.integers(1, DAYS * 24),
    }
)
CONTACTS: Final = st.fixed_dictionaries(
    {"kind": st.just("call"), "who": st.integers(0, len(NAMES) - 1), "hours": st.integers(1, DAYS * 24)}
)
CARDS: Final = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["household", "person"]),
        "who": st.integers(0, len(NAMES) - 1),
        "hours": st.integers(1, DAYS * 24),
        "base": st.sampled_from(["", "有狗", "慢走"]),
        "value": st.sampled_from(["有狗", "慢走", "敲门"]),
    }
)
HISTORIES: Final = st.lists(CHECKS | CHECKS | CHECKS | ARRIVALS | CONTACTS | CARDS, min_size=1, max_size=14)


class RollBack(Exception):
    """Ends an example: nothing of it stays."""


def operation(told: dict[str, Any], people: Sequence[Observation]) -> dict[str, Any]:
    """Return an operation as a phone sends it."""
    claimed = moment(FIRST_DAY, time(8)) + timedelta(hours=told["hours"])
    data: dict[str, Any]
    if told["kind"] == "check":
        done = told["outcome"] == "DONE"
        data = {
            "observation": str(people[told["who"]].pk),
            "outcome": told["outcome"],
            "channel": told["channel"],
            "temperature_tenths": told["tenths"] if done else None,
            "symptoms": told["symptoms"] if done else [],
            "antipyretic": told["antipyretic"],
        }
    elif told["kind"] == "arrival":
        data = STRANGERS[told["who"]] | {
            "community": str(COMMUNITY),
            "grid": str(GRID),
            "address": f"{told['who'] + 7}栋1单元101室",
            "origin": "武汉",
            "arrived_on": FIRST_DAY.isoformat(),
            "temperature_tenths": 375,
        }
    elif told["kind"] == "household":
        data = {"household": str(people[told["who"]].person.household_id), "note": told["value"]}
    elif told["kind"] == "person":
        data = {"person": str(people[told["who"]].person_id), "name": told["value"]}
    else:
        data = {
            "person": str(people[told["who"]].person_id),
            "way": "VISIT",
            "purpose": "SUPPLIES",
            "outcome": "REACHED",
            "note": "买药",
        }
    return {
        "id": str(new_id()),
        "kind": told["kind"],
        "schema": 1,
        "claimed_at": min(claimed, NOW).isoformat(),
        "base": {"note": told["base"]} if told["kind"] == "household" else {"name": told.get("base", "")},
        "data": data,
    }


def everything() -> dict[str, list[Any]]:
    """Return what the database says, without the ids and hours that the server makes itself."""
    doors = subjects()
    return {
        "checks": sorted(
            (
                (doors[observation], *said)
                for observation, *said in Check.objects.filter(county=COUNTY).values_list(
                    "observation",
                    "slot_on",
                    "session",
                    "outcome",
                    "temperature_tenths",
                    "channel",
                    "claimed_at",
                )
            ),
            key=str,
        ),
        "sent": sorted(
            # Of a message of its own; the first reading of an arrival has an id of the server.
            Check.objects.filter(
                county=COUNTY, id__in=Receipt.objects.filter(county=COUNTY).values("id")
            ).values_list("id", flat=True)
        ),
        "duties": sorted(
            (doors[subject], slot_on, session, outcome)
            for subject, slot_on, session, outcome in Duty.objects.filter(county=COUNTY).values_list(
                "subject", "slot_on", "session", "outcome"
            )
        ),
        "alerts": sorted(
            Alert.objects.values_list("observation__person__name", "cause", "temperature_tenths", "symptoms"),
            key=str,
        ),
        "referrals": sorted(Referral.objects.values_list("person__name", "state")),
        "contacts": sorted(Call.objects.values_list("id", "note")),
        "people": sorted(Person.objects.values_list("name", "area", "phone_digest")),
        "sources": sorted(PersonSource.objects.values_list("person__name", "kind")),
        "notes": sorted(Household.objects.values_list("address", "note")),
        "cards": sorted(
            (change.field, unseal(change.value), change.claimed_at, change.by is None, lost_to(change))
            for change in CardChange.objects.all()
        ),
        "receipts": sorted(Receipt.objects.filter(county=COUNTY).values_list("id", "kind", "digest")),
    }


def lost_to(change: CardChange) -> str:
    """Return the value that overwrote another, '' for none; what stood before anybody has an id of the server."""
    if change.lost_to is None:
        return ""
    winner = CardChange.objects.filter(op=change.lost_to, subject=change.subject, field=change.field).first()
    return unseal(winner.value) if winner else ""


def subjects() -> dict[Any, str]:
    return dict(Observation.objects.values_list("pk", "person__household__address"))


Deliver = Callable[[Sequence[dict[str, Any]]], list[dict[str, Any]]]


@pytest.fixture
def deliver(make_viewer: MakeViewer) -> Deliver:
    """Bring one message of the worker of GRID, at NOW."""
    worker = make_viewer(role=Role.GRID_WORKER, area=GRID)
    user = User.objects.get(pk=worker.user_id)
    phone = see_phone(id=new_id(), user=user, name="", skew_seconds=0, now=NOW)

    def send(said: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        reach = reach_of(user=user, on=FIRST_DAY)
        return take_operations(said=said, phone=phone.pk, skew_seconds=0, by=worker, reach=reach, now=NOW)

    return send


def result_of(messages: Sequence[Sequence[dict[str, Any]]], deliver: Deliver) -> dict[str, list[Any]]:
    """Deliver messages, return what the database says then, and take all of it back."""
    found: dict[str, list[Any]] = {}

    def bring_and_look() -> None:
        for message in messages:
            assert all(answer["status"] in {"ok", "duplicate", "conflict"} for answer in deliver(message)), (
                message
            )
        found.update(everything())
        raise RollBack

    with pytest.raises(RollBack), transaction.atomic():
        bring_and_look()
    return found


@pytest.mark.django_db
@settings(
    max_examples=examples(24),
)
@given(history=HISTORIES, chance=st.randoms(use_true_random=False))
def test_any_order_doubled_and_cut_ends_in_the_same_database(
    history: list[dict[str, Any]],
    chance: random.Random,
    deliver: Deliver,
    make_observation: MakeObservation,
) -> None:
    if not Observation.objects.exists():
        for number, name in enumerate(NAMES):
            make_observation(name=name, address=f"{number + 1}栋1单元101室", at=moment(FIRST_DAY, time(6)))
    people = [
        Observation.objects.get(person__household__address=f"{n + 1}栋1单元101室") for n in range(len(NAMES))
    ]
    operations = [operation(told, people) for told in history]

    straight = result_of([operations], deliver)

    # Doubled: answers were lost. Shuffled: records of two phones and of a file. Cut: the link broke.
    shuffled = [*operations, *chance.choices(operations, k=len(operations) // 2)]
    chance.shuffle(shuffled)
    messages = []
    while shuffled:
        size = chance.randint(1, len(shuffled))
        messages.append(shuffled[:size])
        shuffled = shuffled[size:]
    assert result_of(messages, deliver) == straight
