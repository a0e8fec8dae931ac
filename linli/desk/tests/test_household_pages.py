"""The pages of one door."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.observation.models import Check, Observation
from linli.observation.tests.acts import DAY, checks, words, yesterday
from linli.observation.tests.pages import form_with
from linli.people.commands import name_to_care
from linli.people.models import Person
from linli.staff.rules import Viewer
from tests.cast import MakeObservation
from tests.whole_page import whole_page

HOME = "3栋1单元501室"


def family(make_observation: MakeObservation) -> tuple[Observation, Observation]:
    now = timezone.now()
    return (
        make_observation(at=now, arrived_on=yesterday(), address=HOME),
        make_observation(at=now, arrived_on=yesterday(), address=HOME, name="李强"),
    )


def test_one_visit_on_one_page(worker_client: Client, make_observation: MakeObservation) -> None:
    one, other = family(make_observation)
    url = reverse("desk:household_check", args=[one.person.household_id])
    assert url in words(worker_client.get(DAY))
    page = worker_client.get(url)
    said = form_with(page, f"{one.pk}-temperature")
    said |= {f"{one.pk}-temperature": "36.5", f"{other.pk}-temperature": "48", "channel": "VISIT"}
    wrong = worker_client.post(url, said)
    assert wrong.status_code == 422
    assert form_with(wrong, f"{one.pk}-temperature")[f"{one.pk}-temperature"] == "36.5"
    assert not checks()

    empty = worker_client.post(url, said | {f"{other.pk}-temperature": ""})
    assert "请填写体温" in words(empty)
    nobody = said | {f"{row.pk}-outcome": "" for row in (one, other)}
    assert "请改一处" in words(worker_client.post(url, nobody))  # no reading is dropped
    nobody |= {f"{row.pk}-temperature": "" for row in (one, other)}
    assert "还没有填写任何人。" in words(worker_client.post(url, nobody))

    assert worker_client.post(url, said | {f"{other.pk}-temperature": "381"}).status_code == 302
    assert sorted(check.temperature_tenths or 0 for check in checks()) == [365, 381]
    assert worker_client.post(url, said | {f"{other.pk}-temperature": "381"}).status_code == 302
    assert len(checks()) == 2  # the same form sent again


def test_how_a_household_was_asked_is_said_by_who_asked(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    one, other = family(make_observation)
    url = reverse("desk:household_check", args=[one.person.household_id])
    page = worker_client.get(url)
    assert "channel" not in form_with(page, f"{one.pk}-temperature")
    said = form_with(page, f"{one.pk}-temperature")
    said |= {f"{row.pk}-temperature": "36.5" for row in (one, other)}
    unsaid = worker_client.post(url, said)
    assert (unsaid.status_code, "请选择这次是怎么查的。" in words(unsaid)) == (422, True)
    assert form_with(unsaid, f"{one.pk}-temperature")[f"{one.pk}-temperature"] == "36.5"
    assert not checks()

    assert worker_client.post(url, said | {"channel": "PHONE"}).status_code == 302
    assert {check.channel for check in checks()} == {"PHONE"}


def test_one_press_says_that_nothing_is_the_matter_with_those_of_whom_nothing_was_typed(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    one, other = family(make_observation)
    url = reverse("desk:household_check", args=[one.person.household_id])
    said = form_with(worker_client.get(url), f"{one.pk}-temperature") | {"save": "well"}
    assert "请选择这次是怎么查的。" in words(worker_client.post(url, said))
    said |= {"channel": "PHONE", f"{other.pk}-temperature": "36.6"}
    assert worker_client.post(url, said).status_code == 302
    told = {c.observation_id: (c.outcome, c.temperature_tenths, c.channel) for c in checks()}
    assert told == {one.pk: ("DONE", None, "PHONE"), other.pk: ("DONE", 366, "PHONE")}
    assert "没有不适，没有量体温" in whole_page(
        client=worker_client, address=reverse("desk:person", args=[one.person_id])
    )


def test_a_member_left_out_of_a_visit_stays_due(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    one, other = family(make_observation)
    url = reverse("desk:household_check", args=[one.person.household_id])
    said = form_with(worker_client.get(url), f"{one.pk}-temperature")
    said |= {f"{one.pk}-temperature": "36.5", f"{other.pk}-outcome": "", "channel": "VISIT"}
    assert worker_client.post(url, said).status_code == 302
    assert [check.observation_id for check in checks()] == [one.pk]


def test_a_member_is_added_and_observed_where_they_cannot_keep_apart(
    secretary_client: Client, make_observation: MakeObservation
) -> None:
    one, _other = family(make_observation)
    url = reverse("desk:household", args=[one.person.household_id])
    wrong = secretary_client.post(url, {"what": "member", "name": "赵", "phone": "123"})
    assert wrong.status_code == 422
    assert form_with(wrong, "phone")["phone"] == "123"
    page = secretary_client.post(url, {"what": "member", "name": "赵桂兰"}, follow=True)
    assert "赵桂兰：已登记为同住人员。" in words(page)
    assert "不在观察" in words(page)
    page = secretary_client.post(url, {"what": "rooms", "cannot_separate": "yes"}, follow=True)
    assert "同住的 1 人一起观察" in words(page)
    old = Person.objects.get(name="赵桂兰")
    person = whole_page(client=secretary_client, address=reverse("desk:person", args=[old.pk]))
    assert "同住，没有外出" in person


def test_an_empty_household_says_so(worker_client: Client, make_observation: MakeObservation) -> None:
    one, other = family(make_observation)
    Observation.objects.update(state="DIED", closed_at=timezone.now())
    url = reverse("desk:household_check", args=[one.person.household_id])
    assert "这户没有人在观察。" in words(worker_client.get(url))
    assert not Check.objects.filter(county=other.county).exists()


def test_a_family_named_to_care_is_called_on_from_its_page_and_taken_back(
    secretary_client: Client, secretary: Viewer, make_observation: MakeObservation
) -> None:
    person = family(make_observation)[0].person
    url = reverse("desk:household", args=[person.household_id])
    assert "首次走访" not in words(secretary_client.get(url))
    name_to_care(people=[person], tag="FAMILY_OF_PATIENT", by=secretary, now=timezone.now())
    assert "关爱：首次走访" in words(secretary_client.get(DAY))
    page = words(secretary_client.get(url))
    calls = reverse("desk:calls", args=[person.pk])
    assert "待办" in page
    assert calls in page

    said = form_with(secretary_client.get(calls), "purpose") | {"purpose": "CARE", "way": "VISIT"}
    said |= {"at": f"{timezone.localtime():%Y-%m-%dT%H:%M}", "outcome": "REACHED"}
    assert secretary_client.post(calls, said).status_code == 302
    assert "已办" in words(secretary_client.get(url))
    assert "关爱：首次走访" not in words(secretary_client.get(DAY))

    assert secretary_client.post(url, {"what": "care", "reason": " "}).status_code == 422
    assert secretary_client.post(url, {"what": "care", "reason": "家人已回家"}).status_code == 302
    assert Person.objects.get(pk=person.pk).tags == []
    assert "首次走访" not in words(secretary_client.get(url))


def test_a_member_who_may_be_registered_at_this_door_is_asked_about_first(
    secretary_client: Client, make_observation: MakeObservation
) -> None:
    one, _other = family(make_observation)
    url = reverse("desk:household", args=[one.person.household_id])
    typed = {"what": "member", "name": one.person.name, "phone": ""}
    asked = secretary_client.post(url, typed)
    assert (asked.status_code, Person.objects.count()) == (422, 2)
    assert "是同一个人：不另登记" in words(asked)
    same = secretary_client.post(url, typed | {"same": str(one.person_id)})
    assert same["Location"] == reverse("desk:person", args=[one.person_id])
    assert secretary_client.post(url, typed | {"other": str(one.person_id)}).status_code == 302
    assert Person.objects.count() == 3
