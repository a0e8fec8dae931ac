"""What is said to another level holds no number of a telephone or certificate, and whoever says it is told."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from linli.reports.commands import return_report
from linli.reports.models import Report
from linli.reports.tests.days import BusyDay, Seal, Signer, on_first_day
from linli.staff.rights import Role
from tests.cast import COMMUNITY, FIRST_DAY, TOWNSHIP


def test_numbers_in_an_answer_are_hidden_and_that_is_said(
    busy_day: BusyDay, seal: Seal, signer: Signer, sign_in: Callable[..., Client]
) -> None:
    report = seal()
    return_report(report=report, reason="请核实", by=signer(area=TOWNSHIP), now=on_first_day(17))
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    address = reverse("reports:answer", args=[COMMUNITY, FIRST_DAY.isoformat()])
    page = client.post(address, {"words": "住户电话13805510003，已核实"}, follow=True)
    assert "里面的电话和证件号码已经隐去" in page.content.decode()
    answer = Report.objects.get(pk=report.pk).answer
    assert "13805510003" not in answer
    assert answer.endswith("已核实")
