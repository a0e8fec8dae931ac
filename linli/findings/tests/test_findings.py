"""Findings: each planted fault is named with its evidence, honest days are left alone, and a person answers."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest

from linli.clock import moment
from linli.findings.commands import find
from linli.findings.models import ReportFinding
from linli.findings.queries.evidence import found_in
from linli.findings.queries.findings import told
from linli.findings.rules import (
    FindingKind,
)
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_checks
from linli.observation.models import Check, Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.protocols.versions import rules_of
from linli.reports import commands
from linli.reports.models import Participation, Report
from linli.reports.tests.days import CUT_OFF, Seal, Signer
from linli.staff.models import Post
from linli.staff.rules import Viewer
from tests.cast import (
    COMMUNITY,
    COUNTY,
    FIRST_DAY,
    SIBLING,
    TOWNSHIP,
    MakeObservation,
)

EVENING = moment(FIRST_DAY, time(20))
AT = moment(FIRST_DAY, time(8))


Watch = Callable[..., list[Observation]]


@pytest.fixture
def watch(make_observation: MakeObservation) -> Watch:
    """Observe people behind so many doors of COMMUNITY, since the day before."""

    def observe(count: int) -> list[Observation]:
        return [
            make_observation(name=f"王{n}", address=f"{n + 1}栋1单元101室", at=AT - timedelta(days=1))
            for n in range(count)
        ]

    return observe


def see(
    people: list[Observation],
    by: Viewer,
    tenths: list[int],
    start: datetime,
    step: timedelta,
    late: timedelta = timedelta(),
) -> None:
    """Record a visit to each, one after the other; told `late` after the last."""
    new = [
        NewCheck(new_id(), one, CheckOutcome.DONE, Channel.VISIT, start + n * step, temperature_tenths=value)
        for n, (one, value) in enumerate(zip(people, tenths, strict=True))
    ]
    record_checks(county=COUNTY, new=new, by=by, now=new[-1].claimed_at + late)


def kinds(now: datetime = EVENING) -> set[FindingKind]:
    return {found.kind for found in found_in(community=COMMUNITY, day=FIRST_DAY, now=now)}


HONEST = [362, 364, 365, 366, 368, 363, 367] * 10


@pytest.mark.django_db
def test_an_honest_day_is_left_alone(watch: Watch, worker: Viewer, seal: Seal) -> None:
    people = watch(25)
    see(people, worker, HONEST[:25], AT, timedelta(minutes=4))
    seal()

    assert kinds() == set()


@pytest.mark.django_db
def test_copied_readings_are_named_with_their_rows(watch: Watch, worker: Viewer, seal: Seal) -> None:
    see(watch(22), worker, [365] * 22, AT, timedelta(minutes=4))
    seal()

    (found,) = found_in(community=COMMUNITY, day=FIRST_DAY, now=EVENING)

    assert found.kind == FindingKind.SAME_READING
    assert found.said == {"tenths": 365, "times": 22, "of": 22}
    assert set(found.evidence) == {
        str(pk) for pk in Check.objects.filter(county=COUNTY).values_list("id", flat=True)
    }


@pytest.mark.django_db
def test_forty_doors_in_three_minutes_are_named(watch: Watch, worker: Viewer, seal: Seal) -> None:
    see(watch(42), worker, HONEST[:42], AT, timedelta(seconds=3))
    seal()

    assert kinds() == {FindingKind.TOO_FAST}


@pytest.mark.django_db
def test_a_session_done_in_its_last_minutes_is_named(watch: Watch, worker: Viewer, seal: Seal) -> None:
    people = watch(21)
    due = moment(FIRST_DAY, rules_of(people[0].protocol_id).sessions[0].due)
    see(people, worker, HONEST[:21], due - timedelta(minutes=9), timedelta(seconds=20))
    seal()

    assert kinds() == {FindingKind.LAST_MINUTES}


@pytest.mark.django_db
def test_what_was_told_a_day_later_is_named(watch: Watch, worker: Viewer, seal: Seal) -> None:
    see(watch(3), worker, HONEST[:3], AT, timedelta(minutes=4), late=timedelta(hours=25))
    seal()

    assert kinds() == {FindingKind.BACK_DATED}


@pytest.mark.django_db
def test_a_missing_and_a_late_report_are_named(watch: Watch, seal: Seal) -> None:
    watch(1)
    assert kinds(now=CUT_OFF) == set()
    assert kinds(now=CUT_OFF + timedelta(minutes=1)) == {FindingKind.MISSING}

    seal(at=CUT_OFF + timedelta(minutes=30))

    (found,) = found_in(community=COMMUNITY, day=FIRST_DAY, now=EVENING)
    assert (found.kind, found.said["minutes"]) == (FindingKind.LATE, 30)


@pytest.mark.django_db
def test_a_report_that_nobody_owed_is_late_for_nobody(watch: Watch, seal: Seal, signer: Signer) -> None:
    watch(1)
    Participation.objects.all().delete()
    Participation.objects.create(
        county=COUNTY,
        area=COMMUNITY,
        from_on=FIRST_DAY + timedelta(days=1),
        reason="试点",
        set_at=AT,
        set_by=signer(area=TOWNSHIP).user_id,
    )
    seal(at=EVENING + timedelta(hours=12))
    assert not kinds(EVENING + timedelta(hours=13)) & {FindingKind.LATE, FindingKind.MISSING}


def test_a_report_changed_behind_its_seal_and_rows_taken_out_are_named(
    watch: Watch, worker: Viewer, seal: Seal
) -> None:
    see(watch(3), worker, [381, 364, 366], AT, timedelta(minutes=4))
    report = seal()
    Report.objects.filter(pk=report.pk).update(figures=report.figures | {"alerts": 0})
    assert kinds() == {FindingKind.ROWS_CHANGED}

    Report.objects.filter(pk=report.pk).update(figures=report.figures)
    assert kinds() == set()
    one = Check.objects.filter(county=COUNTY).first()
    assert one is not None
    Check.objects.filter(county=COUNTY, id=one.id).delete()
    assert kinds() == {FindingKind.ROWS_CHANGED}


@pytest.mark.django_db
def test_a_zero_beside_feverish_neighbours_is_asked_about(
    watch: Watch, worker: Viewer, seal: Seal, make_observation: MakeObservation, signer: Signer
) -> None:
    see(watch(30), worker, HONEST[:30], AT, timedelta(minutes=4))
    beside = [
        make_observation(
            name=f"李{n}",
            community=SIBLING,
            grid_name="",
            address=f"{n}栋1单元101室",
            at=AT - timedelta(days=1),
        )
        for n in range(10)
    ]
    see(beside, signer(area=SIBLING), [381] * 5 + HONEST[:5], AT, timedelta(minutes=4))
    seal()

    (found,) = found_in(community=COMMUNITY, day=FIRST_DAY, now=EVENING)

    assert found.kind == FindingKind.ZERO_IMPROBABLE
    assert found.said["peers_found"] == 5


@pytest.mark.django_db
def test_found_again_it_is_one(watch: Watch, secretary: Viewer) -> None:
    watch(1)
    assert find(areas=[COMMUNITY], day=FIRST_DAY, now=EVENING) == 1
    assert find(areas=[COMMUNITY], day=FIRST_DAY, now=EVENING) == 0
    assert ReportFinding.objects.get().above == TOWNSHIP


@pytest.mark.django_db
def test_every_kind_has_its_sentence_without_a_name(watch: Watch, worker: Viewer) -> None:
    said = {
        FindingKind.MISSING: {"due": AT.isoformat()},
        FindingKind.LATE: {"minutes": 5},
        FindingKind.CORRECTED_DOWN: {"figure": "alerts", "before": 3, "after": 1},
        FindingKind.ROWS_CHANGED: {"fault": "ROWS"},
        FindingKind.SAME_READING: {"tenths": 365, "times": 20, "of": 20},
        FindingKind.TOO_FAST: {"since": AT.isoformat(), "doors": 40},
        FindingKind.LAST_MINUTES: {"due": AT.isoformat(), "late": 20, "of": 20},
        FindingKind.BACK_DATED: {"times": 3, "of": 9},
        FindingKind.ZERO_IMPROBABLE: {"checks": 9, "peers_checks": 9, "peers_found": 9},
        FindingKind.CLINIC: {"patients": 1},
        FindingKind.LEADS: {"leads": 2},
        FindingKind.SELF_REPORT: {"times": 1},
        FindingKind.SUM: {"figure": "alerts", "told": 0, "below": 3},
    }
    rows = [
        ReportFinding(county=COUNTY, area=COMMUNITY, day=FIRST_DAY, kind=kind, said=said[kind], found_at=AT)
        for kind in FindingKind
    ]

    sentences = [one.sentence for one in told(findings=rows)]

    assert len(set(sentences)) == len(FindingKind)
    assert "一人当天 20 次体温里有 20 次都是 36.5 ℃。" in sentences
    assert not any("隐瞒" in sentence or "%(" in sentence for sentence in sentences)


@pytest.mark.django_db
def test_a_figure_corrected_downward_is_named(watch: Watch, seal: Seal, signer: Signer) -> None:
    watch(1)
    first = seal()
    second = commands.correct_report(
        area=COMMUNITY, day=FIRST_DAY, reason="x", by=signer(area=COMMUNITY), now=CUT_OFF + timedelta(hours=1)
    )
    Report.objects.filter(pk=first.pk).update(figures=first.figures | {"alerts": 4})

    found = [
        f for f in found_in(community=COMMUNITY, day=FIRST_DAY, now=EVENING) if f.kind == "CORRECTED_DOWN"
    ]

    assert [(f.said, f.evidence) for f in found] == [
        ({"figure": "alerts", "before": 4, "after": 0}, (str(first.pk), str(second.pk)))
    ]


@pytest.mark.django_db
def test_nothing_is_found_before_the_first_post_of_a_community(watch: Watch, secretary: Viewer) -> None:
    watch(1)
    Participation.objects.all().delete()
    late = CUT_OFF + timedelta(hours=1)
    assert find(areas=[COMMUNITY], day=FIRST_DAY, now=late) == 1
    ReportFinding.objects.all().delete()
    assert find(areas=[SIBLING], day=FIRST_DAY, now=late) == 0  # nobody ever held a post there
    Post.objects.update(from_on=FIRST_DAY + timedelta(days=1))
    assert find(areas=[COMMUNITY], day=FIRST_DAY, now=late) == 0
