"""A kind of duty that nobody knew before: declared once, it stands on every list, and is written to like any other."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.utils import timezone

from linli.clock import day_of, moment
from linli.desk.queries.headcounts import headcounts
from linli.desk.queries.load import load
from linli.duties.commands import (
    Discharge,
    Slot,
    Subject,
    discharge_duties,
    explain_duties,
    open_duties,
    reassign_duties,
    resume_duties,
    take_back_duties,
    waive_duties,
)
from linli.duties.kinds import DutyKind, DutySubject, Page
from linli.duties.models import Duty, EscalationRow
from linli.duties.queries import unexplained
from linli.duties.rules import Ends, Level
from linli.ids import new_id
from linli.people.models import Household
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer
from linli.worklist import kinds
from linli.worklist.checks import check_delays, check_kinds
from linli.worklist.commands.grids import assign_grid
from linli.worklist.queries.doors import Narrowing, walk
from linli.worklist.queries.lines import Door, doors_told
from linli.worklist.queries.open_things import open_in
from linli.worklist.queries.overdue import overdue_counts, overdue_duties, told
from linli.worklist.queries.printed import day_sheets
from linli.worklist.queries.reach import seen_by
from linli.worklist.queries.tallies import tallies
from linli.worklist.queries.tasks import tasks_for
from tests.cast import (
    COMMUNITY,
    COUNTY,
    FIRST_DAY,
    GRID,
    OTHER_GRID,
    TOWNSHIP,
    MakeObservation,
    MakeViewer,
)

pytestmark = pytest.mark.django_db
NOON = moment(FIRST_DAY, time(12))
HOUR = timedelta(hours=1)


class Venues:
    """The subjects of the planted kind, as its app would keep them."""

    def __init__(self) -> None:
        self.rows: dict[UUID, DutySubject] = {}

    def told(self, ids: Collection[UUID]) -> dict[UUID, DutySubject]:
        """Return some of them."""
        return {pk: self.rows[pk] for pk in ids if pk in self.rows}

    def opened(self, title: str, *, at: datetime, area: str = GRID, household: UUID | None = None) -> UUID:
        """Open a duty that is overdue for an hour at a moment."""
        pk = new_id()
        self.rows[pk] = DutySubject(
            title, "和平路1号", area, household, Page("desk:household", household or pk)
        )
        slot = Slot(day_of(at), "V1", at - 3 * HOUR, at - 2 * HOUR, at - HOUR)
        subject = Subject(id=pk, area=area, last_on=day_of(at), from_=at - 4 * HOUR)
        open_duties(county=COUNTY, kind="VENUE", subjects=[subject], slots=[slot])
        return pk


@pytest.fixture
def venues() -> Venues:
    """Keep venues."""
    return Venues()


def kind_of(venues: Venues, ends: Ends) -> DutyKind:
    return DutyKind(
        code="VENUE",
        words="场所检查",
        ends=ends,
        seen_by=Action.SEE_PERSON,
        answered_by=Action.RECORD_CHECK,
        subjects=venues.told,
    )


@pytest.fixture(params=list(Ends))
def planted(request: pytest.FixtureRequest, venues: Venues, monkeypatch: pytest.MonkeyPatch) -> DutyKind:
    """Declare the kind, once lapsing and once standing, with its delays."""
    kind = kind_of(venues, request.param)
    monkeypatch.setattr(kinds, "KINDS", (*kinds.KINDS, kind))
    EscalationRow.objects.create(
        kind="VENUE", secretary_minutes=30, township_minutes=120, source="docs/rules/duties.md#ends"
    )
    return kind


def doors_of(viewer: Viewer, shown: str = "all") -> list[Door]:
    reach, asked = seen_by(viewer=viewer), Narrowing(day=FIRST_DAY, now=NOON, shown=shown)
    walked = walk(reach=reach, asked=asked)
    return doors_told(viewer=viewer, reach=reach, walk=walked, stops=walked.stops, asked=asked)


@pytest.mark.usefixtures("planted")
def test_it_stands_on_the_day_of_the_desk(
    venues: Venues, make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation(at=moment(FIRST_DAY, time(5)))
    home = observation.person.household_id
    venues.opened("图书室", at=NOON)
    venues.opened("家中消毒", at=NOON, household=home)

    door, place = doors_of(worker)
    assert [line.kind.code for line in door.lines] == ["CHECK", "VENUE"]
    assert (door.household, [line.shown.title for line in door.lines]) == (home, ["王芳", "家中消毒"])
    assert (place.household, [line.shown.title for line in place.lines]) == (None, ["图书室"])
    (line,) = place.lines
    assert ([slot.state for slot in line.slots], line.is_overdue, line.may_answer) == (
        ["OVERDUE"],
        True,
        True,
    )


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize(
    ("shown", "found"),
    [("all", True), ("action", True), ("overdue", True), ("open", False), ("done", False), ("over", False)],
)
def test_the_day_is_narrowed_to_how_it_stands(
    venues: Venues, worker: Viewer, shown: str, *, found: bool
) -> None:
    venues.opened("图书室", at=NOON)
    assert bool(doors_of(worker, shown)) is found


def test_it_stands_on_the_pages_and_on_paper(
    planted: DutyKind, venues: Venues, sign_in: Callable[..., Client]
) -> None:
    now = timezone.now()
    venues.opened("图书室", at=now if planted.ends is Ends.STANDS else moment(day_of(now), time(15)))
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    text = client.get("/day/").content.decode()
    assert "图书室" in text
    assert "场所检查" in text
    if planted.ends is Ends.STANDS:  # whatever the hour is
        assert "图书室" in client.get("/overdue/").content.decode()
        counts = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP).get("/overdue/").content.decode()
        assert "场所检查 1" in counts
        assert "图书室" not in counts


@pytest.mark.usefixtures("planted")
def test_it_stands_on_the_printed_day_and_the_phone(venues: Venues, worker: Viewer) -> None:
    subject = venues.opened("图书室", at=NOON)

    (sheet,) = day_sheets(viewer=worker, grid="", now=NOON)
    (door,) = sheet.doors
    (task,) = door.tasks
    assert (task.words, task.title, task.is_overdue) == ("场所检查", "图书室", True)

    (sent,) = tasks_for(viewer=worker, last=FIRST_DAY + timedelta(days=2), now=NOON)
    assert (sent["kind"], sent["subject"], sent["title"]) == ("VENUE", str(subject), "图书室")
    assert (sent["state"], sent["due_at"], sent["household"]) == ("OVERDUE", NOON - 2 * HOUR, None)


@pytest.mark.usefixtures("planted")
def test_it_is_overdue_by_name_and_by_number(
    venues: Venues, secretary: Viewer, township_officer: Viewer, make_viewer: MakeViewer
) -> None:
    subject = venues.opened("图书室", at=NOON)

    (line,) = told(viewer=secretary, duties=list(overdue_duties(viewer=secretary, now=NOON)), now=NOON)
    assert (line.subject, line.shown.title, line.level) == (subject, "图书室", Level.SECRETARY)
    assert not overdue_duties(viewer=secretary, now=NOON, level=Level.TOWNSHIP)
    elsewhere = make_viewer(role=Role.GRID_WORKER, area=OTHER_GRID)
    assert not overdue_duties(viewer=elsewhere, now=NOON)
    assert not overdue_duties(viewer=township_officer, now=NOON)

    (count,) = overdue_counts(viewer=township_officer, now=NOON)
    assert (count.area, count.overdue, count.secretary, count.township) == (COMMUNITY, 1, 1, 0)
    assert count.kinds == (("场所检查", 1),)


def test_it_counts_in_the_tiles_the_load_the_hand_over_and_the_headcounts(
    planted: DutyKind, venues: Venues, secretary: Viewer, make_viewer: MakeViewer
) -> None:
    for n in range(3):
        venues.opened(f"{n}号图书室", at=NOON)

    tally = tallies(reach=seen_by(viewer=secretary), day=FIRST_DAY, now=NOON)[planted]
    assert (tally.due, tally.overdue) == (3, 3)
    rows = {row.code: row for row in load(viewer=secretary, action=Action.ASSIGN_GRID, now=NOON)}
    assert (rows[GRID].checks, rows[GRID].tasks, rows[GRID].overdue) == (0, 3, 3)
    things = {thing.kind: thing for thing in open_in(viewer=secretary, area=GRID, now=NOON)}
    assert things["duties.VENUE"].names == ("0号图书室", "1号图书室", "2号图书室")
    assert (things["checks"].count, things["overdue"].count) == (0, 3)
    storekeeper = make_viewer(role=Role.STOREKEEPER, area=COUNTY)
    counts = {row.name: row.doors for row in headcounts(viewer=storekeeper, on=FIRST_DAY)}
    assert counts["明光路社区"] == 3


def test_a_door_counts_once_whatever_is_due_there(
    planted: DutyKind, venues: Venues, make_observation: MakeObservation, make_viewer: MakeViewer
) -> None:
    homes = [make_observation(at=moment(FIRST_DAY, time(5))).person.household_id for _ in range(3)]
    for home in homes:
        venues.opened("家中消毒", at=NOON, household=home)
    storekeeper = make_viewer(role=Role.STOREKEEPER, area=COUNTY)
    counts = {row.name: row.doors for row in headcounts(viewer=storekeeper, on=FIRST_DAY)}
    assert counts["明光路社区"] == 3
    assert planted in kinds.KINDS


def outcomes() -> list[str]:
    return list(Duty.objects.filter(county=COUNTY, kind="VENUE").values_list("outcome", flat=True))


def test_it_is_waived_resumed_reassigned_explained_taken_back_and_answered(venues: Venues) -> None:
    subject = venues.opened("图书室", at=NOON)
    key = {"county": COUNTY, "kind": "VENUE"}
    before = NOON - 3 * HOUR

    assert waive_duties(**key, subject=subject, from_=before) == 1
    assert outcomes() == ["NOT_NEEDED"]
    assert resume_duties(**key, subject=subject, from_=before) == 1
    assert outcomes() == [""]
    reassign_duties(**key, subjects=[subject], area=OTHER_GRID)
    assert Duty.objects.get(county=COUNTY, kind="VENUE").area == OTHER_GRID
    silent = {"counties": [COUNTY], "kind": "VENUE", "subjects": [subject], "now": NOON}
    assert unexplained(**silent).count() == 1  # type: ignore[arg-type]
    slots = [(FIRST_DAY, "V1")]
    explained = explain_duties(**silent, slots=slots, explanation="停电", by=new_id())  # type: ignore[arg-type]
    assert (explained, unexplained(**silent).count()) == (1, 0)  # type: ignore[arg-type]
    assert take_back_duties(**key, subjects=[subject]) == 1
    done = Discharge(subject, FIRST_DAY, "V1", "DONE", fact_id=new_id())
    discharge_duties(**key, discharges=[done], now=NOON)
    assert outcomes() == ["DONE"]


@pytest.mark.usefixtures("planted")
def test_it_goes_to_the_grid_that_its_household_is_given_to(
    venues: Venues, make_observation: MakeObservation, secretary: Viewer
) -> None:
    home = make_observation(at=moment(FIRST_DAY, time(5)), grid_name="第一网格").person.household_id
    moved = venues.opened("家中消毒", at=NOON, household=home)
    stays = venues.opened("图书室", at=NOON)

    households = list(Household.objects.filter(pk=home))
    assign_grid(households=households, grid=OTHER_GRID, by=secretary, now=NOON)

    areas = dict(Duty.objects.filter(county=COUNTY, kind="VENUE").values_list("subject", "area"))
    assert areas == {moved: OTHER_GRID, stays: GRID}


def test_the_kinds_of_the_product_are_whole() -> None:
    assert check_kinds() == []
    assert check_delays(databases=["default"]) == []
    assert not [message for message in run_checks() if message.id and message.id.startswith("linli.")]


@pytest.mark.parametrize(
    ("flaw", "number"),
    [
        ({"code": ""}, "linli.E010"),
        ({"code": "CHECK"}, "linli.E010"),
        ({"code": "V" * 21}, "linli.E010"),
        ({"words": ""}, "linli.E011"),
        ({"subjects": None}, "linli.E012"),
    ],
)
def test_a_kind_that_could_not_be_shown_is_named(
    venues: Venues, monkeypatch: pytest.MonkeyPatch, flaw: dict[str, object], number: str
) -> None:
    kind = replace(kind_of(venues, Ends.LAPSES), **flaw)  # type: ignore[arg-type]  # the flaw is the point
    monkeypatch.setattr(kinds, "KINDS", (*kinds.KINDS, kind))
    assert {message.id for message in check_kinds()} == {number}


def test_a_kind_without_delays_is_named(venues: Venues, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "KINDS", (*kinds.KINDS, kind_of(venues, Ends.LAPSES)))
    (message,) = check_delays(databases=["default"])
    assert message.id == "linli.W013"
    assert "VENUE" in message.msg
