"""Emergencies: raised once at every level, acknowledged in parallel, closed, and each step taken back."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.areas.rules import Level
from linli.audit.models import AuditEvent
from linli.emergencies.commands import (
    AlreadyOver,
    EmergencyIdReused,
    EmergencyInFuture,
    NotAcknowledged,
    NotOver,
    NotWaitingForLevel,
    StepNeedsWords,
    StillWaiting,
    acknowledge,
    close_emergency,
    follow_up,
    raise_emergency,
    reopen_emergency,
    take_back_acknowledgement,
    withdraw_emergency,
)
from linli.emergencies.models import Emergency, EmergencyLevel, EmergencyStep
from linli.emergencies.queries import emergencies_seen, heard, heard_of, levels_told, waiting_for
from linli.emergencies.rules import LEVELS
from linli.emergencies.tests.made import new, waiting
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import CITY, COUNTY, FOREIGN, MORNING, OTHER_GRID, PROVINCE, SIBLING, TOWNSHIP, MakeViewer
from tests.properties import examples
from tests.undone import taken_back

ALL = {level.value for level in LEVELS}
pytestmark = pytest.mark.django_db


def test_an_emergency_is_raised_once_and_another_under_its_id_is_refused(worker: Viewer) -> None:
    told = new()
    first = raise_emergency(new=told, by=worker, now=MORNING)
    again = raise_emergency(new=told, by=worker, now=MORNING + timedelta(minutes=5))

    assert first == again
    with pytest.raises(EmergencyIdReused):
        raise_emergency(new=new(id=told.id, words="另一件"), by=worker, now=MORNING)
    assert Emergency.objects.count() == 1
    assert AuditEvent.objects.filter(county=COUNTY, action="emergency.raised").count() == 1


def test_one_of_tomorrow_is_refused(worker: Viewer) -> None:
    with pytest.raises(EmergencyInFuture):
        raise_emergency(new=new(found_at=MORNING + timedelta(minutes=11)), by=worker, now=MORNING)


def test_it_stands_at_every_level_at_once_and_the_reporters_own_level_knows(
    worker: Viewer, secretary: Viewer, township_officer: Viewer, make_viewer: MakeViewer
) -> None:
    county = make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY)
    city = make_viewer(role=Role.CITY_OFFICER, area=CITY)
    province = make_viewer(role=Role.PROVINCE_OFFICER, area=PROVINCE)
    above = (township_officer, county, city, province)
    by_worker = raise_emergency(new=new(), by=worker, now=MORNING)
    assert waiting(by_worker) == ALL
    assert [waiting_for(viewer=one).count() for one in (worker, secretary, *above)] == [0, 1, 1, 1, 1, 1]
    beside = make_viewer(role=Role.SECRETARY, area=SIBLING)
    assert [waiting_for(viewer=one).count() for one in (beside, None)] == [0, 0]

    by_secretary = raise_emergency(new=new(), by=secretary, now=MORNING)
    assert waiting(by_secretary) == ALL - {"COMMUNITY"}
    told = levels_told(emergencies=[by_secretary.pk], now=MORNING)[by_secretary.pk]
    assert [(one.level, one.by_report) for one in told] == [(one, one is Level.COMMUNITY) for one in LEVELS]


def test_no_level_waits_for_another_and_each_says_it_once(worker: Viewer, secretary: Viewer) -> None:
    row = raise_emergency(new=new(), by=worker, now=MORNING)
    acknowledge(emergency=row, level=Level.COUNTY, words="已派人", by=secretary, now=MORNING)
    with pytest.raises(NotWaitingForLevel):
        acknowledge(emergency=row, level=Level.COUNTY, words="", by=secretary, now=MORNING)
    assert waiting(row) == ALL - {"COUNTY"}
    assert [*EmergencyStep.objects.values_list("kind", "level")] == [("ACKNOWLEDGED", "COUNTY")]


@settings(max_examples=examples(20))
@given(
    moves=st.lists(
        st.tuples(st.sampled_from(["acknowledge", "take_back"]), st.sampled_from(LEVELS)), max_size=8
    ),
    order=st.permutations(LEVELS),
    known=st.sets(st.sampled_from(LEVELS)),
)
def test_acknowledgements_in_any_order_come_out_the_same(
    worker: Viewer,
    moves: list[tuple[str, Level]],
    order: list[Level],
    known: set[Level],
) -> None:
    """Whatever went before, and in whatever order: who acknowledged last and did not take it back knows."""
    with taken_back():
        row = raise_emergency(new=new(), by=worker, now=MORNING)
        said = {"emergency": row, "by": worker, "now": MORNING}
        knows: set[Level] = set()
        for what, level in moves:
            try:
                if what == "acknowledge":
                    acknowledge(level=level, words="", **said)  # type: ignore[arg-type]
                    knows.add(level)
                else:
                    take_back_acknowledgement(level=level, words="点错了", **said)  # type: ignore[arg-type]
                    knows.discard(level)
            except NotWaitingForLevel:
                assert level in knows
            except NotAcknowledged:
                assert level not in knows
        for level in sorted(knows - known):
            take_back_acknowledgement(level=level, words="点错了", **said)  # type: ignore[arg-type]
        for level in order:
            if level in known - knows:
                acknowledge(level=level, words="", **said)  # type: ignore[arg-type]
        assert waiting(row) == ALL - known
        rows = EmergencyLevel.objects.filter(emergency=row, acknowledged_at=None)
        assert set(rows.values_list("level", flat=True)) == ALL - known


def test_it_is_closed_once_community_and_township_know_and_the_county_is_still_asked(
    worker: Viewer, secretary: Viewer
) -> None:
    row = raise_emergency(new=new(), by=worker, now=MORNING)
    acknowledge(emergency=row, level=Level.COMMUNITY, words="", by=secretary, now=MORNING)
    with pytest.raises(StillWaiting):
        close_emergency(emergency=row, words="已处置", by=secretary, now=MORNING)
    acknowledge(emergency=row, level=Level.TOWNSHIP, words="", by=secretary, now=MORNING)
    with pytest.raises(StepNeedsWords):
        close_emergency(emergency=row, words=" ", by=secretary, now=MORNING)
    with pytest.raises(NotOver):
        reopen_emergency(emergency=row, words="还没完", by=secretary, now=MORNING)
    follow_up(emergency=row, words="已送医", by=worker, now=MORNING)

    close_emergency(emergency=row, words="已处置", by=secretary, now=MORNING)
    assert waiting(row) == {"COUNTY"}
    for step in (follow_up, close_emergency, withdraw_emergency):
        with pytest.raises(AlreadyOver):
            step(emergency=row, words="又有一人", by=worker, now=MORNING)
    with pytest.raises(NotAcknowledged):
        take_back_acknowledgement(
            emergency=row, level=Level.COMMUNITY, words="点错了", by=secretary, now=MORNING
        )
    acknowledge(emergency=row, level=Level.COUNTY, words="", by=secretary, now=MORNING)

    reopen_emergency(emergency=row, words="又有一人", by=secretary, now=MORNING)
    assert waiting(row) == {"CITY", "PROVINCE"}
    row.refresh_from_db()
    assert row.closed_at is None


def test_what_was_raised_in_error_is_taken_back_with_a_reason_and_both_stay(
    worker: Viewer, secretary: Viewer
) -> None:
    row = raise_emergency(new=new(), by=worker, now=MORNING)
    acknowledge(emergency=row, level=Level.COMMUNITY, words="", by=secretary, now=MORNING)
    with pytest.raises(StepNeedsWords):
        withdraw_emergency(emergency=row, words="", by=worker, now=MORNING)
    withdraw_emergency(emergency=row, words="是演练", by=worker, now=MORNING)

    row.refresh_from_db()
    assert (waiting(row), row.withdrawn, row.words) == (set(), True, "三人发热")
    assert list(emergencies_seen(viewer=secretary)) == [row]
    reopen_emergency(emergency=row, words="不是演练", by=secretary, now=MORNING)
    assert waiting(row) == ALL - {"COMMUNITY"}
    words = EmergencyStep.objects.order_by("pk").values_list("kind", "words")
    assert list(words)[1:] == [("WITHDRAWN", "是演练"), ("REOPENED", "不是演练")]


def test_those_above_see_it_and_those_beside_do_not(worker: Viewer, make_viewer: MakeViewer) -> None:
    row = raise_emergency(new=new(), by=worker, now=MORNING)
    seen = [
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, [row]),
        (Role.COUNTY_OFFICER, COUNTY, [row]),
        (Role.CITY_OFFICER, CITY, []),
        (Role.GRID_WORKER, OTHER_GRID, []),
        (Role.SECRETARY, SIBLING, []),
    ]
    for role, area, rows in seen:
        assert list(emergencies_seen(viewer=make_viewer(role=role, area=area))) == rows
    assert list(emergencies_seen(viewer=None)) == []
    city, elsewhere = (
        make_viewer(role=Role.CITY_OFFICER, area=area) for area in (CITY, type(CITY)(FOREIGN[:4]))
    )
    assert [one.id for one in heard(rows=list(heard_of(viewer=city)))] == [row.pk]
    assert "三人发热" not in str(heard(rows=list(heard_of(viewer=city))))
    assert list(heard_of(viewer=elsewhere)) == []
