"""A correction in which nothing differs."""

from collections.abc import Callable
from datetime import time, timedelta

from django.test import Client
from django.urls import reverse

from linli.clock import moment
from linli.reports import commands
from linli.reports.models import Report
from linli.reports.queries.returned import exchanges_of
from linli.reports.tests.days import Seal, Signer, on_first_day
from linli.staff.rights import Role
from tests.cast import COMMUNITY, FIRST_DAY, TOWNSHIP, MakeObservation

LATER = moment(FIRST_DAY + timedelta(days=1), time(15))


def test_a_correction_without_any_difference_seals_no_version_and_points_to_an_answer_in_words(
    make_observation: MakeObservation, seal: Seal, signer: Signer, sign_in: Callable[..., Client]
) -> None:
    make_observation(at=on_first_day(9), name="王一")
    report = seal(at=on_first_day(15, 41))
    commands.return_report(report=report, reason="请附说明", by=signer(area=TOWNSHIP), now=LATER)
    assert commands.is_unchanged(area=COMMUNITY, day=FIRST_DAY, now=LATER)
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    address = reverse("reports:correct", args=[COMMUNITY, FIRST_DAY.isoformat()])
    page = client.post(address, {"reason": "核对无误，另附说明"})
    assert page.status_code == 422
    assert "没有一个数字不同" in page.text
    assert "没有一个数字不同" not in client.get("/waits/").text, "said once"
    assert (
        page.text.count('value="核对无误，另附说明"') == 2
    )  # as a correction, and ready as an answer in words
    assert "退回可以只写话答复" in page.text
    (kept,) = Report.objects.filter(area=COMMUNITY, day=FIRST_DAY)
    assert [one.answer for one in exchanges_of(reports=[kept])] == [""]
