"""A report that is sealed while checks of its day can still be made."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of, start_of
from linli.duties.models import Duty
from linli.reports.models import Report
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID, MakeObservation

SignIn = Callable[..., Client]


def test_sealing_asks_once_while_the_days_checks_can_still_be_made(
    make_observation: MakeObservation, sign_in: SignIn
) -> None:
    now = timezone.now()
    today = day_of(now)
    make_observation(at=start_of(today), arrived_on=today - timedelta(days=1))
    duties = Duty.objects.filter(county=COUNTY, slot_on=today)
    duties.update(overdue_at=now + timedelta(hours=1))
    seal = reverse("reports:seal", args=[COMMUNITY, today.isoformat()])
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    asked = client.post(seal)
    assert (asked.status_code, Report.objects.count()) == (200, 0)
    assert "还有 1 人今天的时段没有过" in " ".join(asked.content.decode().split())
    assert client.post(seal, {"sure": "yes"}).status_code == 302
    duties.update(overdue_at=now - timedelta(minutes=1))
    assert client.post(seal).status_code == 302
    assert sign_in(role=Role.GRID_WORKER, area=GRID).post(seal).status_code in {403, 404}
