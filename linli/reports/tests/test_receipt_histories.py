"""Whatever is sealed, returned, answered, corrected, received and taken back: page, table, list and counters say one thing."""

from datetime import datetime, time, timedelta
from typing import Final

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.clock import moment
from linli.reports import commands
from linli.reports.models import ReceivedHash, Report
from linli.reports.queries.chain import broken_in
from linli.reports.queries.receiving_day import receiving_day
from linli.reports.queries.returned import waiting_of
from linli.reports.queries.rollup import roll_up
from linli.reports.queries.to_receive import to_receive
from linli.reports.rules.receipt import Receipt, waits_for_receipt
from linli.reports.tests.days import Signer
from linli.staff.models import User
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FIRST_DAY, PROVINCE, SIBLING, TOWNSHIP
from tests.properties import examples

BELOW: Final = (COMMUNITY, SIBLING)
NOT_NOW: Final = (
    commands.ReportSealedAlready,
    commands.NothingToCorrect,
    commands.NothingToAnswer,
    commands.NothingToTakeBack,
    commands.NotTheNewest,
    commands.ReceivedAlready,
)
KINDS: Final = (
    "seal",
    "look",
    "correct",
    "return",
    "withdraw",
    "answer",
    "correct_answer",
    "receive",
    "take_back",
    "receive_shown",
)


class RollBack(Exception):
    """Ends an example, so that the next begins with nothing."""


@pytest.mark.both
@settings(max_examples=examples(24))
@given(acts=st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(BELOW)), max_size=20))
def test_page_table_list_and_counters_agree_after_any_order_of_acts(
    areas: dict[str, Area], signer: Signer, acts: list[tuple[str, AreaCode]]
) -> None:
    for area in (*BELOW, TOWNSHIP):
        signer(area=area)
    with pytest.raises(RollBack), transaction.atomic():
        _lived(acts, signer)


def _lived(acts: list[tuple[str, AreaCode]], signer: Signer) -> None:
    shown: dict[str, Report] = {}
    for minute, (kind, area) in enumerate((("seal", COMMUNITY), ("look", COMMUNITY), *acts)):
        now = moment(FIRST_DAY, time(15)) + timedelta(minutes=minute)
        try:
            with transaction.atomic():
                _act(kind, area, now, signer, shown)
        except NOT_NOW:
            continue
        _agree(signer)
    _pages_say_it(signer)
    assert list(broken_in(area=PROVINCE)) == []
    raise RollBack


def _act(kind: str, area: AreaCode, now: datetime, signer: Signer, shown: dict[str, Report]) -> None:
    """Do one act. shown: what the township last looked at, which may have been corrected since."""
    by, day = signer(area=area), FIRST_DAY
    match kind:
        case "seal":
            commands.seal_report(area=area, day=day, by=by, now=now)
        case "correct":
            commands.correct_report(area=area, day=day, reason="漏", by=by, now=now)
        case "answer":
            commands.answer_return(area=area, day=day, words="无误", by=by, now=now)
        case "correct_answer":
            commands.correct_answer(area=area, day=day, words=f"无误 {now}", by=by, now=now)
        case "look":
            shown |= {row.area: row for row in Report.objects.order_by("version")}
        case _:
            _act_above(kind, shown.get(area), now, signer(area=TOWNSHIP), shown)


def _act_above(kind: str, report: Report | None, now: datetime, by: Viewer, shown: dict[str, Report]) -> None:
    if kind == "receive_shown":
        ids = [one.pk for one in shown.values()]
        commands.receive_shown(above=TOWNSHIP, day=FIRST_DAY, shown=ids, by=by, now=now)
    elif report is None:
        return
    elif kind == "return":
        commands.return_report(report=report, reason="核实", by=by, now=now)
    elif kind == "withdraw":
        commands.withdraw_return(report=report, reason="核实", by=by, now=now)
    elif kind == "receive":
        commands.receive_report(report=report, by=by, now=now)
    elif kind == "take_back":
        commands.take_back_receipt(report=report, reason="核实", by=by, now=now)


def _agree(signer: Signer) -> None:
    above = signer(area=TOWNSHIP)
    table = _table()
    waits = {area for area, stands in table.items() if stands and waits_for_receipt(stands=stands)}
    assert sorted(row.area for row in to_receive(viewer=above, today=FIRST_DAY)) == sorted(waits)
    day = receiving_day(above=TOWNSHIP, day=FIRST_DAY, viewer=above)
    assert {unit.shown.report.area for unit in day.units} == waits
    for stands, those in ((Receipt.RETURNED, day.returned), (Receipt.RECEIVED, day.received)):
        assert {one.report.area for one in those} == {area for area, one in table.items() if one is stands}
    for area in BELOW:
        assert waiting_of(viewer=signer(area=area)).exists() is (table[area] is Receipt.RETURNED)
    received = Report.objects.exclude(received_at=None)
    assert not received.filter(returned_at__isnull=False, answered_at=None).exists()
    held = dict(ReceivedHash.objects.values_list("report", "hash"))
    assert all(held[report.pk] == report.hash for report in received)


def _table() -> dict[str, Receipt | None]:
    rolled = roll_up(area=TOWNSHIP, day=FIRST_DAY, now=moment(FIRST_DAY, time(23)))
    return {part.area: part.receipt for part in rolled.below}


def _pages_say_it(signer: Signer) -> None:
    table = _table()
    for area in BELOW:
        page = _page(signer, area, area)
        assert page.context["receipt"] == table[area]
        assert ("去答复或更正" in _page(signer, area, area, "desk:day").text) is (
            table[area] is Receipt.RETURNED
        )
        # Whoever reads it above sees the same.
        assert _page(signer, TOWNSHIP, area).context["receipt"] == table[area]
    waits = sum(stands is not None and waits_for_receipt(stands=stands) for stands in table.values())
    assert _page(signer, TOWNSHIP, TOWNSHIP).context["to_receive"] == waits


def _page(signer: Signer, who: AreaCode, area: str, name: str = "reports:day"):  # type: ignore[no-untyped-def]
    client = Client()
    client.force_login(User.objects.get(pk=signer(area=who).user_id))
    return client.get(reverse(name, args=[area, FIRST_DAY.isoformat()] if name == "reports:day" else []))
