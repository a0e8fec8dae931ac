"""Who is expected to report, by a post or as declared; and that the numbers of every level add up at every instant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.areas.models import Area
from linli.areas.rules import EVERYWHERE, AreaCode
from linli.ids import new_id
from linli.reports.commands.sums import add_up_all
from linli.reports.models import Participation, Report, ReportSum
from linli.reports.queries.rollup import Received, roll_up, roll_up_as_known
from linli.reports.queries.taking_part import expected_of, out_of_use
from linli.reports.rules.deadlines import Standing
from linli.reports.rules.participation import Period, overlap
from linli.reports.tests.days import CUT_OFF, Seal
from linli.staff.models import Post, User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, FIRST_DAY, MORNING, SIBLING, TOWNSHIP
from tests.properties import examples

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
COUNTIES = ("340102", "340103")
TOWNSHIPS = [AreaCode(f"{county}00{n}") for county in COUNTIES for n in (1, 2)]
COMMUNITIES = [AreaCode(f"{township}00{n}") for township in TOWNSHIPS for n in (1, 2)]
ABOVE = [AreaCode("34"), AreaCode("3401"), *(AreaCode(code) for code in COUNTIES), *TOWNSHIPS]


@dataclass(frozen=True)
class Place:
    """What is known of a community. begins: of its secretary's post; sealed: so many minutes after the hour."""

    begins: date | None
    declared: tuple[Period, ...]
    sealed: int | None

    def takes_part(self) -> bool:
        """Say whether it takes part on FIRST_DAY."""
        if self.declared:
            return any(one.from_on <= FIRST_DAY < (one.until_on or date.max) for one in self.declared)
        return self.begins is not None and self.begins <= FIRST_DAY

    def counted(self, at: datetime) -> Received:
        """Return what a level above must tell of this community alone at a moment, said in plain words."""
        is_here = self.sealed is not None and CUT_OFF + self.sealed * MINUTE <= at
        is_late = self.sealed is not None and self.sealed > 0
        absent = self.takes_part() and not is_here
        return Received(
            expected=int(is_here or self.takes_part()),
            on_time=int(is_here and not is_late),
            late=int(is_here and is_late),
            missing=int(absent and at > CUT_OFF),
            not_yet_due=int(absent and at <= CUT_OFF),
            late_minutes=self.sealed if is_here and is_late and self.sealed else 0,
        )


on_days = st.integers(-2, 2).map(lambda n: FIRST_DAY + n * DAY)
periods = st.builds(
    lambda begins, days: Period(begins, None if days is None else begins + days * DAY),
    on_days,
    st.none() | st.integers(0, 3),
)
places = st.builds(
    Place,
    begins=st.none() | on_days,
    declared=st.lists(periods, max_size=2).map(tuple),
    sealed=st.none() | st.integers(-30, 30),
)


@pytest.fixture
def two_counties(areas: dict[str, Area]) -> None:
    """Add what the cast lacks of two counties with two townships of two communities each."""
    codes = {"340103", *TOWNSHIPS, *COMMUNITIES} - set(areas)
    Area.objects.bulk_create(
        Area(code=code, name=code, level=AreaCode(code).level, valid_from=FIRST_DAY) for code in sorted(codes)
    )


@pytest.fixture
def someone(areas: dict[str, Area]) -> User:
    user = User(username="someone", full_name="某人")
    user.save(force_insert=True)
    return user


def put(known: dict[AreaCode, Place], *, user: User, example: Report) -> None:
    """Let the database hold what is known of each community, and nothing else."""
    Participation.objects.all().delete()
    Post.objects.all().delete()
    Report.objects.exclude(pk=example.pk).delete()
    ReportSum.objects.all().delete()
    Post.objects.bulk_create(
        Post(user=user, area_id=area, role=Role.SECRETARY, from_on=place.begins)
        for area, place in known.items()
        if place.begins
    )
    Participation.objects.bulk_create(
        Participation(
            county=area.county,
            area=area,
            from_on=one.from_on,
            until_on=one.until_on,
            reason="x",
            set_at=MORNING,
            set_by=user.pk,
        )
        for area, place in known.items()
        for one in place.declared
    )
    kept = {field.attname: getattr(example, field.attname) for field in Report._meta.fields}
    Report.objects.bulk_create(
        Report(
            **kept
            | {
                "id": new_id(),
                "county": area.county,
                "area": area,
                "day": FIRST_DAY,
                "first_sealed_at": CUT_OFF + place.sealed * MINUTE,
                "sealed_at": CUT_OFF + place.sealed * MINUTE,
            }
        )
        for area, place in known.items()
        if place.sealed is not None
    )
    add_up_all(day=FIRST_DAY, area_range=EVERYWHERE)


