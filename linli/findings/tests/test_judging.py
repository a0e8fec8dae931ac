"""A finding is answered by whom it speaks of and judged by the office above; nobody settles what speaks of themselves."""

from datetime import date, timedelta

import pytest

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.findings import commands
from linli.findings.models import FindingStep, ReportFinding
from linli.findings.queries.below import below
from linli.findings.queries.findings import findings_seen, waiting_for
from linli.findings.rules.steps import FindingState, Move, NotNow, judged_at, needs_words, state_after
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import PostHeld, Viewer
from tests.cast import CITY, COMMUNITY, COUNTY, FIRST_DAY, MORNING, PROVINCE, SIBLING, TOWNSHIP, MakeViewer

OPEN, ANSWERED, SENT_BACK, ENOUGH, GONE = FindingState


@pytest.mark.parametrize(
    ("state", "move", "is_answered", "after"),
    [
        (OPEN, Move.ANSWER, False, ANSWERED),
        (SENT_BACK, Move.ANSWER, True, ANSWERED),
        (ANSWERED, Move.ANSWER, True, None),
        (ENOUGH, Move.ANSWER, False, None),
        (ANSWERED, Move.CORRECT_ANSWER, True, ANSWERED),
        (ENOUGH, Move.CORRECT_ANSWER, True, ANSWERED),  # judged anew
        (ENOUGH, Move.CORRECT_ANSWER, False, None),
        (SENT_BACK, Move.CORRECT_ANSWER, True, None),
        (OPEN, Move.FIND_ENOUGH, False, ENOUGH),
        (ANSWERED, Move.FIND_ENOUGH, True, ENOUGH),
        (ENOUGH, Move.FIND_ENOUGH, True, None),
        (OPEN, Move.SEND_BACK, False, None),
        (ANSWERED, Move.SEND_BACK, True, SENT_BACK),
        (ENOUGH, Move.TAKE_BACK, True, ANSWERED),
        (ENOUGH, Move.TAKE_BACK, False, OPEN),
        (SENT_BACK, Move.TAKE_BACK, True, ANSWERED),
        (ANSWERED, Move.TAKE_BACK, True, None),
        (GONE, Move.ANSWER, False, None),
        (GONE, Move.FIND_ENOUGH, True, None),
    ],
)
def test_one_step_after_the_other(
    state: FindingState, move: Move, is_answered: bool, after: FindingState | None
) -> None:
    if after is None:
        with pytest.raises(NotNow):
            state_after(state=state, move=move, is_answered=is_answered)
    else:
        assert state_after(state=state, move=move, is_answered=is_answered) is after


def test_only_an_answer_that_is_enough_speaks_for_itself() -> None:
    assert [move for move in Move if not needs_words(move=move, is_answered=True)] == [Move.FIND_ENOUGH]
    assert all(needs_words(move=move, is_answered=False) for move in Move)


def found(area: AreaCode = COMMUNITY, day: date = FIRST_DAY, kind: str = "LATE") -> ReportFinding:
    return ReportFinding.objects.create(
        county=area.county,
        area=area,
        above=judged_at(area=area),
        day=day,
        kind=kind,
        said={"minutes": 9},
        found_at=MORNING,
    )


def state_of(row: ReportFinding) -> str:
    row.refresh_from_db()
    return row.state


def test_the_community_answers_the_township_sends_back_and_then_settles(
    secretary: Viewer, township_officer: Viewer
) -> None:
    row = found()
    with pytest.raises(commands.WordsMissing):
        commands.answer_finding(finding=row, answer=" ", by=secretary, now=MORNING)
    commands.answer_finding(finding=row, answer="停电", by=secretary, now=MORNING)
    with pytest.raises(NotNow):
        commands.answer_finding(finding=row, answer="改口", by=secretary, now=MORNING)
    with pytest.raises(commands.WordsMissing):
        commands.send_back(finding=row, words="", by=township_officer, now=MORNING)
    commands.send_back(finding=row, words="几点来的电？", by=township_officer, now=MORNING)
    assert state_of(row) == SENT_BACK
    commands.answer_finding(finding=row, answer="停电，19点来电", by=secretary, now=MORNING)
    commands.find_enough(finding=row, words="", by=township_officer, now=MORNING)
    assert (state_of(row), row.answer) == (ENOUGH, "停电，19点来电")
    said = FindingStep.objects.order_by("at", "pk").values_list("move", "words")
    assert [*said] == [
        (Move.ANSWER, "停电"),
        (Move.SEND_BACK, "几点来的电？"),
        (Move.ANSWER, "停电，19点来电"),
        (Move.FIND_ENOUGH, ""),
    ]
    assert AuditEvent.objects.filter(county=COUNTY, subject=row.pk).count() == 4


