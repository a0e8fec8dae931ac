"""Drafts, seals and receipts."""

from datetime import date, time, timedelta

import pytest

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.clock import moment
from linli.observation.models import Observation
from linli.reports import commands
from linli.reports.models import Report
from linli.reports.queries.daily import DayNotBegun, draft_of_community
from linli.reports.registers import COLUMNS
from linli.reports.rules import BalanceBroken, balance_holds
from linli.reports.rules.forms import Figures
from linli.reports.tests.days import CUT_OFF, BusyDay, Seal, Signer, check, on_first_day
from linli.reports.unrecorded import NOT_RECORDED
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import (
    CITY,
    COMMUNITY,
    COUNTY,
    FIRST_DAY,
    FOREIGN,
    GRID,
    MORNING,
    PROVINCE,
    SIBLING,
    TOWNSHIP,
    MakeObservation,
    MakeViewer,
)

SECOND = timedelta(seconds=1)
NEXT_DAY = FIRST_DAY + timedelta(days=1)


def draft_figures(*, day: date = FIRST_DAY) -> Figures:
    return draft_of_community(area=COMMUNITY, day=day, now=moment(day, time(16))).figures


def test_a_draft_counts_what_happened_in_the_day(busy_day: BusyDay) -> None:
    figures = draft_figures()

    assert {key: figures[key] for key in ("before", "new", "moved_in", "after")} == {
        "before": 9,
        "new": 3,
        "moved_in": 1,
        "after": 6,
    }
    ends = ("released", "over_before", "referred", "moved_out", "lost", "struck_off", "died")
    assert [figures[key] for key in ends] == [1] * 7
    assert [figures[key] for key in ("alerts", "referrals", "sent_to_clinic")] == [2, 2, 2]
    assert [figures[key] for key in ("suspected", "confirmed")] == [1, 1]
    assert [figures[key] for key in ("persons_seen", "households_seen", "checks_done", "checks_tried")] == [
        3,
        5,  # at three somebody was seen, at two more somebody was registered
        3,
        1,
    ]
    assert [figures[key] for key in ("from_wuhan", "from_hubei", "from_elsewhere", "with_contact")] == [1] * 4
    assert [figures[key] for key in ("at_home", "in_central")] == [5, 1]
    # Twelve were registered here, one of them in error; who moved in was registered in the other community.
    assert figures["cumulative"] == 11
    assert balance_holds(figures)


def test_a_draft_names_every_column_and_leaves_blank_what_nobody_writes_down(busy_day: BusyDay) -> None:
    figures = draft_figures()

    assert set(figures) == set(COLUMNS)
    assert {key for key, value in figures.items() if value is None} == {
        *NOT_RECORDED,
        # Nobody listed or counted the doors.
        "doors_known",
        "doors_asked",
    }


def test_the_next_day_begins_with_what_was_left(busy_day: BusyDay) -> None:
    assert draft_figures(day=NEXT_DAY)["before"] == draft_figures()["after"]


def test_a_sealed_report_stands_whatever_happens_later(busy_day: BusyDay, seal: Seal, signer: Signer) -> None:
    sealed = seal()
    figures, seal_hash = dict(sealed.figures), sealed.hash

    Observation.objects.filter(community=COMMUNITY).update(opened_at=moment(NEXT_DAY, time(9)))
    check(busy_day.new[2], signer(area=COMMUNITY), CUT_OFF + SECOND, tenths=381)

    sealed.refresh_from_db()
    assert (sealed.figures, sealed.hash) == (figures, seal_hash)
    assert draft_figures() != figures


def test_a_report_of_nothing_but_zeros_is_sealed_like_any_other(seal: Seal) -> None:
    sealed = seal()

    assert set(sealed.figures.values()) == {0, None}
    assert len(sealed.hash) == 64


def test_a_seal_is_written_down_in_the_audit(seal: Seal, signer: Signer) -> None:
    sealed = seal()

    event = AuditEvent.objects.get(county=COUNTY, action="report.sealed")
    assert (event.subject, event.actor_id) == (sealed.pk, signer(area=COMMUNITY).user_id)


def test_a_second_seal_is_refused_and_the_first_stands(seal: Seal) -> None:
    first = seal()
    with pytest.raises(commands.ReportSealedAlready):
        seal(at=CUT_OFF + SECOND)
    assert Report.objects.get().hash == first.hash


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.GRID_WORKER, COMMUNITY),
        (Role.GRID_WORKER, GRID),
        (Role.DOCTOR, COMMUNITY),
        (Role.ADMINISTRATOR, COMMUNITY),
        (Role.SECRETARY, SIBLING),
        (Role.SECRETARY, FOREIGN),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP),
        (Role.COUNTY_OFFICER, COUNTY),
        (Role.CITY_OFFICER, CITY),
        (Role.PROVINCE_OFFICER, PROVINCE),
    ],
)
def test_only_the_secretary_of_a_community_seals_its_report(
    make_viewer: MakeViewer, role: Role, area: str
) -> None:
    somebody = make_viewer(role=role, area=area)
    with pytest.raises(commands.NotYourReport):
        commands.seal_report(area=COMMUNITY, day=FIRST_DAY, by=somebody, now=CUT_OFF)
    assert not Report.objects.exists()


