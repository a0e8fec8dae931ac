"""An invented season: what was planted is named with its evidence, honest days are left alone, the same seed is the same."""

import json
from collections import Counter
from datetime import date, time, timedelta
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.clock import moment
from linli.findings.models import ReportFinding
from linli.lab.simulate import rules
from linli.lab.simulate.cli import simulate as command
from linli.lab.simulate.commands import NoCommunities, NotEmpty, Truth, simulate
from linli.lab.simulate.measure import look_through, measure
from linli.lab.simulate.rules.faults import DAYS, FOUND_BY, NEEDS_LARGE, FaultKind, NoRoom, plant
from linli.reports.queries.chain import broken_in

FIRST = date(2020, 1, 27)
COUNTY = AreaCode("340102")
TOWNSHIP = "340102001"
# A missing report and a late one are what they are: there is no row to point at but the report itself.
WITHOUT_ROWS = {"MISSING", "ZERO_IMPROBABLE"}


# What is lived goes through commands that run on both databases in tests of their own.
pytestmark = pytest.mark.once


@pytest.fixture
def county(db: None) -> list[AreaCode]:
    """Make six communities of one street, of which two are large."""
    names = {"34": "省", "3401": "市", COUNTY: "区", TOWNSHIP: "街道"}
    names |= {f"{TOWNSHIP}{number:03}": f"第{number}社区" for number in range(1, 7)}
    Area.objects.bulk_create(
        Area(code=code, name=name, level=AreaCode(code).level, valid_from=FIRST)
        for code, name in names.items()
    )
    return [AreaCode(code) for code in names if len(code) == 12]


def lived(*, days: int, each: int) -> list[Truth]:
    return simulate(
        under=COUNTY,
        first=FIRST,
        days=days,
        seed=1,
        each=each,
        password="nobody signs in",  # noqa: S106 (of people who are none)
        progress=lambda _day: None,
    )


def test_every_planted_fault_is_named_with_its_evidence_and_honest_days_are_not(
    county: list[AreaCode],
) -> None:
    truths = lived(days=10, each=1)
    look_through(communities=county, first=FIRST, days=10, now=moment(FIRST + timedelta(days=13), time(9)))

    told = measure(truths=truths)

    assert {truth.kind for truth in truths} == set(FaultKind)
    assert told.missed == []
    assert told.unexplained == []
    for truth in truths:
        kind = FOUND_BY[FaultKind(truth.kind)]
        rows = ReportFinding.objects.filter(area=truth.area, kind=kind)
        if truth.kind != FaultKind.ZERO:
            rows = rows.filter(day=truth.day)
        assert all(row.evidence or kind in WITHOUT_ROWS for row in rows), truth
    assert [row.fault for row in broken_in(area=COUNTY)], "what was edited and deleted is found by verify too"


def test_the_same_seed_is_the_same_season() -> None:
    def rolled(seed: int) -> list[object]:
        rng = Random(seed)  # noqa: S311
        people = rules.residents(rng=rng, place=0, days=10)
        return [
            people,
            rules.worker(rng=rng),
            plant(rng=rng, places=20, days=18, each=2, kinds=tuple(FaultKind)),
        ]

    assert rolled(7) == rolled(7) != rolled(8)


def test_a_database_with_people_is_never_filled(county: list[AreaCode]) -> None:
    lived(days=2, each=0)
    with pytest.raises(NotEmpty):
        lived(days=2, each=0)


def test_without_communities_nothing_is_lived(db: None) -> None:
    with pytest.raises(NoCommunities):
        lived(days=2, each=0)


def test_the_command_says_where_it_wrote_what_it_planted_and_how_to_sign_in(
    county: list[AreaCode], tmp_path: Path
) -> None:
    truth = tmp_path / "truth.json"
    options = [
        "--areas",
        TOWNSHIP,
        "--days",
        "2",
        "--faults",
        "0",
        "--truth",
        str(truth),
        "--password",
        "season-2020",
    ]
    told = CliRunner().invoke(command, options)
    assert told.exit_code == 0, told.output
    assert json.loads(truth.read_text()) == []
    assert "season-2020" in told.output
    again = CliRunner().invoke(command, options)
    assert again.exit_code == 2
    assert "holds people or users already" in again.output


@pytest.mark.parametrize(("areas", "sentence"), [("34010X", "is no code"), ("31", "no open community")])
def test_what_cannot_be_simulated_is_said(db: None, areas: str, sentence: str) -> None:
    told = CliRunner().invoke(command, ["--areas", areas])
    assert told.exit_code == 2
    assert sentence in told.output


@pytest.mark.parametrize("seed", range(20))
def test_faults_are_planted_apart_and_where_they_can_be_seen(seed: int) -> None:
    planted = plant(rng=Random(seed), places=20, days=18, each=3, kinds=tuple(FaultKind))  # noqa: S311
    assert Counter(fault.kind for fault in planted) == dict.fromkeys(FaultKind, 3)
    taken = [(fault.place, fault.day) for fault in planted]
    assert len(set(taken)) == len(taken)
    for fault in planted:
        assert fault.kind not in NEEDS_LARGE or fault.place % rules.LARGE_EVERY == 0
        assert fault.day in DAYS or fault.kind is FaultKind.ZERO
        assert (fault.place, fault.day + 1) not in taken


def test_there_is_no_room_for_more_faults_than_days() -> None:
    with pytest.raises(NoRoom):
        plant(rng=Random(1), places=2, days=5, each=3, kinds=tuple(FaultKind))  # noqa: S311


@pytest.mark.parametrize("step", [1, 5])
def test_somebody_well_never_reads_as_a_fever(step: int) -> None:
    rng = Random(1)  # noqa: S311
    readings = [
        rules.reading(rng=rng, body_tenths=rng.gauss(*rules.BODY_TENTHS), step=step) for _ in range(5000)
    ]
    assert max(readings) < 373
    assert min(readings) >= 355
    assert len(set(readings)) > 3


def test_a_round_stays_within_its_session() -> None:
    rng = Random(1)  # noqa: S311
    opens, ends = moment(FIRST, time(7, 30)), moment(FIRST, time(11))
    for _ in range(300):
        moments = rules.walk(rng=rng, opens=opens, ends=ends, doors=40)
        assert moments == sorted(moments)
        assert opens <= moments[0]
        assert moments[-1] <= ends
