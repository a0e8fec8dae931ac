"""A list that names another community than the one that it is entered for."""

import io
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.models import Area
from linli.audit.models import AuditEvent
from linli.observation.models import Observation
from linli.rosters import commands
from linli.rosters.models import RosterImport, RosterRow
from linli.rosters.preview import preview, workbook_of
from linli.rosters.rules.other_place import named_in, titles_of
from linli.rosters.rules.sheets import find_header
from linli.rosters.tests.acts import HEADERS, roster_of
from linli.sheets.tests.test_reading import xlsx
from linli.sheets.workbooks import Sheet
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, FOREIGN, SIBLING, TOWNSHIP

OWN = ("安徽省", "合肥市", "瑶海区", "明光路街道", "明光路社区居委会")
OTHERS = {
    "a": "胜利路社区居委会",
    "b": "明光路第二社区",
    "c": "新村社区",
    "d": "瑶海村委会",
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("胜利路返乡人员名单", {"a"}),
        ("胜利路社区 1月27日", {"a"}),
        ("胜 利 路 社 区", {"a"}),
        ("明光路社区名单", set()),
        ("明光路街道返乡人员登记表", set()),
        ("合肥市瑶海区排查表", set()),
        ("明光路第二社区名单", {"b"}),
        ("明光路社区、胜利路社区", {"a"}),
        ("新村社区名单", {"c"}),
        ("建设新村居民名单", set()),
        ("返乡人员名单", set()),
        ("", set()),
    ],
)
def test_a_text_names_another_community(text: str, found: set[str]) -> None:
    assert named_in(text=text, own=OWN, others=OTHERS) == found


@pytest.mark.parametrize(
    "name",
    [
        "长江东路",
        "长江东路社区",
        "长江东路居委会",
        "长江东路社区居委会",
        "长江东路社区居民委员会",
        "长江东路村委会",
    ],
)
@pytest.mark.parametrize("called", ["长江东路社区", "长江东路", "长江东路居委会", "长江东路社区居委会"])
def test_a_name_is_one_with_its_committee_and_without(name: str, called: str) -> None:
    text = f"{called}返乡人员花名册"
    own = ("合肥市", "瑶海区", "长江东路街道", "明光路社区居委会")
    assert named_in(text=text, own=own, others={"a": name}) == {"a"}
    assert named_in(text=text, own=(*own[:3], name), others={"a": "明光路社区居委会"}) == set()


@pytest.mark.parametrize("beside", ["", "张三", "填表人"])
def test_a_register_of_names_is_a_title_whatever_stands_beside_it(beside: str) -> None:
    title = "长江东路社区返乡人员花名册"
    rows = ((title, beside), ("姓名", "联系电话", "现住址"), ("王芳", "13900000001", "1栋1单元101室"))
    sheet = Sheet(name="表", rows=rows)
    header = find_header(sheet=sheet)
    assert header is not None
    assert title in titles_of(sheet=sheet, header=header)


def kept(client: Client, content: bytes, filename: str, community: str = COMMUNITY) -> RosterImport:
    file = io.BytesIO(content)
    file.name = filename
    said = {"file": file, "community": community, "on": "2020-01-27", "year": "2020"}
    assert client.post(reverse("rosters:imports"), said).status_code == 302
    return RosterImport.objects.latest("uploaded_at")


def answer(client: Client, roster: RosterImport, **more: str) -> int:
    url = reverse("rosters:mapping", args=[roster.pk])
    page = client.get(url)
    chosen = {
        column.select.html_name: column.select.value() or ""
        for part in page.context["parts"]
        for column in part.columns
    }
    return client.post(url, chosen | more).status_code


SHEET = [HEADERS.split(","), ["王芳", "", "13800000001", "1栋1单元101室", "湖北省武汉市", "1月22日"]]
LISTS = {
    "file": (roster_of(1), "胜利路社区.csv"),
    "sheet": (xlsx(胜利路社区=SHEET), "名单.xlsx"),
    "title": (xlsx(表=[["胜利路社区返乡人员登记表"], *SHEET]), "名单.xlsx"),
    "code": (roster_of(1), f"名单{FOREIGN}.csv"),
}


@pytest.mark.parametrize("where", list(LISTS))
def test_nothing_is_imported_until_somebody_says_that_it_is_right(
    where: str, secretary_client: Client
) -> None:
    roster = kept(secretary_client, *LISTS[where])
    page = secretary_client.get(reverse("rosters:mapping", args=[roster.pk]))
    assert "名单写的是别的社区" in page.text
    assert [code for code, _ in page.context["place_form"].fields["place"].choices] == [COMMUNITY]
    assert answer(secretary_client, roster) == 422
    assert answer(secretary_client, roster, place=SIBLING) == 422
    roster.refresh_from_db()
    assert (roster.state, Observation.objects.count()) == ("UPLOADED", 0)
    assert answer(secretary_client, roster, place=COMMUNITY) == 302
    assert RosterRow.objects.get().outcome == "NEW"
    told = AuditEvent.objects.get(county=COUNTY, action="roster.confirmed").changed["kept_beside"]
    assert told == [FOREIGN if where == "code" else SIBLING]


@pytest.mark.parametrize("filename", ["明光路街道.csv", "明光路社区.csv", "名单20200127153000.csv"])
def test_its_own_name_and_those_above_are_not_asked_about(filename: str, secretary_client: Client) -> None:
    roster = kept(secretary_client, roster_of(1), filename)
    assert answer(secretary_client, roster) == 302


def test_who_enters_for_both_may_choose_the_other_one(sign_in: Callable[..., Client]) -> None:
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    roster = kept(client, roster_of(1), "胜利路社区.csv")
    assert answer(client, roster, place=SIBLING) == 302
    roster.refresh_from_db()
    assert (roster.state, roster.area) == ("UPLOADED", SIBLING)
    assert answer(client, roster) == 302
    assert Observation.objects.get().community == SIBLING


def test_no_door_imports_it_unasked(secretary: Viewer) -> None:
    roster = commands.receive_roster(
        community=COMMUNITY,
        filename="胜利路.csv",
        content=roster_of(1),
        year=2020,
        on=FIRST_DAY,
        by=secretary,
        now=timezone.now(),
    )
    sheets = preview(workbook=workbook_of(roster=roster), community=roster.area)
    answers = {sheet.name: [column.field or "" for column in sheet.columns] for sheet in sheets}
    with pytest.raises(commands.NamesAnotherPlace):
        commands.confirm_mapping(
            roster=roster, sheets=sheets, answers=answers, by=secretary, now=timezone.now()
        )
    with pytest.raises(commands.NotACommunity):
        commands.enter_elsewhere(roster=roster, community=TOWNSHIP, by=secretary, now=timezone.now())
    Area.objects.filter(pk=SIBLING).update(valid_until=date(2020, 1, 28))
    commands.confirm_mapping(roster=roster, sheets=sheets, answers=answers, by=secretary, now=timezone.now())
