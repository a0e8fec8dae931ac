"""Every entered fact is put right by page, with a reason; what follows is said; and it is undone."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.duties.models import Duty
from linli.observation.models import Arrival, Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.tests.acts import Enter, checks, record, words, yesterday
from linli.observation.tests.pages import form_with
from linli.papers.commands import issue_papers
from linli.papers.models import Paper
from linli.papers.rules import Kind
from linli.people.models import Correction, DuplicatePair, Household, Person
from linli.sealing.seals import unseal
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, GRID, OTHER_GRID, MakeObservation
from tests.whole_page import whole_page

ID = "11010519491231002X"


@pytest.fixture
def observed(make_observation: MakeObservation) -> Observation:
    return make_observation(arrived_on=yesterday(), at=timezone.now())


def correct(client: Client, url: str, field: str, **typed: str) -> Any:
    """Open a page of corrections, change fields, and press the button."""
    page = client.get(url)
    return client.post(url, form_with(page, field) | {"reason": "本人出示证件"} | typed, follow=True)


def arrival_url(observation: Observation) -> str:
    return reverse("desk:correct_arrival", args=[observation.arrival_id])


def person_url(observation: Observation) -> str:
    return reverse("desk:correct_person", args=[observation.person_id])


def test_another_day_of_arrival_moves_the_last_day_and_revokes_the_notice(
    secretary_client: Client, observed: Observation, secretary: Viewer
) -> None:
    now = timezone.now()
    issue_papers(observations=[observed], kind=Kind.NOTICE, by=secretary, now=now)
    page = correct(secretary_client, arrival_url(observed), "arrived_on", arrived_on=day_of(now).isoformat())
    had, has = observed.last_on, Observation.objects.get().last_on
    assert (has - had).days == 1
    assert f"由 {had} 改为 {has}" in words(page)
    assert Paper.objects.get().revoked_reason == "OVERTAKEN"
    assert Paper.objects.get().number in words(page)
    history = whole_page(client=secretary_client, address=f"/people/{observed.person_id}/")
    assert f"{yesterday()} → <strong>{day_of(now)}</strong>" in " ".join(history.split())


def test_a_paper_that_still_says_the_truth_stays(
    secretary_client: Client, observed: Observation, secretary: Viewer
) -> None:
    issue_papers(observations=[observed], kind=Kind.NOTICE, by=secretary, now=timezone.now())
    correct(secretary_client, arrival_url(observed), "arrived_on", seat="8A")
    assert Paper.objects.get().revoked_at is None


def test_a_correction_is_undone_and_the_same_stands_as_before(
    secretary_client: Client, observed: Observation
) -> None:
    correct(
        secretary_client, arrival_url(observed), "arrived_on", origin="浙江省温州市", left_on="2020-01-20"
    )
    observation = Observation.objects.get()
    assert (observation.category, observation.arrival.origin_class) == ("ELSEWHERE", "ELSEWHERE")
    url = reverse("desk:undo_correction", args=[Correction.objects.get().pk])
    assert secretary_client.post(url, {"reason": ""}).status_code == 422
    correct(secretary_client, url, "reason", reason="听错了")
    again = Observation.objects.get()
    assert (again.category, again.last_on, again.anchor) == (
        "EPIDEMIC_AREA",
        observed.last_on,
        observed.anchor,
    )
    assert (again.arrival.origin, again.arrival.left_on) == ("湖北省武汉市", None)
    page = secretary_client.post(url, {"reason": "再撤一次"})
    assert (page.status_code, Correction.objects.count()) == (422, 2)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"left_on": "2999-01-01"}, "left_on"),
        ({"arrived_on": "2999-01-01"}, "arrived_on"),
        ({}, "__all__"),
    ],
)
def test_what_cannot_stand_is_said_at_its_field_and_nothing_is_saved(
    typed: dict[str, str], field: str, secretary_client: Client, observed: Observation
) -> None:
    page = correct(secretary_client, arrival_url(observed), "arrived_on", **typed)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert Correction.objects.count() == 0
    assert Arrival.objects.get().arrived_on == yesterday()


def test_a_certificate_number_is_added_later_with_sex_and_birth(
    secretary_client: Client, observed: Observation
) -> None:
    correct(secretary_client, person_url(observed), "name", id_number=ID, name="王芬")
    person = Person.objects.get()
    assert (person.name, person.sex, str(person.born_on), person.id_type) == (
        "王芬",
        "F",
        "1949-12-31",
        "ID_CARD",
    )
    assert unseal(person.id_sealed) == ID
    assert ID not in whole_page(client=secretary_client, address=f"/people/{person.pk}/")


def test_a_passport_is_no_identity_card_and_a_bad_card_is_refused(
    secretary_client: Client, observed: Observation
) -> None:
    page = correct(secretary_client, person_url(observed), "name", id_number="E12345678")
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["id_number"])
    correct(secretary_client, person_url(observed), "name", id_number="e12345678", id_type="PASSPORT")
    assert unseal(Person.objects.get().id_sealed) == "E12345678"


@pytest.mark.parametrize("wrong_number_stood", [False, True])
def test_a_number_of_somebody_else_leads_to_both_side_by_side(
    wrong_number_stood: bool,
    secretary_client: Client,
    observed: Observation,
    make_observation: MakeObservation,
) -> None:
    other = make_observation(name="王芬", arrived_on=yesterday(), at=timezone.now())
    correct(secretary_client, person_url(other), "name", id_number=ID)
    if wrong_number_stood:
        correct(secretary_client, person_url(observed), "name", id_number="110105194912310011")
    page = correct(secretary_client, person_url(observed), "name", id_number=ID)
    pair = DuplicatePair.objects.get()
    if not wrong_number_stood:
        # Nor does what the number says of its owner become anybody else's.
        person = Person.objects.get(pk=observed.person_id)
        assert (person.id_digest, person.sex, person.born_on) == ("", "", None)
    assert page.redirect_chain[-1][0] == reverse("desk:duplicate", args=[pair.pk])
    joined = secretary_client.post(
        page.redirect_chain[-1][0], {"decision": "SAME", "reason": "证件核对"}, follow=True
    )
    assert "两条登记已合并为一人" in words(joined)
    assert Person.objects.get(joined_to=None).id_digest


def test_a_doctor_puts_nothing_right(enter: Enter, observed: Observation) -> None:
    doctor = enter(role=Role.DOCTOR, area=COMMUNITY)
    assert doctor.get(arrival_url(observed)).status_code == 404
    assert doctor.get(person_url(observed)).status_code == 404
    assert doctor.get(reverse("desk:told_again")).status_code == 403


def household_url(observation: Observation) -> str:
    return reverse("desk:correct_household", args=[observation.person.household_id])


def test_a_wrong_door_is_put_right_for_everybody_behind_it_and_undone(
    secretary_client: Client, observed: Observation
) -> None:
    address = observed.person.household.address
    correct(secretary_client, household_url(observed), "address", address="88栋1单元101室", new_door="WRONG")
    home = Household.objects.get()
    assert (home.address, home.address_key) == ("88栋1单元101室", "#88-1-101")
    assert "88栋" in Person.objects.get().search_text
    person = whole_page(client=secretary_client, address=f"/people/{observed.person_id}/")
    assert f"{address} → <strong>88栋1单元101室</strong>" in " ".join(person.split())
    url = reverse("desk:undo_correction", args=[Correction.objects.get().pk])
    correct(secretary_client, url, "reason", reason="原来没错")
    assert Household.objects.get().address == address


def test_a_door_that_is_registered_already_takes_everybody_in(
    secretary_client: Client, observed: Observation, make_observation: MakeObservation
) -> None:
    other = make_observation(name="李强", arrived_on=yesterday(), at=timezone.now())
    door = other.person.household
    done = correct(
        secretary_client, household_url(observed), "address", address=door.address, new_door="WRONG"
    )
    assert done.redirect_chain == [(f"/households/{door.pk}/", 302)]  # where everybody is now
    assert set(Person.objects.values_list("household", flat=True)) == {other.person.household_id}


def test_a_household_goes_to_another_grid_with_what_is_due(
    secretary_client: Client, observed: Observation
) -> None:
    correct(secretary_client, household_url(observed), "address", grid=str(OTHER_GRID))
    observation = Observation.objects.get()
    assert {observation.area, Person.objects.get().area, Household.objects.get().area} == {OTHER_GRID}
    assert set(Duty.objects.filter(county=COUNTY, subject=observation.pk).values_list("area", flat=True)) == {
        OTHER_GRID
    }


def test_somebody_moves_to_another_flat_of_the_community_and_back(
    secretary_client: Client, observed: Observation, make_observation: MakeObservation
) -> None:
    there = make_observation(name="李强", arrived_on=yesterday(), at=timezone.now(), grid_name="第二网格")
    home = observed.person.household_id
    said = {"new_door": "MOVED", "moved_on": day_of(timezone.now()).isoformat()}
    correct(secretary_client, person_url(observed), "name", address=there.person.household.address, **said)
    moved = Observation.objects.get(pk=observed.pk)
    assert (moved.area, moved.person.household_id) == (OTHER_GRID, there.person.household_id)
    duties = Duty.objects.filter(county=COUNTY, subject=observed.pk)
    assert set(duties.values_list("area", flat=True)) == {OTHER_GRID}
    url = reverse("desk:undo_correction", args=[Correction.objects.get().pk])
    correct(secretary_client, url, "reason", reason="没有搬")
    back = Observation.objects.get(pk=observed.pk)
    assert (back.area, back.person.household_id) == (GRID, home)


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        ({}, "请选择：是原来写错了，还是搬了家"),
        ({"new_door": "MOVED"}, "请填搬来的日期"),
        ({"new_door": "MOVED", "moved_on": "2999-01-01"}, "搬来的日期在今天之后"),
    ],
)
@pytest.mark.parametrize("url", [household_url, person_url])
def test_another_address_asks_whether_it_was_wrong_or_they_moved(
    url: Any, answer: dict[str, str], asked: str, secretary_client: Client, observed: Observation
) -> None:
    page = correct(secretary_client, url(observed), "address", address="88栋1单元101室", **answer)
    assert (page.status_code, asked in words(page)) == (422, True)
    assert not Correction.objects.exists()


def test_where_they_moved_what_was_done_before_stays_at_the_old_door_and_where_it_was_wrong_it_goes_along(
    secretary_client: Client, observed: Observation, make_observation: MakeObservation
) -> None:
    old = observed.person.household
    record(secretary_client, observed, temperature="36.5", channel="VISIT")
    calls = reverse("desk:calls", args=[observed.person_id])
    correct(secretary_client, household_url(observed), "address", address="87栋1单元101室", new_door="WRONG")
    assert "在原住址" not in words(secretary_client.get(calls))

    moved = {"new_door": "MOVED", "moved_on": day_of(timezone.now()).isoformat()}
    page = correct(secretary_client, household_url(observed), "address", address="88栋1单元101室", **moved)
    assert "已更正" in words(page)
    home = Person.objects.get(pk=observed.person_id).household
    old.refresh_from_db()
    assert (home.address, old.address, home.pk == old.pk) == ("88栋1单元101室", "87栋1单元101室", False)
    assert "在原住址 87栋1单元101室" in words(secretary_client.get(calls))
    undo = reverse("desk:undo_correction", args=[Correction.objects.get(person=observed.person_id).pk])
    correct(secretary_client, undo, "reason", reason="没有搬")
    assert Person.objects.get(pk=observed.person_id).household_id == old.pk
    assert "在原住址" not in words(secretary_client.get(calls))


def test_the_way_of_a_check_is_put_right_by_its_recorder(
    secretary_client: Client, observed: Observation
) -> None:
    record(secretary_client, observed, temperature="36.5", channel="VISIT")
    url = reverse("corrections:strike", args=[observed.pk, checks()[0].id])
    correct(secretary_client, url, "temperature", temperature="36.5", channel="PHONE", then="ANEW")
    standing = standing_checks(county=COUNTY)
    assert [check.channel for check in standing] == ["PHONE"]
