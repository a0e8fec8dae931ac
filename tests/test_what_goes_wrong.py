"""docs/what-goes-wrong.md names tests that are there; and those of its lines that stand nowhere else."""

import ast
import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation import commands
from linli.observation.commands import NewCheck, record_check, release
from linli.observation.models import Check, Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.protocols.commands import NewVersion, set_own_version
from linli.protocols.models import Protocol
from linli.protocols.rules import Place, Stage, Status
from linli.protocols.versions import rules_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FIRST_DAY, MORNING, MakeObservation, MakeViewer

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "what-goes-wrong.md"
LINES_AT_LEAST = 40


def named() -> list[tuple[str, str]]:
    """List (file, test) of every line of the page."""
    return re.findall(r"\| `([\w/]+\.py)::(\w+)` \|$", PAGE.read_text(), flags=re.MULTILINE)


def test_every_line_names_a_test() -> None:
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith("| ")][1:]
    assert len(named()) == len(lines) >= LINES_AT_LEAST


@pytest.mark.parametrize(("file", "test"), named())
def test_a_named_test_is_there(file: str, test: str) -> None:
    tree = ast.parse((ROOT / file).read_text())
    assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def visit(observation: Observation, by: Viewer, claimed_at: datetime, *, now: datetime) -> Check:
    new = NewCheck(
        new_id(), observation, CheckOutcome.DONE, Channel.VISIT, claimed_at, temperature_tenths=365
    )
    check = record_check(new=new, by=by, now=now).check
    assert check is not None
    return check


def test_a_visit_on_the_last_day_only_releases_nobody(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    observation = make_observation(at=MORNING)
    last = moment(observation.last_on, time(9))
    visit(observation, doctor, last, now=last)
    with pytest.raises(commands.SlotsUnanswered) as missing:
        release(
            observation=observation, by=doctor, now=moment(observation.last_on + timedelta(days=1), time(9))
        )
    assert missing.value.args == (27,)


def test_an_arrival_entered_on_day_nine_has_five_days_left(make_observation: MakeObservation) -> None:
    observation = make_observation(at=MORNING, arrived_on=FIRST_DAY - timedelta(days=9))
    assert observation.last_on == FIRST_DAY + timedelta(days=5)
    days = Duty.objects.filter(county=COUNTY, subject=observation.pk).values_list("slot_on", flat=True)
    assert (min(days), max(days), len(days)) == (FIRST_DAY, observation.last_on, 12)


def test_a_new_protocol_leaves_open_observations_alone(
    make_observation: MakeObservation, make_viewer: MakeViewer
) -> None:
    old = make_observation(at=MORNING)
    changed = date(2020, 1, 30)
    newer = NewVersion(
        rules=replace(
            rules_of("P2020-01"),
            code="340102-01",
            length_days=7,
            stages=(Stage(Place.HOME, 7, Status.HOME_OBSERVATION),),
        ),
        name="瑶海区版",
        area=COUNTY,
        base=Protocol.objects.get(pk="P2020-01"),
        valid_from=changed,
        source="区指挥部1号通告",
    )
    set_own_version(new=newer, by=make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY), now=MORNING)
    new = make_observation(at=moment(changed, time(8)), arrived_on=changed)
    old.refresh_from_db()
    assert (old.protocol_id, old.last_on) == ("P2020-01", date(2020, 2, 9))
    assert (new.protocol_id, new.last_on) == ("340102-01", date(2020, 2, 6))


def test_a_clock_nine_hours_ahead_is_refused(make_observation: MakeObservation, worker: Viewer) -> None:
    observation = make_observation(at=MORNING)
    now = MORNING + timedelta(hours=1)
    with pytest.raises(commands.CheckInFuture):
        visit(observation, worker, now + timedelta(hours=9), now=now)
    assert not Check.objects.filter(county=COUNTY).exists()


def test_a_clock_nine_hours_behind_answers_no_slot_of_today(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation(at=MORNING)
    now = moment(FIRST_DAY + timedelta(days=1), time(8))
    check = visit(observation, worker, now - timedelta(hours=9), now=now)
    assert (check.slot_on, check.session) == (FIRST_DAY, "PM")
    assert (check.claimed_at, check.received_at) == (now - timedelta(hours=9), now)
    today = Duty.objects.filter(county=COUNTY, subject=observation.pk, slot_on=now.date())
    assert set(today.values_list("outcome", flat=True)) == {""}
