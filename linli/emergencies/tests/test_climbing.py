"""Emergencies climb by the clock, and reach the robots of each level: everything once, after a night asleep the newest."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, Settings

from linli.areas.rules import AreaCode, Level
from linli.beat.commands import know_jobs, run_if_due
from linli.channels.beat import JOBS as CHANNEL_JOBS
from linli.channels.commands import NewChannel, add_channel
from linli.channels.models import Message
from linli.channels.rules import ChannelKind
from linli.channels.tests.robot import Robot
from linli.clock import moment
from linli.emergencies import commands
from linli.emergencies.beat import JOBS
from linli.emergencies.commands import climbing
from linli.emergencies.models import Emergency
from linli.emergencies.tests.made import WORDS, new
from linli.staff.rules import Viewer
from tests.cast import CITY, COMMUNITY, COUNTY, FIRST_DAY, PROVINCE, TOWNSHIP

NIGHT = moment(FIRST_DAY, time(2))
OFFICES = (COMMUNITY, TOWNSHIP, COUNTY, CITY, PROVINCE)
Beat = Callable[..., None]


@pytest.fixture
def robots(robot: Robot, secretary: Viewer) -> Robot:
    """Let every office have a channel to one robot, which hears by the name of whom it is told."""
    for area in OFFICES:
        new_channel = NewChannel(ChannelKind.WECOM, "值班群", f"{robot.address}&of={area}")
        add_channel(area=AreaCode(area), new=new_channel, by=secretary, now=NIGHT)
    return robot


@pytest.fixture
def beat(db: None) -> Beat:
    """Let the beat run at some minutes after NIGHT, as a process does that looks then."""
    jobs = (*JOBS, *CHANNEL_JOBS)
    know_jobs(names={job.name for job in jobs})

    def run(*minutes: float) -> None:
        for minute in minutes:
            for job in jobs:
                run_if_due(job=job, clock=lambda at=minute: NIGHT + timedelta(minutes=at))  # type: ignore[misc]

    return run


def at(minutes: float) -> datetime:
    return NIGHT + timedelta(minutes=minutes)


def heard(robot: Robot) -> list[str]:
    """Return whose robots were told and how that ends, in order, and hear anew."""
    names = dict(zip(OFFICES, ("社区", "街道", "区", "市", "省"), strict=True))
    said = [
        (names[AreaCode(path.rsplit("=")[-1])], one)
        for path, one in zip(robot.paths, robot.heard, strict=True)
    ]
    robot.heard.clear()
    robot.paths.clear()
    return sorted(f"{who}：{one.split('上报。')[1]}" for who, one in said)


@pytest.mark.django_db
def test_while_everybody_sleeps_an_emergency_climbs_to_the_county_at_once_and_to_the_city_by_its_clock(
    worker: Viewer, robots: Robot, beat: Beat
) -> None:
    commands.raise_emergency(new=new(found_at=NIGHT), by=worker, now=NIGHT)
    beat(1)
    assert (
        robots.heard[0]
        == "【邻里】紧急报告：聚集性发热。明光路社区，01-27 02:00 上报。请在 02:30 前打开邻里确认收到。"
    )
    assert not any(WORDS in one or worker.name in one for one in robots.heard)
    assert heard(robots) == [
        "区：请在 03:30 前打开邻里确认收到。",
        "社区：请在 02:30 前打开邻里确认收到。",
        "街道：请在 03:00 前打开邻里确认收到。",
    ]
    beat(2, 29)
    assert heard(robots) == []
    beat(31)
    assert heard(robots) == [
        "社区：到 02:30 还没有确认，请马上打开邻里确认。",
        "街道：村（社区）到 02:30 还没有确认，请打开邻里，并打电话催问。",
    ]
    beat(61)
    assert heard(robots) == [
        "区：乡镇（街道）到 03:00 还没有确认，请打开邻里，并打电话催问。",
        "街道：到 03:00 还没有确认，请马上打开邻里确认。",
    ]
    beat(91)
    assert heard(robots) == [
        "区：到 03:30 还没有确认，请马上打开邻里确认。",
        "市：区县到 03:30 还没有确认，请打开邻里，并打电话催问。",
    ]
    assert not any(
        "明光路" in text for text in Message.objects.filter(area=CITY).values_list("text", flat=True)
    )
    beat(121, 241)
    assert heard(robots) == [
        "市：到 06:00 还没有确认，请马上打开邻里确认。",
        "省：市级到 06:00 还没有确认，请打开邻里，并打电话催问。",
    ]
    beat(361, 362, 2000)
    assert heard(robots) == ["省：到 08:00 还没有确认，请马上打开邻里确认。"]


@pytest.mark.django_db
def test_each_level_hears_of_the_place_that_it_rings_and_the_reporters_group_hears_too(
    secretary: Viewer, robots: Robot, beat: Beat
) -> None:
    row = commands.raise_emergency(new=new(found_at=NIGHT), by=secretary, now=NIGHT)
    beat(1, 2)
    places = {
        path.rsplit("=")[-1]: text.split("。")[1]
        for path, text in zip(robots.paths, robots.heard, strict=True)
    }
    assert places == {
        COMMUNITY: "明光路社区，01-27 02:00 上报",
        TOWNSHIP: "明光路社区，01-27 02:00 上报",
        COUNTY: "明光路街道，01-27 02:00 上报",
    }
    assert "社区：本级已上报，请打开邻里看情况。" in heard(robots)
    commands.withdraw_emergency(emergency=row, words="是演练", by=secretary, now=at(3))
    beat(4)
    assert "社区：这件报告已撤回，不用再确认。" in heard(robots)


@pytest.mark.django_db
def test_where_the_levels_below_know_the_city_is_told_by_its_hour(
    worker: Viewer, secretary: Viewer, robots: Robot, beat: Beat
) -> None:
    row = commands.raise_emergency(new=new(found_at=NIGHT), by=worker, now=NIGHT)
    beat(1)
    for level in (Level.COMMUNITY, Level.TOWNSHIP, Level.COUNTY):
        commands.acknowledge(emergency=row, level=level, words="", by=secretary, now=at(2))
    heard(robots)
    beat(91, 119)
    assert heard(robots) == []
    beat(121)
    assert heard(robots) == ["市：请在 06:00 前打开邻里确认收到。"]


@pytest.mark.django_db
def test_after_a_night_asleep_each_level_is_told_the_newest_once(
    worker: Viewer, robots: Robot, beat: Beat
) -> None:
    commands.raise_emergency(new=new(found_at=NIGHT), by=worker, now=NIGHT)
    beat(480)
    assert len(heard(robots)) == len(OFFICES)
    texts = Message.objects.filter(state="SENT").values_list("text", flat=True)
    assert all("请马上打开邻里确认" in text for text in texts)
    beat(481, 490, 30, 482)  # again, and with the clock set back
    assert heard(robots) == []


@pytest.mark.django_db
def test_a_beat_killed_between_two_emergencies_goes_on_with_the_second(
    worker: Viewer, robots: Robot, beat: Beat, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        commands.raise_emergency(new=new(found_at=NIGHT), by=worker, now=NIGHT)
    beat(1)
    heard(robots)
    real, looked = climbing.tell_due, []

    def killed_at_the_second(*, emergency: Emergency, now: datetime) -> None:
        looked.append(emergency)
        if len(looked) == 2:
            raise KeyboardInterrupt
        real(emergency=emergency, now=now)

    monkeypatch.setattr(climbing, "tell_due", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        commands.climb(now=at(31))
    monkeypatch.setattr(climbing, "tell_due", real)
    commands.climb(now=at(31))
    commands.climb(now=at(31))  # started twice
    beat(32)
    assert heard(robots) == sorted(
        2
        * [
            "社区：到 02:30 还没有确认，请马上打开邻里确认。",
            "街道：村（社区）到 02:30 还没有确认，请打开邻里，并打电话催问。",
        ]
    )


@pytest.mark.django_db
def test_those_who_were_told_hear_that_it_was_taken_back_and_that_it_goes_on(
    worker: Viewer, secretary: Viewer, robots: Robot, beat: Beat
) -> None:
    row = commands.raise_emergency(new=new(found_at=NIGHT), by=worker, now=NIGHT)
    beat(1)
    heard(robots)
    commands.withdraw_emergency(emergency=row, words="是演练", by=worker, now=at(2))
    beat(3, 100)
    taken_back = "这件报告已撤回，不用再确认。"
    assert heard(robots) == [f"{who}：{taken_back}" for who in ("区", "社区", "街道")]
    commands.reopen_emergency(emergency=row, words="不是演练", by=secretary, now=at(101))
    beat(102)
    assert len([one for one in robots.heard if "请马上打开邻里确认" in one]) == 3


@pytest.mark.django_db
def test_the_message_leads_to_the_page_that_its_level_reads(
    worker: Viewer, robots: Robot, beat: Beat, settings: Settings
) -> None:
    settings.PUBLIC_URL = "https://linli.example"
    row = commands.raise_emergency(new=new(found_at=NIGHT), by=worker, now=NIGHT)
    beat(130)
    links = {
        area: text.rsplit(" ", 1)[1]
        for area, text in Message.objects.filter(state="SENT").values_list("area", "text")
    }
    assert links[str(COUNTY)] == f"https://linli.example/emergencies/{row.pk}/"
    assert links[str(CITY)] == f"https://linli.example/emergencies/heard/{row.pk}/"


@pytest.mark.django_db
def test_nothing_is_asked_of_an_emergency_before_its_moment(
    worker: Viewer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    commands.raise_emergency(new=new(found_at=NIGHT), by=worker, now=NIGHT)
    with django_assert_num_queries(1):
        commands.climb(now=at(29))
