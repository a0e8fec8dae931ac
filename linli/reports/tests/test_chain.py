"""Versions of a report, and chains that show a rewritten past."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.observation.commands import strike_check
from linli.observation.models import Alert, Check
from linli.reports import commands
from linli.reports.cli import verify
from linli.reports.models import Report
from linli.reports.queries.chain import broken_in, versions_of
from linli.reports.rules import PLAIN_SEAL, SEAL_VERSION, report_seal
from linli.reports.rules.chain import Fault, Link, differing, faults_of
from linli.reports.tests.days import CUT_OFF, BusyDay, Seal, Signer
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, PROVINCE, SIBLING, TOWNSHIP, MakeObservation

KEY = b"k" * 32
LATER = CUT_OFF + timedelta(hours=3)
NEXT_DAY = FIRST_DAY + timedelta(days=1)


def link(number: int, before: str, **told: object) -> Link:
    content = {"n": number}
    sealed = report_seal(key=KEY, version=SEAL_VERSION, content=content, previous_hash=before)
    values = {
        "id": UUID(int=number),
        "content": content,
        "hash": sealed,
        "previous_hash": before,
        "rows_digest": "r",
        "rows": "r",
        "received_hash": sealed,
        "seal_version": SEAL_VERSION,
        "event_hash": sealed,
    }
    return Link(**(values | told))  # type: ignore[arg-type]  # values of one test


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({}, []),
        ({"content": {"n": 9}}, [Fault.CONTENT]),
        ({"rows": "other"}, [Fault.ROWS]),
        ({"rows": None}, []),
        ({"received_hash": "other"}, [Fault.RECEIVED]),
        ({"received_hash": None}, []),
        ({"event_hash": None}, [Fault.EVENT]),
        ({"event_hash": ""}, [Fault.EVENT]),
        ({"event_hash": "other"}, [Fault.EVENT]),
        ({"seal_version": PLAIN_SEAL}, [Fault.CONTENT, Fault.PLAIN, Fault.EVENT]),
    ],
)
def test_each_fault_of_a_link_is_named(change: dict[str, object], faults: list[Fault]) -> None:
    first = link(1, "")
    chain = [first, link(2, first.hash, **change), link(3, link(2, first.hash).hash)]

    assert [fault for _, fault in faults_of(chain=chain, key=KEY)] == faults


def test_a_link_that_was_taken_out_breaks_the_next() -> None:
    first = link(1, "")
    third = link(3, link(2, first.hash).hash)

    assert faults_of(chain=[first, third], key=KEY) == [(third.id, Fault.PREVIOUS)]


def test_what_differs_is_named_in_order() -> None:
    assert differing(one={"a": 1, "b": None, "c": 3}, other={"a": 1, "b": 0, "c": 4}) == ["b", "c"]


def broken(area: AreaCode = PROVINCE) -> list[tuple[str, int, Fault]]:
    return [(found.area, found.version, found.fault) for found in broken_in(area=area)]


def test_a_correction_is_a_second_version_with_its_reason_and_both_stay(
    busy_day: BusyDay, seal: Seal, signer: Signer, make_observation: MakeObservation
) -> None:
    first = seal()
    make_observation(name="后到", at=CUT_OFF + timedelta(hours=1))
    # Behind every command's back, as a repair of the rows does.
    Alert.objects.filter(community=COMMUNITY).delete()

    second = commands.correct_report(
        area=COMMUNITY, day=FIRST_DAY, reason="漏了一人", by=signer(area=COMMUNITY), now=LATER
    )

    assert (second.version, second.reason, second.previous_hash) == (2, "漏了一人", first.hash)
    assert (second.from_at, second.as_of, second.due_at) == (first.from_at, first.as_of, first.due_at)
    assert (second.figures["new"], first.figures["new"]) == (3, 3)
    newest, oldest = versions_of(reports=list(Report.objects.order_by("version")))
    assert newest.changed == (("alerts", 2, 0),)
    assert oldest.changed == ()
    assert broken() == []
    assert AuditEvent.objects.filter(county=COUNTY, action="report.corrected").count() == 1


def test_the_next_day_begins_where_the_first_version_ended(
    busy_day: BusyDay, seal: Seal, signer: Signer
) -> None:
    seal()
    commands.correct_report(area=COMMUNITY, day=FIRST_DAY, reason="x", by=signer(area=COMMUNITY), now=LATER)

    assert seal(day=NEXT_DAY, at=LATER + timedelta(days=1)).from_at == CUT_OFF


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_correction_needs_a_reason(busy_day: BusyDay, seal: Seal, signer: Signer, reason: str) -> None:
    seal()
    with pytest.raises(commands.CorrectionNeedsReason):
        commands.correct_report(
            area=COMMUNITY, day=FIRST_DAY, reason=reason, by=signer(area=COMMUNITY), now=LATER
        )


def test_a_day_without_a_report_has_nothing_to_correct(busy_day: BusyDay, seal: Seal, signer: Signer) -> None:
    with pytest.raises(commands.NothingToCorrect):
        commands.correct_report(
            area=COMMUNITY, day=FIRST_DAY, reason="x", by=signer(area=COMMUNITY), now=LATER
        )


def test_nobody_corrects_for_another_area(busy_day: BusyDay, seal: Seal, signer: Signer) -> None:
    seal()
    for area in (TOWNSHIP, SIBLING):
        with pytest.raises(commands.NotYourReport):
            commands.correct_report(
                area=COMMUNITY, day=FIRST_DAY, reason="x", by=signer(area=area), now=LATER
            )


def test_a_report_is_returned_with_a_reason_and_stands_until_it_is_corrected(
    busy_day: BusyDay, seal: Seal, signer: Signer
) -> None:
    report = seal()
    with pytest.raises(commands.NotYourReport):
        commands.return_report(report=report, reason="x", by=signer(area=COMMUNITY), now=LATER)
    with pytest.raises(commands.CorrectionNeedsReason):
        commands.return_report(report=report, reason=" ", by=signer(area=TOWNSHIP), now=LATER)

    commands.return_report(report=report, reason="新增对不上", by=signer(area=TOWNSHIP), now=LATER)

    report.refresh_from_db()
    assert (report.return_reason, report.hash) == ("新增对不上", Report.objects.get().hash)
    assert broken() == []


def sealed_and_received(seal: Seal, signer: Signer) -> Report:
    report = seal()
    commands.receive_report(report=report, by=signer(area=TOWNSHIP), now=LATER)
    seal(day=NEXT_DAY, at=CUT_OFF + timedelta(days=1))
    return report


def test_figures_changed_behind_a_seal_are_found(busy_day: BusyDay, seal: Seal, signer: Signer) -> None:
    report = sealed_and_received(seal, signer)
    assert broken() == []

    Report.objects.filter(pk=report.pk).update(figures=report.figures | {"alerts": 0})

    assert broken() == [(COMMUNITY, 1, Fault.CONTENT)]


@pytest.mark.parametrize("name", ["day", "from_at", "as_of", "sealed_at", "sealed_by", "reason", "version"])
def test_whatever_is_changed_on_a_sealed_report_is_found(
    busy_day: BusyDay, seal: Seal, signer: Signer, name: str
) -> None:
    report = sealed_and_received(seal, signer)
    other = {
        "day": report.day - timedelta(days=9),
        "from_at": report.from_at + timedelta(microseconds=1),
        "as_of": report.as_of + timedelta(microseconds=1),
        "sealed_at": report.sealed_at + timedelta(microseconds=1),
        "sealed_by": report.pk,
        "reason": "x",
        "version": 7,
    }

    Report.objects.filter(pk=report.pk).update(**{name: other[name]})

    assert Fault.CONTENT in {fault for _, _, fault in broken()}


def test_rows_deleted_behind_a_seal_are_found(busy_day: BusyDay, seal: Seal, signer: Signer) -> None:
    sealed_and_received(seal, signer)

    one = Check.objects.filter(county=COUNTY).order_by("received_at").first()
    assert one is not None
    Check.objects.filter(county=COUNTY, id=one.id).delete()

    assert Fault.ROWS in {fault for _, _, fault in broken()}


def test_a_report_taken_out_is_found(busy_day: BusyDay, seal: Seal, signer: Signer) -> None:
    report = sealed_and_received(seal, signer)

    Report.objects.filter(pk=report.pk).delete()

    assert {fault for _, _, fault in broken()} == {Fault.PREVIOUS, Fault.RECEIVED}


def test_the_command_names_each_broken_link_and_ends_with_one(
    busy_day: BusyDay, seal: Seal, signer: Signer
) -> None:
    report = sealed_and_received(seal, signer)
    whole = CliRunner().invoke(verify, [])
    assert (whole.exit_code, "2 sealed reports: every link holds." in whole.output) == (0, True)

    Report.objects.filter(pk=report.pk).update(figures={})
    one = CliRunner().invoke(verify, [COMMUNITY])

    assert one.exit_code == 1
    assert f"{COMMUNITY} {FIRST_DAY} v1: what it says is not what was sealed" in one.output
    assert CliRunner().invoke(verify, [SIBLING]).exit_code == 0
    assert CliRunner().invoke(verify, ["7"]).exit_code == 2


SignIn = Callable[..., Client]


def test_the_township_returns_a_report_and_gets_a_second_version(
    busy_day: BusyDay, seal: Seal, sign_in: SignIn, signer: Signer
) -> None:
    seal()
    address = reverse("reports:day", args=[COMMUNITY, FIRST_DAY.isoformat()])
    township = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert township.post(f"{address}return/", {"reason": "", "version": "1"}).status_code == 302
    assert Report.objects.get().returned_at is None
    township.post(f"{address}return/", {"reason": "新增对不上", "version": "1"})

    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert "新增对不上" in secretary.get(address).content.decode()
    assert secretary.post(f"{address}return/", {"reason": "x", "version": "1"}).status_code == 403
    # Nothing differs from what was sealed: refused, and what was typed stays (decision 75).
    same = secretary.post(f"{address}correct/", {"reason": "核对后更正"})
    assert (same.status_code, "核对后更正" in same.content.decode()) == (422, True)
    assert Report.objects.count() == 1

    reading = Check.objects.get(county=COUNTY, temperature_tenths=365)
    strike_check(check=reading, reason="记错了人", by=signer(area=COMMUNITY), now=LATER)
    assert secretary.post(f"{address}correct/", {"reason": "核对后更正"}).status_code == 302
    text = secretary.get(address).content.decode()
    assert "第 2 版" in text
    assert "核对后更正" in text
    assert "等答复" not in text
