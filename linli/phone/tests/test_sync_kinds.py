"""What else a phone brings: arrivals, needs, cards, emergencies."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from linli.elsewhere.models import FoundHere
from linli.emergencies.models import Emergency
from linli.emergencies.rules import LEVELS
from linli.observation.commands import end_with_reason
from linli.observation.models import Alert, Check, Observation
from linli.observation.rules import State
from linli.people.models import Call, CardChange, GuardianWord, Person, ToldAgain
from linli.people.queries.corrections import stood_in
from linli.phone.models import Receipt
from linli.phone.tests.conftest import Held, MakePhone
from linli.sealing.seals import unseal
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FOREIGN, GRID, SIBLING

pytestmark = pytest.mark.django_db


def checks() -> list[Check]:
    return list(Check.objects.filter(county=COUNTY).order_by("claimed_at", "id"))


def test_an_arrival_at_the_door_is_registered_once_with_its_first_check(phone: Held) -> None:
    operation = phone.operation("arrival", ARRIVAL)

    assert [a["status"] for a in phone.bring(operation)] == ["ok"]
    assert [a["status"] for a in phone.bring(operation)] == ["duplicate"]

    person = Person.objects.get()
    assert (person.name, person.area) == ("欧阳小敏", "340102001001001")
    assert Observation.objects.get().person == person
    assert [check.temperature_tenths for check in checks()] == [374]
    assert Receipt.objects.get(county=COUNTY).kind == "arrival"


ARRIVAL = {
    "community": "340102001001",
    "grid": "340102001001001",
    "name": "欧阳小敏",
    "phone": "13800001111",
    "address": "9栋1单元101室",
    "origin": "武汉",
    "arrived_on": timezone.localdate().isoformat(),
    "temperature_tenths": 374,
}


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"name": "王"}, ["name"]),
        ({"phone": "12"}, ["phone"]),
        ({"phone": ""}, ["phone"]),
        ({"address": ""}, ["address"]),
        ({"arrived_on": None}, ["arrived_on"]),
        ({"id_number": "1"}, ["id_number"]),
        ({"id_number": "1", "name": "王"}, ["name", "id_number"]),
    ],
)
def test_an_arrival_is_judged_as_at_the_desk_and_nothing_is_half_saved(
    phone: Held, change: dict[str, Any], fields: list[str]
) -> None:
    (answer,) = phone.bring(phone.operation("arrival", ARRIVAL | change))

    assert (answer["status"], answer["code"]) == ("rejected", "malformed")
    assert set(fields) <= set(answer["fields"])
    assert not Person.objects.exists()
    assert not Receipt.objects.filter(county=COUNTY).exists()


def test_a_name_and_a_door_are_enough_where_it_is_said_that_numbers_are_unknown(phone: Held) -> None:
    told = ARRIVAL | {"phone": "", "numbers_unknown": True, "sex": "M", "age": 0, "relation": "儿子"}
    assert [a["status"] for a in phone.bring(phone.operation("arrival", told))] == ["ok"]
    person = Person.objects.get()
    assert (person.sex, person.id_digest, person.phone_digest) == ("M", "", "")
    assert Observation.objects.get().arrival.note == "与户主关系：儿子；年龄：0岁"


def words_of_guardians() -> list[tuple[str, str, str]]:
    found = GuardianWord.objects.order_by("at", "pk")
    return [(word.consent, word.guardian, word.told_by) for word in found]


SAID = {"guardian_consent": "YES", "guardian": "周志强", "guardian_told_by": "母亲"}


def test_of_a_child_the_guardian_is_told_from_the_door_once_and_never_undone_by_not_asking(
    phone: Held,
) -> None:
    child = ARRIVAL | {"age": 8}
    operation = phone.operation("arrival", child | SAID)
    assert [a["status"] for a in (*phone.bring(operation), *phone.bring(operation))] == ["ok", "duplicate"]
    assert words_of_guardians() == [("YES", "周志强", "母亲")]

    phone.bring(phone.operation("arrival", child | SAID))  # by another visit
    phone.bring(phone.operation("arrival", child))
    assert words_of_guardians() == [("YES", "周志强", "母亲")]
    phone.bring(phone.operation("arrival", child | SAID | {"guardian_consent": "NO"}))
    assert words_of_guardians() == [("YES", "周志强", "母亲"), ("NO", "周志强", "母亲")]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"age": 8}, [("UNKNOWN", "", "")]),  # also of a phone whose page is older
        ({"age": 14} | SAID, []),
        (SAID, []),  # neither birthday nor age
        ({"age": 8, "guardian_consent": "UNKNOWN", "guardian": "周志强"}, [("UNKNOWN", "周志强", "")]),
    ],
)
def test_what_nobody_asked_of_a_guardian_is_unknown_and_of_the_grown_nothing_is_kept(
    phone: Held, change: dict[str, Any], words: list[tuple[str, str, str]]
) -> None:
    assert [a["status"] for a in phone.bring(phone.operation("arrival", ARRIVAL | change))] == ["ok"]
    assert words_of_guardians() == words


def test_a_consent_without_who_and_who_said_so_comes_back_to_be_mended(phone: Held) -> None:
    told = ARRIVAL | {"age": 8, "guardian_consent": "YES"}
    (answer,) = phone.bring(phone.operation("arrival", told))
    assert (answer["code"], set(answer["fields"])) == ("malformed", {"guardian", "guardian_told_by"})
    assert not Person.objects.exists()


def test_a_symptom_that_only_a_later_protocol_asks_for_is_taken_from_the_door(phone: Held) -> None:
    told = {"symptoms": ["COUGH", "LOSS_OF_SMELL"]}
    assert phone.bring(phone.operation("arrival", ARRIVAL | told))[0]["status"] == "ok"


def test_an_arrival_in_a_foreign_community_is_not_yours(phone: Held) -> None:
    (answer,) = phone.bring(phone.operation("arrival", ARRIVAL | {"community": str(FOREIGN), "grid": ""}))

    assert answer["code"] == "not_yours"


def test_somebody_known_elsewhere_is_said_to_be(phone: Held, make_phone: MakePhone) -> None:
    told = ARRIVAL | {"id_number": "11010519491231002X"}
    other = make_phone(role=Role.SECRETARY, area=SIBLING)
    other.bring(other.operation("arrival", told | {"community": str(SIBLING), "grid": ""}))

    (answer,) = phone.bring(phone.operation("arrival", told | {"temperature_tenths": 386}))

    assert (answer["status"], answer["code"]) == ("rejected", "known_elsewhere")
    assert Person.objects.count() == 1
    found = FoundHere.objects.get()
    assert (found.community, found.area, found.name) == (COMMUNITY, GRID, told["name"])
    assert [check.temperature_tenths for check in checks()] == [374, 386]


def test_somebody_whose_observation_was_ended_is_led_to_the_secretary(phone: Held, secretary: Viewer) -> None:
    phone.bring(phone.operation("arrival", ARRIVAL | {"temperature_tenths": None}))
    end_with_reason(
        observation=Observation.objects.get(),
        state=State.STRUCK_OFF,
        reason="点错了人",
        by=secretary,
        now=timezone.now(),
    )

    (answer,) = phone.bring(phone.operation("arrival", ARRIVAL))

    assert (answer["status"], answer["code"]) == ("rejected", "ended_here")
    assert Observation.objects.count() == 1


def test_a_need_becomes_a_contact_once(phone: Held, observed: Observation) -> None:
    data = {
        "person": str(observed.person_id),
        "way": "VISIT",
        "purpose": "SUPPLIES",
        "outcome": "REACHED",
        "note": "降压药",
    }
    operation = phone.operation("call", data)

    assert [a["status"] for a in (*phone.bring(operation), *phone.bring(operation))] == ["ok", "duplicate"]
    assert Call.objects.get().note == "降压药"


@pytest.mark.parametrize("data", [{"name": "王"}, {"phone": "12"}, {"id_number": "1"}, {}])
def test_a_card_that_cannot_stand_is_rejected(
    phone: Held, observed: Observation, data: dict[str, Any]
) -> None:
    (answer,) = phone.bring(phone.operation("person", {"person": str(observed.person_id)} | data))

    assert (answer["status"], answer["code"]) == ("rejected", "malformed")
    assert not CardChange.objects.exists()


def test_a_household_that_cannot_keep_apart_is_said_so_from_the_door(
    phone: Held, observed: Observation
) -> None:
    home = str(observed.person.household_id)

    (answer,) = phone.bring(
        phone.operation("household", {"household": home, "apart": False}, base={"apart": None})
    )

    assert answer["status"] == "ok"
    assert phone.ask()["households"][0]["apart"] is False


@pytest.mark.parametrize(("said", "kept"), [("CLUSTER", "CLUSTER"), ("SOMETHING_NEW", "OTHER")])
def test_an_emergency_is_raised_once(phone: Held, observed: Observation, said: str, kept: str) -> None:
    data = {
        "emergency_kind": said,
        "words": "三人发热",
        "people": 3,
        "grid": str(GRID),
        "person": str(observed.person_id),
    }
    operation = phone.operation("emergency", data)

    assert [a["status"] for a in (*phone.bring(operation), *phone.bring(operation))] == ["ok", "duplicate"]
    row = Emergency.objects.get()
    assert (row.kind, row.area, row.person) == (kept, str(GRID), observed.person_id)
    assert row.levels.filter(waiting=True).count() == len(LEVELS)


def test_an_emergency_of_a_foreign_area_is_not_yours(phone: Held) -> None:
    (answer,) = phone.bring(phone.operation("emergency", {"emergency_kind": "OTHER", "grid": str(FOREIGN)}))

    assert answer["code"] == "not_yours"


def test_a_passport_is_kept_as_such(phone: Held) -> None:
    (answer,) = phone.bring(
        phone.operation("arrival", ARRIVAL | {"id_type": "PASSPORT", "id_number": "E 1234567"})
    )

    assert answer["status"] == "ok"
    person = Person.objects.get()
    assert (person.id_type, unseal(person.id_sealed)) == ("PASSPORT", "E1234567")


def test_another_arrival_under_a_known_id_is_rejected(phone: Held) -> None:
    operation = phone.operation("arrival", ARRIVAL)
    phone.bring(operation)

    (answer,) = phone.bring(operation | {"data": ARRIVAL | {"name": "李强", "phone": "13900003333"}})

    assert (answer["status"], answer["code"]) == ("rejected", "id_reused")
    assert [person.name for person in Person.objects.all()] == ["欧阳小敏"]


def test_what_the_door_tells_otherwise_of_somebody_known_is_kept_and_a_fever_alerts(phone: Held) -> None:
    today = timezone.localdate()
    before = (today - timedelta(days=3)).isoformat()
    phone.bring(phone.operation("arrival", ARRIVAL | {"arrived_on": before, "temperature_tenths": 365}))
    told = ARRIVAL | {"contact_history": "YES", "temperature_tenths": 385}
    assert [a["status"] for a in phone.bring(phone.operation("arrival", told))] == ["ok"]
    observation = Observation.objects.get()
    assert observation.last_on == today + timedelta(days=14)
    assert set(stood_in(telling=ToldAgain.objects.get())) == {"arrived_on", "contact_history"}
    assert [check.temperature_tenths for check in checks()] == [365, 385]
    assert Alert.objects.get().temperature_tenths == 385
