"""A venue's duty, figure, door, message, retention and English, each where people look."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from linli.venues.commands import suspend_venue
from linli.venues.models import Inspection, Venue

from linli.clock import day_of
from linli.duties.models import Duty
from linli.ids import new_id
from linli.phone.shapes import SCHEMA
from linli.reports.queries import daily
from linli.retention.whitelist import as_page
from linli.staff.models import User
from linli.staff.rights import Role
from linli.worklist.queries.overdue import overdue_counts
from tests.cast import COMMUNITY, COUNTY, GRID, MakeViewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def venue(make_viewer: MakeViewer) -> Venue:
    """Suspend a venue in GRID."""
    by = make_viewer(role=Role.SECRETARY, area=COMMUNITY)
    return suspend_venue(area=GRID, name="棋牌室", by=by, now=timezone.now())


def test_its_duty_is_on_the_list_of_the_day_and_overdue_tomorrow(
    venue: Venue, secretary_client: Client, make_viewer: MakeViewer
) -> None:
    day = secretary_client.get("/day/").text
    assert "棋牌室" in day
    assert "查看停业场所" in day
    tomorrow = timezone.now() + timedelta(days=1)
    officer = make_viewer(role=Role.TOWNSHIP_OFFICER, area=COMMUNITY.township)
    assert [row.overdue for row in overdue_counts(viewer=officer, now=tomorrow)] == [1]


def test_its_door_stands_in_the_menu_and_its_page_answers_the_duty(
    venue: Venue, secretary_client: Client
) -> None:
    assert 'href="/venues/"' in secretary_client.get("/day/").text
    came = secretary_client.post(f"/venues/{venue.pk}/", {"id": str(new_id()), "note": "关着"})
    assert came.status_code == 302
    assert Duty.objects.get(county=COUNTY, kind="VENUE").outcome == "DONE"


def test_its_figure_is_counted_and_leads_to_the_venue(venue: Venue, secretary_client: Client) -> None:
    secretary_client.post(f"/venues/{venue.pk}/", {"id": str(new_id())})
    day = day_of(timezone.now())
    draft = daily.draft_of_community(area=COMMUNITY, day=day, now=timezone.now() + timedelta(seconds=1))
    assert draft.figures["venues_inspected"] == 1
    figures = f"/reports/{COMMUNITY}/{day.isoformat()}/"
    assert "查看停业场所（次）" in secretary_client.get(figures).text
    behind = secretary_client.get(f"{figures}figures/venues_inspected/").text
    assert "棋牌室" in behind
    assert f"/venues/{venue.pk}/" in behind


def test_a_phone_brings_a_look_and_the_day_tells_of_it(
    venue: Venue, make_user: Callable[..., User], client: Client
) -> None:
    client.force_login(make_user(role=Role.GRID_WORKER, area=GRID))
    now = timezone.now().isoformat()
    device = str(new_id())

    def ask(address: str, said: dict[str, object]) -> dict[str, object]:
        answer = client.post(address, json.dumps(said), content_type="application/json")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    told = ask("/api/v1/day", {"device": device, "sent_at": now})
    assert "venue" in str(told["kinds"])
    assert "棋牌室" in str(told["tasks"])
    one = {
        "id": str(new_id()),
        "kind": "venue",
        "schema": SCHEMA,
        "claimed_at": now,
        "data": {"venue": str(venue.pk), "found_open": False},
    }
    ask("/api/v1/sync", {"device": device, "sent_at": now, "ops": [one]})
    assert Inspection.objects.get().venue == venue


def test_its_tables_stand_among_those_that_stay() -> None:
    assert "venues.Venue (places)" in as_page()


def test_it_speaks_english(venue: Venue, secretary_client: Client) -> None:
    secretary_client.cookies["django_language"] = "en"
    assert "Suspended venues" in secretary_client.get("/venues/").text
