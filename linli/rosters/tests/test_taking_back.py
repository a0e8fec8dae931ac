"""An import taken back, as a whole and by rows, and taken in again."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.audit.models import AuditEvent
from linli.census.queries.counts import counted
from linli.duties.models import Duty
from linli.elsewhere.models import FoundHere
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check, reopen_observation
from linli.observation.commands.reopen import NotToReopen
from linli.observation.models import Alert, Observation
from linli.observation.rules import Channel, CheckOutcome, State
from linli.people.commands import NewCall, RegisteredAgain, log_call
from linli.people.models import DuplicatePair, Person, ToldAgain
from linli.people.queries import people_found, people_visible
from linli.people.rules.calls import Outcome, Purpose, Way
from linli.referrals.models import Referral
from linli.reports.rules import balance_holds
from linli.rosters import commands
from linli.rosters.models import RosterImport, RosterRow, TakingBack
from linli.rosters.queries.taking_back import follows, rows_standing
from linli.rosters.rules.taking_back import Done
from linli.rosters.tests.acts import GOOD_ID, received, roster_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, MORNING, SIBLING, MakeObservation, MakeViewer

WHY = "表传错了"
HEADERS = "姓名,身份证号,联系电话,现住址,来源地,到达时间,体温"
FEVER = f"{HEADERS}\n李秀英,{GOOD_ID},13700000001,9栋1单元101室,湖北省武汉市,1月25日,38.2\n".encode()


class Clock:
    """A morning that goes on by a minute with each act."""

    def __init__(self) -> None:
        self.at = MORNING

    def now(self) -> datetime:
        """Return the next minute."""
        self.at += timedelta(minutes=1)
        return self.at


clock = Clock()


@pytest.fixture(autouse=True)
def morning() -> None:
    clock.at = MORNING


def run(content: bytes, *, by: Viewer, filename: str = "名单.csv") -> RosterImport:
    roster = received(content, by=by, filename=filename)
    commands.run_import(roster=roster, by=by, now=clock.now(), progress=lambda _done, _total: None)
    return roster


def take_back(roster: RosterImport, by: Viewer) -> TakingBack:
    return commands.take_back_roster(roster=roster, reason=WHY, by=by, now=clock.now())


def take_in(taking: TakingBack, by: Viewer) -> None:
    commands.take_in_again(taking=taking, reason="没有传错", by=by, now=clock.now())


def figures() -> dict[str, int]:
    until = clock.now()
    found = counted(community=COMMUNITY, from_=until - timedelta(days=1), until=until)
    assert balance_holds(figures=found)
    return found


def visit(observation: Observation, by: Viewer) -> None:
    new = NewCheck(
        id=new_id(),
        observation=observation,
        outcome=CheckOutcome.DONE,
        channel=Channel.VISIT,
        claimed_at=clock.now(),
        temperature_tenths=365,
    )
    record_check(new=new, by=by, now=clock.now())


def test_a_list_taken_back_leaves_the_register_and_nothing_is_deleted(secretary: Viewer) -> None:
    roster = run(roster_of(5), by=secretary)
    told = follows(roster=roster, rows=[one.row for one in rows_standing(roster=roster)])
    assert (told["persons"], told["households"], told["arrivals"]) == (5, 5, 5)
    assert told["duties"] == Duty.objects.filter(county=COUNTY, outcome=Duty.Outcome.OPEN).count() > 0
    taking = take_back(roster, secretary)
    assert (taking.rows, people_visible(viewer=secretary).count(), Person.objects.count()) == (5, 0, 5)
    assert not people_found(viewer=secretary, words="王芳").exists()
    ended = set(Observation.objects.values_list("state", flat=True))
    assert ended == {State.STRUCK_OFF}
    assert "名单.csv" in Observation.objects.all()[0].closed_reason
    assert not Duty.objects.filter(county=COUNTY, outcome=Duty.Outcome.OPEN, due_at__gt=clock.now()).exists()
    found = figures()
    assert (found["new"], found["struck_off"], found["after"], found["cumulative"]) == (0, 0, 0, 0)
    assert (
        AuditEvent.objects.filter(county=COUNTY, action="roster.taken_back", subject=roster.pk).count() == 1
    )
    with pytest.raises(commands.NothingToTakeBack):
        take_back(roster, secretary)


def test_one_observation_of_it_does_not_go_on_alone(secretary: Viewer) -> None:
    take_back(run(roster_of(1), by=secretary), secretary)
    with pytest.raises(NotToReopen):
        reopen_observation(observation=Observation.objects.get(), reason=WHY, by=secretary, now=clock.now())


def test_taken_in_again_everybody_is_observed_as_before(secretary: Viewer) -> None:
    roster = run(FEVER, by=secretary)
    before = figures()
    taking = take_back(roster, secretary)
    assert Alert.objects.get().struck_at == taking.at
    assert Referral.objects.get().state == "STRUCK"
    take_in(taking, secretary)
    after = figures()
    assert after == before
    assert (after["new"], after["struck_off"], after["after"]) == (1, 0, 1)
    again = Observation.objects.get(state=State.OBSERVING)
    alert = Alert.objects.get()
    assert (alert.observation, alert.struck_at, alert.reviewed_at) == (again, None, None)
    assert Referral.objects.filter(state="RAISED", subject=again.pk).count() == 1
    assert people_visible(viewer=secretary).get().name == "李秀英"
    with pytest.raises(commands.TakenInAlready):
        take_in(taking, secretary)


def test_the_right_list_registers_the_same_people_anew_here_and_elsewhere(
    secretary: Viewer, make_viewer: MakeViewer
) -> None:
    wrong = run(FEVER, by=secretary)
    taking = take_back(wrong, secretary)
    right = run(FEVER.replace("李秀英".encode(), "李秀兰".encode()), by=secretary)
    assert RosterRow.objects.get(roster=right).outcome == "NEW"
    assert Person.objects.filter(name="李秀兰", taken_back_at=None).count() == 1
    with pytest.raises(RegisteredAgain) as refused:
        take_in(taking, secretary)
    assert refused.value.names == ("李秀英",)
    taking.refresh_from_db()
    assert taking.undone_at is None
    take_back(right, secretary)
    there = make_viewer(role=Role.SECRETARY, area=SIBLING)
    moved = received(FEVER, by=there)
    RosterImport.objects.filter(pk=moved.pk).update(area=SIBLING)
    commands.run_import(roster=moved, by=there, now=clock.now(), progress=lambda _done, _total: None)
    assert RosterRow.objects.get(roster=moved).outcome == "NEW"
    assert not FoundHere.objects.exists()


def test_a_row_with_which_something_was_done_stays_and_the_others_go(secretary: Viewer) -> None:
    roster = run(roster_of(3), by=secretary)
    seen, rung, quiet = Observation.objects.order_by("person__phone_digest").select_related("person")
    visit(seen, secretary)
    log_call(
        person=rung.person,
        new=NewCall(
            id=new_id(),
            way=Way.CALL,
            purpose=Purpose.HEALTH,
            outcome=Outcome.REACHED,
            at=clock.now(),
        ),
        by=secretary,
        now=clock.now(),
    )
    standing = {one.row.person: one for one in rows_standing(roster=roster)}
    assert standing[seen.person_id].done == (Done.CHECKED,)
    assert standing[rung.person_id].done == (Done.CALLED,)
    assert standing[quiet.person_id].done == ()
    with pytest.raises(commands.RowsInUse):
        take_back(roster, secretary)
    assert not Observation.objects.exclude(state=State.OBSERVING).exists()
    commands.take_back_rows(
        roster=roster,
        rows=[standing[quiet.person_id].row.pk],
        reason=WHY,
        by=secretary,
        now=clock.now(),
    )
    assert set(people_visible(viewer=secretary)) == {seen.person, rung.person}
    assert len(rows_standing(roster=roster)) == 2


def test_a_row_of_somebody_known_takes_back_only_what_it_told(
    secretary: Viewer, make_observation: MakeObservation
) -> None:
    known = make_observation(phone="13700000001", name="李秀英", arrived_on=date(2020, 1, 21))
    had = known.last_on
    roster = run(FEVER.replace(GOOD_ID.encode(), b""), by=secretary)
    known.refresh_from_db()
    assert ToldAgain.objects.filter(decision="").count() == 1
    assert known.last_on > had
    (standing,) = rows_standing(roster=roster)
    assert (standing.row.outcome, standing.done) == ("DUPLICATE", ())
    taking = take_back(roster, secretary)
    known.refresh_from_db()
    assert (known.state, known.last_on, ToldAgain.objects.get().decision) == (
        State.OBSERVING,
        had,
        "WITHDRAWN",
    )
    assert Alert.objects.filter(struck_at=None).count() == 0
    assert people_visible(viewer=secretary).count() == 1
    take_in(taking, secretary)
    known.refresh_from_db()
    assert known.last_on > had
    assert ToldAgain.objects.get().decision == ""
    assert Alert.objects.filter(struck_at=None, reviewed_at=None).count() == 1


def test_somebody_registered_elsewhere_is_asked_about_no_more(
    secretary: Viewer, make_viewer: MakeViewer
) -> None:
    there = make_viewer(role=Role.SECRETARY, area=SIBLING)
    first = received(FEVER, by=there)
    RosterImport.objects.filter(pk=first.pk).update(area=SIBLING)
    commands.run_import(roster=first, by=there, now=clock.now(), progress=lambda _done, _total: None)
    roster = run(FEVER.replace(b"38.2", b"39.0"), by=secretary)
    assert FoundHere.objects.get().state == "WAITING"
    alerts = Alert.objects.filter(struck_at=None, reviewed_at=None)
    assert alerts.count() == 2
    taking = take_back(roster, secretary)
    assert FoundHere.objects.get().state == "STRUCK"
    assert alerts.count() == 1
    open_ = Duty.objects.filter(subject=FoundHere.objects.get().pk, county=COUNTY, outcome=Duty.Outcome.OPEN)
    assert not open_.filter(due_at__gt=clock.now()).exists()
    take_in(taking, secretary)
    assert FoundHere.objects.get().state == "WAITING"
    assert alerts.count() == 2
    assert open_.filter(due_at__gt=clock.now()).exists()


def test_pairs_for_review_go_and_come_with_it(secretary: Viewer, make_observation: MakeObservation) -> None:
    make_observation(name="李秀英", address="9栋1单元101室", phone="13799999999")
    roster = run(FEVER, by=secretary)
    pair = DuplicatePair.objects.get(decision="")
    assert follows(roster=roster, rows=[one.row for one in rows_standing(roster=roster)])["pairs"] == 1
    taking = take_back(roster, secretary)
    pair.refresh_from_db()
    assert pair.decision == ""
    assert follows(roster=roster, rows=[]) == dict.fromkeys(follows(roster=roster, rows=[]), 0)
    take_in(taking, secretary)
    assert DuplicatePair.objects.filter(decision="").count() == 1


@pytest.mark.parametrize("reason", ["", "  "])
def test_it_is_taken_back_and_in_again_with_a_reason(reason: str, secretary: Viewer) -> None:
    roster = run(roster_of(1), by=secretary)
    with pytest.raises(commands.TakingBackNeedsReason):
        commands.take_back_roster(roster=roster, reason=reason, by=secretary, now=clock.now())
    taking = take_back(roster, secretary)
    with pytest.raises(commands.TakingBackNeedsReason):
        commands.take_in_again(taking=taking, reason=reason, by=secretary, now=clock.now())


def test_what_it_costs_does_not_grow_with_the_list(secretary: Viewer) -> None:
    asked = []
    for count, start in ((5, "13"), (60, "15")):
        content = roster_of(count).replace(b",138", f",{start}8".encode())
        roster = run(content, by=secretary)
        with CaptureQueriesContext(connection) as counted_:
            take_back(roster, secretary)
        asked.append(len(counted_))
    assert asked[0] == asked[1] < 60
