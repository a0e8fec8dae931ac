"""Whatever is told of somebody whom another community has registered reaches those who are responsible."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from linli.areas.models import Area
from linli.areas.rules import AreaCode, Level
from linli.arrivals.commands import NewArrival, Outcome, register_arrivals
from linli.clock import day_of
from linli.duties.models import Duty
from linli.elsewhere.commands import NewLook, look_after
from linli.elsewhere.models import FoundHere
from linli.elsewhere.queries import found_standing
from linli.observation.commands import end_with_reason
from linli.observation.models import Alert, Check, Observation
from linli.observation.rules import Channel, CheckOutcome, State, UnbelievableTemperature
from linli.people.commands import PersonCard
from linli.people.models import ToldAgain
from linli.people.queries.corrections import stood_in, told_in
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, MORNING, SIBLING, MakeViewer

CARD = PersonCard(name="周敏", id_type="ID_CARD", id_number="11010519491231002X", address="3栋2单元501室")
PLAIN = NewArrival(card=CARD, arrived_on=date(2020, 1, 26), origin="武汉", origin_class="WUHAN")
SEEN = replace(PLAIN, temperature_tenths=386, symptoms=("COUGH",), note="独居", channel=Channel.VISIT)
THEIR_GRID = AreaCode(f"{SIBLING}001")
LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def neighbour(make_viewer: MakeViewer) -> Viewer:
    """Register somebody in COMMUNITY; make the secretary of SIBLING, where the person will stand."""
    home = make_viewer(role=Role.SECRETARY, area=COMMUNITY)
    register_arrivals(community=COMMUNITY, arrivals=[PLAIN], by=home, now=MORNING)
    return make_viewer(role=Role.SECRETARY, area=SIBLING)


def told(arrival: NewArrival, by: Viewer) -> None:
    (answer,) = register_arrivals(community=SIBLING, arrivals=[arrival], by=by, now=LATER)
    assert answer.outcome == Outcome.KNOWN_ELSEWHERE


def looked() -> str:
    return Duty.objects.get(county=COUNTY, kind="FOUND_HERE", slot_on=day_of(LATER)).outcome


def end(by: Viewer) -> None:
    end_with_reason(
        observation=Observation.objects.get(), state=State.STRUCK_OFF, reason="错", by=by, now=LATER
    )


def test_what_was_told_on_registering_is_the_first_look_and_alerts_where_they_are_responsible(
    neighbour: Viewer,
) -> None:
    told(SEEN, neighbour)
    check = Check.objects.get(county=COUNTY)
    assert (check.community, check.temperature_tenths, check.symptoms) == (COMMUNITY, 386, ["COUGH"])
    assert (check.channel, check.note, check.by) == ("VISIT", "独居", neighbour.user_id)
    assert (Alert.objects.get().community, looked()) == (COMMUNITY, "DONE")
    assert not ToldAgain.objects.exists()


@pytest.mark.parametrize(("grid", "area"), [("第三网格", THEIR_GRID), ("", SIBLING), ("别处", SIBLING)])
def test_the_look_is_work_of_the_grid_where_they_stand_as_far_as_one_is_named(
    grid: str, area: str, neighbour: Viewer, make_viewer: MakeViewer
) -> None:
    Area.objects.create(code=THEIR_GRID, name="第三网格", level=Level.GRID, valid_from=FIRST_DAY)
    worker = make_viewer(role=Role.GRID_WORKER, area=THEIR_GRID)
    told(replace(PLAIN, card=replace(CARD, grid_name=grid)), neighbour)
    found = FoundHere.objects.get()
    assert (found.community, found.area) == (SIBLING, area)
    assert set(Duty.objects.filter(county=COUNTY, kind="FOUND_HERE").values_list("area", flat=True)) == {area}
    assert found_standing(viewer=worker).exists() == (area == THEIR_GRID)


def test_a_reading_that_cannot_be_leaves_nothing(neighbour: Viewer) -> None:
    with pytest.raises(UnbelievableTemperature):
        told(replace(SEEN, temperature_tenths=455), neighbour)
    assert not FoundHere.objects.exists()


def test_what_a_list_tells_is_a_check_of_its_day_once_and_answers_no_look(neighbour: Viewer) -> None:
    row = replace(SEEN, channel=Channel.ROSTER, known_by="ROSTER", read_on=day_of(MORNING), note="")
    told(row, neighbour)
    told(row, neighbour)
    assert [(c.channel, c.temperature_tenths) for c in Check.objects.filter(county=COUNTY)] == [
        ("ROSTER", 386)
    ]
    assert (Alert.objects.count(), looked()) == (1, "")
    told(replace(row, temperature_tenths=366, symptoms=()), neighbour)
    assert Check.objects.filter(county=COUNTY).count() == 2


@pytest.mark.parametrize("channel", [Channel.VISIT, Channel.ROSTER])
def test_where_nobody_observes_the_person_what_is_told_waits_with_who_registered_them(
    channel: Channel, neighbour: Viewer, secretary: Viewer
) -> None:
    end(secretary)
    told(replace(SEEN, channel=channel), neighbour)
    telling = ToldAgain.objects.get()
    facts = told_in(telling=telling)
    assert (telling.community, set(stood_in(telling=telling))) == (
        COMMUNITY,
        {"note", "temperature", "symptoms"},
    )
    assert (facts["temperature"], facts["symptoms"], facts["note"]) == ("38.6", "COUGH", "独居")


def test_a_look_at_somebody_whom_nobody_observes_waits_with_who_registered_them(
    neighbour: Viewer, secretary: Viewer
) -> None:
    end(secretary)
    told(PLAIN, neighbour)
    look = NewLook(outcome=CheckOutcome.DONE, channel=Channel.VISIT, temperature_tenths=386)
    look_after(found=FoundHere.objects.get(), look=look, by=neighbour, now=LATER)
    assert stood_in(telling=ToldAgain.objects.get()) == {"temperature": ""}


def test_contacts_and_a_note_without_a_reading_wait_and_the_later_last_day_holds(neighbour: Viewer) -> None:
    had = Observation.objects.get().last_on
    contact = replace(PLAIN, note="同住病人", contact_history="YES", exposed_on=date(2020, 1, 27))
    told(contact, neighbour)
    told(contact, neighbour)
    assert set(stood_in(telling=ToldAgain.objects.get())) == {"note", "contact_history", "exposed_on"}
    assert Observation.objects.get().last_on == had + timedelta(days=1)
    assert looked() == ""
