"""A child's guardian is asked at the registration and later, kept with who said it, and missed where nobody knows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.clock import day_of
from linli.people.commands import forget_people
from linli.people.models import GuardianWord, Person
from linli.staff.rights import Role
from tests.cast import COMMUNITY, SIBLING

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SignIn = Callable[..., Client]


def came(client: Client, **said: str) -> int:
    today = day_of(timezone.now())
    told = {
        "name": "周小满",
        "phone": "13900009999",
        "address": "3栋2单元501室",
        "origin": "温州",
        "arrived_on": today.isoformat(),
        "known_by": "RESIDENT",
        "id_type": "ID_CARD",
        **said,
    }
    return client.post("/arrivals/new/", told).status_code


def test_a_child_is_registered_once_the_guardian_was_asked(sign_in: SignIn) -> None:
    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert came(secretary, age="13") == 422
    assert came(secretary, age="13", guardian_consent="YES", guardian="周志强") == 422  # who said it?
    assert (
        came(secretary, age="13", guardian_consent="YES", guardian="周志强", guardian_told_by="母亲") == 302
    )
    word = GuardianWord.objects.get()
    assert (word.person.name, word.consent, word.guardian, word.told_by) == (
        "周小满",
        "YES",
        "周志强",
        "母亲",
    )
    assert "监护人是否同意还不知道" not in secretary.get("/incomplete/").text


def test_nobody_asks_for_the_guardian_of_somebody_grown(sign_in: SignIn) -> None:
    assert came(sign_in(role=Role.SECRETARY, area=COMMUNITY), age="14") == 302
    assert not GuardianWord.objects.exists()


@pytest.mark.parametrize("by_birthday", [True, False])
def test_who_lacks_one_stands_on_the_list_until_somebody_knows(sign_in: SignIn, *, by_birthday: bool) -> None:
    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    born_on = (day_of(timezone.now()) - timedelta(days=3000)).isoformat()
    came(secretary, guardian_consent="UNKNOWN", **({"born_on": born_on} if by_birthday else {"age": "8"}))
    person = Person.objects.get(name="周小满")
    if by_birthday:
        GuardianWord.objects.all().delete()  # as a roster would bring the child
    assert "监护人是否同意还不知道" in secretary.get("/incomplete/").text
    page = f"/people/{person.pk}/guardian/"
    assert secretary.post(page, {"guardian_consent": "NO"}).status_code == 422
    told = {"guardian_consent": "NO", "guardian": "周志强", "guardian_told_by": "本人"}
    assert secretary.post(page, told).status_code == 302
    assert "周志强" in secretary.get(page).text
    assert "监护人是否同意还不知道" not in secretary.get("/incomplete/").text
    assert sign_in(role=Role.SECRETARY, area=SIBLING).get(page).status_code == 404


def test_the_name_goes_with_the_childs(sign_in: SignIn) -> None:
    came(
        sign_in(role=Role.SECRETARY, area=COMMUNITY),
        age="8",
        guardian_consent="YES",
        guardian="周志强",
        guardian_told_by="母亲",
    )
    forget_people(people=[Person.objects.get().pk], now=timezone.now())
    word = GuardianWord.objects.get()
    assert (word.consent, word.guardian, word.told_by) == ("YES", "", "")
