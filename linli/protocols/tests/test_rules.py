"""Protocol versions as they came with Linli: day counts, anchors, stages, and what makes a version unsound."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from linli.protocols.models import Protocol
from linli.protocols.rules import (
    Anchor,
    Fault,
    Place,
    Session,
    Stage,
    Status,
    anchor_of,
    differing,
    faults_of,
    last_day,
)
from linli.protocols.versions import columns_of, read_rules, rules_of

VERSIONS = {
    "P2020-01": 14,
    "P2020-02H": 14,
    "P2020-02F": 14,
    "P2020-03": 14,
    "P2020-09": 14,
    "P2021-01R": 14,
    "P2021-05": 21,
    "P2022-06": 10,
    "P2022-11": 8,
    "P2022-12": 5,
}
DAY = date(2020, 1, 15)


@pytest.mark.django_db
def test_all_versions_are_there_with_a_source() -> None:
    assert set(Protocol.objects.values_list("code", flat=True)) == set(VERSIONS)
    assert not Protocol.objects.filter(source="").exists()
    assert not Protocol.objects.filter(name="").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "days"), list(VERSIONS.items()))
def test_the_last_day_of_every_version_is_the_anchor_day_and_its_length(code: str, days: int) -> None:
    protocol = rules_of(code)
    assert last_day(protocol=protocol, anchor_on=DAY) == DAY + timedelta(days=days)
    assert faults_of(protocol=protocol) == ()


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "days"), list(VERSIONS.items()))
def test_every_version_survives_being_written_down(code: str, days: int) -> None:
    protocol = rules_of(code)
    assert read_rules(Protocol(**columns_of(protocol))) == protocol
    assert sum(stage.days for stage in protocol.stages) == protocol.length_days == days


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "counts_anchor_day", "last", "release"),
    [
        ("the day of arrival is day 1", True, date(2020, 1, 28), date(2020, 1, 29)),
        ("the day after is day 1", False, date(2020, 1, 29), date(2020, 1, 30)),
        ("home on the 15th, out on the 30th", False, date(2020, 1, 29), date(2020, 1, 30)),
    ],
)
def test_the_three_ways_to_count_fourteen_days(
    said: str, *, counts_anchor_day: bool, last: date, release: date
) -> None:
    protocol = replace(rules_of("P2020-01"), counts_anchor_day=counts_anchor_day)
    assert last_day(protocol=protocol, anchor_on=DAY) == last, said
    assert last + timedelta(days=1) == release, said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "exposed", "left", "arrived", "anchor"),
    [
        ("P2020-01", 18, 20, 22, ("EXPOSED", 18)),
        ("P2020-01", 25, 20, 22, ("EXPOSED", 25)),
        ("P2020-01", None, 20, 22, ("LEFT", 20)),
        ("P2020-01", None, None, 22, ("ARRIVED", 22)),
        ("P2020-01", None, None, None, ("STARTED", 27)),
        ("P2021-01R", 18, 20, 22, ("ARRIVED", 22)),
        ("P2021-01R", 18, 20, None, ("STARTED", 27)),
    ],
)
def test_the_first_known_day_in_the_order_of_the_version_is_the_anchor(
    code: str, exposed: int | None, left: int | None, arrived: int | None, anchor: tuple[str, int]
) -> None:
    def day(number: int | None) -> date | None:
        return date(2020, 1, number) if number else None

    assert anchor_of(
        protocol=rules_of(code),
        exposed_on=day(exposed),
        left_on=day(left),
        arrived_on=day(arrived),
        started_on=date(2020, 1, 27),
    ) == (anchor[0], day(anchor[1]))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"length_days": 15}, (Fault.STAGES,)),
        ({"stages": ()}, (Fault.STAGES,)),
        (
            {"stages": (Stage(Place.HOME, 14, Status.HOME_OBSERVATION, (15,)),)},
            (Fault.TEST_DAYS,),
        ),
        ({"stages": (Stage(Place.HOME, 14, Status.HOME_OBSERVATION, (1, 14)),)}, ()),
        ({"sessions": ()}, (Fault.SESSIONS,)),
        ({"sessions": (Session("AM", time(6), time(6)),)}, (Fault.SESSIONS,)),
        ({"sessions": (Session("AM", time(6), time(12)), Session("PM", time(12), time(18)))}, ()),
        (
            {"sessions": (Session("AM", time(6), time(13)), Session("PM", time(12), time(18)))},
            (Fault.SESSIONS,),
        ),
        (
            {"sessions": (Session("AM", time(6), time(11)), Session("AM", time(12), time(18)))},
            (Fault.SESSIONS,),
        ),
        ({"fever_tenths": 355}, (Fault.TEMPERATURES,)),
        ({"fever_tenths": 420}, ()),
        ({"fever_tenths": 421}, (Fault.TEMPERATURES,)),
        ({"anchors": (Anchor.STARTED, Anchor.LEFT)}, (Fault.ANCHORS,)),
        ({"anchors": (), "release_signers": ()}, (Fault.ANCHORS, Fault.SIGNERS)),
    ],
)
def test_an_unsound_version_is_known(change: dict[str, object], faults: tuple[Fault, ...]) -> None:
    assert faults_of(protocol=replace(rules_of("P2020-01"), **change)) == faults  # type: ignore[arg-type]  # a table


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        ("P2020-01", "P2020-01", ()),
        ("P2020-01", "P2020-03", ("contact_window_days",)),
        ("P2020-01", "P2020-02F", ("stages", "follow_up_days")),
        ("P2020-09", "P2021-05", ("length_days", "symptoms", "stages", "release_needs")),
    ],
)
def test_what_differs_between_versions(one: str, other: str, fields: tuple[str, ...]) -> None:
    assert differing(one=rules_of(one), other=rules_of(other)) == fields
