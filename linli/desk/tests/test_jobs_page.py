"""The page of jobs: when each was last done, which stands still and what kept it, never what a fault said."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.beat.commands import note_at_work
from linli.beat.models import JobState
from linli.beat.rules import BEAT, WORKER
from linli.desk.jobs import AT_START, JOBS
from linli.ids import new_id
from linli.staff.rights import Role
from tests.cast import CITY, COMMUNITY, COUNTY, PROVINCE


def test_what_a_start_asks_for_is_declared() -> None:
    assert set(AT_START) <= {job.name for job in JOBS}


@pytest.mark.parametrize(
    ("role", "area", "status"),
    [
        (Role.ADMINISTRATOR, COUNTY, 200),
        (Role.SECURITY_ADMINISTRATOR, COUNTY, 200),
        (Role.AUDITOR, CITY, 200),
        (Role.SECRETARY, COMMUNITY, 403),
        (Role.COUNTY_OFFICER, COUNTY, 403),
    ],
)
def test_whoever_keeps_accounts_or_watches_sees_it(
    role: Role, area: str, status: int, sign_in: Callable[..., Client]
) -> None:
    assert sign_in(role=role, area=area).get("/jobs/").status_code == status


def test_what_stands_still_and_what_failed_is_said(sign_in: Callable[..., Client]) -> None:
    now = timezone.now()
    ago = timedelta(hours=2)
    JobState.objects.create(
        name="sweep-exports", began_at=now - 2 * ago, next_at=now - ago, done_at=now - 2 * ago
    )
    JobState.objects.create(
        name="revoke-papers", next_at=now + ago / 60, done_at=now, outcome="FAILED", fault="DISK_FULL"
    )
    note_at_work(name=BEAT, holder=new_id(), now=now)
    note_at_work(name=WORKER, holder=new_id(), now=now - ago)
    page = " ".join(sign_in(role=Role.ADMINISTRATOR, area=COUNTY).get("/jobs/").content.decode().split())
    for words in ("已停 2", "上次没有做成", "磁盘满了", "在运行", "没有回应"):
        assert words in page
    exports = sign_in(role=Role.SECRETARY, area=COMMUNITY).get("/exports/").content.decode()
    assert "删去到期的导出文件：已停 2" in " ".join(exports.split())


def test_where_alarms_climb_and_messages_leave_a_page_says_that_they_stopped(
    sign_in: Callable[..., Client],
) -> None:
    now = timezone.now()
    ago = timedelta(hours=2)
    for name in ("climb-emergencies", "send-messages"):
        JobState.objects.create(name=name, next_at=now - ago, done_at=now - ago)
    for role, area, address, words in (
        (Role.SECRETARY, COMMUNITY, "/emergencies/", "没有确认的紧急报告逐级再报：已停 2"),
        (Role.PROVINCE_OFFICER, PROVINCE, "/emergencies/heard/", "没有确认的紧急报告逐级再报：已停 2"),
        (Role.SECRETARY, COMMUNITY, "/channels/", "发出对外通知：已停 2"),
    ):
        page = sign_in(role=role, area=area).get(address).content.decode()
        assert words in " ".join(page.split()), address