def test_a_corrected_answer_keeps_both_and_is_judged_anew_and_a_judgement_is_taken_back(
    secretary: Viewer, township_officer: Viewer
) -> None:
    row = found()
    commands.answer_finding(finding=row, answer="停电", by=secretary, now=MORNING)
    commands.find_enough(finding=row, words="", by=township_officer, now=MORNING)
    with pytest.raises(commands.WordsMissing):
        commands.take_back_judgement(finding=row, words="", by=township_officer, now=MORNING)
    commands.take_back_judgement(finding=row, words="看错了社区", by=township_officer, now=MORNING)
    assert state_of(row) == ANSWERED
    commands.find_enough(finding=row, words="", by=township_officer, now=MORNING)
    with pytest.raises(commands.ReasonMissing):
        commands.correct_answer(finding=row, answer="网断了", reason="", by=secretary, now=MORNING)
    commands.correct_answer(finding=row, answer="网断了", reason="记错", by=secretary, now=MORNING)
    assert (state_of(row), row.answer) == (ANSWERED, "网断了")
    assert {"停电", "网断了"} <= set(FindingStep.objects.values_list("words", flat=True))


def test_nobody_judges_what_speaks_of_themselves(
    secretary: Viewer, township_officer: Viewer, make_viewer: MakeViewer
) -> None:
    row, own = found(), found(TOWNSHIP, kind="SUM")
    elsewhere = make_viewer(role=Role.SECRETARY, area=SIBLING)
    for stranger in (elsewhere, township_officer):
        with pytest.raises(commands.NotYours):
            commands.answer_finding(finding=row, answer="x", by=stranger, now=MORNING)
    with pytest.raises(commands.NotYours):
        commands.find_enough(finding=row, words="x", by=secretary, now=MORNING)
    commands.answer_finding(finding=own, answer="漏加一个社区", by=township_officer, now=MORNING)
    with pytest.raises(commands.NotYours):
        commands.find_enough(finding=own, words="x", by=township_officer, now=MORNING)
    county = make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY)
    commands.find_enough(finding=own, words="", by=county, now=MORNING)
    assert state_of(own) == ENOUGH
    # One person with both posts is one person.
    both = Viewer(secretary.user_id, "", (*secretary.posts, PostHeld(Role.TOWNSHIP_OFFICER, TOWNSHIP)))
    with pytest.raises(commands.OwnAnswer):
        commands.find_enough(finding=row, words="自己了结", by=both, now=MORNING)


def test_where_nobody_answers_the_township_says_what_it_found(township_officer: Viewer) -> None:
    row = found()
    with pytest.raises(commands.WordsMissing):
        commands.find_enough(finding=row, words="", by=township_officer, now=MORNING)
    commands.find_enough(finding=row, words="电话核实，停电", by=township_officer, now=MORNING)
    commands.take_back_judgement(finding=row, words="打错了电话", by=township_officer, now=MORNING)
    assert state_of(row) == OPEN


def test_at_the_province_another_person_judges(make_viewer: MakeViewer) -> None:
    one = make_viewer(role=Role.PROVINCE_OFFICER, area=PROVINCE)
    other = Viewer(User.objects.create(username="other").pk, "", one.posts)
    row = found(PROVINCE, kind="SUM")
    with pytest.raises(commands.OwnAnswer):
        commands.find_enough(finding=row, words="没有答复就了结", by=other, now=MORNING)
    commands.answer_finding(finding=row, answer="迟到的一个市没有加上", by=one, now=MORNING)
    with pytest.raises(commands.OwnAnswer):
        commands.find_enough(finding=row, words="", by=one, now=MORNING)
    commands.find_enough(finding=row, words="", by=other, now=MORNING)
    assert state_of(row) == ENOUGH


def test_each_level_sees_its_own_and_the_next_and_is_counted_what_waits_for_it(
    secretary: Viewer, township_officer: Viewer, make_viewer: MakeViewer
) -> None:
    row, own = found(), found(TOWNSHIP, kind="SUM")
    county = make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY)
    city = make_viewer(role=Role.CITY_OFFICER, area=CITY)
    everybody = (secretary, township_officer, county, city)
    seen = [set(findings_seen(viewer=viewer)) for viewer in everybody]
    assert seen == [{row}, {row, own}, {own}, set()]
    waits = [set(waiting_for(viewer=viewer)) for viewer in everybody]
    assert waits == [{row}, {own}, set(), set()]
    commands.answer_finding(finding=row, answer="x", by=secretary, now=MORNING)
    commands.answer_finding(finding=own, answer="x", by=township_officer, now=MORNING)
    waits = [set(waiting_for(viewer=viewer)) for viewer in everybody]
    assert waits == [set(), {row}, {own}, set()]
    assert not findings_seen(viewer=None).exists()


def test_deeper_down_it_is_numbers_by_area_and_kind_with_what_they_are_of(
    secretary: Viewer, areas: object
) -> None:
    row = found()
    found(SIBLING, kind="MISSING")
    found(TOWNSHIP, kind="SUM")
    found(COMMUNITY, day=FIRST_DAY - timedelta(days=40))
    commands.answer_finding(finding=row, answer="x", by=secretary, now=MORNING)
    told = below(area=COUNTY, since=FIRST_DAY - timedelta(days=29))
    (line,) = told.lines
    assert (line.area, line.affected, line.communities, line.found) == (TOWNSHIP, 2, 2, 3)
    assert told.kinds == {"LATE": {ANSWERED: 1}, "MISSING": {OPEN: 1}, "SUM": {OPEN: 1}}
    lines = below(area=TOWNSHIP, since=FIRST_DAY).lines
    assert [(one.area, one.affected, one.communities, one.found) for one in lines] == [
        (COMMUNITY, 1, 1, 1),
        (SIBLING, 1, 1, 1),
    ]
