"""A child's guardian is asked at the registration and later, kept with who said it, and missed where nobody knows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.clock import day_of
from linli.desk.own_copy import Numbers, copy_of
from linli.desk.queries.access_log import looks_of
from linli.people.commands import forget_people
from linli.people.models import GuardianWord, Person
from linli.people.queries import file_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, SIBLING, MakeObservation

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


def test_a_refusal_stands_in_the_day_until_somebody_notes_what_was_done(sign_in: SignIn) -> None:
    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    came(secretary, age="8", guardian_consent="NO", guardian="周志强", guardian_told_by="母亲")
    person = Person.objects.get()
    page, line = f"/people/{person.pk}/guardian/", "还没有记下怎么办的"
    section = f"/people/{person.pk}/sections/guardians/"
    assert line in secretary.get("/day/").text
    assert page in secretary.get("/incomplete/").text
    assert line in secretary.get(section).text
    secretary.post(page, {"guardian_consent": "UNKNOWN"})  # undoes no answer
    assert line in secretary.get("/day/").text

    assert secretary.post(page, {"what": "done", "done": " "}).status_code == 422
    secretary.post(page, {"what": "done", "done": "只登记依法必需的"})
    assert line not in secretary.get("/day/").text
    assert "只登记依法必需的" in secretary.get(section).text
    secretary.post(page, {"guardian_consent": "NO", "guardian": "王芳", "guardian_told_by": "本人"})
    assert line in secretary.get("/day/").text
    assert line not in sign_in(role=Role.SECRETARY, area=SIBLING).get("/day/").text
    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    secretary.post(page, {"guardian_consent": "YES", "guardian": "王芳", "guardian_told_by": "本人"})
    assert line not in secretary.get("/day/").text

    told = secretary.get(section).text  # the newest first, and nothing that was said before is gone
    assert told.index("王芳") < told.index("周志强") < told.index("只登记依法必需的")
    assert page in told


def test_the_copy_of_a_child_lists_every_word_and_both_are_looks(sign_in: SignIn, secretary: Viewer) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    came(client, age="8", guardian_consent="NO", guardian="周志强", guardian_told_by="母亲")
    person = Person.objects.get()
    page = f"/people/{person.pk}/guardian/"
    client.get(page)
    client.post(page, {"guardian_consent": "YES", "guardian": "王芳", "guardian_told_by": "本人"})
    file = file_of(viewer=secretary, id=person.pk)
    assert file is not None
    parts = copy_of(viewer=secretary, file=file, numbers=Numbers("", "", are_whole=True), now=timezone.now())
    (said,) = [[how for _at, how in part.lines] for part in parts if part.title == "监护人"]
    assert ["王芳" in said[0], "周志强" in said[1]] == [True, True]
    assert {"guardian.read", "guardian.recorded"} <= {look.act for look in looks_of(file=file)}


def test_there_is_no_guardian_of_somebody_grown_to_write_of(
    sign_in: SignIn, make_observation: MakeObservation
) -> None:
    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    person = make_observation().person
    assert secretary.get(f"/people/{person.pk}/guardian/").status_code == 404
    assert secretary.get(f"/people/{person.pk}/sections/guardians/").status_code == 404
    young = day_of(person.registered_at) - timedelta(days=13 * 365)
    Person.objects.filter(pk=person.pk).update(born_on=young)
    answer = secretary.get(f"/people/{person.pk}/guardian/")
    assert answer.status_code == 200
    assert "选填" not in answer.text
    assert "记下监护人怎么说" in secretary.get(f"/people/{person.pk}/sections/guardians/").text
