"""Messages leave the house: once each, by whoever comes first, again where it failed, and never with a transaction open."""

import json
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from linli.channels import calls
from linli.channels.commands import (
    NewChannel,
    add_channel,
    correct_channel,
    give_up,
    queue,
    remove_channel,
    send_due,
    sending,
    sweep_messages,
    switch_off,
    switch_on,
    try_again,
)
from linli.channels.models import Channel, Message
from linli.channels.rules import (
    HELD_FOR,
    KEPT,
    PAUSES,
    TRIED_FOR,
    AddressNotGood,
    ChannelKind,
    MessageKind,
    State,
)
from linli.channels.tests.robot import Robot
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, MORNING, SIBLING

SECOND = timedelta(seconds=1)


@pytest.fixture
def channel(robot: Robot, secretary: Viewer) -> Channel:
    new = NewChannel(ChannelKind.WECOM, "值班群", robot.address)
    return add_channel(area=COMMUNITY, new=new, by=secretary, now=MORNING)


def say(thing: str, stage: str = "RAISED", *, after: timedelta = timedelta(0)) -> None:
    queue(
        area=COMMUNITY,
        kind=MessageKind.EMERGENCY,
        thing=thing,
        stage=stage,
        text=f"{thing} {stage}",
        now=MORNING + after,
    )


def states() -> list[str]:
    return list(Message.objects.order_by("queued_at", "pk").values_list("state", flat=True))


@pytest.mark.django_db
def test_a_message_goes_out_once_to_the_channels_of_its_office(channel: Channel, robot: Robot) -> None:
    say("一件")
    say("一件")
    queue(area=SIBLING, kind=MessageKind.EMERGENCY, thing="别处", stage="RAISED", text="别处", now=MORNING)

    assert [send_due(now=MORNING), send_due(now=MORNING + SECOND)] == [1, 0]

    assert robot.heard == ["一件 RAISED"]
    message = Message.objects.get()
    assert (message.state, message.tries, message.fault, message.holder) == (State.SENT, 1, "", None)


@pytest.mark.django_db
def test_of_one_thing_only_the_newest_that_has_not_gone_is_sent(channel: Channel, robot: Robot) -> None:
    say("一件")
    say("一件", "LATE", after=SECOND)
    say("另一件", after=SECOND)
    say("一件", after=2 * SECOND)  # said again when something newer is there already

    send_due(now=MORNING + timedelta(minutes=1))

    assert sorted(robot.heard) == ["一件 LATE", "另一件 RAISED"]
    assert states().count(State.REPLACED) == 1


@pytest.mark.django_db
def test_what_fails_is_tried_again_after_growing_pauses_and_at_last_says_so(
    channel: Channel, robot: Robot, secretary: Viewer
) -> None:
    robot.body = json.dumps({"errcode": 45009}).encode()
    say("一件")
    say("另一件", after=SECOND)
    now = MORNING + 2 * SECOND
    send_due(now=now)
    assert len(robot.heard) == 1, "a channel that does not take it is left alone for a while"
    first = Message.objects.get(thing="一件")
    assert (first.fault, first.fault_number, first.tries) == ("NOT_TAKEN", 45009, 1)
    send_due(now=now + PAUSES[0] - timedelta(seconds=5))
    assert len(robot.heard) == 1
    send_due(now=now + PAUSES[0] + timedelta(seconds=5))
    assert len(robot.heard) == 2

    late = MORNING + TRIED_FOR
    for n in range(3):
        send_due(now=late + n * PAUSES[-1])
    assert states() == [State.FAILED, State.FAILED]

    robot.body = Robot().body
    assert try_again(message=first, by=secretary, now=late + 4 * PAUSES[-1])
    assert send_due(now=late + 4 * PAUSES[-1]) == 1
    assert not try_again(message=first, by=secretary, now=late + 5 * PAUSES[-1]), "it has gone"
    assert give_up(message=Message.objects.get(thing="另一件"), by=secretary, now=late)
    assert states() == [State.GIVEN_UP, State.SENT]


@pytest.mark.django_db
def test_a_run_killed_between_two_messages_leaves_the_second_for_the_next(
    channel: Channel, robot: Robot, monkeypatch: pytest.MonkeyPatch
) -> None:
    say("一件")
    say("另一件", after=SECOND)
    real = calls.send

    def killed_before_the_second(**said: object) -> calls.Outcome:
        if robot.heard:
            raise KeyboardInterrupt
        return real(**said)  # type: ignore[arg-type]

    monkeypatch.setattr(calls, "send", killed_before_the_second)
    with pytest.raises(KeyboardInterrupt):
        send_due(now=MORNING + 2 * SECOND)
    monkeypatch.setattr(calls, "send", real)

    assert send_due(now=MORNING + 3 * SECOND) == 0, "it may still be under way"
    assert send_due(now=MORNING + HELD_FOR + timedelta(seconds=5)) == 1
    assert robot.heard == ["一件 RAISED", "另一件 RAISED"]


@pytest.mark.django_db
def test_a_clock_set_back_keeps_no_new_message_waiting_and_sends_none_twice(
    channel: Channel, robot: Robot
) -> None:
    say("一件")
    send_due(now=MORNING)
    say("另一件", after=SECOND)
    before = MORNING - timedelta(hours=1)

    assert [send_due(now=before), send_due(now=before + SECOND), send_due(now=MORNING)] == [1, 0, 0]
    robot.status = 503
    say("第三件", after=2 * SECOND)
    send_due(now=before)
    assert robot.heard == ["一件 RAISED", "另一件 RAISED", "第三件 RAISED"], "and what fails has its pause"


