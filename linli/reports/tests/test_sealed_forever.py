"""What must always hold of seals: a flipped bit anywhere is found, and what was known at a moment stays known."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.reports.commands import correct_report
from linli.reports.commands.sums import add_up_all
from linli.reports.models import Report, ReportSum
from linli.reports.queries.chain import broken_in, content_of
from linli.reports.queries.rollup import RollUp, roll_up, roll_up_as_known
from linli.reports.queries.sums import nation
from linli.reports.registers import COLUMNS
from linli.reports.rules import PLAIN_SEAL
from linli.reports.tests.days import CUT_OFF, Seal, Signer, sealed_anew
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, PROVINCE, SIBLING, TOWNSHIP, MakeObservation
from tests.properties import examples

HOUR = timedelta(hours=1)
DAYS = 3
# What is said of a report once it is sealed: to whom it goes, received, returned, answered.
SAID_OF_IT = {
    *("received_at", "received_by", "returned_at", "returned_by", "return_reason"),
    *("answered_at", "answered_by", "answer", "earlier_returns", "above", "undone"),
    *("is_owed", "withdrawn_at", "withdrawn_by", "withdrawn_reason"),
}
# Everything else that stands in a report's row.
SEALED = [field.attname for field in Report._meta.fields if field.attname not in SAID_OF_IT]


@pytest.fixture
def three_days(areas: dict[str, Area], make_observation: MakeObservation, seal: Seal) -> list[Report]:
    make_observation()
    return [seal(day=FIRST_DAY + timedelta(n), at=CUT_OFF + timedelta(n)) for n in range(DAYS)]


def flipped(value: object, bit: int) -> object:
    """Return the value with one bit of how it is written turned round."""
    if isinstance(value, datetime):
        return value + timedelta(microseconds=1 << (bit % 40))
    if isinstance(value, int):
        return value ^ (1 << (bit % 8))
    if isinstance(value, list):
        return [*value, "x"] if bit % 2 else value[1:] or ["x"]
    if isinstance(value, dict):
        key = COLUMNS[bit % len(COLUMNS)]
        return value | {key: (value[key] or 0) ^ (1 << (bit % 8))}
    if isinstance(value, str):
        place = bit % max(len(value), 1)
        return value[:place] + ("x" if value[place : place + 1] != "x" else "y") + value[place + 1 :]
    if isinstance(value, UUID):
        return UUID(int=value.int ^ (1 << bit))
    assert isinstance(value, date)
    return value.replace(year=value.year ^ (1 << (bit % 5)))


@pytest.mark.once  # what a report's hash is made of is one text on both databases
@pytest.mark.django_db
def test_a_flipped_bit_anywhere_is_found(three_days: list[Report]) -> None:
    assert list(broken_in(area=COUNTY)) == []
    for name in SEALED:
        # Every column of the first, of one between and of the newest; each link is judged by the same lines.
        for number, (report, bit) in enumerate(zip(three_days, (3, 38, 3), strict=True)):
            mark = transaction.savepoint()
            value = flipped(getattr(report, name), bit)
            Report.objects.filter(pk=report.pk).update(**{name: value})
            assert list(broken_in(area=None)), (number, name, bit)
            transaction.savepoint_rollback(mark)
    assert list(broken_in(area=COUNTY)) == []


def told(rollup: RollUp) -> tuple[object, ...]:
    below = [(b.area, b.standing, b.received, b.figures, b.report and b.report.hash) for b in rollup.below]
    return rollup.received, rollup.figures, below


@settings(max_examples=examples(10))
@given(
    acts=st.lists(
        st.tuples(st.sampled_from([COMMUNITY, SIBLING, TOWNSHIP]), st.integers(0, 30)), min_size=1, max_size=6
    ),
    asked=st.integers(-1, 31),
)
def test_what_was_known_at_a_moment_stays_known(
    db: None,
    areas: dict[str, Area],
    signer: Signer,
    seal: Seal,
    acts: list[tuple[AreaCode, int]],
    asked: int,
) -> None:
    Report.objects.all().delete()
    ReportSum.objects.all().delete()
    at = CUT_OFF + asked * HOUR
    known: dict[AreaCode, tuple[object, ...]] = {}
    for area, hours in sorted(acts, key=lambda act: act[1]):
        now = CUT_OFF + hours * HOUR
        if hours > asked and not known:
            known = {
                above: told(roll_up(area=above, day=FIRST_DAY, now=at)) for above in (TOWNSHIP, PROVINCE)
            }
        _seal_or_correct(area, now, signer, seal)
    for above, then in known.items():
        assert told(roll_up_as_known(area=above, day=FIRST_DAY, at=at)) == then
    assert list(broken_in(area=PROVINCE)) == []
    end = CUT_OFF + 40 * HOUR
    for above in (TOWNSHIP, COUNTY, PROVINCE):
        now_kept = told(roll_up(area=above, day=FIRST_DAY, now=end))
        assert told(roll_up_as_known(area=above, day=FIRST_DAY, at=end)) == now_kept


def _seal_or_correct(area: AreaCode, now: datetime, signer: Signer, seal: Seal) -> None:
    if Report.objects.filter(area=area, day=FIRST_DAY).exists():
        correct_report(area=area, day=FIRST_DAY, reason="核实", by=signer(area=area), now=now)
    else:
        seal(area=area, at=now)


def test_sums_made_again_are_those_that_were_kept(
    make_observation: MakeObservation, seal: Seal, django_assert_num_queries: Callable[..., object]
) -> None:
    make_observation()
    seal()
    seal(area=SIBLING, at=CUT_OFF + HOUR)
    kept = sorted(ReportSum.objects.values_list("area", "on_time", "late", "late_minutes_most"))
    figures = {row.area: row.figures for row in ReportSum.objects.all()}
    assert [row[0] for row in kept] == ["34", "3401", "340102", TOWNSHIP]
    assert {row[1:] for row in kept} == {(1, 1, 60)}

    ReportSum.objects.all().delete()
    add_up_all(day=FIRST_DAY, area_range=("0", "9999999999999999"))

    assert sorted(ReportSum.objects.values_list("area", "on_time", "late", "late_minutes_most")) == kept
    assert {row.area: row.figures for row in ReportSum.objects.all()} == figures
    top = nation(day=FIRST_DAY)
    assert top is not None
    assert (top.on_time, top.late, top.figures["new"], top.figures["masks_used"]) == (1, 1, 1, None)


def test_without_a_report_there_is_no_sum_of_the_nation(db: None) -> None:
    assert nation(day=FIRST_DAY) is None


def test_a_seal_of_the_first_form_still_verifies(make_observation: MakeObservation, seal: Seal) -> None:
    report = seal()
    report.form_version, report.seal_version = 1, PLAIN_SEAL
    sealed_anew(report)
    assert "due_at" not in content_of(report=report)
    assert list(broken_in(area=COUNTY)) == []
