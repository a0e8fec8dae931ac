"""Limits, addresses and codes at their edges."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.signin.rules import (
    IDLE,
    LIMITS,
    TOTP_STEP_S,
    Kind,
    Limit,
    client_address,
    is_idle,
    matching_step,
    minutes,
    needs_second_factor,
    network_of,
    totp,
    wait,
)
from linli.staff.rights import Role

NOW = datetime(2020, 1, 27, 8, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # noqa: S105 ("12345678901234567890" of RFC 6238, appendix B)


def ago(*seconds: int) -> list[datetime]:
    return [NOW - timedelta(seconds=s) for s in seconds]


@pytest.mark.parametrize(
    ("tried", "waits_s"),
    [
        ([], None),
        (ago(60, 30), None),
        (ago(60, 30, 10), 840),  # until the oldest of three is 15 minutes old
        (ago(900, 30, 10), None),  # exactly 15 minutes ago counts no longer
        (ago(899, 30, 10), 1),
        (ago(800, 700, 60, 30, 10), 840),  # the third newest decides
    ],
)
def test_three_tries_in_a_quarter(tried: list[datetime], waits_s: int | None) -> None:
    waits = wait(tried=tried, now=NOW, limits=[Limit(3, QUARTER)])
    assert waits == (None if waits_s is None else timedelta(seconds=waits_s))


def test_of_two_limits_the_longer_wait_holds() -> None:
    limits = [Limit(1, QUARTER), Limit(2, timedelta(days=1))]
    assert wait(tried=ago(3600, 60), now=NOW, limits=limits) == timedelta(hours=23)


@given(
    gaps=st.lists(st.integers(0, 400), max_size=60),
    most=st.integers(1, 6),
    within=st.integers(1, 2000),
)
def test_whoever_waits_as_told_never_makes_more_than_so_many_tries_in_any_such_time(
    gaps: list[int], most: int, within: int
) -> None:
    limit = Limit(most, timedelta(seconds=within))
    now, made = NOW, list[datetime]()
    for gap in gaps:
        now += timedelta(seconds=gap)
        if wait(tried=made, now=now, limits=[limit]) is None:
            made.append(now)
    for at in made:
        assert len([other for other in made if at - limit.within < other <= at]) <= most


@given(st.lists(st.integers(1, 5000), max_size=30), st.integers(1, 5), st.integers(1, 3000))
def test_after_the_wait_the_next_try_is_free(back: list[int], most: int, within: int) -> None:
    tried = sorted(ago(*back))
    limit = Limit(most, timedelta(seconds=within))
    span = wait(tried=tried, now=NOW, limits=[limit])
    if span is not None:
        assert span > timedelta(0)
        assert wait(tried=tried, now=NOW + span, limits=[limit]) is None


def test_nowhere_may_an_account_be_tried_a_hundred_times_in_a_row() -> None:
    """NIST SP 800-63B 5.2.2, for the places of strangers; a day's window keeps it."""
    for kind in (Kind.PASSWORD, Kind.CODE, Kind.SECOND):
        assert min(limit.most for limit in LIMITS[kind].unfamiliar if limit.within >= timedelta(days=1)) < 100


@pytest.mark.parametrize(("seconds", "told"), [(0, 1), (1, 1), (60, 1), (61, 2), (900, 15)])
def test_minutes_are_rounded_up(seconds: int, told: int) -> None:
    assert minutes(timedelta(seconds=seconds)) == told


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("::ffff:10.1.2.3", "10.1.2.3"),
        ("2408:8000:1:2:3:4:5:6", "2408:8000:1:2::/64"),
        ("2408:8000:1:2:ffff::1", "2408:8000:1:2::/64"),
        ("", "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_what_counts_as_one_address(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "address"),
    [
        ("10.0.0.9", "", [], "10.0.0.9"),
        ("10.0.0.9", "1.2.3.4", [], "10.0.0.9"),  # nobody is believed unless the settings say so
        ("10.0.0.9", "1.2.3.4", ["10.0.0.1"], "10.0.0.9"),  # somebody else than the proxy writes the header
        ("10.0.0.1", "1.2.3.4", ["10.0.0.1"], "1.2.3.4"),
        ("10.0.0.1", "6.6.6.6, 1.2.3.4", ["10.0.0.1"], "1.2.3.4"),  # the first was sent by the browser
        ("10.0.0.1", "1.2.3.4, 10.0.0.2", ["10.0.0.1", "10.0.0.2"], "1.2.3.4"),
        ("10.0.0.1", "", ["10.0.0.1"], "10.0.0.1"),
        ("10.0.0.1", "garbage", ["10.0.0.1"], "10.0.0.1"),
        ("", "1.2.3.4", [], ""),
    ],
)
def test_only_a_trusted_proxy_says_who_asks(
    peer: str, forwarded: str, trusted: list[str], address: str
) -> None:
    assert client_address(peer=peer, forwarded=forwarded, trusted=trusted) == address


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (20000000000, "353130"),
    ],
)
def test_the_codes_are_those_of_the_standard(at: int, code: str) -> None:
    """RFC 6238 appendix B, the last six of its eight digits."""
    assert totp(secret=RFC_SECRET, step=at // TOTP_STEP_S) == code
    assert (
        matching_step(secret=RFC_SECRET, code=code, at=datetime.fromtimestamp(at, UTC)) == at // TOTP_STEP_S
    )


@pytest.mark.parametrize(("off", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_one_step_off_is_still_right(off: int, fits: bool) -> None:
    step = int(NOW.timestamp()) // TOTP_STEP_S
    code = totp(secret=RFC_SECRET, step=step + off)
    assert (matching_step(secret=RFC_SECRET, code=f"{code[:3]} {code[3:]}", at=NOW) == step + off) is fits


@pytest.mark.parametrize("nonsense", ["", "12345", "1234567", "一二三四五六", "abcdef"])
def test_nonsense_is_no_code(nonsense: str) -> None:
    assert matching_step(secret=RFC_SECRET, code=nonsense, at=NOW) is None


@pytest.mark.parametrize(("seconds", "idle"), [(0, False), (899, False), (900, True)])
def test_idle_from_a_quarter_of_an_hour(seconds: int, idle: bool) -> None:
    assert timedelta(seconds=900) == IDLE
    assert is_idle(seen_at=NOW - timedelta(seconds=seconds), now=NOW) is idle


def test_who_needs_a_second_factor_as_linli_comes() -> None:
    assert {role for role in Role if needs_second_factor(role=role)} == {
        Role.COUNTY_OFFICER,
        Role.CITY_OFFICER,
        Role.PROVINCE_OFFICER,
        Role.ADMINISTRATOR,
        Role.SECURITY_ADMINISTRATOR,
        Role.CLINIC,
        Role.AUDITOR,
    }
