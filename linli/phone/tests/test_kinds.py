"""A kind of message that an app declares: planted here, it is taken, refused, documented, worded and given its section."""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

import pytest
from django.utils.translation import gettext_lazy

from linli.messages import Answer, Message, MessageKind, Reason, Refused, Section, Strict
from linli.observation.commands import NewCheck
from linli.observation.phone.checks import SAID
from linli.phone.answers import DayOut
from linli.phone.kinds import KINDS, kinds_for
from linli.phone.models import Receipt
from linli.phone.openapi import document
from linli.phone.queries.sections import sections_for
from linli.phone.templatetags.phone_words import operation_kind
from linli.phone.tests.conftest import Held, MakePhone
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer
from tests.cast import COUNTY, GRID, TOWNSHIP, MakeViewer

CLOSED: Final = Reason("no_such_place", gettext_lazy("体温登记"))


class Look(Strict):
    """A look at a place."""

    place: str
    found_open: bool = False


class PlaceRow(Strict):
    """A place to look at."""

    place: str
    area: str


class Taken:
    """Takes looks at places, and remembers them."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def __call__(self, *, message: Message) -> Answer:
        """Take one look; a place that nobody knows is refused."""
        if message.data.place == "nowhere":
            raise Refused(CLOSED, {"place": "?"})
        self.messages.append(message)
        return {"status": "ok"}


def places(*, viewer: Viewer, now: datetime) -> Sequence[PlaceRow]:
    return [PlaceRow(place="茶馆", area=str(post.area)) for post in viewer.posts]


def nowhere(*, message: Message) -> None:
    """Know no door at all."""


@pytest.fixture
def taken() -> Taken:
    return Taken()


@pytest.fixture
def look(taken: Taken, monkeypatch: pytest.MonkeyPatch) -> MessageKind:
    """Add a kind that grid workers may bring to the one tuple that there is."""
    kind = MessageKind(
        code="look",
        words=gettext_lazy("新到的人"),
        shape=Look,
        right=Action.RECORD_CHECK,
        place=nowhere,
        take=taken,
        section=Section(name="places", shape=PlaceRow, rows=places),
    )
    monkeypatch.setattr("linli.phone.kinds.KINDS", (*KINDS, kind))
    return kind


pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("look")
def test_it_is_taken_once_and_leaves_a_receipt(phone: Held, taken: Taken) -> None:
    operation = phone.operation("look", {"place": "茶馆", "found_open": True})

    assert [a["status"] for a in (*phone.bring(operation), *phone.bring(operation))] == ["ok", "duplicate"]

    (message,) = taken.messages
    receipt = Receipt.objects.get(county=COUNTY)
    assert message.data == Look(place="茶馆", found_open=True)
    assert (receipt.kind, receipt.id, receipt.phone) == ("look", message.id, message.phone)
    assert (message.phone, message.by.user_id) == (phone.id, receipt.by)


@pytest.mark.usefixtures("look")
def test_another_text_under_its_id_is_refused(phone: Held, taken: Taken) -> None:
    operation = phone.operation("look", {"place": "茶馆"})
    phone.bring(operation)

    (answer,) = phone.bring(operation | {"data": {"place": "澡堂"}})

    assert (answer["status"], answer["code"]) == ("rejected", "id_reused")
    assert [message.data.place for message in taken.messages] == ["茶馆"]


@pytest.mark.usefixtures("look")
def test_it_is_refused_in_the_words_of_its_app(phone: Held) -> None:
    (answer,) = phone.bring(phone.operation("look", {"place": "nowhere"}))

    assert answer["reason"] == "体温登记"
    assert (answer["status"], answer["code"], answer["fields"]) == (
        "rejected",
        "no_such_place",
        {"place": "?"},
    )
    assert not Receipt.objects.filter(county=COUNTY).exists()


@pytest.mark.usefixtures("look")
@pytest.mark.parametrize("data", [{}, {"place": "茶馆", "colour": "red"}])
def test_what_its_shape_does_not_know_is_malformed(phone: Held, taken: Taken, data: dict[str, Any]) -> None:
    (answer,) = phone.bring(phone.operation("look", data))

    assert (answer["status"], answer["code"]) == ("rejected", "malformed")
    assert taken.messages == []


@pytest.mark.usefixtures("look")
def test_without_the_right_it_is_not_yours(make_phone: MakePhone, taken: Taken) -> None:
    township = make_phone(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)

    (answer,) = township.bring(township.operation("look", {"place": "茶馆"}))

    assert (answer["status"], answer["code"]) == ("rejected", "not_yours")
    assert taken.messages == []


def test_one_that_nobody_declares_is_unknown(phone: Held) -> None:
    (answer,) = phone.bring(phone.operation("look", {"place": "茶馆"}))

    assert (answer["status"], answer["code"]) == ("rejected", "unknown_kind")


@pytest.mark.usefixtures("look")
def test_its_words_stand_on_the_desk_and_it_is_in_the_document() -> None:
    schemas = json.loads(document())["components"]["schemas"]

    assert operation_kind("look") == "新到的人"
    assert {"$ref": "#/components/schemas/LookOperation"} in schemas["SyncIn"]["properties"]["ops"]["items"][
        "anyOf"
    ]
    assert schemas["LookOperation"]["properties"]["kind"]["const"] == "look"
    assert set(schemas["Look"]["properties"]) == {"place", "found_open"}
    assert set(schemas["DayOut"]["properties"]["sections"]["properties"]) == {"places"}
    assert set(schemas["PlaceRow"]["properties"]) == {"place", "area"}
    assert operation_kind("song") == "其他记录"


@pytest.mark.usefixtures("look")
def test_the_day_says_who_may_bring_it_and_holds_its_section_while_it_differs(phone: Held) -> None:
    day = phone.ask()
    section = day["sections"]["places"]
    same = phone.post("/api/v1/day", {"sections": {"places": section["etag"]}}).json()
    other = phone.post("/api/v1/day", {"sections": {"places": "0"}}).json()

    DayOut.model_validate(day)
    assert "look" in day["kinds"]
    assert section["rows"] == [{"place": "茶馆", "area": str(GRID)}]
    assert same["sections"] == {}
    assert other["sections"] == {"places": section}


@pytest.mark.usefixtures("look")
def test_whoever_may_not_bring_it_gets_no_section(make_phone: MakePhone) -> None:
    township = make_phone(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)

    day = township.ask()
    later = township.post("/api/v1/day", {"sections": {"places": "0" * 12, "songs": "0"}}).json()

    assert "look" not in day["kinds"]
    assert day["sections"] == {}
    DayOut.model_validate(later)
    assert later["sections"] == {"places": None, "songs": None}, "what it had is to be forgotten"


def test_a_worker_may_bring_all_that_is_declared_and_a_stranger_nothing(make_viewer: MakeViewer) -> None:
    worker = make_viewer(role=Role.GRID_WORKER, area=GRID)

    assert [kind.code for kind in kinds_for(viewer=worker)] == [
        "arrival",
        "person",
        "household",
        "call",
        "emergency",
        "check",
    ]
    assert kinds_for(viewer=Viewer(worker.user_id, "", ())) == []
    assert sections_for(viewer=worker, have={}, now=datetime.now().astimezone()) == {}


def test_a_code_is_one_kinds_and_fits_its_receipt() -> None:
    codes = [kind.code for kind in KINDS]

    assert len(set(codes)) == len(codes)
    assert max(map(len, codes)) <= 12
    assert codes[0] == "arrival", "what else was seen may be told of who came"


@pytest.mark.parametrize("ways", [{}, {"take": Taken(), "take_many": Taken()}])
def test_a_kind_is_taken_in_one_way(ways: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="look"):
        MessageKind(
            code="look",
            words=gettext_lazy("新到的人"),
            shape=Look,
            right=Action.RECORD_CHECK,
            place=nowhere,
            **ways,
        )


def test_a_check_says_in_its_message_what_its_command_takes() -> None:
    own = {"id", "observation", "claimed_at", "skew_seconds", "time_from"}

    assert set(SAID) == {one.name for one in fields(NewCheck)} - own