def test_who_is_below_never_seals_for_the_level_above(secretary: Viewer) -> None:
    with pytest.raises(commands.NotYourReport):
        commands.seal_report(area=TOWNSHIP, day=FIRST_DAY, by=secretary, now=CUT_OFF)


def test_a_grid_has_no_report_of_its_own(secretary: Viewer) -> None:
    with pytest.raises(commands.GridsDoNotReport):
        commands.seal_report(area=GRID, day=FIRST_DAY, by=secretary, now=CUT_OFF)


def test_a_report_sealed_before_the_hour_ends_there_and_the_next_begins_there(
    make_observation: MakeObservation, seal: Seal
) -> None:
    make_observation(at=MORNING)
    early = seal(at=on_first_day(15))
    make_observation(at=on_first_day(15, 30), name="李强")
    late = seal(day=NEXT_DAY, at=moment(NEXT_DAY, time(16)))

    assert (early.as_of, early.figures["new"]) == (on_first_day(15), 1)
    assert (late.from_at, late.figures["before"], late.figures["new"]) == (on_first_day(15), 1, 1)


def test_a_late_report_still_ends_at_its_hour(make_observation: MakeObservation, seal: Seal) -> None:
    make_observation(at=CUT_OFF - SECOND)
    make_observation(at=CUT_OFF, name="李强")
    late = seal(at=CUT_OFF + timedelta(hours=3))

    assert (late.as_of, late.sealed_at) == (CUT_OFF, CUT_OFF + timedelta(hours=3))
    assert late.figures["new"] == 1


def test_after_a_day_without_report_the_next_begins_at_its_hour(
    make_observation: MakeObservation, seal: Seal
) -> None:
    make_observation(at=MORNING)
    next_one = seal(day=NEXT_DAY, at=moment(NEXT_DAY, time(16)))

    assert (next_one.from_at, next_one.figures["before"], next_one.figures["new"]) == (CUT_OFF, 1, 0)


@pytest.mark.parametrize("at", [CUT_OFF + SECOND, moment(NEXT_DAY, time(0)) - SECOND])
def test_tomorrow_cannot_be_sealed_this_evening(seal: Seal, at: object) -> None:
    with pytest.raises(DayNotBegun):
        seal(day=NEXT_DAY, at=at)
    assert not Report.objects.exists()


def test_a_day_can_be_sealed_from_two_hours_before_the_communities_are_due(seal: Seal) -> None:
    opens_at = moment(NEXT_DAY, time(14))
    with pytest.raises(commands.NotYetOpen) as early:
        seal(day=NEXT_DAY, at=opens_at - SECOND)
    assert early.value.args == (opens_at,)
    assert seal(day=NEXT_DAY, at=opens_at).as_of == opens_at


def test_reports_hang_on_one_another(seal: Seal) -> None:
    first, second = seal(), seal(day=NEXT_DAY, at=moment(NEXT_DAY, time(16)))
    other = seal(area=SIBLING)

    assert (first.previous_hash, second.previous_hash) == ("", first.hash)
    assert other.previous_hash == ""
    assert other.hash != first.hash


def test_the_digest_follows_the_rows_behind_the_figures(
    make_observation: MakeObservation, seal: Seal
) -> None:
    make_observation()
    with_one, with_nobody = seal(), seal(area=SIBLING)

    assert with_one.rows_digest != with_nobody.rows_digest


def test_figures_that_do_not_add_up_are_never_sealed(make_observation: MakeObservation, seal: Seal) -> None:
    # By hand, since no command leaves such a row: ended before it began.
    observation = make_observation()
    Observation.objects.filter(pk=observation.pk).update(state="LOST", closed_at=MORNING - timedelta(days=1))
    with pytest.raises(BalanceBroken):
        seal()
    assert not Report.objects.exists()


def test_the_level_above_receives_a_report_once(seal: Seal, signer: Signer) -> None:
    report, officer = seal(), signer(area=TOWNSHIP)
    for hour in (16, 17):
        commands.receive_report(report=report, by=officer, now=on_first_day(hour))

    report.refresh_from_db()
    assert (report.received_at, report.received_by) == (on_first_day(16), officer.user_id)
    assert AuditEvent.objects.filter(county=COUNTY, action="report.received").count() == 1


def test_nobody_receives_their_own_report(seal: Seal, signer: Signer) -> None:
    report = seal()
    with pytest.raises(commands.NotYourReport):
        commands.receive_report(report=report, by=signer(area=COMMUNITY), now=CUT_OFF)


def test_a_foreign_level_receives_nothing(seal: Seal, make_viewer: MakeViewer) -> None:
    report = seal()
    stranger = make_viewer(role=Role.TOWNSHIP_OFFICER, area=AreaCode(FOREIGN[:9]))
    with pytest.raises(commands.NotYourReport):
        commands.receive_report(report=report, by=stranger, now=CUT_OFF)
    report.refresh_from_db()
    assert report.received_at is None
