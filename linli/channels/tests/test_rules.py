"""Channels decided: which addresses are good, what an answer means, when a message is tried again."""

import ipaddress
from datetime import UTC, datetime, timedelta

import pytest

from linli.channels.rules import (
    PAUSES,
    TRIED_FOR,
    AddressNotGood,
    ChannelKind,
    Fault,
    OtherKind,
    SecretNotGood,
    check_address,
    check_kind,
    check_secret,
    clean_address,
    fault_in,
    host_of,
    may_reach,
    next_try,
    signed,
)

NOON = datetime(2020, 1, 27, 12, tzinfo=UTC)
ROBOT = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a"


@pytest.mark.parametrize(
    ("kind", "address", "is_open", "good"),
    [
        (ChannelKind.WECOM, ROBOT, True, True),
        (ChannelKind.WECOM, ROBOT.replace("https", "http"), False, False),
        (ChannelKind.WECOM, "http://127.0.0.1:9/send", False, True),
        (ChannelKind.WECOM, "http://127.0.0.1:9/send", True, False),
        (ChannelKind.WECOM, "http://127.0.0.1.example/send", False, False),
        (ChannelKind.WECOM, "https://name:word@robot.example/send", False, False),
        (ChannelKind.WECOM, "https:///send", False, False),
        (ChannelKind.WECOM, "https://robot.example:port/send", False, False),
        (ChannelKind.WECOM, "https://robot.example/a\nHost: b", False, False),
        (ChannelKind.DINGTALK, "file:///etc/passwd", False, False),
        (ChannelKind.SMS, "13800000000", True, True),
        (ChannelKind.SMS, "+8613800000000", True, True),
        (ChannelKind.SMS, "1380013800", True, False),
        (ChannelKind.SMS, "-o out", True, False),
        (ChannelKind.WECOM, "https://oapi.dingtalk.com/robot/send?access_token=b", True, False),
        (ChannelKind.DINGTALK, "https://oapi.dingtalk.com/robot/send?access_token=b", True, True),
        (ChannelKind.DINGTALK, ROBOT, True, False),
        (ChannelKind.SMS, ROBOT, True, False),
    ],
)
def test_which_addresses_are_good(kind: ChannelKind, address: str, is_open: bool, good: bool) -> None:
    try:
        check_address(kind=kind, address=address, is_open=is_open)
        check_kind(kind=kind, address=address)
    except (AddressNotGood, OtherKind):
        assert not good
    else:
        assert good


@pytest.mark.parametrize(
    ("ips", "is_open", "may"),
    [
        (["8.8.8.8"], True, True),
        (["8.8.8.8", "10.0.0.1"], True, False),
        (["127.0.0.1"], True, False),
        (["169.254.169.254"], True, False),
        (["::1"], True, False),
        (["::ffff:10.0.0.1"], True, False),
        (["224.0.0.1"], True, False),
        (["10.0.0.1"], False, True),
        ([], False, False),
    ],
)
def test_a_machine_that_others_reach_calls_public_addresses_only(
    ips: list[str], is_open: bool, may: bool
) -> None:
    assert may_reach(ips=[ipaddress.ip_address(ip) for ip in ips], is_open=is_open) is may


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (200, b'{"errcode": 0, "errmsg": "ok"}', (None, None)),
        (200, b'{"errcode": 310000, "errmsg": "sign not match"}', (Fault.NOT_TAKEN, 310000)),
        (200, b"<html>", (Fault.NOT_UNDERSTOOD, None)),
        (200, b"[]", (Fault.NOT_UNDERSTOOD, None)),
        (200, b'{"errcode": "0"}', (Fault.NOT_UNDERSTOOD, None)),
        (302, b"", (Fault.MOVED, 302)),
        (500, b"", (Fault.REFUSED, 500)),
    ],
)
def test_what_an_answer_means(status: int, body: bytes, fault: tuple[Fault | None, int | None]) -> None:
    assert fault_in(status=status, body=body) == fault


def test_pauses_grow_and_after_a_day_it_is_over() -> None:
    tried = [next_try(tries=n, queued_at=NOON, now=NOON) for n in range(1, len(PAUSES) + 2)]
    assert tried == [NOON + pause for pause in (*PAUSES, PAUSES[-1])]
    assert sorted(PAUSES) == list(PAUSES)
    last = NOON + TRIED_FOR - PAUSES[-1]
    assert next_try(tries=99, queued_at=NOON, now=last) == NOON + TRIED_FOR
    assert next_try(tries=99, queued_at=NOON, now=last + timedelta(seconds=1)) is None


def test_a_dingtalk_address_is_signed_as_dingtalk_reckons() -> None:
    """Reckoned with openssl dgst -sha256 -hmac SECa, of the milliseconds, a line end and the secret."""
    address = signed(address="https://oapi.dingtalk.com/robot/send?access_token=b", secret="SECa", now=NOON)  # noqa: S106
    sign = "YNJTObaGAnmrxQPNV3syyr8OWfImJ6K7OZftlKgNPng%3D"
    assert address.endswith(f"send?access_token=b&timestamp=1580126400000&sign={sign}")
    assert signed(address=ROBOT, secret="", now=NOON) == ROBOT


def test_of_an_address_only_its_host_is_shown_and_of_a_number_its_end() -> None:
    assert host_of(address=ROBOT) == "qyapi.weixin.qq.com"
    assert host_of(address="13800001234") == "…1234"


@pytest.mark.parametrize("typed", ["13800001234", "+86 138-0000-1234", " 86 13800001234 ", "138 (0000) 1234"])
def test_a_mobile_is_read_as_people_type_it(typed: str) -> None:
    assert clean_address(kind=ChannelKind.SMS, address=typed) == "13800001234"


@pytest.mark.parametrize(
    ("kind", "secret", "good"),
    [
        (ChannelKind.DINGTALK, "", True),
        (ChannelKind.DINGTALK, "SEC" + "0f" * 32, True),
        (ChannelKind.DINGTALK, "SECabc", False),
        (ChannelKind.WECOM, "SEC" + "0f" * 32, False),
    ],
)
def test_a_secret_is_what_dingtalk_gives(kind: ChannelKind, secret: str, good: bool) -> None:
    try:
        check_secret(kind=kind, secret=secret)
    except SecretNotGood:
        assert not good
    else:
        assert good
