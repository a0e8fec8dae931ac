"""Versions written and declared in force; what opened before keeps its own."""

from dataclasses import replace
from datetime import date, time

import pytest

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.clock import moment
from linli.duties.models import Duty
from linli.observation.models import Observation
from linli.observation.tests.versions import version
from linli.protocols.commands import (
    VersionFaulty,
    VersionNotYetValid,
    VersionOfAnotherArea,
    VersionWritten,
    declare_in_force,
    write_version,
)
from linli.protocols.models import Protocol, ProtocolInForce
from linli.protocols.queries import protocols_readable
from linli.protocols.versions import NoProtocol, protocol_on, rules_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, MORNING, MakeObservation, MakeViewer

NOON = moment(date(2020, 1, 30), time(12, 30))
WUHAN = AreaCode("420102")


@pytest.fixture
def officer(make_viewer: MakeViewer) -> Viewer:
    """Make an officer of COUNTY."""
    return make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY)


def outcomes(observation: Observation) -> dict[tuple[date, str], str]:
    rows = Duty.objects.filter(county=COUNTY, subject=observation.pk)
    return {(duty.slot_on, duty.session): duty.outcome for duty in rows}


def open_slots(observation: Observation) -> list[tuple[date, str]]:
    return sorted(slot for slot, outcome in outcomes(observation).items() if outcome == "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "area"),
    [
        (date(2020, 1, 24), COUNTY),
        (date(2020, 3, 7), COUNTY),
        (date(2022, 12, 31), COUNTY),
        (date(2026, 11, 23), COMMUNITY),
        (date(2020, 2, 20), WUHAN),
    ],
)
def test_the_calendar_alone_brings_no_other_version_into_force(day: date, area: str) -> None:
    assert protocol_on(day=day, area=area).pk == "P2020-01"


@pytest.mark.django_db
def test_before_the_first_version_there_is_none() -> None:
    with pytest.raises(NoProtocol):
        protocol_on(day=date(2020, 1, 23), area=COUNTY)


def test_a_county_stands_over_the_nation_from_the_day_it_says(officer: Viewer) -> None:
    own = write_version(new=version(), by=officer, now=MORNING)
    declare_in_force(area=COUNTY, protocol=own, from_on=date(2020, 1, 29), by=officer, now=MORNING)
    nation = Protocol.objects.get(pk="P2020-03")
    declare_in_force(area="", protocol=nation, from_on=date(2020, 3, 7), by=officer, now=MORNING)

    def in_force(day: date, area: str) -> str:
        return protocol_on(day=day, area=area).pk

    assert in_force(date(2020, 1, 28), COMMUNITY) == "P2020-01"
    assert in_force(date(2020, 1, 29), COMMUNITY) == "340102-01"
    assert in_force(date(2020, 3, 7), COMMUNITY) == "340102-01"
    assert in_force(date(2020, 3, 7), AreaCode("340103001001")) == "P2020-03"
    declare_in_force(area=COUNTY, protocol=nation, from_on=date(2020, 3, 10), by=officer, now=MORNING)
    assert in_force(date(2020, 3, 10), COMMUNITY) == "P2020-03"


def test_a_county_version_that_has_run_out_gives_way_to_the_nation(officer: Viewer) -> None:
    own = write_version(new=version(), by=officer, now=MORNING)
    declare_in_force(area=COUNTY, protocol=own, from_on=date(2020, 1, 29), by=officer, now=MORNING)
    Protocol.objects.filter(pk=own.pk).update(valid_until=date(2020, 2, 5))

    assert protocol_on(day=date(2020, 2, 4), area=COUNTY).pk == own.pk
    assert protocol_on(day=date(2020, 2, 5), area=COUNTY).pk == "P2020-01"


def test_a_local_set_is_declared_nowhere_else(officer: Viewer) -> None:
    wuhan = Protocol.objects.get(pk="P2020-02H")
    with pytest.raises(VersionOfAnotherArea):
        declare_in_force(area=COUNTY, protocol=wuhan, from_on=date(2020, 2, 3), by=officer, now=MORNING)
    declare_in_force(area=WUHAN, protocol=wuhan, from_on=date(2020, 2, 3), by=officer, now=MORNING)

    assert protocol_on(day=date(2020, 2, 3), area=WUHAN).pk == "P2020-02H"
    assert protocol_on(day=date(2020, 2, 3), area=COUNTY).pk == "P2020-01"


def test_nothing_is_in_force_before_it_holds(officer: Viewer) -> None:
    with pytest.raises(VersionNotYetValid):
        declare_in_force(
            area=COUNTY,
            protocol=Protocol.objects.get(pk="P2020-03"),
            from_on=date(2020, 3, 6),
            by=officer,
            now=MORNING,
        )
    assert ProtocolInForce.objects.count() == 1


def test_a_version_never_changes_and_may_be_sent_twice(officer: Viewer) -> None:
    first = write_version(new=version(), by=officer, now=MORNING)
    assert write_version(new=version(), by=officer, now=NOON) == first
    for other in (version(fever_tenths=372), replace(version(), name="另一个"), version(code="P2020-01")):
        with pytest.raises(VersionWritten):
            write_version(new=other, by=officer, now=NOON)

    assert Protocol.objects.get(pk=first.pk).fever_tenths == 373
    assert AuditEvent.objects.filter(county=COUNTY, action="protocol.written").count() == 1


def test_an_unsound_version_or_one_on_foreign_ground_is_not_written(officer: Viewer) -> None:
    with pytest.raises(VersionFaulty):
        write_version(new=version(length_days=13), by=officer, now=MORNING)
    foreign = replace(version(), base=Protocol.objects.get(pk="P2020-02H"))
    with pytest.raises(VersionOfAnotherArea):
        write_version(new=foreign, by=officer, now=MORNING)

    assert not Protocol.objects.filter(area=COUNTY).exists()


def test_an_observation_keeps_its_version_when_another_comes_into_force(
    officer: Viewer, make_observation: MakeObservation
) -> None:
    before = make_observation()
    shorter = replace(rules_of("P2020-01"), counts_anchor_day=True)
    own = write_version(new=version(counts_anchor_day=True), by=officer, now=MORNING)
    declare_in_force(area=COUNTY, protocol=own, from_on=date(2020, 1, 28), by=officer, now=MORNING)
    after = make_observation(at=moment(date(2020, 1, 28), time(8)))

    before.refresh_from_db()
    assert (before.protocol_id, before.last_on) == ("P2020-01", date(2020, 2, 9))
    assert (after.protocol_id, after.last_on) == (own.pk, date(2020, 2, 8))
    assert rules_of(own.pk) == replace(shorter, code=own.pk)
    assert max(slot_on for slot_on, _session in open_slots(before)) == date(2020, 2, 9)


def test_a_version_of_a_county_is_read_there_and_above(officer: Viewer, make_viewer: MakeViewer) -> None:
    write_version(new=version(), by=officer, now=MORNING)

    def reads(role: Role, area: AreaCode) -> bool:
        rows = protocols_readable(viewer=make_viewer(role=role, area=area))
        assert rows.filter(pk="P2020-01").exists()
        return rows.filter(pk="340102-01").exists()

    assert reads(Role.GRID_WORKER, COMMUNITY)
    assert reads(Role.PROVINCE_OFFICER, AreaCode("34"))
    assert not reads(Role.SECRETARY, AreaCode("310101001001"))
