"""A reading struck after its report: the seal holds, and a correction counts without it."""

from datetime import timedelta

import pytest

from linli.observation.commands import ActedOn, put_back_check, strike_check
from linli.observation.models import Check
from linli.reports.commands import correct_report
from linli.reports.queries.chain import broken_in
from linli.reports.tests.days import CUT_OFF, BusyDay, Seal, Signer
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, PROVINCE

LATER = CUT_OFF + timedelta(hours=2)


def test_a_seal_holds_when_one_of_its_readings_is_struck_and_a_correction_counts_without_it(
    busy_day: BusyDay, seal: Seal, signer: Signer, doctor: Viewer
) -> None:
    first = seal()
    secretary = signer(area=COMMUNITY)
    check = Check.objects.get(county=COUNTY, temperature_tenths=375)
    # Its referral was taken over: whoever recorded it asks, the doctor strikes it (decision 76).
    with pytest.raises(ActedOn):
        strike_check(check=check, reason="记错了人", by=secretary, now=LATER)
    strike_check(check=check, reason="记错了人", by=doctor, now=LATER)

    assert not list(broken_in(area=PROVINCE))
    first.refresh_from_db()
    second = correct_report(
        area=COMMUNITY, day=FIRST_DAY, reason="划掉一次登记", by=secretary, now=LATER + timedelta(minutes=1)
    )
    assert second.figures["alerts"] == first.figures["alerts"] - 1
    assert second.figures["persons_seen"] == first.figures["persons_seen"] - 1
    # The referral that was taken over goes on: striking the reading does not end it.
    assert second.figures["referrals"] == first.figures["referrals"]
    assert not list(broken_in(area=PROVINCE))

    put_back_check(check=check, reason="没有记错", by=doctor, now=LATER + timedelta(hours=1))
    assert not list(broken_in(area=PROVINCE))
