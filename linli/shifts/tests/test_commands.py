"""A shift goes from one to another with a note; nobody else's duties, posts or notes move by it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from linli.audit.models import AuditEvent
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.shifts import commands
from linli.shifts.models import ShiftHandOver
from linli.shifts.queries import notes_of, shifts_seen, shifts_waiting
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.worklist.queries.open_things import open_in
from tests.cast import (
    COMMUNITY,
    COUNTY,
    FIRST_DAY,
    GRID,
    MORNING,
    OTHER_GRID,
    SIBLING,
    MakeObservation,
    MakeViewer,
)

MakeUser = Callable[..., User]
HOUR = timedelta(hours=1)


@pytest.fixture
def taker(make_user: MakeUser) -> User:
    """Make the doctor of COMMUNITY, who has the next shift."""
    return make_user(role=Role.DOCTOR, area=COMMUNITY)


def given(by: Viewer, taker: User, note: str = "9 栋 18:00 再去") -> ShiftHandOver:
    return commands.give_shift(
        community=COMMUNITY, taker=taker, note=note, open_={"checks": 3}, by=by, now=MORNING
    )


def as_viewer(user: User) -> Viewer:
    return viewer_of(user=user, on=FIRST_DAY)


def test_it_waits_for_both_until_it_is_taken(secretary: Viewer, taker: User) -> None:
    shift = given(secretary, taker)
    for viewer in (secretary, as_viewer(taker)):
        assert list(shifts_waiting(viewer=viewer)) == [shift]
    commands.take_shift(shift=shift, by=as_viewer(taker), now=MORNING + HOUR)
    for viewer in (secretary, as_viewer(taker)):
        assert not shifts_waiting(viewer=viewer)
        assert list(shifts_seen(viewer=viewer)) == [shift]
    with pytest.raises(commands.OverAlready):
        commands.take_shift(shift=shift, by=as_viewer(taker), now=MORNING + HOUR)
    assert AuditEvent.objects.filter(county=COUNTY, action__startswith="shift.").count() == 2


def test_nobody_but_the_taker_takes_it(secretary: Viewer, worker: Viewer, taker: User) -> None:
    shift = given(secretary, taker)
    for other in (secretary, worker):
        with pytest.raises(commands.NotTheTaker):
            commands.take_shift(shift=shift, by=other, now=MORNING)


def test_what_is_no_hand_over(secretary: Viewer, taker: User) -> None:
    with pytest.raises(commands.SamePerson):
        given(secretary, User.objects.get(pk=secretary.user_id))
    with pytest.raises(commands.NoteMissing):
        given(secretary, taker, "  ")
    given(secretary, taker)
    with pytest.raises(commands.GivenAlready):
        given(secretary, taker, "另一份")
    assert ShiftHandOver.objects.count() == 1


def test_its_author_puts_the_note_right_and_both_stay(secretary: Viewer, worker: Viewer, taker: User) -> None:
    shift = given(secretary, taker)
    commands.take_shift(shift=shift, by=as_viewer(taker), now=MORNING)
    with pytest.raises(commands.NotTheGiver):
        commands.correct_note(shift=shift, note="改", by=as_viewer(taker), now=MORNING + HOUR)
    with pytest.raises(commands.NothingChanged):
        commands.correct_note(shift=shift, note="9 栋 18:00 再去 ", by=secretary, now=MORNING + HOUR)
    commands.correct_note(shift=shift, note="8 栋 18:00 再去", by=secretary, now=MORNING + HOUR)
    notes = [row.note for row in notes_of(shifts=[shift])[shift.pk]]
    assert notes == ["8 栋 18:00 再去", "9 栋 18:00 再去"]


def test_struck_it_waits_for_nobody_and_stays(secretary: Viewer, taker: User) -> None:
    shift = given(secretary, taker)
    with pytest.raises(commands.NotTheGiver):
        commands.strike_shift(shift=shift, reason="错", by=as_viewer(taker), now=MORNING)
    commands.strike_shift(shift=shift, reason="交错了人", by=secretary, now=MORNING)
    assert not shifts_waiting(viewer=as_viewer(taker))
    with pytest.raises(commands.OverAlready):
        commands.take_shift(shift=shift, by=as_viewer(taker), now=MORNING)
    with pytest.raises(commands.OverAlready):
        commands.correct_note(shift=shift, note="又", by=secretary, now=MORNING)
    assert list(shifts_seen(viewer=secretary)) == [shift]
    given(secretary, taker)


def test_a_worker_reads_their_own_shifts_and_nobody_elsewhere_any(
    secretary: Viewer, worker: Viewer, taker: User, make_viewer: MakeViewer
) -> None:
    between = given(secretary, taker)
    own = given(worker, taker)
    assert set(shifts_seen(viewer=worker)) == {own}
    assert set(shifts_seen(viewer=as_viewer(taker))) == {between, own}
    assert not shifts_seen(viewer=make_viewer(role=Role.SECRETARY, area=SIBLING))
    gone = Viewer(user_id=worker.user_id, name="", posts=())
    assert not shifts_seen(viewer=gone)


def tried(observation: Observation, by: Viewer, outcome: CheckOutcome) -> None:
    record_check(new=NewCheck(new_id(), observation, outcome, Channel.VISIT, MORNING), by=by, now=MORNING)


@pytest.mark.parametrize(
    ("outcome", "kind"), [(CheckOutcome.NOBODY_HOME, "nobody_home"), (CheckOutcome.REFUSED, "refused")]
)
def test_who_was_not_met_is_in_what_is_handed_over(
    secretary: Viewer, worker: Viewer, make_observation: MakeObservation, outcome: CheckOutcome, kind: str
) -> None:
    row = make_observation(at=MORNING)
    for area in (GRID, COMMUNITY):
        things = {one.kind: one.count for one in open_in(viewer=secretary, area=area, now=MORNING)}
        assert (things["checks"], things["later"], things[kind]) == (1, 1, 0)
    tried(row, worker, outcome)
    for area in (GRID, COMMUNITY):
        after = {one.kind: one for one in open_in(viewer=secretary, area=area, now=MORNING)}
        assert (after["checks"].count, after["later"].count, after[kind].names) == (0, 1, (row.person.name,))
    elsewhere = {one.kind: one.count for one in open_in(viewer=secretary, area=OTHER_GRID, now=MORNING)}
    assert set(elsewhere.values()) == {0}
