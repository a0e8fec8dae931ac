"""Pages of reports, as the people who open them."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.reports.commands import correct_report
from linli.reports.models import Report
from linli.reports.tests.days import BusyDay, Seal, Signer
from linli.staff.rights import Role
from tests.cast import CITY, COMMUNITY, COUNTY, FIRST_DAY, FOREIGN, GRID, PROVINCE, SIBLING, TOWNSHIP

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

SignIn = Callable[..., Client]
BUTTON = 'form="seal"'
DAY = FIRST_DAY.isoformat()
NAMES_BEHIND = f"/reports/{COMMUNITY}/{DAY}/figures/"


def page(area: str, day: str = DAY) -> str:
    return reverse("reports:day", args=[area, day])


def figure(area: str, key: str) -> str:
    return reverse("reports:figure", args=[area, DAY, key])


def press(client: Client, button: str, area: str, day: str = DAY) -> "Answer":
    return client.post(reverse(f"reports:{button}", args=[area, day]), {"version": "1", "sure": "yes"})


def text(response: "Answer") -> str:
    return " ".join(response.content.decode().split())


def test_the_first_door_leads_to_todays_report_of_the_own_area(sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    today = day_of(timezone.now()).isoformat()
    assert client.get(reverse("reports:today")).headers["Location"] == page(COMMUNITY, today)


def test_the_secretary_sees_the_draft_and_seals_it(busy_day: BusyDay, sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    before = client.get(page(COMMUNITY))
    assert before.context["figures"]["new"] == 3
    assert BUTTON in text(before)
    assert "等号两边都是 13 人" in text(before)

    assert press(client, "seal", COMMUNITY).status_code == 302

    report = Report.objects.get()
    after = client.get(page(COMMUNITY))
    assert (report.area, report.figures["new"]) == (COMMUNITY, 3)
    assert "已补报封存" in text(after)
    assert BUTTON not in text(after)


def test_what_is_not_recorded_is_said_and_never_shown_as_zero(busy_day: BusyDay, sign_in: SignIn) -> None:
    response = sign_in(role=Role.SECRETARY, area=COMMUNITY).get(page(COMMUNITY))

    assert '使用口罩</th> <td class="number"> <span class="unrecorded">未登记</span>' in text(response)
    assert figure(COMMUNITY, "masks_used") not in text(response)
    assert figure(COMMUNITY, "in_central") in text(response)


def test_a_zero_report_is_sealed_on_the_page_and_shows_its_zeros(
    areas: dict[str, Area], sign_in: SignIn
) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    press(client, "seal", COMMUNITY)

    assert '新增</th> <td class="number"> <a href="' + figure(COMMUNITY, "new") + '">0</a>' in text(
        client.get(page(COMMUNITY))
    )


def test_a_second_seal_says_that_the_first_one_stands(areas: dict[str, Area], sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    press(client, "seal", COMMUNITY)
    press(client, "seal", COMMUNITY)

    assert Report.objects.count() == 1
    assert "已经上报，数字不再改动" in text(client.get(page(COMMUNITY)))


def test_a_day_to_come_cannot_be_sealed(areas: dict[str, Area], sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    tomorrow = (day_of(timezone.now()) + timedelta(days=1)).isoformat()

    assert BUTTON not in text(client.get(page(COMMUNITY, tomorrow)))
    press(client, "seal", COMMUNITY, tomorrow)
    assert not Report.objects.exists()
    assert "这一天还没有到，不能上报" in text(client.get(page(COMMUNITY, tomorrow)))


def test_a_figure_leads_the_secretary_to_its_people(busy_day: BusyDay, sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    here, gone = client.get(figure(COMMUNITY, "new")), client.get(figure(COMMUNITY, "moved_out"))

    assert all(reverse("desk:person", args=[o.person_id]) in text(here) for o in busy_day.new)
    assert "王5" in text(gone)
    assert reverse("desk:person", args=[busy_day.before[4].person_id]) not in text(gone)


def test_a_figure_without_register_leads_nowhere(busy_day: BusyDay, sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert client.get(figure(COMMUNITY, "masks_used")).status_code == 404
    assert client.get(figure(COMMUNITY, "nonsense")).status_code == 404


def test_the_township_sees_no_draft_and_seals_nothing_for_a_community(
    busy_day: BusyDay, sign_in: SignIn
) -> None:
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    response = client.get(page(COMMUNITY))

    assert response.context["figures"] is None
    assert "未报：截止时间" in text(response)
    assert BUTTON not in text(response)
    assert press(client, "seal", COMMUNITY).status_code == 403
    assert not Report.objects.exists()


def test_the_township_receives_what_was_sealed(busy_day: BusyDay, seal: Seal, sign_in: SignIn) -> None:
    report = seal()
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert "签收" in text(client.get(page(COMMUNITY)))

    press(client, "receive", COMMUNITY)

    report.refresh_from_db()
    assert report.received_at is not None
    assert "上级还没有签收" not in text(client.get(page(COMMUNITY)))


@pytest.mark.parametrize("button", ["receive", "return"])
def test_who_saw_an_older_version_is_told_to_look(
    button: str, busy_day: BusyDay, seal: Seal, sign_in: SignIn, signer: Signer
) -> None:
    report = seal()
    correct_report(
        area=COMMUNITY, day=report.day, reason="核对", by=signer(area=COMMUNITY), now=report.sealed_at
    )
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    answer = client.post(
        reverse(f"reports:{button}", args=[COMMUNITY, DAY]), {"version": "1", "reason": "核实"}, follow=True
    )
    assert "现在是第 2 版" in text(answer)
    newest = Report.objects.get(version=2)
    assert (newest.received_at, newest.returned_at) == (None, None)
    assert 'name="version" value="2"' in text(client.get(page(COMMUNITY)))


def test_nothing_is_received_before_it_is_sealed(areas: dict[str, Area], sign_in: SignIn) -> None:
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert press(client, "receive", COMMUNITY).status_code == 404


def test_an_officer_sees_sealed_figures_but_no_way_to_the_people(
    busy_day: BusyDay, seal: Seal, sign_in: SignIn
) -> None:
    seal()
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    response = client.get(page(COMMUNITY))

    assert response.context["figures"]["new"] == 3
    assert NAMES_BEHIND not in text(response)
    assert client.get(figure(COMMUNITY, "new")).status_code == 404


def test_the_province_finds_the_figure_and_goes_down_to_the_report(
    busy_day: BusyDay, seal: Seal, sign_in: SignIn
) -> None:
    seal()
    client = sign_in(role=Role.PROVINCE_OFFICER, area=PROVINCE)
    way = [PROVINCE, CITY, COUNTY, TOWNSHIP]

    assert f'<a href="{figure(PROVINCE, "alerts")}">2</a>' in text(client.get(page(PROVINCE)))
    for area, below in zip(way, [*way[1:], COMMUNITY], strict=True):
        step = client.get(figure(area, "alerts"))
        assert step.context["shown"].figures["alerts"] == 2
        assert (page(below) if below == COMMUNITY else figure(below, "alerts")) in text(step)
    last = client.get(page(COMMUNITY))
    assert last.context["figures"]["alerts"] == 2


def test_the_township_names_who_is_late_and_who_is_missing(
    areas: dict[str, Area], seal: Seal, sign_in: SignIn
) -> None:
    seal(at=timezone.now())
    response = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP).get(page(TOWNSHIP))

    units = [(unit.part.name, unit.missing, unit.late) for unit in response.context["to_ring"]]
    assert units == [("胜利路社区", 1, 0), ("明光路社区", 0, 1)]
    assert "1 个社区未报，请联系" in text(response)


def test_a_level_above_seals_its_own_sum_and_sees_what_came_later(
    busy_day: BusyDay, seal: Seal, sign_in: SignIn
) -> None:
    seal()
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    press(client, "seal", TOWNSHIP)
    assert "上报之后又有变化" not in text(client.get(page(TOWNSHIP)))

    seal(area=SIBLING)

    response = client.get(page(TOWNSHIP))
    assert Report.objects.get(area=TOWNSHIP).figures["moved_in"] == 1
    assert "上报之后又有变化" in text(response)
    assert ("转入", 1, 2) in [
        (str(words), then, now) for words, _state, then, now in response.context["changed"]
    ]


def test_areas_above_ones_own_are_named_and_not_linked(areas: dict[str, Area], sign_in: SignIn) -> None:
    response = sign_in(role=Role.COUNTY_OFFICER, area=COUNTY).get(page(TOWNSHIP))

    assert "安徽省" in text(response)
    assert f'href="{page(CITY)}"' not in text(response)
    assert f'href="{page(COUNTY)}"' in text(response)


@pytest.mark.parametrize(
    ("role", "area"),
    [(Role.GRID_WORKER, GRID), (Role.DOCTOR, COMMUNITY), (Role.ADMINISTRATOR, PROVINCE)],
)
def test_who_has_no_right_to_reports_finds_none(
    busy_day: BusyDay, seal: Seal, sign_in: SignIn, role: Role, area: AreaCode
) -> None:
    seal()
    client = sign_in(role=role, area=area)

    assert client.get(reverse("reports:today")).status_code == 403
    assert client.get(page(COMMUNITY)).status_code == 404
    assert client.get(figure(COMMUNITY, "new")).status_code == 404
    assert press(client, "seal", SIBLING).status_code == 404
    assert press(client, "receive", COMMUNITY).status_code == 404
    assert Report.objects.get().received_at is None


@pytest.mark.parametrize("area", [FOREIGN, SIBLING, TOWNSHIP, PROVINCE, "999999", GRID, "12", "明光路"])
def test_another_area_does_not_exist(areas: dict[str, Area], sign_in: SignIn, area: str) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)

    assert client.get(page(area)).status_code == 404
    assert client.get(figure(area, "new")).status_code == 404
    assert press(client, "seal", area).status_code == 404
    assert press(client, "receive", area).status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize("day", ["2020-02-30", "x", "0001-01-01", "9999-12-31", "2020-1-1", "1999-12-31"])
def test_a_day_that_is_none_does_not_exist(areas: dict[str, Area], sign_in: SignIn, day: str) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)

    assert client.get(page(COMMUNITY, day)).status_code == 404
    assert client.get(page(COMMUNITY), {"on": day}).status_code == 404
    assert press(client, "seal", COMMUNITY, day).status_code == 404


@pytest.mark.parametrize("day", ["2000-01-01", "2099-12-31"])
def test_a_day_far_off_is_a_page_like_any_other(areas: dict[str, Area], sign_in: SignIn, day: str) -> None:
    assert sign_in(role=Role.SECRETARY, area=COMMUNITY).get(page(COMMUNITY, day)).status_code == 200
    assert sign_in(role=Role.COUNTY_OFFICER, area=COUNTY).get(page(COUNTY, day)).status_code == 200


def test_the_date_field_leads_to_its_day(areas: dict[str, Area], sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert client.get(page(COMMUNITY), {"on": "2020-02-03"}).headers["Location"] == page(
        COMMUNITY, "2020-02-03"
    )
    assert client.get(page(COMMUNITY), {"on": "../../etc"}).status_code == 404


def test_a_seal_is_never_pressed_by_a_link(areas: dict[str, Area], sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert client.get(reverse("reports:seal", args=[COMMUNITY, DAY])).status_code == 405


def test_a_stranger_is_sent_to_the_sign_in_page(areas: dict[str, Area], client: Client) -> None:
    assert client.get(page(COMMUNITY)).headers["Location"].startswith("/sign-in/")
