"""Forms 1, 2 and 3 in one chain: each verifies by what it held, whatever columns and lines came later."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from linli.census.rules import BALANCE
from linli.observation.models import Alert, Check
from linli.referrals.models import ReferralStep
from linli.reports.models import ColumnLeftOut, Report
from linli.reports.queries.chain import broken_in, content_of
from linli.reports.queries.daily import digest_of
from linli.reports.registers import LINES
from linli.reports.rules import PLAIN_SEAL, SEAL_VERSION, Window
from linli.reports.rules.chain import Fault
from linli.reports.rules.forms import (
    FIRST_COLUMNS,
    FIRST_LINES,
    FORM_VERSION,
    FigureState,
    left_out_of,
    lines_of,
    state_of,
)
from linli.reports.tests.days import CUT_OFF, BusyDay, Seal, Signer, sealed_anew
from linli.reports.tests.test_sealed_forever import SAID_OF_IT, flipped
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY

# What a form of that version does not hold, so that nothing reads it there.
NOT_HELD = {
    1: {
        *("id", "county", "due_at", "late_after", "closes_at", "first_sealed_at"),
        *("left_out", "lines", "audit_head"),
    },
    2: {"left_out", "lines", "audit_head"},
    3: set(),
}
HELD = [
    (version, field.attname)
    for version, missing in NOT_HELD.items()
    for field in Report._meta.fields
    if field.attname not in missing | SAID_OF_IT
]


@pytest.fixture
def three_forms(busy_day: BusyDay, seal: Seal) -> list[Report]:
    """Seal three days and make the first two what forms 1 and 2 were, sealed without a key."""
    for number in range(3):
        seal(day=FIRST_DAY + timedelta(number), at=CUT_OFF + timedelta(number))
    before, reports = "", list(Report.objects.order_by("sealed_at"))
    for version, report in enumerate(reports, start=1):
        report.form_version = version
        if version < FORM_VERSION:
            report.left_out, report.lines = [], []
            covered = Window(report.from_at, report.as_of)
            report.rows_digest = digest_of(area=COMMUNITY, covered=covered, lines=FIRST_LINES)
        report.previous_hash = before
        report.seal_version = SEAL_VERSION if version == FORM_VERSION else PLAIN_SEAL
        sealed_anew(report)
        before = report.hash
    return reports


def faults() -> list[tuple[int, Fault]]:
    """Return what does not hold: which day it is of, and the fault."""
    return [((found.day - FIRST_DAY).days + 1, found.fault) for found in broken_in(area=COUNTY)]


def test_three_forms_verify_in_one_chain(three_forms: list[Report]) -> None:
    assert [report.form_version for report in three_forms] == [1, 2, 3]
    first, second, third = (set(content_of(report=report)) for report in three_forms)
    assert first < second < third
    assert three_forms[2].lines == sorted(LINES)
    assert faults() == []


@pytest.mark.once  # what a report's hash is made of is one text on both databases
def test_a_flipped_bit_in_each_form_is_found(three_forms: list[Report]) -> None:
    for version, name in HELD:
        report = three_forms[version - 1]
        for bit in (3, 11):
            mark = transaction.savepoint()
            Report.objects.filter(pk=report.pk).update(**{name: flipped(getattr(report, name), bit)})
            assert list(broken_in(area=None)), (version, name, bit)
            transaction.savepoint_rollback(mark)


def test_rows_taken_out_behind_any_form_are_found(three_forms: list[Report]) -> None:
    Check.objects.filter(county=COUNTY, received_at__lt=CUT_OFF).delete()
    assert faults() == [(1, Fault.ROWS)]


@pytest.mark.parametrize("version", [1, 2])
def test_an_older_form_does_not_become_a_newer_one(three_forms: list[Report], version: int) -> None:
    Report.objects.filter(pk=three_forms[version - 1].pk).update(form_version=3)
    assert (version, Fault.CONTENT) in faults()


def test_a_new_kind_of_line_over_rows_that_are_there_breaks_no_old_seal(
    three_forms: list[Report], seal: Seal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def households(*, community: str, from_: datetime, until: datetime) -> Iterator[str]:
        return iter([f"household {community}"])

    monkeypatch.setitem(LINES, "household", households)
    assert faults() == []

    report = seal(day=FIRST_DAY + timedelta(3), at=CUT_OFF + timedelta(3))
    assert "household" in report.lines
    assert faults() == []
    # Its rows count from that seal on, and a kind that nobody knows any more is not passed over.
    monkeypatch.delitem(LINES, "household")
    assert faults() == [(4, Fault.ROWS)]


def test_the_text_of_the_first_kinds_of_line_never_changes(busy_day: BusyDay) -> None:
    day = {"community": COMMUNITY, "from_": CUT_OFF - timedelta(days=1), "until": CUT_OFF}
    told = {kind: sorted(LINES[kind](**day)) for kind in FIRST_LINES}  # type: ignore[arg-type]  # of one test
    alerts = Alert.objects.filter(community=COMMUNITY).values_list("pk", flat=True)
    checks = Check.objects.filter(county=COUNTY, community=COMMUNITY, outcome="DONE")
    steps = ReferralStep.objects.filter(community=COMMUNITY)

    assert told["alert"] == sorted(f"alert {pk}" for pk in alerts) != []
    assert told["check"] == sorted(
        f"check ({row.id!r}, {row.temperature_tenths!r}, {row.symptoms!r})" for row in checks
    )
    assert told["step"] == sorted(f"step ({row.pk!r}, {row.to!r}, {row.result!r})" for row in steps)
    assert {f"new {one.pk}" for one in busy_day.new} <= set(told["balance"])
    assert {line.split()[0] for line in told["balance"]} == set(BALANCE)


def test_a_seal_names_the_columns_that_it_left_out(busy_day: BusyDay, seal: Seal, signer: Signer) -> None:
    by = signer(area=COMMUNITY).user_id
    ColumnLeftOut.objects.create(
        area=COMMUNITY, key="in_central", reason="无", from_at=CUT_OFF - timedelta(days=9), from_by=by
    )
    report = seal()
    assert (report.left_out, "in_central" in report.figures) == (["in_central"], False)
    assert faults() == []


@pytest.mark.parametrize(
    ("figures", "left_out", "state"),
    [
        ({"new": 0}, (), FigureState.NUMBER),
        ({"new": None}, (), FigureState.NOT_RECORDED),
        ({}, ("new",), FigureState.NOT_APPLICABLE),
        ({}, (), FigureState.NOT_YET_THERE),
    ],
)
def test_what_a_report_says_of_a_column(
    figures: dict[str, int | None], left_out: tuple[str, ...], state: FigureState
) -> None:
    assert state_of(key="new", figures=figures, left_out=left_out) is state


@pytest.mark.parametrize(
    ("version", "named", "left_out", "lines"),
    [
        (1, (), {"in_central"}, FIRST_LINES),
        (2, ("new",), {"in_central"}, FIRST_LINES),
        (3, (), set(), ()),
        (3, ("new",), {"new"}, ("new",)),
    ],
)
def test_versions_one_and_two_tell_by_what_is_missing_and_three_by_name(
    version: int, named: tuple[str, ...], left_out: set[str], lines: tuple[str, ...]
) -> None:
    figures = {key: 0 for key in FIRST_COLUMNS if key != "in_central"}
    assert left_out_of(version=version, figures=figures, named=named) == left_out
    assert lines_of(version=version, named=named) == lines
