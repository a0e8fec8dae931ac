"""Cards at the desk, as people of the cast change them."""

from typing import Any

import pytest
from django.test import Client

from linli.ids import new_id
from linli.people.commands import NewCardChange, change_card
from linli.people.models import CardChange, Household, Person
from linli.people.queries.people import numbers_of
from linli.staff.models import User
from linli.staff.rules import Viewer
from tests.cast import MORNING, MakeObservation

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client, secretary: Viewer) -> Client:
    client.force_login(User.objects.get(pk=secretary.user_id))
    return client


def fields(response: Any) -> dict[str, str]:
    """Return what a form would send back unchanged."""
    return {
        field.html_name: field.value() or ""
        for field in response.context["form"]
        if field.name != "without_phone"
    }


def test_a_name_and_phone_are_changed_and_a_masked_phone_left_as_it_is_stays(
    page: Client, make_observation: MakeObservation
) -> None:
    person = make_observation(phone="13812345678").person
    address = f"/people/{person.pk}/card/"
    shown = fields(page.get(address))
    assert shown["phone"] == ""
    text = page.get(address).text
    assert "已登记，尾号 78" in text
    assert "*" * 4 not in text

    page.post(address, shown | {"name": "王方"})

    after = Person.objects.get()
    assert (after.name, after.phone_digest) == ("王方", person.phone_digest)


def test_a_phone_is_typed_anew_or_taken_away(page: Client, make_observation: MakeObservation) -> None:
    person = make_observation(phone="13812345678").person
    address = f"/people/{person.pk}/card/"

    both = page.post(address, fields(page.get(address)) | {"phone": "13911112222", "without_phone": "on"})
    assert (both.status_code, list(both.context["form"].errors)) == (422, ["phone"])
    page.post(address, fields(page.get(address)) | {"phone": "139 1111 2222"})
    assert numbers_of(person=Person.objects.get())[1] == "13911112222"
    page.post(address, fields(page.get(address)) | {"without_phone": "on"})
    assert numbers_of(person=Person.objects.get())[1] == ""
    assert "尾号" not in page.get(address).text


def test_a_phone_changed_on_two_pages_at_once_keeps_both(
    page: Client, make_observation: MakeObservation
) -> None:
    person = make_observation(phone="13812345678").person
    address = f"/people/{person.pk}/card/"
    one, other = fields(page.get(address)), fields(page.get(address))

    first = page.post(address, one | {"phone": "13911112222"}, follow=True)
    second = page.post(address, other | {"phone": "13911113333"}, follow=True)

    assert "两个内容都留着" not in first.text
    assert "两个内容都留着" in second.text
    assert numbers_of(person=Person.objects.get())[1] == "13911113333"


@pytest.mark.parametrize(("field", "typed"), [("phone", "12"), ("name", "王"), ("name", "")])
def test_a_bad_value_is_said_at_its_field_and_what_was_typed_stays(
    page: Client, make_observation: MakeObservation, field: str, typed: str
) -> None:
    person = make_observation(phone="13812345678").person
    address = f"/people/{person.pk}/card/"

    response = page.post(address, fields(page.get(address)) | {field: typed})

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert response.context["form"][field].value() == typed
    assert not CardChange.objects.exists()


def test_two_clerks_change_one_note_and_the_second_is_told(
    page: Client, make_observation: MakeObservation
) -> None:
    home = make_observation(address="3栋2单元501室").person.household
    address = f"/households/{home.pk}/card/"
    one, other = fields(page.get(address)), fields(page.get(address))

    page.post(address, one | {"note": "有狗"})
    response = page.post(address, other | {"note": "钥匙在隔壁"}, follow=True)

    assert "两个内容都留着" in response.content.decode()
    text = page.get("/cards/").content.decode()
    assert "有狗" in text
    assert "钥匙在隔壁" in text
    assert "两处都改过的" in page.get("/people/").content.decode()


@pytest.mark.parametrize(("what", "note"), [("keep", "钥匙在隔壁"), ("use", "有狗")])
def test_a_conflict_is_decided_once(
    page: Client, make_observation: MakeObservation, worker: Viewer, what: str, note: str
) -> None:
    home = make_observation(address="3栋2单元501室").person.household
    for minutes, text in enumerate(("有狗", "钥匙在隔壁")):
        new = NewCardChange(new_id(), home, {"note": text}, {"note": ""}, MORNING.replace(minute=minutes))
        change_card(new=new, by=worker, now=MORNING.replace(minute=5))
    change = CardChange.objects.get(lost_to__isnull=False)

    assert page.post("/cards/", {"change": change.pk, "what": what}).status_code == 302
    assert page.post("/cards/", {"change": change.pk, "what": what}).status_code == 404

    assert Household.objects.get().note == note
    assert "没有要核对的" in page.get("/cards/").content.decode()


def test_the_doctor_changes_no_card(
    client: Client, doctor: Viewer, make_observation: MakeObservation
) -> None:
    client.force_login(User.objects.get(pk=doctor.user_id))
    person = make_observation().person

    assert client.get(f"/people/{person.pk}/card/").status_code == 404
    assert client.get(f"/households/{person.household_id}/card/").status_code == 404
