"""A past forged in the database: without the key it is found at once, with the key by whoever holds the old hash."""

from datetime import timedelta

import pytest

from linli.audit.commands import link_waiting
from linli.audit.models import AuditEvent
from linli.audit.queries import end_of
from linli.reports.models import ReceivedHash, Report
from linli.reports.queries.chain import content_of
from linli.reports.rules import PLAIN_SEAL, SEAL_VERSION, report_hash
from linli.reports.rules.chain import Fault
from linli.reports.tests.days import CUT_OFF, BusyDay, Seal, Signer, sealed_anew
from linli.reports.tests.test_chain import NEXT_DAY, broken, sealed_and_received
from tests.cast import COMMUNITY, COUNTY


def test_a_past_rewritten_with_key_and_audit_is_found_by_the_level_above(
    busy_day: BusyDay, seal: Seal, signer: Signer
) -> None:
    sealed_and_received(seal, signer)
    before = ""
    for report in Report.objects.order_by("sealed_at"):
        report.figures = report.figures | {"alerts": 0}
        report.previous_hash = before
        sealed_anew(report)
        before = report.hash

    assert broken() == [(COMMUNITY, 1, Fault.RECEIVED)]
    assert ReceivedHash.objects.get().of_area == COMMUNITY


@pytest.mark.parametrize(
    ("version", "fault"), [(SEAL_VERSION, Fault.CONTENT), (PLAIN_SEAL, Fault.EVENT)], ids=["kept", "plain"]
)
def test_a_past_forged_without_the_key_is_found_though_every_hash_is_made_anew(
    busy_day: BusyDay, seal: Seal, signer: Signer, version: int, fault: Fault
) -> None:
    sealed_and_received(seal, signer)
    before = ""
    for report in Report.objects.order_by("sealed_at"):
        report.figures = report.figures | {"alerts": 0}
        report.seal_version, report.previous_hash = version, before
        report.hash = before = report_hash(content=content_of(report=report), previous_hash=before)
        report.save()
        ReceivedHash.objects.filter(report=report.pk).update(hash=report.hash)

    assert {(where, found) for where, _version, found in broken()} >= {(COMMUNITY, fault)}


def test_a_plain_seal_goes_on_being_one_until_a_keyed_one_follows(
    busy_day: BusyDay, seal: Seal, signer: Signer
) -> None:
    old = seal()
    old.seal_version = PLAIN_SEAL
    sealed_anew(old)
    assert broken() == []

    seal(day=NEXT_DAY, at=CUT_OFF + timedelta(days=1))
    assert broken() == []
    # From then on the plain one is held by the key of the one behind it.
    old.figures = old.figures | {"alerts": 0}
    sealed_anew(old)
    assert {fault for _, _, fault in broken()} == {Fault.PREVIOUS}


def test_the_seal_stands_in_the_audit_and_the_end_of_the_audit_in_the_seal(
    busy_day: BusyDay, seal: Seal, signer: Signer
) -> None:
    link_waiting()
    report = seal()
    event = AuditEvent.objects.get(county=COUNTY, action="report.sealed")
    assert event.changed["hash"] == report.hash
    assert report.audit_head == end_of(county=COUNTY) != ""

    AuditEvent.objects.filter(county=COUNTY, id=event.id).update(changed={**event.changed, "hash": "0" * 64})
    assert [fault for _, _, fault in broken()] == [Fault.EVENT]
