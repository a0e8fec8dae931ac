"""Standing in for a colleague: from a day to a day, with the rights of the absent, and not a day longer."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from linli.areas.rules import AreaCode
from linli.staff.commands import (
    MayNotStandIn,
    OtherCommunity,
    OverAlready,
    OwnAppointment,
    PostTooShort,
    SamePerson,
    StoodInAlready,
    TooLong,
    WrongDays,
    end_post,
    end_substitution,
    give_over,
    substitute,
)
from linli.staff.models import Post, Substitution, User
from linli.staff.queries import viewer_of
from linli.staff.queries.substitutions import standing_in
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer, may_at
from tests.cast import COMMUNITY, FIRST_DAY, GRID, MORNING, OTHER_GRID, SIBLING

DAY = timedelta(days=1)
FROM, UNTIL = FIRST_DAY + DAY, FIRST_DAY + 3 * DAY
MakeUser = Callable[..., User]
Substitute = Callable[..., Substitution]


@pytest.fixture
def colleague(make_user: MakeUser) -> User:
    """Make the worker of OTHER_GRID."""
    return make_user(role=Role.GRID_WORKER, area=OTHER_GRID)


@pytest.fixture
def stand_in(secretary: Viewer, worker: Viewer, colleague: User) -> Substitute:
    """Let the colleague stand in for the worker of GRID, FROM to UNTIL, unless told otherwise."""

    def make(
        *, by_whom: User = colleague, from_on: date = FROM, until_on: date = UNTIL, post: Post | None = None
    ) -> Substitution:
        absent = post or Post.objects.get(user=worker.user_id)
        return substitute(
            absent=absent,
            by_whom=by_whom,
            from_on=from_on,
            until_on=until_on,
            reason="探亲",
            by=secretary,
            now=MORNING,
        )

    return make


def sees(user: User, area: AreaCode, on: date) -> bool:
    return may_at(viewer=viewer_of(user=user, on=on), action=Action.SEE_PERSON, area=area)


@pytest.mark.parametrize(
    ("on", "rights"), [(FROM - DAY, False), (FROM, True), (UNTIL, True), (UNTIL + DAY, False)]
)
def test_the_substitute_has_the_rights_on_these_days_only(
    on: date, rights: bool, stand_in: Substitute, colleague: User
) -> None:
    stand_in()
    assert sees(colleague, GRID, on) is rights
    told = standing_in(viewer=viewer_of(user=colleague, on=on), on=on)
    assert [(row.place, row.until_on) for row in told] == ([("第一网格", UNTIL)] if rights else [])


def test_every_grid_with_a_worker_is_seen_by_somebody_on_every_day(
    stand_in: Substitute, worker: Viewer, colleague: User
) -> None:
    stand_in()
    stand_in(from_on=UNTIL + DAY, until_on=UNTIL + DAY)
    users = list(User.objects.all())
    for n in range(8):
        on = FIRST_DAY + n * DAY
        for grid in (GRID, OTHER_GRID):
            assert any(sees(user, grid, on) for user in users), (grid, on)


def test_ended_early_the_rights_end_at_once_and_the_days_are_free_again(
    stand_in: Substitute, secretary: Viewer, colleague: User
) -> None:
    row = stand_in()
    now = MORNING + 2 * DAY
    end_substitution(substitution=row, by=secretary, now=now)
    assert sees(colleague, GRID, FROM)
    assert not sees(colleague, GRID, FROM + DAY)
    with pytest.raises(OverAlready):
        end_substitution(substitution=row, by=secretary, now=now)
    stand_in(from_on=FROM + DAY)


def test_one_that_has_not_begun_never_holds(stand_in: Substitute, secretary: Viewer, colleague: User) -> None:
    row = stand_in()
    end_substitution(substitution=row, by=secretary, now=MORNING)
    assert not any(sees(colleague, GRID, FIRST_DAY + n * DAY) for n in range(6))
    with pytest.raises(OverAlready):
        end_substitution(substitution=row, by=secretary, now=MORNING)
    stand_in()


def test_an_administrator_ends_the_post_of_a_substitution_too(
    stand_in: Substitute, secretary: Viewer, colleague: User
) -> None:
    row = stand_in()
    end_post(post=row.post, by=secretary, now=MORNING + DAY)
    assert not sees(colleague, GRID, FROM)


@pytest.mark.parametrize(("from_on", "until_on"), [(FROM, FROM - DAY), (FIRST_DAY - DAY, UNTIL)])
def test_the_days_must_lie_ahead(from_on: date, until_on: date, stand_in: Substitute) -> None:
    with pytest.raises(WrongDays):
        stand_in(from_on=from_on, until_on=until_on)


@pytest.mark.parametrize(
    ("from_on", "until_on", "free"),
    [
        (FIRST_DAY, FROM, False),
        (UNTIL, UNTIL + DAY, False),
        (FIRST_DAY, FROM - DAY, True),
        (UNTIL + DAY, UNTIL + DAY, True),
    ],
)
def test_two_do_not_stand_in_for_one_on_the_same_day(
    from_on: date, until_on: date, free: bool, stand_in: Substitute, make_user: MakeUser
) -> None:
    stand_in()
    third = make_user(role=Role.DOCTOR, area=COMMUNITY)
    if free:
        assert stand_in(by_whom=third, from_on=from_on, until_on=until_on)
    else:
        with pytest.raises(StoodInAlready):
            stand_in(by_whom=third, from_on=from_on, until_on=until_on)


def test_a_substitute_is_another_person_of_the_same_community(
    stand_in: Substitute, make_user: MakeUser
) -> None:
    with pytest.raises(SamePerson):
        stand_in(by_whom=make_user(role=Role.GRID_WORKER, area=GRID))
    with pytest.raises(OtherCommunity):
        stand_in(by_whom=make_user(role=Role.GRID_WORKER, area=SIBLING))
    assert not Substitution.objects.exists()


def test_nobody_but_a_doctor_stands_in_for_a_doctor(stand_in: Substitute, doctor: Viewer) -> None:
    with pytest.raises(MayNotStandIn):
        stand_in(post=Post.objects.get(user=doctor.user_id))


def test_the_absent_holds_the_post_on_all_of_these_days(stand_in: Substitute, worker: Viewer) -> None:
    Post.objects.filter(user=worker.user_id).update(until_on=UNTIL)
    with pytest.raises(PostTooShort):
        stand_in()
    assert stand_in(until_on=UNTIL - DAY)


def test_who_only_stands_in_there_is_not_of_the_community(stand_in: Substitute, colleague: User) -> None:
    row = stand_in()
    Post.objects.filter(user=colleague).exclude(pk=row.post_id).update(until_on=FIRST_DAY)
    with pytest.raises(OtherCommunity):
        stand_in(from_on=UNTIL + DAY, until_on=UNTIL + DAY)


@pytest.mark.parametrize(
    ("from_on", "until_on", "long"),
    [
        (FIRST_DAY, FIRST_DAY + 29 * DAY, False),  # 30 days, both included
        (FIRST_DAY, FIRST_DAY + 30 * DAY, True),
        (FIRST_DAY + 30 * DAY, FIRST_DAY + 30 * DAY, False),
        (FIRST_DAY + 31 * DAY, FIRST_DAY + 31 * DAY, True),
        (FIRST_DAY, date(2099, 12, 31), True),
    ],
)
def test_it_has_a_longest_time(from_on: date, until_on: date, long: bool, stand_in: Substitute) -> None:
    if long:
        with pytest.raises(TooLong):
            stand_in(from_on=from_on, until_on=until_on)
        assert not Substitution.objects.exists()
    else:
        assert stand_in(from_on=from_on, until_on=until_on)


def test_nobody_appoints_themselves_for_some_days_or_for_good(
    stand_in: Substitute, secretary: Viewer, worker: Viewer
) -> None:
    own = User.objects.get(pk=secretary.user_id)
    with pytest.raises(OwnAppointment):
        stand_in(by_whom=own)
    said = {
        "grid": GRID,
        "giver": User.objects.get(pk=worker.user_id),
        "note": "",
        "open_": {},
        "by": secretary,
    }
    with pytest.raises(OwnAppointment):
        give_over(**said, taker=own, permanent_from=FROM, now=MORNING)  # type: ignore[arg-type]
    assert Post.objects.filter(user=own).count() == 1
    give_over(**said, taker=own, permanent_from=None, now=MORNING)  # type: ignore[arg-type]