@pytest.mark.django_db(transaction=True)
def test_of_several_runs_one_sends_a_message_and_no_transaction_is_open_meanwhile(
    channel: Channel, robot: Robot
) -> None:
    say("一件")
    free: list[bool] = []

    called, ends = Event(), Event()

    def write() -> None:
        with transaction.atomic():
            Channel.objects.filter(pk=channel.pk).update(name="写得进")
        connections.close_all()
        free.append(True)
        called.set()
        ends.wait(5)

    robot.first = write
    others: list[Thread] = []

    def run() -> None:
        send_due(now=MORNING)
        connections.close_all()

    def another_comes_first(
        execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if sql.startswith("UPDATE") and not others:
            others.append(Thread(target=run))
            others[0].start()
            called.wait(5)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(another_comes_first):
        assert send_due(now=MORNING) == 0
    ends.set()
    others[0].join()
    assert (robot.heard, free, states()) == (["一件 RAISED"], [True], [State.SENT])


@pytest.mark.django_db
def test_an_answer_that_drips_ends_in_time_and_one_that_leads_elsewhere_is_not_followed(
    channel: Channel, robot: Robot, monkeypatch: pytest.MonkeyPatch
) -> None:
    robot.status, robot.headers = 302, {"Location": f"http://127.0.0.1:{robot.port}/elsewhere"}
    say("一件")
    send_due(now=MORNING)
    assert (len(robot.paths), Message.objects.get().fault) == (1, "MOVED")

    monkeypatch.setattr(calls, "CALL_TAKES_S", 0.3)
    robot.status, robot.pause_s = 200, 0.1  # no single wait is long
    say("另一件", after=PAUSES[0])
    send_due(now=MORNING + PAUSES[0] + SECOND)
    assert Message.objects.filter(fault="TOO_SLOW").exists()


@pytest.mark.django_db
def test_a_run_ends_in_time_however_much_waits(
    channel: Channel, robot: Robot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        say(f"第{n}件")
    passed = iter((0.0, 1.0, 1.0, 19.0, 19.0, 21.0, 21.0))
    monkeypatch.setattr(sending, "monotonic", lambda: next(passed))
    assert send_due(now=MORNING) == 2


@pytest.mark.django_db
def test_where_others_reach_the_machine_nothing_is_called_at_private_addresses(
    channel: Channel, robot: Robot, settings: Settings
) -> None:
    settings.PRODUCTION = True
    for address in (robot.address, f"https://127.0.0.1:{robot.port}/", "https://localhost/"):
        Channel.objects.filter(pk=channel.pk).update(address=address)
        say(address[:40])
        send_due(now=MORNING)
        assert Message.objects.get(thing=address[:40]).fault == "NOT_ALLOWED"
        Message.objects.all().delete()
    settings.CHANNEL_HOSTS = ["127.0.0.1"]
    Channel.objects.filter(pk=channel.pk).update(address=f"https://127.0.0.1:{robot.port}/")
    say("allowed")
    send_due(now=MORNING)
    assert Message.objects.get().fault == "NOT_REACHED"  # it is called, and speaks no TLS
    assert robot.heard == []


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "fault"), [(0, ""), (3, "COMMAND_FAILED")])
def test_a_short_message_goes_by_the_command_of_the_machine(
    secretary: Viewer, tmp_path: Path, settings: Settings, code: int, fault: str
) -> None:
    script, said = tmp_path / "send", tmp_path / "said"
    script.write_text(f'#!/bin/sh\necho "$1 $2" > {said}; cat >> {said}; exit {code}\n')
    script.chmod(stat.S_IRWXU)
    add_channel(
        area=COMMUNITY,
        new=NewChannel(ChannelKind.SMS, "值班手机", "13800000000"),
        by=secretary,
        now=MORNING,
    )
    say("一件")
    settings.SMS_COMMAND = f"{script} --to"
    send_due(now=MORNING)
    assert said.read_text() == "--to 13800000000\n一件 RAISED"
    assert Message.objects.get().fault == fault
    settings.SMS_COMMAND = ""
    say("另一件", after=timedelta(hours=1))
    send_due(now=MORNING + timedelta(hours=1))
    assert Message.objects.filter(fault="NO_COMMAND").exists()


@pytest.mark.django_db
def test_a_channel_is_corrected_switched_off_and_on_and_removed_with_its_address(
    channel: Channel, robot: Robot, secretary: Viewer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with pytest.raises(AddressNotGood):
        correct_channel(
            channel=channel, name="群", address="http://a.example", secret="", by=secretary, now=MORNING
        )
    correct_channel(channel=channel, name="街道群", address="", secret="", by=secretary, now=MORNING)
    channel.refresh_from_db()
    assert (channel.name, channel.address) == ("街道群", robot.address)

    say("一件")
    switch_off(channel=channel, by=secretary, now=MORNING)
    say("停用时", after=SECOND)
    switch_on(channel=channel, by=secretary, now=MORNING)
    assert (send_due(now=MORNING + SECOND), states()) == (0, [State.GIVEN_UP])

    say("又一件", after=SECOND)
    assert send_due(now=MORNING + SECOND) == 1
    remove_channel(channel=channel, by=secretary, now=MORNING)
    channel.refresh_from_db()
    assert (channel.address, channel.secret, channel.is_on) == ("", "", False)
    with django_assert_num_queries(3):  # savepoint, channels, release
        say("删除后")
    assert sweep_messages(now=MORNING + KEPT + 2 * SECOND) == 2
