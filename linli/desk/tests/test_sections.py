"""The pages of a person and of a household are lists of sections; what costs too much is asked when somebody looks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from linli.audit.models import AuditEvent
from linli.desk.sections import HOUSEHOLD_SECTIONS, PERSON_SECTIONS
from linli.desk.views import households, people
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.observation.tests.acts import Enter
from linli.people.models import Person
from linli.people.sections import GUARDIANS
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.staff.sections import Section, Shown
from tests.cast import COMMUNITY, COUNTY, GRID, SIBLING, MakeObservation
from tests.whole_page import places_on

PLANTED = "desk/empty.html"


def page_of(observation: Observation) -> str:
    return reverse("desk:person", args=[observation.person_id])


def planted(shown: Shown) -> Section[Any]:
    """Return a section that a new app would bring."""
    return Section(
        "planted",
        gettext_lazy("谁看过"),
        PLANTED,
        lambda _viewer, file, _now: {"sentence": f"种下了{file}"},
        shown,
    )


def test_a_section_that_an_app_brings_stands_on_the_page_of_a_person(
    worker_client: Client, observation: Observation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people, "PERSON_SECTIONS", (*PERSON_SECTIONS, planted(Shown.AT_ONCE)))
    assert "种下了" in worker_client.get(page_of(observation)).text


@pytest.mark.parametrize("shown", [Shown.IN_SIGHT, Shown.OPENED])
def test_a_section_that_waits_is_a_link_and_opens_as_a_page_and_in_its_place(
    worker_client: Client, observation: Observation, monkeypatch: pytest.MonkeyPatch, shown: Shown
) -> None:
    monkeypatch.setattr(people, "PERSON_SECTIONS", (*PERSON_SECTIONS, planted(shown)))
    page = worker_client.get(page_of(observation)).text
    address = page_of(observation) + "sections/planted/"
    assert "种下了" not in page
    assert f'href="{address}"' in page
    assert places_on(page=page)[-1] == address
    alone = worker_client.get(address)
    assert "种下了" in alone.text
    assert "<main" in alone.text
    in_place = worker_client.get(address, headers={"HX-Request": "true"})
    assert "种下了" in in_place.text
    assert "<main" not in in_place.text
    assert "HX-Request" in in_place["Vary"]


def test_a_section_that_an_app_brings_stands_on_the_page_of_a_household(
    worker_client: Client, observation: Observation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(households, "HOUSEHOLD_SECTIONS", (*HOUSEHOLD_SECTIONS, planted(Shown.AT_ONCE)))
    address = reverse("desk:household", args=[observation.person.household_id])
    assert "种下了" in worker_client.get(address).text
    assert "种下了" in worker_client.get(address + "sections/planted/").text


def test_a_section_opens_to_nobody_to_whom_the_person_does_not(
    enter: Enter, observation: Observation
) -> None:
    stranger = enter(role=Role.SECRETARY, area=SIBLING)
    for section in PERSON_SECTIONS:
        address = reverse("desk:person_section", args=[observation.person_id, section.name])
        assert stranger.get(address).status_code == 404, section.name


def test_there_is_no_other_section(worker_client: Client, observation: Observation) -> None:
    assert worker_client.get(page_of(observation) + "sections/nothing/").status_code == 404


def test_whoever_reads_a_section_alone_has_looked(worker_client: Client, observation: Observation) -> None:
    worker_client.get(page_of(observation) + "sections/sheets/")
    assert AuditEvent.objects.filter(county=COUNTY, action="person.read").count() == 1


def test_a_section_of_a_joined_entry_leads_to_the_person_who_stayed(
    worker_client: Client, observation: Observation, make_observation: MakeObservation
) -> None:
    twin = make_observation(name="王方", address="9栋1单元101室").person
    Person.objects.filter(pk=twin.pk).update(joined_to=observation.person, joined_at=timezone.now())
    for address in (
        reverse("desk:person", args=[twin.pk]),
        reverse("desk:person_section", args=[twin.pk, "sheets"]),
    ):
        assert worker_client.get(address)["Location"] == page_of(observation)


def asked_by(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len([one for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def test_neither_the_page_nor_a_section_asks_more_when_there_is_more(
    enter: Enter, make_observation: MakeObservation, make_viewer: Callable[..., Viewer]
) -> None:
    first = make_observation(at=timezone.now() - timedelta(days=1))
    worker = make_viewer(role=Role.GRID_WORKER, area=GRID)
    many = make_observation(at=timezone.now() - timedelta(days=1), name="李强", address="9栋1单元101室")
    twin = make_observation(at=timezone.now() - timedelta(days=1), name="李墙", address="9栋1单元102室")
    Person.objects.filter(pk=twin.person_id).update(joined_to=many.person, joined_at=timezone.now())
    for observation, times in ((first, 1), (many, 4), (twin, 4)):
        for n in range(times):
            refused = NewCheck(
                new_id(),
                observation,
                CheckOutcome.REFUSED,
                Channel.VISIT,
                timezone.now() - timedelta(minutes=n),
            )
            record_check(new=refused, by=worker, now=timezone.now())
    client = enter(role=Role.SECRETARY, area=COMMUNITY)
    # Both are grown up, and have no guardians.
    shown = [section for section in PERSON_SECTIONS if section is not GUARDIANS]
    for path in ("", *(f"sections/{section.name}/" for section in shown)):
        few = asked_by(client, page_of(first) + path)
        more = asked_by(client, page_of(many) + path)
        # A person of several entries is asked, once, how they were joined.
        assert more <= few + (path == "sections/sources/"), path
        assert more <= 12, path
