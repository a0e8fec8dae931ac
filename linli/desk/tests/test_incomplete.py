"""What is not known yet stands on a list until it is known, and a category is asked, never guessed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.arrivals.commands import NewArrival, register_arrivals
from linli.audit.models import AuditEvent
from linli.census.queries.counts import counted
from linli.census.rules import BALANCE, GROUPS
from linli.desk.queries.incomplete import incomplete
from linli.observation.commands import (
    CategoryDecidedAlready,
    DecisionNeedsReason,
    set_category,
)
from linli.observation.models import Arrival, Observation, ObservationDecision
from linli.observation.rules import Category
from linli.observation.tests.acts import words
from linli.people.commands import PersonCard
from linli.people.origins import origin_class
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, MORNING, SIBLING, MakeViewer
from tests.properties import examples

BABY = PersonCard(name="周小满", address="3栋2单元501室")
FATHER = replace(BABY, name="周志强", phone="13900009999", id_type="PASSPORT", id_number="E12345678")


def come(card: PersonCard, *, by: Viewer, origin: str = "温州") -> Observation:
    arrival = NewArrival(
        card=card, arrived_on=date(2020, 1, 26), origin=origin, origin_class=origin_class(origin)
    )
    (answer,) = register_arrivals(community=COMMUNITY, arrivals=[arrival], by=by, now=MORNING)
    assert answer.observation
    return answer.observation


def lacking(viewer: Viewer) -> dict[str, tuple[bool, bool, bool]]:
    rows, count = incomplete(viewer=viewer, on=date(2020, 1, 26))
    assert count == len(rows)
    return {row.observation.person.name: row[1:4] for row in rows}


def test_an_infant_lacks_a_certificate_and_no_telephone_once_somebody_of_the_household_has_one(
    secretary: Viewer,
) -> None:
    come(BABY, by=secretary)
    assert lacking(secretary) == {"周小满": (True, True, False)}
    come(FATHER, by=secretary)
    assert lacking(secretary) == {"周小满": (True, False, False)}


def test_the_list_tells_nothing_to_the_neighbour(secretary: Viewer, make_viewer: MakeViewer) -> None:
    come(BABY, by=secretary)
    neighbour = make_viewer(role=Role.SECRETARY, area=SIBLING)
    assert incomplete(viewer=neighbour, on=date(2020, 1, 26)) == ([], 0)


def test_a_category_that_the_words_do_not_decide_is_set_once_with_a_ground(secretary: Viewer) -> None:
    observation = come(FATHER, by=secretary, origin="高铁经停")
    assert observation.category == Category.UNKNOWN
    assert lacking(secretary) == {"周志强": (False, False, True)}
    with pytest.raises(DecisionNeedsReason):
        set_category(
            observation=observation, category=Category.EPIDEMIC_AREA, reason=" ", by=secretary, now=MORNING
        )
    observation.refresh_from_db()
    assert observation.category == Category.UNKNOWN

    said: dict[str, Any] = {"reason": "在武汉站台下过车", "by": secretary, "now": MORNING}
    set_category(observation=observation, category=Category.EPIDEMIC_AREA, **said)
    with pytest.raises(CategoryDecidedAlready):
        set_category(observation=observation, category=Category.ELSEWHERE, **said)
    observation.refresh_from_db()
    assert observation.category == Category.EPIDEMIC_AREA
    assert ObservationDecision.objects.get().reason == "在武汉站台下过车"
    assert AuditEvent.objects.filter(county=COUNTY, action="observation.decided_category").count() == 1
    assert lacking(secretary) == {}


ORIGINS = (
    "from_wuhan",
    "from_hubei",
    "from_area_unsaid",
    "from_elsewhere",
    "from_nowhere",
    "from_unknown",
    "of_household",
)


def test_a_contact_who_came_from_nowhere_is_a_local_one_and_counts_as_a_contact(secretary: Viewer) -> None:
    observation = come(FATHER, by=secretary, origin="同事聚餐")
    Arrival.objects.update(exposed_on=date(2020, 1, 26))
    set_category(
        observation=observation, category=Category.LOCAL, reason="没有离开过本市", by=secretary, now=MORNING
    )
    figures = counted(community=COMMUNITY, from_=MORNING, until=MORNING.replace(hour=20))
    told = ("new", "local_new", "from_nowhere", "from_elsewhere", "with_contact")
    assert [figures[key] for key in told] == [1, 1, 1, 0, 1]
    assert lacking(secretary) == {}


def test_whose_category_a_person_set_counts_by_it_whatever_the_place_says(secretary: Viewer) -> None:
    observation = come(FATHER, by=secretary, origin="高铁经停")
    said: dict[str, Any] = {"reason": "在武汉站台下过车", "by": secretary, "now": MORNING}
    set_category(observation=observation, category=Category.EPIDEMIC_AREA, **said)
    figures = counted(community=COMMUNITY, from_=MORNING, until=MORNING.replace(hour=20))
    assert [figures[key] for key in ("epidemic_area_new", "from_area_unsaid")] == [1, 1]
    assert sum(figures[key] for key in ORIGINS) == 1


@settings(max_examples=examples(30))
@given(
    origins=st.lists(
        st.sampled_from(["武汉", "黄冈", "温州", "没有外出", "老家", ""]), min_size=1, max_size=6
    )
)
def test_the_groups_add_up_to_the_whole_whatever_the_words_say(origins: list[str], secretary: Viewer) -> None:
    with transaction.atomic():
        for n, origin in enumerate(origins):
            card = replace(BABY, name=f"周{'满敏明鸣铭琴'[n]}", address=f"{n + 1}栋2单元501室")
            come(card, by=secretary, origin=origin)
        figures = counted(community=COMMUNITY, from_=MORNING, until=MORNING.replace(hour=20))
        transaction.set_rollback(True)
    for key in BALANCE:
        assert figures[key] == sum(figures[f"{group}_{key}"] for group in GROUPS)
    assert figures["new"] == sum(figures[key] for key in ORIGINS)
    assert figures["elsewhere_new"] == figures["from_elsewhere"] == origins.count("温州")
    assert figures["local_new"] == figures["from_nowhere"] == origins.count("没有外出")
    assert figures["unknown_new"] == sum(origin in {"老家", ""} for origin in origins)


def test_the_page_counts_and_leads_to_what_completes(secretary_client: Client, secretary: Viewer) -> None:
    observation = come(BABY, by=secretary, origin="老家")
    page = words(secretary_client.get("/incomplete/"))
    assert "1 人还有不知道的" in page
    assert all(word in page for word in ("证件号码还不知道", "电话还不知道", "类别待核"))
    url = f"/observations/{observation.pk}/category/"
    assert "老家" in words(secretary_client.get(url))
    refused = secretary_client.post(url, {"category": "EPIDEMIC_AREA", "reason": ""})
    assert (refused.status_code, "请写明依据。" in words(refused)) == (422, True)
    secretary_client.post(url, {"category": "EPIDEMIC_AREA", "reason": "从武汉来"})
    observation.refresh_from_db()
    assert observation.category == Category.EPIDEMIC_AREA
    again = secretary_client.post(url, {"category": "ELSEWHERE", "reason": "从温州来"})
    assert (again.status_code, "类别已经定了" in words(again)) == (422, True)
    assert Observation.objects.get().category == Category.EPIDEMIC_AREA
