"""Beside the figures of a version stands what is so now: one state a unit, what its own report no longer tells, the period."""

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

from linli.reports.rules.deadlines import Standing
from linli.reports.tests.days import SIGNERS, BusyDay, Seal, on_first_day
from linli.reports.units import Unit
from tests.cast import COUNTY, FIRST_DAY, SIBLING, TOWNSHIP, MakeObservation

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

SignIn = Callable[..., Client]
DAY = FIRST_DAY.isoformat()


def words(answer: "Answer") -> str:
    return " ".join(answer.content.decode().split())


def test_a_unit_has_one_state_on_a_page_and_that_is_the_state_now(
    busy_day: BusyDay, seal: Seal, sign_in: SignIn
) -> None:
    seal(at=on_first_day(15))
    seal(area=TOWNSHIP, at=on_first_day(15, 10))
    answer = sign_in(role=SIGNERS[TOWNSHIP.level], area=TOWNSHIP).get(
        reverse("reports:day", args=[TOWNSHIP, DAY])
    )
    units: list[Unit] = answer.context["units"]
    assert {unit.area: unit.standing for unit in units}[SIBLING] == Standing.MISSING
    found = re.search(r'<script id="treemap-data" type="application/json">(.*?)</script>', words(answer))
    assert found
    assert [one["words"] for one in json.loads(found[1])] == ["1/1", "0/1 未报 1"]
    assert "上报时另有 1 个未到时间，现在 0 个" in words(answer)


def test_a_received_version_says_what_its_communities_tell_since_on_page_file_and_text(
    busy_day: BusyDay, make_observation: MakeObservation, seal: Seal, sign_in: SignIn
) -> None:
    make_observation(community=SIBLING, at=on_first_day(9), name="陈一")
    seal()
    seal(area=TOWNSHIP, at=on_first_day(16, 20))
    seal(area=SIBLING, at=on_first_day(18))
    client = sign_in(role=SIGNERS[COUNTY.level], area=COUNTY)
    answer = client.get(reverse("reports:day", args=[COUNTY, DAY]))
    unit = next(unit for unit in answer.context["units"] if unit.area == TOWNSHIP)
    changed = {one.key: (one.then, one.now) for one in unit.since_report}
    assert changed["new"] == (3, 4)
    assert "第 1 版，此后有变化" in words(answer)
    assert "新增 3 → 4" in words(answer)
    file = client.get(reverse("reports:export", args=[COUNTY, DAY, "csv"])).content.decode("utf-8-sig")
    assert "本级日报第 1 版：新增,3,4" in file
    text = client.get(reverse("reports:text", args=[COUNTY, DAY])).context["text"]
    assert "明光路街道上报第 1 版以后，它的社区又有变化：" in text


def test_the_period_over_a_sum_is_that_of_the_reports_in_it(
    busy_day: BusyDay, seal: Seal, sign_in: SignIn
) -> None:
    client = sign_in(role=SIGNERS[TOWNSHIP.level], area=TOWNSHIP)
    address = reverse("reports:export", args=[TOWNSHIP, DAY, "csv"])
    assert "统计时段" not in client.get(address).content.decode("utf-8-sig")
    seal(at=on_first_day(15, 41))
    seal(area=TOWNSHIP, at=on_first_day(15, 50))
    file = client.get(address).content.decode("utf-8-sig")
    assert "统计时段,各社区日报的时段，最早 2020-01-26 16:00 起，最晚至 2020-01-27 15:41（不含）" in file
