"""Two entries made one person, and parted again; the balance of the daily report holds through both."""

from datetime import date, datetime, timedelta

import pytest

from linli.arrivals.commands import NewArrival, register_arrivals
from linli.arrivals.queries.arrivals import arrivals_on
from linli.audit.models import AuditEvent
from linli.desk.queries.states import newest_states, observations_of
from linli.duties.models import Duty
from linli.joins.commands import join_people, undo_join
from linli.observation import commands
from linli.observation.models import Observation
from linli.observation.queries import cases
from linli.observation.queries.releases import slots_to_explain
from linli.observation.rules import State
from linli.people.commands import (
    DecisionNeedsReason,
    JoinUndoneAlready,
    PersonCard,
    find_people,
)
from linli.people.models import DuplicatePair, Person, PersonJoin
from linli.people.queries import file_of, masked_identity, people_visible, sources_of
from linli.people.queries.duplicates import pairs_open
from linli.reports.queries.daily import draft_of_community
from linli.reports.rules import balance_holds
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, GRID, MORNING, OTHER_GRID, SIBLING, MakeObservation
from tests.twins import LATER, LATEST, REASON, fresh, the_pair

ID_NUMBER = "11010519491231002X"


def report(now: datetime) -> dict[str, int | None]:
    figures = draft_of_community(area=COMMUNITY, day=FIRST_DAY, now=now).figures
    assert balance_holds(figures)
    return {key: figures[key] for key in ("before", "new", "struck_off", "after")}


def open_duties(observation: Observation) -> set[str]:
    rows = Duty.objects.filter(county=COUNTY, subject=observation.pk, outcome="")
    return set(rows.values_list("area", flat=True))


def test_the_later_last_day_stays_open_for_the_person_who_stays(
    twins: tuple[Observation, Observation], secretary: Viewer
) -> None:
    first, second = twins
    assert (first.last_on, second.last_on) == (date(2020, 2, 9), date(2020, 2, 10))
    join = join_people(pair=the_pair(), reason=REASON, by=secretary, now=LATER)

    assert (join.kept, join.joined) == (first.person, second.person)
    assert (fresh(first).state, fresh(first).closed_reason) == ("STRUCK_OFF", "重复登记，合并到同一人")
    stays = fresh(second)
    assert (stays.state, stays.person, stays.area) == ("OBSERVING", first.person, GRID)
    assert open_duties(stays) == {GRID}
    assert open_duties(first) == set()
    assert AuditEvent.objects.filter(county=COUNTY, action="person.joined").count() == 1


