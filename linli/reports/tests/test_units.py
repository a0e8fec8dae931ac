"""The table of the units below, a moment that was asked for, the picture by fever: as officers open them."""

import json
import re
from collections.abc import Callable
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from linli.areas.rules import AreaCode
from linli.clock import moment
from linli.reports.commands import correct_report
from linli.reports.tests.days import CUT_OFF, SIGNERS, BusyDay, Seal, Signer, on_first_day
from linli.reports.units import Unit
from linli.staff.rights import Role
from linli.typesetting.tests.pdf import text_of
from tests.cast import CITY, COMMUNITY, COUNTY, FIRST_DAY, SIBLING, TOWNSHIP, MakeObservation

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

SignIn = Callable[..., Client]
DAY = FIRST_DAY.isoformat()
DAY_BEFORE = FIRST_DAY - timedelta(days=1)


@pytest.fixture
def officer(sign_in: SignIn) -> Client:
    return sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)


def page(client: Client, query: str = "", area: str = TOWNSHIP, name: str = "day", *more: str) -> "Answer":
    return client.get(reverse(f"reports:{name}", args=[area, DAY, *more]) + query)


def words(answer: "Answer") -> str:
    return " ".join(answer.content.decode().split())


def row(answer: "Answer", name: str) -> Unit:
    units: list[Unit] = answer.context["units"]
    return next(unit for unit in units if unit.name == name)


@pytest.fixture
def two_days(busy_day: BusyDay, make_observation: MakeObservation, seal: Seal) -> None:
    """Seal both communities of the day before, with nine and with one who were new, and FIRST_DAY with three and with one."""
    for area in (COMMUNITY, SIBLING):
        seal(area=area, day=DAY_BEFORE, at=moment(DAY_BEFORE, time(15)))
    make_observation(community=SIBLING, at=on_first_day(9), name="陈一")
    for area in (COMMUNITY, SIBLING):
        seal(area=area)


@pytest.mark.usefixtures("two_days")
def test_a_row_tells_figures_rates_and_the_change_to_the_day_before(officer: Client) -> None:
    answer = page(officer)
    cells = row(answer, "明光路社区").cells
    assert {key: cells[key].value for key in ("new", "alerts", "sent_to_clinic", "confirmed")} == {
        "new": 3,
        "alerts": 2,
        "sent_to_clinic": 2,
        "confirmed": 1,
    }
    assert cells["new"].change == 3 - 9
    assert cells["done_rate"].change is None
    done, due = cells["checks_done"].value, cells["checks_due"].value
    assert (cells["done_rate"].value is None) is (not due)
    assert (cells["abnormal_rate"].value is None) is (not done)
    total = answer.context["total"].cells
    assert {key: cell.value for key, cell in total.items() if key in answer.context["figures"]} == {
        key: answer.context["figures"][key] for key in total if key in answer.context["figures"]
    }
    assert ">-6<" in words(answer)


@pytest.mark.usefixtures("two_days")
def test_any_column_sorts_by_a_link_and_files_and_text_have_the_same_rows(officer: Client) -> None:
    def names(query: str) -> list[str]:
        return [unit.name for unit in page(officer, query).context["units"]]

    assert names("") == names("?sort=nonsense&order=sideways") == ["明光路社区", "胜利路社区"]
    assert names("?sort=new&order=up") == names("?sort=alerts&order=up") == ["胜利路社区", "明光路社区"]
    answer = page(officer, "?sort=new&order=up")
    assert 'aria-sort="ascending"' in words(answer)
    query = "?sort=new&amp;order=up"
    assert all(
        reverse("reports:export", args=[TOWNSHIP, DAY, kind]) + query in words(answer)
        for kind in ("csv", "pdf")
    )
    for kind in ("csv", "pdf"):
        taken = page(officer, "?sort=new&order=up", TOWNSHIP, "export", kind).content
        text = text_of(taken) if kind == "pdf" else taken.decode("utf-8-sig")
        table = text[text.rindex("异常率") :]
        assert table.index("胜利路社区") < table.index("明光路社区") < table.index("合计"), kind


def test_who_has_no_report_is_a_dash_and_named_in_the_text(
    busy_day: BusyDay, seal: Seal, officer: Client
) -> None:
    seal(at=CUT_OFF + timedelta(minutes=5))
    answer = page(officer)
    assert row(answer, "胜利路社区").cells["new"].value is None
    assert words(answer).count("没有收到日报") >= 11
    text = page(officer, "", TOWNSHIP, "text").context["text"].split("\n")
    assert text[1].startswith("还没有封存，截至 ")
    assert "迟报：明光路社区。" in text
    assert "未报：胜利路社区。" in text
    after = row(answer, "明光路社区").cells["after"].value
    assert any(line.startswith(f"明光路社区 {after}/3/") for line in text)


