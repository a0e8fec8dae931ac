"""A finding says what is so now: one lateness is one finding, and what is no longer so is closed by the looking."""

from datetime import timedelta

import pytest

from linli.areas.models import Area
from linli.findings.commands import find
from linli.findings.commands.steps import answer_finding, find_enough
from linli.findings.models import ReportFinding
from linli.findings.queries.findings import to_answer, told
from linli.findings.rules import FindingKind
from linli.findings.rules.steps import FindingState, WhyGone
from linli.reports.commands.participation import begin, strike
from linli.reports.models import Participation
from linli.reports.rules.participation import Period
from linli.reports.tests.days import CUT_OFF, Seal, Signer
from linli.spans import span_words
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, MORNING, TOWNSHIP

NIGHT = CUT_OFF + timedelta(hours=10)
LATE = CUT_OFF + timedelta(hours=16, minutes=11)


def look(now: object = NIGHT) -> int:
    return find(areas=[COMMUNITY], day=FIRST_DAY, now=now)  # type: ignore[arg-type]


@pytest.fixture
def missing(areas: dict[str, Area], signer: Signer) -> ReportFinding:
    """Look when the report of COMMUNITY is missing."""
    signer(area=COMMUNITY)
    assert look() == 1
    return ReportFinding.objects.get(kind=FindingKind.MISSING)


def sentence(finding: ReportFinding) -> str:
    finding.refresh_from_db()
    return told(findings=[finding])[0].sentence


def test_a_report_that_came_is_not_called_missing_and_its_lateness_is_the_same_finding(
    missing: ReportFinding, seal: Seal
) -> None:
    assert sentence(missing) == "01-27 16:00 截止，还没有日报。"
    seal(at=LATE)
    late = "01-27 16:00 截止，01-28 08:11 才报，日报迟了 16 小时 11 分。"
    assert sentence(missing) == late  # before anybody looked again
    assert look(LATE) == 0
    missing.refresh_from_db()
    assert (missing.kind, missing.state, ReportFinding.objects.count()) == (
        FindingKind.LATE,
        FindingState.OPEN,
        1,
    )
    assert sentence(missing) == late


def test_what_was_answered_and_judged_is_not_asked_a_second_time(
    missing: ReportFinding, seal: Seal, signer: Signer
) -> None:
    answer_finding(finding=missing, answer="停电", by=signer(area=COMMUNITY), now=NIGHT)
    find_enough(finding=missing, words="", by=signer(area=TOWNSHIP), now=NIGHT)
    seal(at=LATE)
    assert look(LATE) == 0
    missing.refresh_from_db()
    assert (missing.kind, missing.state) == (FindingKind.LATE, FindingState.ENOUGH)
    assert not to_answer(viewer=signer(area=COMMUNITY)).exists()


def test_who_need_not_report_any_more_is_asked_nothing_and_asked_again_where_that_was_a_slip(
    areas: dict[str, Area], signer: Signer
) -> None:
    Participation.objects.all().delete()
    by, period = signer(area=COUNTY), Period(FIRST_DAY, None)
    signer(area=TOWNSHIP)
    begin(area=COMMUNITY, from_on=FIRST_DAY, reason="启用", by=by, now=MORNING)
    assert look() == 1
    strike(area=COMMUNITY, period=period, reason="填错", by=by, now=NIGHT)
    look()
    row = ReportFinding.objects.get()
    assert (row.state, row.gone_why, row.gone_at) == (FindingState.GONE, WhyGone.NOT_EXPECTED, NIGHT)
    assert told(findings=[row])[0].why_gone == "那天不用上报"
    Participation.objects.update(struck_at=None)
    look()
    row.refresh_from_db()
    assert (row.state, row.gone_why, row.gone_at) == (FindingState.OPEN, "", None)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 分钟"), (120, "120 分钟"), (121, "2 小时 1 分"), (180, "3 小时"), (936, "15 小时 36 分")],
)
def test_more_than_two_hours_are_told_in_hours(minutes: int, words: str) -> None:
    assert span_words(minutes=minutes) == words