def test_of_equal_last_days_the_one_of_who_stays_goes_on(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    first = make_observation(name="王芳", phone="13812345678")
    second = make_observation(name="王方", phone="13812345678", at=LATER)
    join_people(pair=the_pair(), reason=REASON, by=secretary, now=LATEST)

    assert (fresh(first).state, fresh(second).state) == ("OBSERVING", "STRUCK_OFF")
    assert fresh(second).person == second.person  # what was never moved stays where it is


def test_the_joined_entry_is_in_no_list_and_its_rows_are_seen_with_the_other(
    twins: tuple[Observation, Observation], secretary: Viewer
) -> None:
    first, second = twins
    join_people(pair=the_pair(), reason=REASON, by=secretary, now=LATER)

    assert list(people_visible(viewer=secretary)) == [first.person]
    file = file_of(viewer=secretary, id=first.person_id)
    assert file is not None
    assert len(arrivals_on(file=file)) == 2
    assert len(cases.observations_on(viewer=secretary, file=file)) == 2
    assert len(observations_of(viewer=secretary, person=first.person)) == 2
    assert len(sources_of(entries=file.ids)) == 2
    assert newest_states(viewer=secretary, people=[first.person])[first.person_id] == fresh(second)


def test_who_has_an_id_number_stays_and_a_phone_told_elsewhere_is_read(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    make_observation(name="王芳", phone="13812345678", address="1栋1单元101室")
    card = PersonCard(name="王方", id_number=ID_NUMBER, address="1栋1单元101室")
    arrival = NewArrival(card=card, arrived_on=FIRST_DAY)
    second = register_arrivals(community=COMMUNITY, arrivals=[arrival], by=secretary, now=LATER)[0]
    join = join_people(pair=the_pair(), reason=REASON, by=secretary, now=LATEST)

    assert join.kept == second.person
    identity = masked_identity(person=second.person)
    assert (identity.id_number, identity.phone) == ("****************2X", "*********78")


def test_whoever_tells_of_the_joined_entry_tells_of_who_stays(
    twins: tuple[Observation, Observation], secretary: Viewer
) -> None:
    first, second = twins
    join_people(pair=the_pair(), reason=REASON, by=secretary, now=LATER)
    card = PersonCard(name="王方", phone="13812345678")

    assert find_people(community=COMMUNITY, cards=[card]) == [first.person]
    again = NewArrival(card=card, arrived_on=second.arrival.arrived_on, known_by="GATE")
    answer = register_arrivals(community=COMMUNITY, arrivals=[again], by=secretary, now=LATEST)[0]
    assert (answer.outcome, answer.person) == ("KNOWN_HERE", first.person)
    commands.end_with_reason(
        observation=fresh(second), state=State.STRUCK_OFF, reason="x", by=secretary, now=LATEST
    )
    # The day of arrival was told of the joined entry: it is no new arrival of the person.
    answer = register_arrivals(community=COMMUNITY, arrivals=[again], by=secretary, now=LATEST)[0]
    assert answer.outcome == "KNOWN_HERE"


def test_the_balance_holds_through_join_and_undo(
    twins: tuple[Observation, Observation], secretary: Viewer
) -> None:
    assert report(LATER) == {"before": 0, "new": 2, "struck_off": 0, "after": 2}
    join = join_people(pair=the_pair(), reason=REASON, by=secretary, now=LATER)
    assert report(LATER + timedelta(seconds=1)) == {"before": 0, "new": 1, "struck_off": 0, "after": 1}
    undo_join(join=join, reason="认错人", by=secretary, now=LATEST)
    assert report(LATEST + timedelta(seconds=1)) == {"before": 0, "new": 2, "struck_off": 0, "after": 2}
    # What was true before stays true: the same instant gives the same counts.
    assert report(LATER) == {"before": 0, "new": 2, "struck_off": 0, "after": 2}


def test_undoing_opens_nothing_that_is_closed_but_a_new_one_to_the_same_day(
    twins: tuple[Observation, Observation], secretary: Viewer
) -> None:
    first, second = twins
    join = join_people(pair=the_pair(), reason=REASON, by=secretary, now=LATER)
    join.refresh_from_db()
    (again,) = undo_join(join=join, reason="认错人", by=secretary, now=LATEST)

    assert fresh(first).state == "STRUCK_OFF"
    assert (again.person, again.last_on, again.protocol_id) == (
        first.person,
        first.last_on,
        first.protocol_id,
    )
    assert (again.opened_as, again.opened_at, open_duties(again)) == ("NEW", LATEST, {GRID})
    back = fresh(second)
    assert (back.person, back.area, back.state, open_duties(back)) == (
        second.person,
        OTHER_GRID,
        "OBSERVING",
        {OTHER_GRID},
    )
    assert people_visible(viewer=secretary).count() == 2
    assert (the_pair().decision, the_pair().reason) == ("DIFFERENT", "认错人")
    assert AuditEvent.objects.filter(county=COUNTY, action="observation.opened_again").count() == 1


def test_a_join_is_undone_once_and_with_a_reason(
    twins: tuple[Observation, Observation], secretary: Viewer
) -> None:
    join = join_people(pair=the_pair(), reason=REASON, by=secretary, now=LATER)
    with pytest.raises(DecisionNeedsReason):
        undo_join(join=join, reason=" ", by=secretary, now=LATEST)
    undo_join(join=join, reason="认错人", by=secretary, now=LATEST)
    with pytest.raises(JoinUndoneAlready):
        undo_join(join=join, reason="认错人", by=secretary, now=LATEST)


def test_released_after_the_join_and_parted_the_other_is_observed_again(
    twins: tuple[Observation, Observation], secretary: Viewer, doctor: Viewer
) -> None:
    first, second = twins
    join = join_people(pair=the_pair(), reason=REASON, by=secretary, now=LATER)
    over = MORNING + timedelta(days=20)
    slots = [(duty.slot_on, duty.session) for duty in slots_to_explain(observation=fresh(second), now=over)]
    commands.explain_slots(observation=fresh(second), slots=slots, reason="外出", by=secretary, now=over)
    commands.release(observation=fresh(second), by=doctor, now=over)
    (again,) = undo_join(join=join, reason="认错人", by=secretary, now=over)

    assert (again.person, again.last_on) == (first.person, first.last_on)
    assert (fresh(second).person, fresh(second).state) == (second.person, "RELEASED")


def test_somebody_who_moved_away_after_the_join_is_not_observed_twice(
    twins: tuple[Observation, Observation], secretary: Viewer
) -> None:
    first, second = twins
    join = join_people(pair=the_pair(), reason=REASON, by=secretary, now=LATER)
    moved = commands.move_to_community(
        observation=fresh(second), community=SIBLING, address="", by=secretary, now=LATER
    )
    assert undo_join(join=join, reason="认错人", by=secretary, now=LATEST) == []

    assert (fresh(moved).person, fresh(moved).state) == (first.person, "OBSERVING")
    assert (fresh(second).person, fresh(second).state) == (second.person, "MOVED_OUT")


def test_three_entries_come_apart_in_any_order(make_observation: MakeObservation, secretary: Viewer) -> None:
    a, b, c = (
        make_observation(name=name, phone="13812345678", at=MORNING + timedelta(minutes=n))
        for n, name in enumerate(["王芳", "王方", "王房"])
    )

    def join(one: Observation, other: Observation) -> PersonJoin:
        low, high = sorted([one.person_id, other.person_id])
        pair = DuplicatePair.objects.get(one=low, other=high)
        return join_people(pair=pair, reason=REASON, by=secretary, now=LATER)

    inner = join(b, c)
    outer = join(a, b)
    assert set(Person.objects.filter(joined_to=a.person).values_list("name", flat=True)) == {"王方", "王房"}
    assert list(pairs_open(viewer=secretary)) == []

    undo_join(join=inner, reason="认错人", by=secretary, now=LATEST)
    assert set(people_visible(viewer=secretary)) == {a.person, c.person}
    undo_join(join=outer, reason="认错人", by=secretary, now=LATEST)
    assert set(people_visible(viewer=secretary)) == {a.person, b.person, c.person}
    observed = Observation.objects.filter(state="OBSERVING")
    assert sorted(observed.values_list("person__name", flat=True)) == sorted(["王芳", "王方", "王房"])
    report(LATEST + timedelta(seconds=1))


def test_what_was_asked_of_the_joined_one_is_asked_of_who_stays(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    kept = make_observation(name="王芳", phone="13812345678", address="1栋1单元101室")
    make_observation(name="王方", phone="13812345678", address="9栋1单元901室", at=LATER)
    pair = the_pair()
    make_observation(name="王房", phone="13900000000", address="9栋1单元901室", at=LATER)
    join_people(pair=pair, reason=REASON, by=secretary, now=LATEST)

    (asked,) = pairs_open(viewer=secretary)
    assert kept.person in {asked.one, asked.other}
    assert "王房" in {asked.one.name, asked.other.name}
