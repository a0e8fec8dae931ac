"""A return is seen first and answered, in words or by a correction, which counts the same window again."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.audit.models import AuditEvent
from linli.clock import moment
from linli.observation.commands import end_with_reason
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.reports import commands
from linli.reports.exports.lines import cell_words, heads
from linli.reports.models import Report
from linli.reports.queries.chain import broken_in
from linli.reports.queries.daily import draft_of_community
from linli.reports.queries.paper import paper_of
from linli.reports.queries.returned import exchanges_of
from linli.reports.tests.days import CUT_OFF, Seal, Signer, on_first_day
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, PROVINCE, SIBLING, TOWNSHIP, MakeObservation

Enter = Callable[..., Client]
NEXT_DAY = FIRST_DAY + timedelta(days=1)
DAY = FIRST_DAY.isoformat()
SEALED_AT = on_first_day(15, 41)
RETURNED_AT = moment(NEXT_DAY, time(15, 10))
ANSWERED_AT = moment(NEXT_DAY, time(15, 13))


def page(area: str = COMMUNITY, day: date = FIRST_DAY) -> str:
    return reverse("reports:day", args=[area, day.isoformat()])


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


@pytest.fixture
def enter(make_user: Callable[..., User]) -> Enter:
    """Sign somebody in, each in a browser of their own."""

    def sign_in(**told: object) -> Client:
        client = Client()
        client.force_login(make_user(**told))
        return client

    return sign_in


@pytest.fixture
def returned(make_observation: MakeObservation, seal: Seal, signer: Signer) -> Report:
    """Seal FIRST_DAY with two persons and return it on the next day."""
    make_observation(at=on_first_day(9), name="王一")
    make_observation(at=on_first_day(10), name="王二")
    report = seal(at=SEALED_AT)
    _send_back(report, signer)
    return report


def _send_back(
    report: Report, signer: Signer, reason: str = "死亡1人请附说明", at: datetime = RETURNED_AT
) -> None:
    commands.return_report(report=report, reason=reason, by=signer(area=TOWNSHIP), now=at)


def _correct(signer: Signer, *, day: date = FIRST_DAY, at: datetime = ANSWERED_AT) -> Report:
    return commands.correct_report(
        area=COMMUNITY, day=day, reason="已核实", by=signer(area=COMMUNITY), now=at
    )


def _answer(signer: Signer, *, words: str = "情况说明", at: datetime = ANSWERED_AT) -> None:
    commands.answer_return(area=COMMUNITY, day=FIRST_DAY, words=words, by=signer(area=COMMUNITY), now=at)


def exchanges() -> list[tuple[int, str, str, bool]]:
    told = exchanges_of(reports=list(Report.objects.filter(day=FIRST_DAY).order_by("version")))
    return [(one.version, one.reason, one.answer, one.is_corrected) for one in told]


def test_what_happened_on_the_next_day_stays_there_when_the_day_before_is_corrected(
    returned: Report, make_observation: MakeObservation, signer: Signer, enter: Enter
) -> None:
    """27 January sealed at 15:41, returned on the 28th, corrected at 15:13 after ten arrivals and a death on the 28th."""
    for number in range(10):
        make_observation(at=moment(NEXT_DAY, time(9, number)), name=f"李{number}")
    dead = Observation.objects.get(person__name="王一")
    end_with_reason(
        observation=dead,
        state=State.DIED,
        reason="医院告知",
        by=signer(area=COMMUNITY),
        now=moment(NEXT_DAY, time(12)),
    )

    second = _correct(signer)

    assert (second.version, second.from_at, second.as_of) == (2, returned.from_at, SEALED_AT)
    assert second.figures == returned.figures
    draft = draft_of_community(area=COMMUNITY, day=NEXT_DAY, now=ANSWERED_AT)
    assert draft.window.from_ == SEALED_AT
    told = {key: draft.figures[key] for key in ("before", "new", "died", "after")}
    assert told == {"before": 2, "new": 10, "died": 1, "after": 11}
    secretary = enter(role=Role.SECRETARY, area=COMMUNITY)
    assert "零报告" not in text(secretary, page(day=NEXT_DAY))
    assert list(broken_in(area=PROVINCE)) == []


def test_a_day_is_corrected_also_when_the_next_one_is_sealed(
    returned: Report, make_observation: MakeObservation, seal: Seal, signer: Signer
) -> None:
    make_observation(at=moment(NEXT_DAY, time(9)), name="李一")
    seal(day=NEXT_DAY, at=moment(NEXT_DAY, time(16)))

    _correct(signer, at=moment(NEXT_DAY, time(17)))
    again = _correct(signer, day=NEXT_DAY, at=moment(NEXT_DAY, time(18)))

    assert (again.from_at, again.as_of) == (SEALED_AT, moment(NEXT_DAY, time(16)))
    assert (again.figures["before"], again.figures["new"]) == (2, 1)
    assert list(broken_in(area=PROVINCE)) == []


def test_the_page_says_who_sealed_it_first_and_who_corrected_it_when(
    returned: Report, signer: Signer, enter: Enter
) -> None:
    _correct(signer)
    said = text(enter(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP), page())

    assert "2020年1月27日 15:41 首次上报" in said
    assert "2020年1月28日 15:13 更正，现为新版（共 2 版）" in said
    assert "2020年1月28日 15:13 上报" not in said


def test_paper_and_files_say_when_it_was_reported_first_and_when_corrected(
    returned: Report, signer: Signer
) -> None:
    def said() -> dict[str, object]:
        lines = heads(paper=paper_of(area=COMMUNITY, day=FIRST_DAY, now=ANSWERED_AT))
        return {str(line[0]): cell_words(line[1]) for line in lines}

    assert said()["报出时间"] == "2020-01-27 15:41"
    assert "更正时间" not in said()
    _correct(signer)
    assert (said()["报出时间"], said()["更正时间"]) == ("2020-01-27 15:41", "2020-01-28 15:13")


def test_a_return_stands_first_on_the_secretarys_day_and_on_every_report_of_the_place(
    returned: Report, signer: Signer, enter: Enter
) -> None:
    secretary = enter(role=Role.SECRETARY, area=COMMUNITY)
    worker = enter(role=Role.GRID_WORKER, area=COMMUNITY)
    for address in (reverse("desk:day"), page(day=NEXT_DAY)):
        said = text(secretary, address)
        assert "2020-01-27 的日报被上级退回" in said
        assert "死亡1人请附说明" in said
        assert f'href="{page()}"' in said
    assert "死亡1人请附说明" not in text(worker, reverse("desk:day"))
    own = text(secretary, page())
    assert own.index("死亡1人请附说明") < own.index("已按时上报封存")

    _answer(signer)

    for address in (reverse("desk:day"), page(day=NEXT_DAY)):
        assert "被上级退回" not in text(secretary, address)


def test_the_township_reads_a_return_and_its_answer_on_its_list_and_on_the_report(
    returned: Report, enter: Enter
) -> None:
    township = enter(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert "已退回，等更正或答复" in text(township, page(TOWNSHIP))
    assert "为什么退回" not in text(township, page())

    secretary = enter(role=Role.SECRETARY, area=COMMUNITY)
    address = reverse("reports:answer", args=[COMMUNITY, DAY])
    assert "请写答复的话" in text_after(secretary, address, "  ")
    assert "已答复，数字不变" in text_after(secretary, address, "死者为27日8时病亡")

    for address in (page(TOWNSHIP), page()):
        said = text(township, address)
        assert "死者为27日8时病亡" in said
        assert "等答复" not in said
    assert "为什么退回" in text(township, page())


def text_after(client: Client, address: str, words: str) -> str:
    return " ".join(client.post(address, {"words": words}, follow=True).content.decode().split())


def test_words_answer_a_return_and_leave_the_figures_as_they_are(returned: Report, signer: Signer) -> None:
    _answer(signer, words=" 情况说明 ")

    report = Report.objects.get()
    assert (report.version, report.figures, report.hash) == (1, returned.figures, returned.hash)
    assert (report.answer, report.answered_at) == ("情况说明", ANSWERED_AT)
    assert report.answered_by == signer(area=COMMUNITY).user_id
    assert AuditEvent.objects.filter(county=COUNTY, action="report.return_answered").count() == 1
    assert list(broken_in(area=PROVINCE)) == []
    with pytest.raises(commands.NothingToAnswer):
        _answer(signer)


def test_only_who_seals_answers_and_only_with_words(returned: Report, signer: Signer) -> None:
    for area in (TOWNSHIP, SIBLING):
        with pytest.raises(commands.NotYourReport):
            commands.answer_return(
                area=COMMUNITY, day=FIRST_DAY, words="x", by=signer(area=area), now=ANSWERED_AT
            )
    with pytest.raises(commands.CorrectionNeedsReason):
        _answer(signer, words=" ")
    assert Report.objects.get().answered_at is None


def test_a_report_without_a_return_has_nothing_to_answer(seal: Seal, signer: Signer) -> None:
    with pytest.raises(commands.NothingToAnswer):
        _answer(signer)
    seal()
    with pytest.raises(commands.NothingToAnswer):
        _answer(signer)


def test_it_may_be_returned_again_and_every_word_is_kept(returned: Report, signer: Signer) -> None:
    with pytest.raises(commands.NotTheNewest):
        _send_back(returned, signer, "再次退回")
    _answer(signer)
    _send_back(returned, signer, "说明不清", RETURNED_AT + timedelta(hours=1))
    second = _correct(signer, at=RETURNED_AT + timedelta(hours=2))
    with pytest.raises(commands.NotTheNewest):
        _send_back(returned, signer)
    _send_back(second, signer, "还是不清", RETURNED_AT + timedelta(hours=3))

    assert exchanges() == [
        (2, "还是不清", "", False),
        (1, "说明不清", "已核实", True),
        (1, "死亡1人请附说明", "情况说明", False),
    ]
    assert list(broken_in(area=PROVINCE)) == []


def test_a_correction_that_nobody_asked_for_answers_no_earlier_words(
    returned: Report, signer: Signer
) -> None:
    _answer(signer)
    _correct(signer, at=ANSWERED_AT + timedelta(hours=1))

    assert exchanges() == [(1, "死亡1人请附说明", "情况说明", False)]


def test_a_day_that_begins_with_another_number_than_the_corrected_day_ended_with_says_so(
    returned: Report, seal: Seal, signer: Signer, enter: Enter
) -> None:
    seal(day=NEXT_DAY, at=moment(NEXT_DAY, time(16)))
    secretary = enter(role=Role.SECRETARY, area=COMMUNITY)
    asked = "前一天更正后现有在册 1 人，这一天的原有在册是 2 人"
    assert asked not in text(secretary, page(day=NEXT_DAY))
    # Behind every command's back, as a repair of the rows does.
    Observation.objects.filter(person__name="王二").update(
        opened_at=CUT_OFF - timedelta(days=9), closed_at=CUT_OFF - timedelta(days=8), state=State.LOST
    )

    _correct(signer, at=moment(NEXT_DAY, time(17)))
    assert asked in text(secretary, page(day=NEXT_DAY))
    _correct(signer, day=NEXT_DAY, at=moment(NEXT_DAY, time(18)))
    assert "请也更正这一天" not in text(secretary, page(day=NEXT_DAY))


def test_a_waiting_return_costs_the_pages_no_statement_too_many(returned: Report, enter: Enter) -> None:
    secretary = enter(role=Role.SECRETARY, area=COMMUNITY)
    township = enter(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    asked = [
        (secretary, reverse("desk:day")),
        (secretary, page(day=NEXT_DAY)),
        (secretary, page()),
        (township, page(TOWNSHIP)),
        (township, page()),
    ]
    for client, address in asked:
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        assert len(seen.captured_queries) <= 12, address


def test_an_answer_to_a_return_that_was_withdrawn_meanwhile_stays_typed_and_is_told(
    returned: Report, signer: Signer, enter: Enter
) -> None:
    commands.withdraw_return(report=returned, reason="看错", by=signer(area=TOWNSHIP), now=ANSWERED_AT)
    secretary = enter(role=Role.SECRETARY, area=COMMUNITY)
    came = secretary.post(reverse("reports:answer", args=[COMMUNITY, DAY]), {"words": "死者为27日8时病亡"})
    said = " ".join(came.content.decode().split())
    assert came.status_code == 422
    assert "上级已经撤回退回，不用答复" in said
    assert "死者为27日8时病亡" in said
