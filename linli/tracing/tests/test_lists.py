"""Lists of leads as files and pasted rows, their bad rows, and the numbers that go up."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.staff.rights import Role
from linli.tracing.commands import NewLead, receive_leads
from linli.tracing.models import Lead, LeadList, ParkedRow
from linli.tracing.rules import Source
from tests.cast import COMMUNITY, COUNTY, TOWNSHIP, MakeViewer

Enter = Callable[..., Client]
IMPORT = "/leads/import/"
# As people type it into a table: a good row, the same once more, a wrong ID number, nobody, a total.
TABLE = (
    "姓名,身份证号,联系电话,来源地,车次,备注\n"
    "王芳,,13800000001,武汉市,G1,下车后由家人接走\n"
    "王芳,,13800000001,武汉市,G1,\n"
    "李明,123,,黄冈市,G1,\n"
    ",,13800000009,,G1,\n"
    "合计,4,,,,\n"
)


def words(page: Any) -> str:
    text: str = page.content.decode()
    return text


def test_a_list_is_brought_in_and_its_bad_row_corrected_in_place(sign_in: Enter) -> None:
    browser = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    head = {"community": COMMUNITY, "source": "RAIL", "list_name": "G1 次"}

    def upload() -> Any:
        return browser.post(
            IMPORT, head | {"file": SimpleUploadedFile("名单.csv", TABLE.encode())}, follow=True
        )

    page = words(upload())
    assert "新线索 2 条，重复 1 行，有误 1 行。" in page
    assert "身份证号的位数不对" in page
    lead = Lead.objects.get(name="王芳")
    assert (lead.community, lead.origin, lead.note) == (COMMUNITY, "武汉市", "车次：G1；下车后由家人接走")
    assert "新线索 0 条，重复 3 行，有误 1 行。" in words(upload())
    row = ParkedRow.objects.get(settled_at=None)
    address = reverse("tracing:correct_row", args=[row.pk])
    assert browser.post(address, {"name": "李明", "id_number": "124"}).status_code == 422
    fixed = browser.post(address, {"name": "李明", "id_number": "11010519491231002X"}, follow=True)
    assert "已改正，登记为线索。" in words(fixed)
    assert Lead.objects.get(name="李明").list == LeadList.objects.get()
    assert "这份名单没有要改正的行。" in words(fixed)
    numbers = words(browser.get("/leads/numbers/"))
    assert "G1 次" in numbers
    assert "明光路社区" in numbers
    assert "王芳" not in numbers


def test_pasted_rows_are_a_list_too_and_what_is_none_is_said(sign_in: Enter) -> None:
    browser = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    head = {"community": COMMUNITY, "source": "TIP", "list_name": ""}
    nothing = browser.post(IMPORT, head)
    assert nothing.status_code == 422
    assert "请选择文件，或粘贴表格。" in words(nothing)
    prose = browser.post(IMPORT, head | {"rows": "没有列名\t也没有人\n1\t2"})
    assert prose.status_code == 422
    assert "找不到表头。" in words(prose)
    browser.post(IMPORT, head | {"rows": "姓名\t电话\n王芳\t13800000001\n"})
    assert Lead.objects.get().name == "王芳"


def test_another_officer_does_not_see_the_list(sign_in: Enter, make_user: Callable[..., Any]) -> None:
    browser = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    head = {"community": COMMUNITY, "source": "RAIL", "list_name": "G1 次"}
    browser.post(IMPORT, head | {"file": SimpleUploadedFile("名单.csv", TABLE.encode())})
    address = reverse("tracing:list", args=[LeadList.objects.get().pk])
    assert browser.get(address).status_code == 200
    browser.force_login(make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP, username="second"))
    assert browser.get(address).status_code == 404
    assert sign_in(role=Role.SECRETARY, area=COMMUNITY).get(address).status_code == 200


def test_overdue_leads_stand_in_the_numbers_above(make_viewer: MakeViewer, sign_in: Enter) -> None:
    receive_leads(
        community=COMMUNITY,
        source=Source.RAIL,
        list_name="G1 次",
        entries=[NewLead(name="欧阳某", origin="武汉")],
        by=make_viewer(role=Role.SECRETARY, area=COMMUNITY),
        now=timezone.now() - timedelta(hours=25),
    )
    for role, area, name in (
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, "明光路社区"),
        (Role.COUNTY_OFFICER, AreaCode(COUNTY), "明光路街道"),
    ):
        page = words(sign_in(role=role, area=area).get("/leads/", follow=True))
        assert name in page
        assert '<span class="chip chip-overdue">1</span>' in page
        assert "欧阳某" not in page
        assert "G1 次" not in page  # a list that somebody else handed in
