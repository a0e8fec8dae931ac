"""The time of a record: right, or asked for, whatever was done to the phone's clock between the record and its sending."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from linli.phone.rules import CLOCK_TOLERANCE, ClockIsNonsense
from linli.phone.times import (
    Evidence,
    Moment,
    Sending,
    TimeFrom,
    WhichTime,
    earliest_of,
    time_of,
    time_said,
)
from tests.properties import examples

BEGIN: Final = datetime(2026, 11, 30, 1, tzinfo=UTC)  # 09:00 in Shanghai
HOUR, DAY, NONE = timedelta(hours=1), timedelta(days=1), timedelta()
LEARNT_AGO, SENT_AFTER = 2 * HOUR, 3 * HOUR
ASKED: Final = "asked"


@dataclass
class Phone:
    """A phone with a clock that somebody moves, as web/phone/src/time.ts keeps account of it."""

    truth: datetime = BEGIN - LEARNT_AGO
    ahead: timedelta = NONE
    page: int = 1
    mark: timedelta = NONE
    moves: int = 0
    offset: timedelta | None = NONE
    after: datetime | None = None
    drift: timedelta = NONE  # wall less mark when the page last looked
    stamp: datetime = field(default=datetime.min.replace(tzinfo=UTC))

    @property
    def wall(self) -> datetime:
        """Return what it shows."""
        return self.truth + self.ahead

    def learn(self) -> None:
        """Hear from the server."""
        self.look()
        self.offset, self.after = -self.ahead, self.truth

    def move(self, by: timedelta) -> None:
        """Move the wall clock."""
        self.ahead += by

    def live(self, time: timedelta, asleep: timedelta = NONE) -> None:
        """Let time pass, of it so much while the phone sleeps."""
        self.truth += time
        self.mark += time - asleep
        self.after = self.after and self.after + time - asleep

    def reload(self) -> None:
        """Open the page anew: between lives only that a clock went back is seen."""
        self.page, self.mark = self.page + 1, NONE
        if self.wall < self.stamp - CLOCK_TOLERANCE:
            self.moved()
        self.drift = self.gained()
        self.stamp = self.wall

    def look(self) -> None:
        """Compare the two clocks of a page: where the wall clock lost on the other, it was put back."""
        if self.gained() < self.drift - CLOCK_TOLERANCE:
            self.moved()
            self.drift = self.gained()
        self.drift = max(self.drift, self.gained())
        self.stamp = self.wall

    def moved(self) -> None:
        """Note that the wall clock was put back."""
        self.moves, self.offset = self.moves + 1, None

    def gained(self) -> timedelta:
        """Return what the wall clock gained on the marks."""
        return self.wall - BEGIN - self.mark

    def record(self) -> tuple[datetime, Evidence]:
        """Record something now."""
        self.look()
        evidence = Evidence(
            offset=self.offset,
            after=self.after,
            page=str(self.page),
            mark=self.mark,
            moves=self.moves,
        )
        return self.wall, evidence

    def send(self) -> Sending:
        """Send now."""
        self.look()
        return Sending(self.truth, -self.ahead, self.wall, str(self.page), self.mark, self.moves)


def begun(ahead: timedelta) -> Phone:
    """Hold a phone that heard from the server two hours ago, and always showed so much too much."""
    phone = Phone(ahead=ahead)
    phone.drift = phone.gained()
    phone.learn()
    phone.live(LEARNT_AGO)
    return phone


def became(phone: Phone, told: datetime, evidence: Evidence) -> Moment | tuple[datetime, ...]:
    try:
        return time_of(told=told, evidence=evidence, sending=phone.send())
    except WhichTime as asked:
        return asked.readings


@pytest.mark.parametrize("reload", [False, True], ids=["same page", "opened anew"])
@pytest.mark.parametrize(
    ("before", "at_record", "at_sending", "anew"),
    [
        (NONE, NONE, NONE, TimeFrom.CLOCK),
        (-DAY, -DAY, -DAY, TimeFrom.CLOCK),
        (3 * DAY, 3 * DAY, 3 * DAY, TimeFrom.CLOCK),
        (NONE, NONE, 3 * DAY, ASKED),
        (NONE, NONE, DAY, ASKED),
        (-DAY, -DAY, NONE, ASKED),
        (3 * DAY, 3 * DAY, NONE, ASKED),
        (-20 * DAY, -20 * DAY, NONE, ASKED),
        (NONE, -20 * DAY, NONE, ASKED),
        (NONE, -56 * 365 * DAY, NONE, ASKED),
        (NONE, -DAY, NONE, ASKED),
        (NONE, NONE, timedelta(minutes=20), ASKED),
        (NONE, NONE, timedelta(minutes=-20), ASKED),
    ],
)
def test_a_clock_that_is_moved_around_a_record_leaves_its_time_right_or_asked_for(
    before: timedelta, at_record: timedelta, at_sending: timedelta, anew: str, reload: bool
) -> None:
    phone = begun(before)
    phone.move(at_record - before)
    told, evidence = phone.record()
    truth = phone.truth
    phone.live(SENT_AFTER)
    phone.move(at_sending - at_record)
    if reload:
        phone.reload()

    got = became(phone, told, evidence)

    if isinstance(got, Moment):
        assert abs(got.at - truth) <= CLOCK_TOLERANCE
        assert got.at == told + timedelta(seconds=got.skew_seconds)
        assert got.how == (anew if reload else TimeFrom.MONOTONIC)
    else:
        assert (anew, reload) == (ASKED, True)
        assert all(evidence.after <= one <= phone.truth for one in got if evidence.after)


@pytest.mark.parametrize(
    ("ahead", "asleep", "how"),
    [
        (NONE, NONE, TimeFrom.MONOTONIC),
        (NONE, 2 * HOUR, TimeFrom.CLOCK),  # a phone in a pocket: its marks stood still
        (-9 * HOUR, 2 * HOUR, TimeFrom.CLOCK),
    ],
)
def test_a_phone_that_slept_is_asked_nothing(ahead: timedelta, asleep: timedelta, how: TimeFrom) -> None:
    phone = begun(ahead)
    told, evidence = phone.record()
    truth = phone.truth
    phone.live(SENT_AFTER, asleep)

    got = became(phone, told, evidence)

    assert isinstance(got, Moment)
    assert (got.how, abs(got.at - truth) <= CLOCK_TOLERANCE) == (how, True)


def test_a_phone_that_slept_and_was_put_right_is_asked_with_what_it_may_have_been() -> None:
    phone = begun(NONE)
    told, evidence = phone.record()
    truth = phone.truth
    phone.live(SENT_AFTER, 2 * HOUR)
    phone.move(-HOUR)

    assert became(phone, told, evidence) == (truth, truth + HOUR, truth + 2 * HOUR)


def test_without_an_offset_or_after_a_move_the_clock_at_sending_alone_decides_nothing() -> None:
    told, sending = BEGIN, Sending(now=BEGIN + HOUR, sent_at=BEGIN + HOUR)
    for evidence in (
        Evidence(),
        Evidence(offset=NONE, moves=1),
        Evidence(offset=NONE, after=BEGIN + HOUR),
    ):
        with pytest.raises(WhichTime):
            time_of(told=told, evidence=evidence, sending=sending)
    with pytest.raises(WhichTime):  # it has not come yet
        time_of(told=BEGIN + 2 * HOUR, evidence=Evidence(offset=NONE), sending=sending)
    assert time_of(told=told, evidence=Evidence(offset=NONE), sending=sending).how == TimeFrom.CLOCK


@pytest.mark.parametrize(("off", "asked"), [(120, False), (121, True), (-120, False), (-121, True)])
def test_two_offsets_agree_within_two_minutes(off: int, asked: bool) -> None:
    sending = Sending(now=BEGIN + HOUR, offset=timedelta(seconds=off), sent_at=BEGIN + HOUR)
    evidence = Evidence(offset=NONE, after=BEGIN - HOUR)
    try:
        time_of(told=BEGIN, evidence=evidence, sending=sending)
    except WhichTime:
        assert asked
    else:
        assert not asked


def test_what_must_not_wait_counts_from_the_earliest_moment_that_it_may_have_been() -> None:
    moments = (BEGIN - HOUR, BEGIN)
    assert earliest_of(told=BEGIN, readings=moments, now=BEGIN + HOUR).at == BEGIN - HOUR
    assert earliest_of(told=BEGIN + DAY, readings=(), now=BEGIN).at == BEGIN
    assert earliest_of(told=BEGIN, readings=(), now=BEGIN).how == TimeFrom.UNSURE


def test_a_time_that_somebody_said_is_kept_with_what_the_phone_showed() -> None:
    said = time_said(told=BEGIN - 20 * DAY, said=BEGIN)
    assert (said.at, said.skew_seconds, said.how) == (BEGIN, 20 * 86400, TimeFrom.CHOSEN)
    with pytest.raises(ClockIsNonsense):
        time_said(told=BEGIN, said=datetime(1969, 1, 1, tzinfo=UTC))


moved = st.timedeltas(-60 * DAY, 60 * DAY)
passed = st.timedeltas(NONE, 2 * DAY)


def close(phone: Phone, got: Any, truth: datetime) -> None:
    if isinstance(got, Moment):
        # Twice: a clock that is off by less counts as right, and so do two offsets that differ by less.
        assert abs(got.at - truth) <= 2 * CLOCK_TOLERANCE + timedelta(seconds=1)


@given(
    wrong=moved,
    by=moved,
    before=passed,
    after=passed,
    slept=st.floats(0, 1),
    reload=st.booleans(),
    when=st.sampled_from(["never", "before", "after"]),
)
@settings(max_examples=examples(300))
def test_a_clock_moved_once_never_puts_a_record_at_a_wrong_time(
    wrong: timedelta,
    by: timedelta,
    before: timedelta,
    after: timedelta,
    slept: float,
    reload: bool,
    when: str,
) -> None:
    # A clock moved by as much as the phone slept looks like one that was left alone: no evidence tells the two apart.
    assume(all(abs(abs(by) - one * slept) > 2 * CLOCK_TOLERANCE for one in (before, after, before + after)))
    phone = begun(wrong)
    phone.live(before, before * slept)
    if when == "before":
        phone.move(by)
    told, evidence = phone.record()
    truth = phone.truth
    phone.live(after, after * slept)
    if when == "after":
        phone.move(by)
    if reload:
        phone.reload()

    got = became(phone, told, evidence)

    close(phone, got, truth)
    if when == "never":
        assert isinstance(got, Moment)


@given(
    first=moved,
    second=moved,
    before=passed,
    after=passed,
    reload=st.sampled_from(["never", "before", "both"]),
)
@settings(max_examples=examples(300))
def test_a_clock_moved_twice_is_noticed_where_a_page_was_open(
    first: timedelta, second: timedelta, before: timedelta, after: timedelta, reload: str
) -> None:
    phone = begun(NONE)
    phone.live(before)
    phone.move(first)
    if reload in {"before", "both"}:
        phone.reload()
    told, evidence = phone.record()
    truth = phone.truth
    phone.live(after)
    phone.move(second)
    if reload == "both":
        phone.look()
        phone.reload()

    close(phone, became(phone, told, evidence), truth)


def test_a_moment_that_no_year_of_ours_has_is_nonsense() -> None:
    with pytest.raises(ClockIsNonsense):
        time_of(
            told=datetime(1, 1, 1, tzinfo=UTC),
            evidence=replace(Evidence(), offset=NONE),
            sending=Sending(now=BEGIN),
        )
