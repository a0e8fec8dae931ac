"""A whole observation: what was seen and due before an end was taken back belongs to the person after it, and the other way."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli import kept
from linli.alerts.queries.events import events_waiting
from linli.clock import moment
from linli.course.queries.facts import facts_of
from linli.desk.queries.sheets import sheets_of
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation import commands
from linli.observation.commands import NewCheck, put_back_check, record_check, strike_check
from linli.observation.models import Alert, Check, Observation
from linli.observation.queries.releases import missing_for_release, slots_to_explain
from linli.observation.rules import Channel, CheckOutcome, State
from linli.periods.queries import period_lines
from linli.periods.words import mark_words
from linli.phone.queries.day import delta_for
from linli.referrals.models import Referral
from linli.referrals.rules import CLOSED
from linli.staff.rules import Viewer
from linli.worklist.queries.check_lines import check_lines
from tests.cast import COUNTY, FIRST_DAY, SIBLING, MakeObservation


def at(hour: int, minute: int = 0, *, day: int = 0) -> datetime:
    return moment(FIRST_DAY + timedelta(days=day), time(hour, minute))


def told(
    row: Observation,
    by: Viewer,
    tenths: int | None,
    *,
    when: datetime,
    now: datetime | None = None,
    channel: Channel = Channel.VISIT,
) -> Check:
    new = NewCheck(new_id(), row, CheckOutcome.DONE, channel, when, temperature_tenths=tenths)
    check = record_check(new=new, by=by, now=now or when).check
    assert check is not None
    return check


def broken_off(row: Observation, by: Viewer, *, from_: datetime, until: datetime) -> Observation:
    """End an observation by a death that is taken back."""
    row.refresh_from_db()
    commands.end_with_reason(observation=row, state=State.DIED, reason="听说去世", by=by, now=from_)
    return commands.reopen_observation(observation=row, reason="认错人了", by=by, now=until)


def asked(row: Observation) -> dict[tuple[int, str], str]:
    rows = Duty.objects.filter(county=COUNTY, subject=row.pk, slot_on__lte=FIRST_DAY + timedelta(days=1))
    return {(d.slot_on.day, d.session): d.outcome for d in rows.order_by("due_at")}


def sheet(row: Observation, now: datetime) -> dict[int, list[str]]:
    (line,) = period_lines(observations=[row], now=now)
    return {day: [mark_words(mark=mark) for mark in marks] for day, marks in line.marks.items()}


def test_readings_and_silence_before_the_break_are_told_after_it(
    make_observation: MakeObservation, secretary: Viewer, doctor: Viewer
) -> None:
    row = make_observation(at=at(7))
    told(row, secretary, 388, when=at(9, day=1))
    before = (
        sheet(row, at(9, 30, day=1)),
        missing_for_release(observations=[row], now=at(9, 30, day=1))[0].slots,
    )
    again = broken_off(row, secretary, from_=at(9, 35, day=1), until=at(9, 40, day=1))
    again = broken_off(again, secretary, from_=at(9, 45, day=1), until=at(9, 50, day=1))
    now = at(9, 55, day=1)

    assert (sheet(again, now), missing_for_release(observations=[again], now=now)[0].slots) == before
    assert [check.temperature_tenths for check in facts_of(observation=again, on=now.date()).readings] == [
        388
    ]
    (event,) = events_waiting(viewer=doctor, on=now.date())
    assert (event.observation, [check.temperature_tenths for check in event.readings]) == (again, [388])
    rows = kept.query(lambda at, ids: Observation.objects.filter(pk__in=ids))
    (line,) = check_lines(viewer=secretary, observations=rows, ids=[again.pk], day=now.date(), now=now)
    assert (line.missed, next(slot.state for slot in line.slots)) == (before[1], "DONE")
    (home,) = delta_for(viewer=secretary, have=[], now=now).households
    (person,) = home["people"]
    assert (person["last"]["temperature_tenths"], person["slots"][0]["outcome"]) == (388, "DONE")

    waiting = slots_to_explain(observation=again, now=now)
    slots = [(slot.slot_on, slot.session) for slot in waiting]
    commands.explain_slots(observation=again, slots=slots, reason="封路", by=secretary, now=now)
    assert (len(slots), missing_for_release(observations=[again], now=now)[0].slots) == (before[1], 0)


def test_who_moved_here_shows_what_was_seen_there(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    row = make_observation(at=at(7))
    told(row, secretary, 365, when=at(9))
    moved = commands.move_to_community(
        observation=row, community=SIBLING, address="1栋", by=secretary, now=at(9, 30)
    )
    (shown,) = sheets_of(observations=[moved], now=at(10))
    assert [one.check.temperature_tenths for one in shown.days[0].checks] == [365]
    both = sheets_of(observations=[moved, row], now=at(10))
    assert [len(one.days) for one in both] == [1, 1]
    assert [len(one.days[0].checks) for one in both] == [0, 1]
    assert sheet(moved, at(10)) == {1: ["36.5"]}


def test_a_reading_put_back_waits_where_the_observation_goes_on(
    make_observation: MakeObservation, secretary: Viewer, doctor: Viewer
) -> None:
    row = make_observation(at=at(7))
    check = told(row, secretary, 388, when=at(9))
    again = broken_off(row, secretary, from_=at(9, 10), until=at(9, 20))
    strike_check(check=check, reason="别人的", by=doctor, now=at(9, 30))
    assert events_waiting(viewer=doctor, on=FIRST_DAY) == []
    put_back_check(check=check, reason="没有弄错", by=doctor, now=at(9, 40))
    (event,) = events_waiting(viewer=doctor, on=FIRST_DAY)
    assert (event.observation, len(event.alerts), event.referral is not None) == (again, 1, True)


def test_struck_before_the_break_and_put_back_after_it(
    make_observation: MakeObservation, secretary: Viewer, doctor: Viewer
) -> None:
    row = make_observation(at=at(7))
    check = told(row, secretary, 388, when=at(9))
    strike_check(check=check, reason="别人的", by=doctor, now=at(9, 5))
    again = broken_off(row, secretary, from_=at(9, 10), until=at(9, 20))
    put_back_check(check=check, reason="没有弄错", by=doctor, now=at(9, 40))
    assert Alert.objects.get(reviewed_at=None).observation == again
    assert Referral.objects.exclude(state__in=CLOSED).get().subject == again.pk


def test_a_session_is_asked_again_where_its_answer_before_the_break_is_struck(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    row = make_observation(at=at(7))
    check = told(row, secretary, 365, when=at(9))
    again = broken_off(row, secretary, from_=at(9, 10), until=at(9, 20))
    assert asked(again)[27, "AM"] == "NOT_NEEDED"
    strike_check(check=check, reason="别人的", by=secretary, now=at(9, 30))
    assert asked(again)[27, "AM"] == ""
    put_back_check(check=check, reason="没有弄错", by=secretary, now=at(9, 40))
    assert asked(again)[27, "AM"] == "NOT_NEEDED"


@pytest.mark.parametrize("of_the_old_row", [True, False])
def test_what_was_seen_before_the_break_and_told_after_it_is_asked_no_more(
    of_the_old_row: bool, make_observation: MakeObservation, secretary: Viewer, doctor: Viewer
) -> None:
    """A phone that was out of reach, or the desk with the hour of the visit: it was the old row that was open then."""
    row = make_observation(at=at(7))
    again = broken_off(row, secretary, from_=at(9, 30), until=at(9, 40))
    named = row if of_the_old_row else again
    check = told(named, secretary, 381, when=at(9), now=at(9, 50))
    assert (check.observation_id, asked(row)[27, "AM"], asked(again)[27, "AM"]) == (
        row.pk,
        "DONE",
        "NOT_NEEDED",
    )
    (event,) = events_waiting(viewer=doctor, on=FIRST_DAY)
    assert (event.observation, len(event.alerts), event.referral is not None) == (again, 1, True)
    assert told(named, secretary, 381, when=at(9, 1), now=at(9, 55)).observation_id == row.pk


def test_a_morning_missed_before_the_break_wants_a_visit_after_it(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    row = make_observation(at=at(7))
    again = broken_off(row, secretary, from_=at(13, 30), until=at(13, 40))
    told(again, secretary, 365, when=at(14), channel=Channel.PHONE)
    assert asked(again)[27, "PM"] == ""
    told(again, secretary, 365, when=at(9), now=at(14, 10))  # it was not missed after all
    assert (asked(row)[27, "AM"], asked(again)[27, "PM"]) == ("DONE", "")
    told(again, secretary, 366, when=at(14, 20), channel=Channel.PHONE)
    assert asked(again)[27, "PM"] == "DONE"


def test_a_break_costs_one_statement_however_many(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    rows = [make_observation(at=at(7)) for _ in range(3)]
    with CaptureQueriesContext(connection) as plain:
        period_lines(observations=rows, now=at(10))
    rows = [broken_off(row, secretary, from_=at(8), until=at(8, 10)) for row in rows]
    rows = [broken_off(row, secretary, from_=at(8, 20), until=at(8, 30)) for row in rows]
    with CaptureQueriesContext(connection) as broken:
        period_lines(observations=rows, now=at(10))
    assert (len(plain), len(broken)) == (2, 3)
