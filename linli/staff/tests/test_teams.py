"""Teams: the nearest pattern, who sits where, which seats are empty."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from linli.audit.models import AuditEvent
from linli.ids import new_id
from linli.staff.commands import (
    AnsweredAlready,
    GivenAlready,
    GiverHasNoPost,
    MemberTold,
    NotOnThisSeat,
    NotTheTaker,
    PatternEmpty,
    confirm_handover,
    end_post,
    fill_team,
    give_over,
    refuse_handover,
    set_pattern,
    withdraw_handover,
)
from linli.staff.models import HandOver, Post, TeamPattern, User
from linli.staff.queries import viewer_of
from linli.staff.queries.teams import lacking_counts, pattern_of, team_at, teams_of
from linli.staff.rights import Action, Role
from linli.staff.rules import Seat, Viewer, may_at
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, GRID, MORNING, OTHER_GRID, TOWNSHIP

FULL = [
    MemberTold(Seat.TOWNSHIP_CADRE, name="高建国", phone="13900000001"),
    MemberTold(Seat.COMMUNITY_CADRE, name="林桂芳"),
    MemberTold(Seat.POLICE, name="马卫东", phone="13900000002"),
    MemberTold(Seat.DOCTOR, name="孙医生"),
]


def test_linli_has_a_pattern_of_its_own(areas: object) -> None:
    pattern = pattern_of(area=GRID)
    assert (pattern.area, pattern.name) == ("", "四包一")
    assert pattern.seats.filter(required=True).count() == 4


def test_a_place_uses_the_nearest_pattern_upwards(areas: object, secretary: Viewer) -> None:
    for area, name in ((COUNTY, "县"), (TOWNSHIP, "镇"), (COMMUNITY, "五包一")):
        set_pattern(
            area=area, name=name, required=[Seat.POLICE], optional=[], source="", by=secretary, now=MORNING
        )
        assert pattern_of(area=GRID).name == name
    set_pattern(
        area=COMMUNITY,
        name="三人组",
        required=[Seat.DOCTOR],
        optional=[Seat.DOCTOR, Seat.MILITIA],
        source="社区会议",
        by=secretary,
        now=MORNING,
    )
    assert TeamPattern.objects.filter(area=COMMUNITY).count() == 1
    assert set(pattern_of(area=GRID).seats.values_list("seat", "required")) == {
        ("DOCTOR", True),
        ("MILITIA", False),
    }
    with pytest.raises(PatternEmpty):
        set_pattern(
            area=COMMUNITY,
            name=" ",
            required=[Seat.DOCTOR],
            optional=[],
            source="",
            by=secretary,
            now=MORNING,
        )


def test_an_empty_seat_is_told_until_somebody_sits_there(secretary: Viewer) -> None:
    assert len(teams_of(grids=[GRID], on=FIRST_DAY)[0].empty) == 4
    fill_team(grid=GRID, subject=None, members=FULL[:3], by=secretary, now=MORNING)
    assert [seat.seat for seat in teams_of(grids=[GRID], on=FIRST_DAY)[0].empty] == [Seat.DOCTOR]
    fill_team(grid=GRID, subject=None, members=FULL, by=secretary, now=MORNING)
    assert teams_of(grids=[GRID], on=FIRST_DAY)[0].empty == ()
    assert AuditEvent.objects.filter(county=COUNTY, action="team.filled").count() == 2


def test_a_seat_is_empty_again_when_the_post_has_ended(secretary: Viewer, doctor: Viewer) -> None:
    members = [*FULL[:3], MemberTold(Seat.DOCTOR, user_id=doctor.user_id)]
    fill_team(grid=GRID, subject=None, members=members, by=secretary, now=MORNING)
    assert teams_of(grids=[GRID], on=FIRST_DAY)[0].empty == ()
    end_post(post=Post.objects.get(user=doctor.user_id), by=None, now=MORNING)
    (seat,) = teams_of(grids=[GRID], on=FIRST_DAY)[0].empty
    assert seat.gone


def test_nobody_sits_on_a_seat_without_a_fitting_post(
    secretary: Viewer, make_user: Callable[..., User]
) -> None:
    other = make_user(role=Role.GRID_WORKER, area=OTHER_GRID)
    with pytest.raises(NotOnThisSeat):
        fill_team(
            grid=GRID,
            subject=None,
            members=[MemberTold(Seat.GRID_WORKER, user_id=other.pk)],
            by=secretary,
            now=MORNING,
        )
    deputy = [MemberTold(Seat.DEPUTY_WORKER, user_id=other.pk)]
    assert fill_team(grid=GRID, subject=None, members=deputy, by=secretary, now=MORNING)


def test_one_observation_may_have_a_team_of_its_own(secretary: Viewer) -> None:
    subject = new_id()
    fill_team(grid=GRID, subject=None, members=FULL, by=secretary, now=MORNING)
    own = [MemberTold(Seat.POLICE, name="何警官", phone="13900000009")]
    fill_team(grid=GRID, subject=subject, members=own, by=secretary, now=MORNING)
    told = team_at(area=GRID, subject=subject, on=FIRST_DAY)
    grids = team_at(area=GRID, subject=new_id(), on=FIRST_DAY)
    assert told.own
    assert "何警官" in {seat.name for seat in told.seats}
    assert not grids.own
    assert "马卫东" in {seat.name for seat in grids.seats}
    fill_team(grid=GRID, subject=subject, members=[], by=secretary, now=MORNING)
    again = team_at(area=GRID, subject=subject, on=FIRST_DAY)
    assert not again.own


def test_the_township_counts_grids_without_a_full_team(secretary: Viewer, township_officer: Viewer) -> None:
    fill_team(grid=GRID, subject=None, members=FULL, by=secretary, now=MORNING)
    counts = lacking_counts(viewer=township_officer, on=FIRST_DAY)
    assert [(row.name, row.grids, row.lacking) for row in counts] == [("明光路社区", 2, 1)]


@pytest.fixture
def handover(secretary: Viewer, worker: Viewer, make_user: Callable[..., User]) -> Callable[..., HandOver]:
    """Hand GRID from its worker to the worker of OTHER_GRID."""

    def make(*, days: int | None = None) -> HandOver:
        return give_over(
            grid=GRID,
            giver=User.objects.get(pk=worker.user_id),
            taker=make_user(role=Role.GRID_WORKER, area=OTHER_GRID),
            note="钥匙在值班室",
            open_={"checks": 3},
            permanent_from=None if days is None else FIRST_DAY + timedelta(days=days),
            by=secretary,
            now=MORNING,
        )

    return make


def test_only_the_taker_confirms_and_once(handover: Callable[..., HandOver], worker: Viewer) -> None:
    row = handover()
    with pytest.raises(GivenAlready):
        handover()
    with pytest.raises(NotTheTaker):
        confirm_handover(handover=row, by=worker, now=MORNING)
    taker = viewer_of(user=row.taker, on=FIRST_DAY)
    confirm_handover(handover=row, by=taker, now=MORNING)
    row.refresh_from_db()
    assert (row.open, row.confirmed_at) == ({"checks": 3}, MORNING)
    assert may_at(viewer=viewer_of(user=row.giver, on=FIRST_DAY), action=Action.SEE_PERSON, area=GRID)
    assert not may_at(viewer=taker, action=Action.SEE_PERSON, area=GRID)


@pytest.mark.parametrize("ended", ["REFUSED", "WITHDRAWN"])
def test_a_hand_over_refused_or_withdrawn_changes_nothing_and_leaves_its_trace(
    ended: str, handover: Callable[..., HandOver], worker: Viewer
) -> None:
    row = handover(days=0)
    taker = viewer_of(user=row.taker, on=FIRST_DAY)
    if ended == "REFUSED":
        with pytest.raises(NotTheTaker):
            refuse_handover(handover=row, by=worker, now=MORNING)
        refuse_handover(handover=row, by=taker, now=MORNING)
    else:
        withdraw_handover(handover=row, by=worker, now=MORNING)
    for answer in (confirm_handover, refuse_handover):
        with pytest.raises(AnsweredAlready):
            answer(handover=row, by=taker, now=MORNING)
    row.refresh_from_db()
    assert (row.ended, row.ended_at, row.confirmed_at) == (ended, MORNING, None)
    assert AuditEvent.objects.filter(
        county=COUNTY, action=f"hand_over.{ended.lower()}", subject=row.pk
    ).exists()
    assert may_at(viewer=viewer_of(user=row.giver, on=FIRST_DAY), action=Action.SEE_PERSON, area=GRID)
    assert handover(days=1).pk != row.pk  # another one may be given


def test_a_permanent_hand_over_changes_the_post_from_its_day(handover: Callable[..., HandOver]) -> None:
    row = handover(days=2)
    confirm_handover(handover=row, by=viewer_of(user=row.taker, on=FIRST_DAY), now=MORNING)
    for days, giver, taker in ((1, True, False), (2, False, True), (3, False, True)):
        on = FIRST_DAY + timedelta(days=days)
        for user, has in ((row.giver, giver), (row.taker, taker)):
            held = may_at(viewer=viewer_of(user=user, on=on), action=Action.SEE_PERSON, area=GRID)
            assert held is has, (days, user)


def test_who_is_not_the_worker_of_a_grid_hands_nothing_over(
    handover: Callable[..., HandOver], worker: Viewer
) -> None:
    end_post(post=Post.objects.get(user=worker.user_id), by=None, now=MORNING)
    with pytest.raises(GiverHasNoPost):
        handover()
