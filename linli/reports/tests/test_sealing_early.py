"""A report opens at its hour; sealed while checks of its day can still be made, that is said and asked, by whatever door."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.models import Area
from linli.clock import day_of, start_of
from linli.duties.models import Duty
from linli.reports.cli import report
from linli.reports.models import Report, Schedule
from linli.reports.tests.days import Signer
from linli.staff.rights import Role
from tests.cast import CITY, COMMUNITY, COUNTY, GRID, PROVINCE, TOWNSHIP, MakeObservation

SignIn = Callable[..., Client]
MINUTE = timedelta(minutes=1)


@pytest.fixture
def running(open_at_once: None, make_observation: MakeObservation) -> datetime:
    """Register somebody whose checks of today can be made for another hour; return now."""
    now = timezone.now()
    today = day_of(now)
    make_observation(at=start_of(today), arrived_on=today - timedelta(days=1))
    Duty.objects.filter(county=COUNTY, slot_on=today).update(
        due_at=start_of(today), overdue_at=now + timedelta(hours=1)
    )
    return now


def over(now: datetime) -> None:
    Duty.objects.filter(county=COUNTY, slot_on=day_of(now)).update(overdue_at=now - MINUTE)


def test_sealing_asks_once_while_the_days_checks_can_still_be_made(
    running: datetime, sign_in: SignIn
) -> None:
    seal = reverse("reports:seal", args=[COMMUNITY, day_of(running).isoformat()])
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    asked = client.post(seal)
    assert (asked.status_code, Report.objects.count()) == (200, 0)
    assert "还有 1 人没有查" in " ".join(asked.content.decode().split())
    assert client.post(seal, {"sure": "yes"}).status_code == 302
    assert Report.objects.count() == 1
    over(running)
    assert client.post(seal).status_code == 302
    assert sign_in(role=Role.GRID_WORKER, area=GRID).post(seal).status_code in {403, 404}


def sealed_by_hand(day: date, username: str, *more: str) -> tuple[int, str]:
    came = CliRunner().invoke(report, [COMMUNITY, day.isoformat(), "--seal", "--by", username, *more])
    return came.exit_code, came.output


def test_the_command_says_it_too_and_seals_early_only_where_that_is_asked(
    running: datetime, signer: Signer
) -> None:
    day = day_of(running)
    signer(area=COMMUNITY)
    signer(area=TOWNSHIP)
    code, said = sealed_by_hand(day, f"signer-{COMMUNITY}")
    assert (code, Report.objects.count()) == (2, 0)
    assert "Checks of 1 people can still be made" in said
    code, said = sealed_by_hand(day, f"signer-{TOWNSHIP}")
    assert "may not seal" in said
    assert "Checks" not in said
    code, said = sealed_by_hand(day, f"signer-{COMMUNITY}", "--early")
    assert (code, Report.objects.count()) == (0, 1)


@pytest.fixture
def not_yet(areas: dict[str, Area]) -> None:
    """Let reports of today open in the last minutes of the day."""
    nothing = dict.fromkeys(("CITY", "COUNTY", "TOWNSHIP", "COMMUNITY"), 0)
    Schedule.objects.update(opens=time(23, 58), top_at=time(23, 59), minutes=nothing)


def test_before_its_hour_neither_page_nor_command_seals_and_both_say_from_when(
    not_yet: None, sign_in: SignIn, signer: Signer
) -> None:
    today = day_of(timezone.now())
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    shown = " ".join(client.get(reverse("reports:day", args=[COMMUNITY, today])).content.decode().split())
    assert 'form="seal"' not in shown
    assert "23:58 起可以上报" in shown
    said = client.post(reverse("reports:seal", args=[COMMUNITY, today]), {"sure": "yes"}, follow=True)
    assert "还没有到可以上报的时间，23:58 起可以上报" in said.content.decode()
    signer(area=COMMUNITY)
    code, told = sealed_by_hand(today, f"signer-{COMMUNITY}", "--early")
    assert (code, Report.objects.count()) == (2, 0)
    assert "23:58 on" in told


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.TOWNSHIP_OFFICER, TOWNSHIP),
        (Role.COUNTY_OFFICER, COUNTY),
        (Role.CITY_OFFICER, CITY),
        (Role.PROVINCE_OFFICER, PROVINCE),
    ],
)
def test_until_the_hour_a_level_above_comes_to_yesterday_with_a_way_to_today(
    not_yet: None, sign_in: SignIn, role: Role, area: str
) -> None:
    today = day_of(timezone.now())
    client = sign_in(role=role, area=area)

    def leads_to() -> str:
        return client.get(reverse("reports:today"))["Location"]

    yesterday = reverse("reports:day", args=[area, (today - timedelta(days=1)).isoformat()])
    now_ = reverse("reports:day", args=[area, today.isoformat()])
    assert leads_to() == yesterday
    assert f'href="{now_}"' in client.get(yesterday).content.decode()
    Schedule.objects.update(opens=time.min)
    assert leads_to() == now_


def test_a_community_comes_to_its_running_day_at_any_hour(not_yet: None, sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    today = day_of(timezone.now()).isoformat()
    assert client.get(reverse("reports:today"))["Location"] == reverse("reports:day", args=[COMMUNITY, today])
