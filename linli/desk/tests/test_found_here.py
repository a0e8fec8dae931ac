"""Somebody whom another community has registered stands at a door: both sides know, and nobody is left unseen."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.arrivals.commands import NewArrival, Outcome, register_arrivals
from linli.clock import day_of
from linli.duties.models import Duty
from linli.elsewhere.commands import (
    AnswerNeedsReason,
    FoundAnsweredAlready,
    NewLook,
    keep_there,
    look_after,
)
from linli.elsewhere.models import FoundHere
from linli.elsewhere.queries import found_away, found_standing, found_told
from linli.moves.commands import MoveAskedAlready, accept_move, give_over
from linli.moves.models import MoveRequest
from linli.observation.commands import end_with_reason
from linli.observation.models import Alert, Check, Observation
from linli.observation.rules import Channel, CheckOutcome, State
from linli.observation.tests.acts import Enter, words
from linli.people.commands import PersonCard
from linli.people.models import Person
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FOREIGN, MORNING, SIBLING, MakeViewer

CARD = PersonCard(
    name="周敏",
    id_type="ID_CARD",
    id_number="11010519491231002X",
    address="3栋2单元501室",
    phone="13900001111",
)
LATER = MORNING + timedelta(hours=2)


def come(community: AreaCode, *, by: Viewer, now: datetime = MORNING, card: PersonCard = CARD) -> Outcome:
    arrival = NewArrival(card=card, arrived_on=date(2020, 1, 26), origin="武汉", origin_class="WUHAN")
    (answer,) = register_arrivals(community=community, arrivals=[arrival], by=by, now=now)
    return answer.outcome


@pytest.fixture
def neighbour(make_viewer: MakeViewer) -> Viewer:
    """Make the secretary of SIBLING, where the person stands."""
    return make_viewer(role=Role.SECRETARY, area=SIBLING)


@pytest.fixture
def found(secretary: Viewer, neighbour: Viewer) -> FoundHere:
    """Register somebody in COMMUNITY, and meet them in SIBLING."""
    assert come(COMMUNITY, by=secretary) == Outcome.NEW
    there = replace(CARD, name="周小敏", address="8栋1单元101室")
    assert come(SIBLING, by=neighbour, card=there, now=LATER) == Outcome.KNOWN_ELSEWHERE
    return FoundHere.objects.get()


def due(kind: str, area: str) -> int:
    return Duty.objects.filter(county=COUNTY, kind=kind, area=area, outcome="").count()


def test_both_sides_are_told_once_however_often_somebody_comes(found: FoundHere, neighbour: Viewer) -> None:
    assert come(SIBLING, by=neighbour, now=LATER) == Outcome.KNOWN_ELSEWHERE
    assert FoundHere.objects.count() == 1
    assert Person.objects.get().community == COMMUNITY
    today = Duty.objects.filter(county=COUNTY, kind="FOUND_HERE", slot_on=day_of(LATER))
    assert [(duty.area, duty.outcome) for duty in today] == [(SIBLING, "")]
    assert due("FOUND_AWAY", COMMUNITY) == 1


def test_only_those_whose_work_it_is_read_where_somebody_is_registered(
    found: FoundHere, secretary: Viewer, neighbour: Viewer, make_viewer: MakeViewer
) -> None:
    worker = make_viewer(role=Role.GRID_WORKER, area=SIBLING)
    stranger = make_viewer(role=Role.SECRETARY, area=FOREIGN)
    assert found_told(found=found, viewer=neighbour).there.endswith("明光路社区")
    assert found_told(found=found, viewer=worker).there == ""
    assert [list(found_standing(viewer=v)) for v in (worker, stranger)] == [[found], []]
    assert [list(found_away(viewer=v)) for v in (secretary, neighbour, stranger)] == [[found], [], []]


def test_a_look_is_a_check_of_the_one_observation_and_a_fever_alerts_where_it_is_open(
    found: FoundHere, neighbour: Viewer
) -> None:
    seen = NewLook(outcome=CheckOutcome.DONE, channel=Channel.VISIT, temperature_tenths=385)
    look_after(found=found, look=seen, by=neighbour, now=LATER)
    assert [(c.community, c.by) for c in Check.objects.filter(county=COUNTY)] == [
        (COMMUNITY, neighbour.user_id)
    ]
    assert Alert.objects.get().community == COMMUNITY
    duty = Duty.objects.get(county=COUNTY, kind="FOUND_HERE", slot_on=day_of(LATER))
    assert duty.outcome == "DONE"
    assert due("FOUND_HERE", SIBLING) > 0  # tomorrow again


def test_one_tap_asks_for_the_move_and_its_acceptance_ends_the_daily_look(
    found: FoundHere, secretary: Viewer, neighbour: Viewer
) -> None:
    give_over(found=found, by=secretary, now=LATER)
    with pytest.raises(MoveAskedAlready):
        give_over(found=found, by=secretary, now=LATER)
    move = MoveRequest.objects.get()
    assert (move.to_community, move.address) == (SIBLING, "8栋1单元101室")
    assert due("FOUND_HERE", SIBLING) > 0
    accept_move(request=move, by=neighbour, now=LATER + timedelta(hours=1))
    found.refresh_from_db()
    assert found.state == "MOVED"
    assert (due("FOUND_HERE", SIBLING), due("FOUND_AWAY", COMMUNITY)) == (0, 0)
    assert Observation.objects.get(state=State.OBSERVING).community == SIBLING


def test_whoever_keeps_the_person_says_why_and_the_look_ends(found: FoundHere, secretary: Viewer) -> None:
    with pytest.raises(AnswerNeedsReason):
        keep_there(found=found, reason=" ", by=secretary, now=LATER)
    assert due("FOUND_HERE", SIBLING) > 0
    keep_there(found=found, reason="已接回家", by=secretary, now=LATER)
    assert (due("FOUND_HERE", SIBLING), due("FOUND_AWAY", COMMUNITY)) == (0, 0)
    with pytest.raises(FoundAnsweredAlready):
        keep_there(found=found, reason="已接回家", by=secretary, now=LATER)
    with pytest.raises(FoundAnsweredAlready):
        look_after(
            found=found,
            look=NewLook(outcome=CheckOutcome.NOBODY_HOME, channel=Channel.VISIT),
            by=secretary,
            now=LATER,
        )


def test_the_file_of_who_is_observed_nowhere_goes_at_once_and_the_arrival_is_registered_there(
    found: FoundHere, secretary: Viewer, neighbour: Viewer
) -> None:
    observation = Observation.objects.get()
    end_with_reason(
        observation=observation, state=State.STRUCK_OFF, reason="点错了人", by=secretary, now=LATER
    )
    assert give_over(found=found, by=secretary, now=LATER) is None
    assert Person.objects.get().community == SIBLING
    arrival = NewArrival(card=replace(CARD, phone=""), arrived_on=date(2020, 1, 27), origin="武汉")
    (answer,) = register_arrivals(community=SIBLING, arrivals=[arrival], by=neighbour, now=LATER)
    assert answer.outcome == Outcome.NEW


def test_the_pages_lead_from_the_door_to_the_answer(enter: Enter, secretary: Viewer) -> None:
    today = timezone.now()
    come(COMMUNITY, by=secretary, now=today)
    there: Client = enter(role=Role.SECRETARY, area=SIBLING)
    said = {
        "name": "周敏",
        "id_number": CARD.id_number,
        "address": "8栋1单元101室",
        "origin": "武汉",
        "arrived_on": day_of(today).isoformat(),
        "known_by": "RESIDENT",
    }
    page = there.post("/arrivals/new/", said, follow=True)
    found = FoundHere.objects.get()
    assert page.redirect_chain == [(f"/found/{found.pk}/", 302)]
    assert "明光路社区" in words(page)
    looked = there.post(
        f"/found/{found.pk}/look/", {"channel": "VISIT", "outcome": "DONE", "temperature": ""}
    )
    assert (looked.status_code, Check.objects.filter(county=COUNTY).count()) == (422, 0)
    there.post(f"/found/{found.pk}/look/", {"channel": "VISIT", "outcome": "DONE", "temperature": "36.5"})
    assert Check.objects.filter(county=COUNTY).count() == 1
    assert there.post(f"/moves/found/{found.pk}/").status_code == 404
    home: Client = enter(role=Role.SECRETARY, area=COMMUNITY)
    assert "本社区的人在别处" in words(home.get("/moves/"))
    assert "周敏" in words(home.get("/overdue/")) or "周敏" in words(home.get("/day/"))
    FoundHere.objects.update(name="周小敏")
    assert "对方说的姓名不同：周小敏" in words(home.get("/moves/"))
    assert f"/moves/found/{found.pk}/" not in words(home.get("/moves/"))
    assert "本社区登记的是 周敏" in words(home.get(f"/found/{found.pk}/"))
    assert "姓名不同" not in words(there.get(f"/found/{found.pk}/"))  # another community's name is not told
    home.post(f"/moves/found/{found.pk}/")
    assert MoveRequest.objects.get().to_community == SIBLING
    assert "本社区的人在别处" not in words(home.get("/moves/"))  # proposed: their answer is waited for