def test_beside_a_sealed_sum_stands_what_it_is_now_on_page_and_files(
    busy_day: BusyDay, seal: Seal, signer: Signer, make_observation: MakeObservation, officer: Client
) -> None:
    seal()
    seal(area=TOWNSHIP, at=on_first_day(16, 20))
    make_observation(at=on_first_day(15, 30), name="赵后来")
    correct_report(
        area=COMMUNITY, day=FIRST_DAY, reason="漏", by=signer(area=COMMUNITY), now=on_first_day(17)
    )
    seal(area=SIBLING, at=on_first_day(18))
    known = "第 1 版，截至 2020年1月27日 16:20 知道的数"

    answer = page(officer)
    assert known in words(answer)
    assert answer.context["figures"]["new"] == 3
    assert row(answer, "明光路社区").cells["new"].value == 3
    assert row(answer, "明光路社区").cells["new"].now == 4
    assert (answer.context["received"].sealed, answer.context["reported_since"]["late"]) == (1, 1)
    assert "现在 4" in words(answer)
    below = words(page(officer, "", TOWNSHIP, "figure", "new"))
    assert known in below
    assert "现在 4" in below
    history = page(officer, "", TOWNSHIP, "history", "new")
    assert (history.context["points"][0].value, history.context["points"][0].since) == (3, 4)
    for kind in ("csv", "pdf"):
        taken = page(officer, "", TOWNSHIP, "export", kind).content
        text = text_of(taken) if kind == "pdf" else taken.decode("utf-8-sig")
        assert "".join(known.split()) in "".join(text.split()), kind
        assert "上报之后又有变化" in text, kind


def test_a_moment_that_was_asked_for_stays_and_is_before_what_came_later(
    busy_day: BusyDay, seal: Seal, signer: Signer, make_observation: MakeObservation, officer: Client
) -> None:
    seal(at=on_first_day(15, 30))
    make_observation(at=on_first_day(15), name="赵后来")
    correct_report(
        area=COMMUNITY, day=FIRST_DAY, reason="漏", by=signer(area=COMMUNITY), now=on_first_day(17)
    )
    asked = "?as_of=2020-01-27T15:45"
    stays = "?as_of=2020-01-27T15%3A45%3A00"

    answer = page(officer, asked)
    text = words(answer)
    assert answer.context["figures"]["new"] == 3
    assert "banner-now" not in text
    assert 'form="seal"' not in text
    links = set(re.findall(r'href="(/reports/\d[^"#]*)', text))
    assert {link for link in links if stays not in link} == {reverse("reports:day", args=[TOWNSHIP, DAY])}
    community = page(officer, asked, COMMUNITY)
    assert community.context["report"].version == 1
    assert "第 1 版" in words(community)
    assert "后来更正过" not in words(community)
    assert page(officer, asked, TOWNSHIP, "figure", "new").context["shown"].figures["new"] == 3
    history = page(officer, asked, TOWNSHIP, "history", "new")
    assert history.context["points"][0].value == 3
    assert page(officer, "?as_of=2020-01-27T15:00").context["figures"]["new"] is None
    # Past the hour who was missing then is said, and nobody is told to ring.
    past = words(page(officer, "?as_of=2020-01-27T18:00"))
    assert ("当时未报的社区：1 个" in past, "请联系" in past, "banner-now" in past) == (True, False, False)


@pytest.mark.parametrize("asked", ["x", "2999-01-01T00:00", "2020-02-30T10:00"])
def test_a_moment_that_is_none_is_said_at_its_field(busy_day: BusyDay, officer: Client, asked: str) -> None:
    answer = page(officer, f"?as_of={asked}")
    assert (answer.status_code, "请填一个已经过去的时刻。" in words(answer)) == (200, True)
    file = page(officer, f"?as_of={asked}", TOWNSHIP, "export", "csv")
    assert file.status_code == 302
    assert "as_of" in file.headers["Location"]
    assert page(officer, f"?as_of={asked}", TOWNSHIP, "text").status_code == 302


def test_the_picture_is_coloured_by_fever_where_a_link_asks(
    busy_day: BusyDay, seal: Seal, officer: Client
) -> None:
    seal()
    answer = page(officer, "?picture=fever&sort=new")
    found = re.search(r'<script id="treemap-data" type="application/json">(.*?)</script>', words(answer))
    assert found
    told: list[dict[str, Any]] = json.loads(found[1])
    assert [one["state"] for one in told] == ["ILL", "NO_REPORT"]
    assert told[0]["words"].startswith("异常 2 送诊 2 疑似 1 确诊 1 已查 ")
    assert 'href="?sort=new&amp;order=down&amp;picture=reported#picture"' in words(answer)


@pytest.mark.parametrize("area", [TOWNSHIP, COUNTY, CITY])
def test_a_page_of_a_sealed_sum_costs_no_more_than_twelve_statements(
    busy_day: BusyDay, seal: Seal, sign_in: SignIn, area: AreaCode
) -> None:
    seal()
    seal(area=area, at=on_first_day(17))
    seal(area=SIBLING, at=on_first_day(18))
    client = sign_in(role=SIGNERS[area.level], area=area)
    for query in ("", "?as_of=2020-01-27T17:30", "?as_of=2020-01-27T15:30"):
        page(client, query, area)
        with CaptureQueriesContext(connection) as seen:
            assert page(client, query, area).status_code == 200
        assert len(seen.captured_queries) <= 12, [one["sql"][:200] for one in seen.captured_queries]
