"""A version looked back at: after whatever was done and undone, each moment tells what it told then."""

from datetime import timedelta

from linli.reports import commands
from linli.reports.models import Report
from linli.reports.queries.known import report_as_known
from linli.reports.queries.to_receive import receipt_of
from linli.reports.tests.days import CUT_OFF, Seal, Signer
from tests.cast import COMMUNITY, FIRST_DAY, TOWNSHIP


def told(report: Report) -> tuple[object, ...]:
    """Return what a page tells of a version."""
    return (
        receipt_of(report=report),
        report.received_at,
        report.received_by,
        report.return_reason,
        report.answered_at,
        report.answer,
        [one["return_reason"] for one in report.earlier_returns],
        [one["what"] for one in report.undone],
    )


def test_every_moment_tells_what_it_told_then_though_much_was_undone_since(
    seal: Seal, signer: Signer
) -> None:
    sealed = seal()
    here, above = signer(area=COMMUNITY), signer(area=TOWNSHIP)
    now = CUT_OFF + timedelta(hours=2)
    seen = {now: told(sealed)}
    for name, words in (
        ("receive_report", ""),
        ("take_back_receipt", "收错了"),
        ("return_report", "少一人"),
        ("withdraw_return", "看错了"),
        ("return_report", "少两人"),
        ("answer_return", "没有少"),
        ("correct_answer", "真的没有少"),
        ("return_report", "再看看"),
        ("answer_return", "看过了"),
        ("correct_answer", "看过两遍"),
        ("correct_answer", "看过三遍"),
        ("receive_report", ""),
        ("take_back_receipt", "还要核实"),
    ):
        now += timedelta(minutes=5)
        report = Report.objects.get(pk=sealed.pk)
        if name in ("answer_return", "correct_answer"):
            getattr(commands, name)(area=COMMUNITY, day=FIRST_DAY, words=words, by=here, now=now)
        elif name == "receive_report":
            commands.receive_report(report=report, by=above, now=now)
        else:
            getattr(commands, name)(report=report, reason=words, by=above, now=now)
        seen[now] = told(Report.objects.get(pk=sealed.pk))

    last = Report.objects.get(pk=sealed.pk)
    assert {at: told(report_as_known(report=last, at=at)) for at in seen} == seen
