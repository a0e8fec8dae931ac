"""A last day that moved where nobody looks at papers: the beat revokes what says the old one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.arrivals.commands import correct_arrival
from linli.audit.models import AuditEvent
from linli.observation.commands import extend_observation
from linli.observation.models import Observation
from linli.papers.commands import issue_papers, revoke_left_behind
from linli.papers.models import Paper
from linli.papers.rules import Kind
from linli.staff.rules import Viewer
from tests.cast import COUNTY, MORNING, MakeObservation

pytestmark = pytest.mark.django_db

LATER = MORNING + timedelta(hours=1)


def test_a_paper_with_another_last_day_is_revoked_once_and_by_nobody(
    make_observation: MakeObservation, secretary: Viewer
) -> None:
    moved, stays = make_observation(name="王芳"), make_observation(name="李强")
    issue_papers(observations=[moved, stays], kind=Kind.NOTICE, by=secretary, now=MORNING)
    day = moved.arrival.arrived_on - timedelta(days=1)
    correct_arrival(
        arrival=moved.arrival, said={"arrived_on": day.isoformat()}, reason="车票", by=secretary, now=LATER
    )
    assert Observation.objects.get(pk=moved.pk).last_on != moved.last_on

    assert [paper.observation_id for paper in revoke_left_behind(now=LATER)] == [moved.pk]

    paper = Paper.objects.get(observation=moved)
    assert (paper.revoked_at, paper.revoked_by, paper.revoked_reason) == (LATER, None, "OVERTAKEN")
    assert Paper.objects.get(observation=stays).revoked_at is None
    assert AuditEvent.objects.filter(action="paper.revoked", county=COUNTY, subject=moved.pk).count() == 1
    with CaptureQueriesContext(connection) as asked:
        assert revoke_left_behind(now=LATER) == []
    assert len([one for one in asked if "papers_paper" in one["sql"]]) == 2


def test_a_notice_that_an_extension_overtook_says_so_and_not_that_something_was_wrong(
    make_observation: MakeObservation, doctor: Viewer, secretary: Viewer
) -> None:
    longer = make_observation()
    issue_papers(observations=[longer], kind=Kind.NOTICE, by=secretary, now=MORNING)
    until = longer.last_on + timedelta(days=1)
    extend_observation(observation=longer, last_on=until, reason="又有接触", by=doctor, now=LATER)
    revoke_left_behind(now=LATER)
    assert Paper.objects.get().revoked_reason == "LAST_DAY_MOVED"