def added(parts: list[Received]) -> Received:
    names = ("expected", "on_time", "late", "missing", "not_yet_due")
    sums = {name: sum(getattr(part, name) for part in parts) for name in names}
    return Received(**sums, late_minutes=max((part.late_minutes for part in parts), default=0))


@settings(max_examples=examples(16))
@given(drawn=st.lists(places, min_size=len(COMMUNITIES), max_size=len(COMMUNITIES)))
def test_at_every_level_and_instant_expected_is_on_time_and_late_and_missing(
    two_counties: None, someone: User, seal: Seal, drawn: list[Place]
) -> None:
    example = Report.objects.filter(day=FIRST_DAY - DAY).first() or seal(
        day=FIRST_DAY - DAY, at=CUT_OFF - DAY
    )
    Report.objects.filter(pk=example.pk).update(late_after=CUT_OFF, due_at=CUT_OFF)
    example.refresh_from_db()
    known = dict(zip(COMMUNITIES, drawn, strict=True))
    put(known, user=someone, example=example)

    for at in (CUT_OFF - 40 * MINUTE, CUT_OFF, CUT_OFF + 10 * MINUTE):
        told = {area: roll_up_as_known(area=area, day=FIRST_DAY, at=at).received for area in ABOVE}
        assert told == {
            area: added([place.counted(at) for code, place in known.items() if area.contains(code)])
            for area in ABOVE
        }
        for received in told.values():
            whole = received.on_time + received.late + received.missing + received.not_yet_due
            assert received.expected == whole
    later = CUT_OFF + 40 * MINUTE
    for area in ABOVE:
        above = roll_up(area=area, day=FIRST_DAY, now=later)
        inside = [place for code, place in known.items() if area.contains(code)]
        assert above.received == added([place.counted(later) for place in inside])
        assert above.received.expected + above.not_in_use == len(inside)
        unused = out_of_use(area=area, on=FIRST_DAY).exists()
        assert unused is not any(place.takes_part() for place in inside)
    expected = {area for area, place in known.items() if place.takes_part() or place.sealed is not None}
    assert expected_of(areas=COMMUNITIES, on=FIRST_DAY) == expected


def test_nobody_is_expected_where_nobody_ever_held_a_post_and_nothing_was_declared(
    areas: dict[str, Area], make_user: Callable[..., User]
) -> None:
    Participation.objects.all().delete()
    make_user(role=Role.GRID_WORKER, area=SIBLING)  # seals nothing
    make_user(role=Role.SECRETARY, area=COMMUNITY)
    post = Post.objects.filter(area=COMMUNITY)
    late = CUT_OFF + MINUTE

    def standings() -> list[Standing]:
        return [part.standing for part in roll_up(area=TOWNSHIP, day=FIRST_DAY, now=late).below]

    assert standings() == [Standing.MISSING, Standing.NOT_IN_USE]
    post.update(until_on=FIRST_DAY)  # who leaves is missed
    assert standings() == [Standing.MISSING, Standing.NOT_IN_USE]
    post.update(until_on=None, waits_since_on=FIRST_DAY)  # nobody confirmed it
    assert standings() == [Standing.NOT_IN_USE, Standing.NOT_IN_USE]
    post.update(waits_since_on=None, from_on=FIRST_DAY + DAY)
    assert standings() == [Standing.NOT_IN_USE, Standing.NOT_IN_USE]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ((0, 2), (2, 4), False),
        ((0, 3), (2, 4), True),
        ((0, None), (5, None), True),
        ((0, 0), (0, None), False),
        ((3, None), (0, 3), False),
    ],
)
def test_periods_share_a_day_or_do_not(
    one: tuple[int, int | None], other: tuple[int, int | None], share: bool
) -> None:
    def period(told: tuple[int, int | None]) -> Period:
        begins, ends = told
        return Period(FIRST_DAY + begins * DAY, None if ends is None else FIRST_DAY + ends * DAY)

    assert overlap(one=period(one), other=period(other)) is share
    assert overlap(one=period(other), other=period(one)) is share
