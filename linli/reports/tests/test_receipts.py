"""Receipts, returns and answers are seen on both sides, belong to the next level above, and each can be taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.reports import commands
from linli.reports.models import ReceivedHash, Report
from linli.reports.queries.above import office_above
from linli.reports.queries.chain import broken_in
from linli.reports.queries.undone import What, undone_of
from linli.reports.rules.receipt import Receipt, receipt
from linli.reports.tests.days import CUT_OFF, Seal, Signer
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import CITY, COMMUNITY, COUNTY, FIRST_DAY, PROVINCE, SIBLING, TOWNSHIP

DAY = FIRST_DAY.isoformat()
HOUR = timedelta(hours=1)
LATER = CUT_OFF + HOUR
Enter = Callable[..., Client]


@pytest.fixture
def enter(make_user: Callable[..., User]) -> Enter:
    """Sign somebody in, each in a browser of their own."""

    def sign_in(**told: object) -> Client:
        client = Client()
        client.force_login(make_user(**told))
        return client

    return sign_in


def page(area: str) -> str:
    return reverse("reports:day", args=[area, DAY])


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def post(client: Client, act: str, **told: str) -> str:
    answer = client.post(reverse(f"reports:{act}", args=[COMMUNITY, DAY]), told, follow=True)
    return " ".join(answer.content.decode().split())


def stands() -> Receipt:
    report = Report.objects.filter(area=COMMUNITY).latest("version")
    return receipt(
        received_at=report.received_at, returned_at=report.returned_at, answered_at=report.answered_at
    )


@pytest.mark.parametrize(
    ("received", "returned", "answered", "expected"),
    [
        (None, None, None, Receipt.TO_RECEIVE),
        (LATER, None, None, Receipt.RECEIVED),
        (None, LATER, None, Receipt.RETURNED),
        (None, LATER, LATER, Receipt.ANSWERED),
        (LATER, LATER, LATER, Receipt.RECEIVED),
    ],
)
def test_where_a_version_stands(
    received: object, returned: object, answered: object, expected: Receipt
) -> None:
    assert receipt(received_at=received, returned_at=returned, answered_at=answered) is expected  # type: ignore[arg-type]


@pytest.mark.both
def test_each_act_is_seen_on_both_sides_and_can_be_taken_back(seal: Seal, enter: Enter) -> None:
    seal()
    secretary = enter(role=Role.SECRETARY, area=COMMUNITY)
    township = enter(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert "待签收" in text(township, page(TOWNSHIP))
    assert "1 份下级日报等您签收" in text(township, page(TOWNSHIP))
    assert "上级还没有签收" in text(secretary, page(COMMUNITY))

    assert "已签收。" in post(township, "receive", version="1")
    assert "已签收" in text(township, page(TOWNSHIP))
    assert "等您签收" not in text(township, page(TOWNSHIP))
    assert "请写明为什么收回签收" in post(township, "take_back_receipt", version="1", reason=" ")
    assert "又等签收" in post(township, "take_back_receipt", version="1", reason="点错了行")
    assert "待签收" in text(township, page(TOWNSHIP))
    assert "已经没有可以撤回的" in post(township, "take_back_receipt", version="1", reason="再来")

    post(township, "receive", version="1")
    post(township, "return", version="1", reason="少报一人")
    assert (stands(), ReceivedHash.objects.count()) == (Receipt.RETURNED, 1)
    assert "已退回，等更正或答复" in text(township, page(TOWNSHIP))
    assert "少报一人" in text(secretary, reverse("desk:day"))
    assert "下级不用答复" in post(township, "withdraw_return", version="1", reason="看错了社区")
    assert "少报一人" not in text(secretary, reverse("desk:day"))
    assert "已经没有可以撤回的" in post(township, "withdraw_return", version="1", reason="再来")

    post(township, "return", version="1", reason="核对人数")
    post(secretary, "answer", words="人数无物")
    assert "人数无物" in text(township, page(TOWNSHIP))
    assert "原来的话保留" in post(secretary, "correct_answer", words="人数无误")
    assert "人数无误" in text(township, page(TOWNSHIP))
    post(township, "receive", version="1")
    assert "答复不再改动" in post(secretary, "correct_answer", words="又改")
    assert stands() is Receipt.RECEIVED

    for client in (secretary, township):
        said = text(client, page(COMMUNITY))
        for words in ("点错了行", "看错了社区", "人数无物", "人数无误"):
            assert words in said, words
    kept = undone_of(reports=list(Report.objects.all()))
    assert [(one.what, one.words, one.reason) for one in reversed(kept)] == [
        (What.RECEIPT, "", "点错了行"),
        (What.RECEIPT, "", "少报一人"),
        (What.RETURN, "少报一人", "看错了社区"),
        (What.ANSWER, "人数无物", ""),
    ]
    acts = ("report.receipt_taken_back", "report.return_withdrawn", "report.answer_corrected")
    assert AuditEvent.objects.filter(county=COUNTY, action__in=acts).count() == 3
    assert list(broken_in(area=PROVINCE)) == []


def test_a_corrected_version_is_marked_wherever_the_report_is_named(
    seal: Seal, signer: Signer, enter: Enter
) -> None:
    seal()
    township = enter(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    post(township, "receive", version="1")
    commands.correct_report(area=COMMUNITY, day=FIRST_DAY, reason="漏", by=signer(area=COMMUNITY), now=LATER)
    for address in (page(TOWNSHIP), page(COMMUNITY), reverse("reports:receiving", args=[TOWNSHIP, DAY])):
        assert "第 2 版，01-27 17:00 更正" in text(township, address), address
    table = text(township, page(TOWNSHIP))
    assert "待签收" in table
    assert "1 份下级日报等您签收" in table


def test_nobody_acts_over_the_head_of_the_level_between_and_who_sees_it_knows_whom_to_ring(
    seal: Seal, signer: Signer, enter: Enter
) -> None:
    report = seal()
    for area in (COUNTY, CITY, PROVINCE):
        with pytest.raises(commands.NotYourReport):
            commands.receive_report(report=report, by=signer(area=area), now=LATER)
        with pytest.raises(commands.NotYourReport):
            commands.return_report(report=report, reason="少", by=signer(area=area), now=LATER)
    county = enter(role=Role.COUNTY_OFFICER, area=COUNTY)
    said = text(county, page(COMMUNITY))
    assert "由明光路街道签收、退回；那里还没有人可以办理。" in said
    assert "/receive/" not in said
    signer(area=TOWNSHIP)
    assert f"请联系：Township_Officer {TOWNSHIP}" in text(county, page(COMMUNITY))
    assert "待签收" in text(county, page(TOWNSHIP))
    township = seal(area=TOWNSHIP)
    commands.receive_report(report=township, by=signer(area=COUNTY), now=LATER)
    assert Report.objects.get(area=TOWNSHIP).received_by == signer(area=COUNTY).user_id


def test_a_county_beneath_a_city_that_only_fills_the_level_reports_to_the_province(
    areas: dict[str, Area],
) -> None:
    assert [office_above(area=area) for area in (COMMUNITY, COUNTY, CITY, PROVINCE)] == [
        TOWNSHIP,
        CITY,
        PROVINCE,
        None,
    ]
    assert office_above(area=AreaCode("310101")) == "31"


def test_what_is_taken_back_belongs_to_the_office_and_to_what_stands(seal: Seal, signer: Signer) -> None:
    report = seal()
    secretary, officer = signer(area=COMMUNITY), signer(area=TOWNSHIP)

    def correct_answer(by: Viewer = secretary) -> None:
        commands.correct_answer(area=COMMUNITY, day=FIRST_DAY, words="x", by=by, now=LATER)

    with pytest.raises(commands.NothingToTakeBack):
        commands.withdraw_return(report=report, reason="x", by=officer, now=LATER)
    with pytest.raises(commands.NothingToAnswer):
        correct_answer()
    commands.return_report(report=report, reason="少", by=officer, now=LATER)
    with pytest.raises(commands.NotTheNewest):
        commands.receive_report(report=report, by=officer, now=LATER)
    with pytest.raises(commands.NothingToAnswer):
        correct_answer()
    for by in (secretary, signer(area=COUNTY)):
        with pytest.raises(commands.NotYourReport):
            commands.withdraw_return(report=report, reason="x", by=by, now=LATER)
    with pytest.raises(commands.CorrectionNeedsReason):
        commands.withdraw_return(report=report, reason=" ", by=officer, now=LATER)
    commands.correct_report(area=COMMUNITY, day=FIRST_DAY, reason="漏", by=secretary, now=LATER)
    with pytest.raises(commands.NotTheNewest):
        commands.withdraw_return(report=report, reason="x", by=officer, now=LATER)
    with pytest.raises(commands.NotYourReport):
        correct_answer(signer(area=SIBLING))


def test_no_row_is_received_and_waits(seal: Seal) -> None:
    seal()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.update(received_at=LATER, returned_at=LATER)
