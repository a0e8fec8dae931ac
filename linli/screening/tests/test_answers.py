"""Asking at doors: one act, taken back in one; what counts as asked, and for whom it waits."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from linli.audit.models import AuditEvent
from linli.ids import new_id
from linli.observation.commands import NewCheck, end_with_reason, record_check, reopen_observation
from linli.observation.models import Arrival, Observation
from linli.observation.rules import Channel, CheckOutcome, State
from linli.people.models import Household
from linli.people.rules.sources import SourceKind
from linli.screening import commands
from linli.screening.models import DoorAnswer
from linli.screening.queries import doors_open, progress_of, unregistered
from linli.screening.queries.doors import answer_standing
from linli.screening.queries.figures import counted
from linli.screening.rules import Answer, Way
from linli.screening.tests.conftest import ListOf
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, MORNING, SIBLING, MakeObservation, MakeViewer

DoorAt = Callable[[str], Household]


def ask(
    door: Household, by: Viewer, answer: Answer = Answer.NOBODY, at: datetime = MORNING, way: Way = Way.VISIT
) -> DoorAnswer:
    """Answer at a door, in place of what stands there."""
    stands = answer_standing(household=door)
    new = commands.NewAnswer(new_id(), door, answer, way, stands.pk if stands else None)
    return commands.answer_door(new=new, by=by, now=at)


def waiting(viewer: Viewer) -> list[str]:
    return [home.address for home in doors_open(viewer=viewer)]


def test_who_walks_a_grid_finds_its_doors_in_walking_order_and_no_others(
    list_of: ListOf, worker: Viewer, secretary: Viewer, make_viewer: MakeViewer
) -> None:
    list_of("10,101,第一网格", "2,101,第一网格", "3,101,第二网格", header="楼栋,门牌,网格")
    assert waiting(worker) == ["2栋101室", "10栋101室"]
    assert waiting(secretary) == ["2栋101室", "10栋101室", "3栋101室"]
    assert waiting(make_viewer(role=Role.SECRETARY, area=SIBLING)) == []


@pytest.mark.parametrize(
    ("answer", "is_asked"), [(Answer.NOBODY, True), (Answer.SOMEBODY, True), (Answer.NO_REPLY, False)]
)
def test_a_door_is_asked_where_somebody_replied(
    answer: Answer, is_asked: bool, list_of: ListOf, door: DoorAt, worker: Viewer
) -> None:
    list_of()
    ask(door("1栋101室"), worker, answer)
    assert ("1栋101室" not in waiting(worker)) is is_asked


def test_one_act_takes_an_answer_back_and_the_row_stays(
    list_of: ListOf, door: DoorAt, worker: Viewer
) -> None:
    list_of()
    row = ask(door("1栋101室"), worker)
    commands.take_back_answer(answer=row, by=worker, now=MORNING)
    assert "1栋101室" in waiting(worker)
    row.refresh_from_db()
    assert (row.answer, row.taken_back_at, row.taken_back_by) == (Answer.NOBODY, MORNING, worker.user_id)
    with pytest.raises(commands.TakenBackAlready):
        commands.take_back_answer(answer=row, by=worker, now=MORNING)


def test_the_same_answer_sent_again_is_the_same_row_and_another_under_its_id_is_refused(
    list_of: ListOf, door: DoorAt, worker: Viewer
) -> None:
    list_of()
    new = commands.NewAnswer(new_id(), door("1栋101室"), Answer.NOBODY, Way.VISIT)
    first = commands.answer_door(new=new, by=worker, now=MORNING)
    again = commands.answer_door(new=new, by=worker, now=MORNING + timedelta(minutes=1))
    assert (first, again.at) == (again, MORNING)
    assert AuditEvent.objects.filter(county=COUNTY, action="screening.answered").count() == 1
    other = commands.NewAnswer(new.id, door("1栋102室"), Answer.NOBODY, Way.VISIT)
    with pytest.raises(commands.AnswerIdReused):
        commands.answer_door(new=other, by=worker, now=MORNING)


def test_a_door_on_no_list_takes_no_answer_and_nobody_is_told_that_nobody_replied(
    make_observation: MakeObservation, list_of: ListOf, door: DoorAt, worker: Viewer
) -> None:
    with pytest.raises(commands.NotAnswerable):
        ask(make_observation().person.household, worker)
    list_of("5,101", header="楼栋,门牌")
    with pytest.raises(commands.NotKnownLikeThat):
        ask(door("5栋101室"), worker, Answer.NO_REPLY, way=Way.TOLD)
    assert not DoorAnswer.objects.exists()


def test_who_was_registered_or_seen_at_a_door_was_asked_there(
    make_observation: MakeObservation, list_of: ListOf, secretary: Viewer
) -> None:
    long_there = make_observation(address="1栋101室", at=MORNING - timedelta(days=1))
    list_of()
    assert len(waiting(secretary)) == 4  # found before the round began
    make_observation(address="1栋102室", at=MORNING)
    assert waiting(secretary) == ["1栋101室", "1栋103室", "2栋101室"]
    at = MORNING + timedelta(hours=1)
    told = NewCheck(new_id(), long_there, CheckOutcome.DONE, Channel.PHONE, at, temperature_tenths=365)
    record_check(new=told, by=secretary, now=at)
    assert waiting(secretary) == ["1栋103室", "2栋101室"]


def test_a_door_of_which_somebody_rang_the_desk_is_registered_and_not_yet_asked(
    make_observation: MakeObservation, list_of: ListOf, secretary: Viewer
) -> None:
    list_of()
    told = make_observation(address="1栋102室", at=MORNING)
    Arrival.objects.filter(pk=told.arrival_id).update(known_by=SourceKind.RESIDENT)
    assert "1栋102室" in waiting(secretary)
    until = MORNING + timedelta(hours=1)
    assert counted(community=COMMUNITY, from_=MORNING, until=until)["households_seen"] == 1


def test_who_is_struck_off_and_restored_the_next_day_leaves_both_days_as_they_were(
    make_observation: MakeObservation, list_of: ListOf, secretary: Viewer
) -> None:
    list_of()
    one = make_observation(address="1栋102室", at=MORNING)
    next_day = MORNING + timedelta(days=1)

    def seen() -> list[int | None]:
        windows = [(MORNING, next_day), (next_day, next_day + timedelta(days=1))]
        days = [counted(community=COMMUNITY, from_=from_, until=until) for from_, until in windows]
        return [day["households_seen"] for day in days]

    def end(observation: Observation, at: datetime) -> None:
        end_with_reason(
            observation=observation, state=State.STRUCK_OFF, reason="点错了", by=secretary, now=at
        )

    assert seen() == [1, 0]
    at = next_day + timedelta(hours=1)
    end(one, at)
    assert seen() == [0, 0]
    again = reopen_observation(observation=one, reason="点错了", by=secretary, now=at)
    assert seen() == [1, 0]
    # A continuation is restored no otherwise than a first row.
    at += timedelta(hours=1)
    end(again, at)
    assert seen() == [0, 0]
    reopen_observation(observation=again, reason="点错了", by=secretary, now=at)
    assert seen() == [1, 0]
    commands.begin_round(community=COMMUNITY, by=secretary, now=next_day)
    assert len(waiting(secretary)) == 4  # nobody asked there since


def test_a_door_with_somebody_from_outside_waits_until_somebody_is_registered_there(
    make_observation: MakeObservation, list_of: ListOf, door: DoorAt, worker: Viewer, secretary: Viewer
) -> None:
    make_observation(address="1栋101室", at=MORNING - timedelta(hours=1))  # known before, so somebody else
    list_of()
    first = ask(door("1栋101室"), worker, Answer.SOMEBODY)
    ask(door("1栋102室"), worker, Answer.SOMEBODY)

    def missing() -> list[str]:
        return [row.household.address for row in unregistered(viewer=worker)]

    later = MORNING + timedelta(minutes=5)
    ask(door("1栋102室"), worker, Answer.NO_REPLY, at=later)
    assert sorted(missing()) == ["1栋101室", "1栋102室"]
    one = make_observation(address="1栋102室", at=later)
    assert missing() == ["1栋101室"]
    end_with_reason(observation=one, state=State.STRUCK_OFF, reason="点错了", by=secretary, now=later)
    assert sorted(missing()) == ["1栋101室", "1栋102室"]
    ask(door("1栋102室"), worker, Answer.NOBODY, at=later)
    commands.take_back_answer(answer=first, by=worker, now=later)
    assert missing() == []
    ask(door("1栋103室"), worker, Answer.SOMEBODY, at=later)
    assert missing() == ["1栋103室"]
    commands.begin_round(community=COMMUNITY, by=secretary, now=later + timedelta(minutes=1))
    assert missing() == []


def test_a_new_round_asks_at_every_door_anew(list_of: ListOf, door: DoorAt, secretary: Viewer) -> None:
    list_of()
    ask(door("1栋101室"), secretary)
    later = MORNING + timedelta(days=3)
    commands.begin_round(community=COMMUNITY, by=secretary, now=later)
    assert len(waiting(secretary)) == 4
    ask(door("1栋101室"), secretary, at=later + timedelta(minutes=1))
    told = progress_of(viewer=secretary, now=later + timedelta(hours=1))
    assert (told.whole.answered, told.whole.open, told.today) == (1, 3, 1)


def test_progress_is_told_by_grid(list_of: ListOf, door: DoorAt, secretary: Viewer, worker: Viewer) -> None:
    list_of()
    ask(door("1栋101室"), worker)
    ask(door("1栋102室"), worker, Answer.NO_REPLY)
    told = progress_of(viewer=secretary, now=MORNING + timedelta(minutes=1))
    grids = {
        grid.place.name: (grid.progress.known, grid.progress.answered, grid.today) for grid in told.grids
    }
    assert grids == {"第一网格": (3, 1, 1), "第二网格": (1, 0, 0)}
    mine = progress_of(viewer=worker, now=MORNING + timedelta(minutes=1))
    assert [(grid.place.name, mine.whole.known) for grid in mine.grids] == [("第一网格", 3)]
