"""Rows said by hand, layouts put right and taken back, as the people who keep the forms."""

import io
from collections.abc import Callable

import pytest
import xlwt
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook

from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.reports.tests.days import Signer
from linli.returns import commands, queries
from linli.returns.commands import layouts
from linli.returns.models import Form
from linli.returns.rules import Holds
from linli.returns.rules.units import SKIPPED
from linli.returns.tests.conftest import Bring, at
from linli.returns.tests.made import four_columns, four_sheets, old_book, two_days
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, SIBLING, TOWNSHIP

SignIn = Callable[..., Client]


def of_units(*names: str) -> bytes:
    """Make a form with a row for each name and a row of totals."""
    out, book = io.BytesIO(), Workbook()
    assert book.active is not None
    for row in (("社区", "新增", "现有"), *((name, None, None) for name in (*names, "合计"))):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def brought(client: Client, content: bytes, name: str = "日报.xlsx") -> Form:
    words = {"title": "表", "asked_by": "区防控办", "area": TOWNSHIP}
    answer = client.post(reverse("returns:add"), {**words, "file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    return Form.objects.get()


def test_a_row_that_nobody_knows_is_said_by_hand_and_kept_for_the_next_layout(
    areas: object, sign_in: SignIn
) -> None:
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    form = brought(client, of_units("明光路社区", "学府路片区"))
    rows = reverse("returns:rows", args=[form.pk])
    assert client.get(reverse("returns:point", args=[form.pk])).headers["Location"] == rows
    page = client.get(rows).content.decode()
    assert "学府路片区" in page
    assert "表里没有的下级单位" in page, "胜利路社区 is missing"
    unsaid = client.post(rows, {"row_0": ""})
    assert unsaid.status_code == 422
    assert "请选这一行是哪个单位" in unsaid.content.decode()
    assert client.post(rows, {"row_0": "340102999"}).status_code == 422
    client.post(rows, {"row_0": SIBLING})
    version = queries.unpointed(form=form)
    assert version is not None
    assert [[spot.area for spot in place.spots] for place in queries.places_of(version=version)] == [
        [COMMUNITY, SIBLING, "+"]
    ] * 2
    page = client.get(reverse("returns:point", args=[form.pk])).content.decode()
    assert "表里没有的下级单位" not in page
    assert "合计一格是各行相加" in page
    client.post(
        reverse("returns:layout", args=[form.pk]),
        {"file": SimpleUploadedFile("新.xlsx", of_units("学府路片区", "明光路社区"))},
    )
    again = queries.unpointed(form=form)
    assert again is not None
    assert not queries.questions_on(version=again).open
    assert queries.places_of(version=again)[0].spots[0].area == SIBLING


def test_a_unit_that_stands_twice_is_asked_and_not_filled_twice(areas: object, sign_in: SignIn) -> None:
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    form = brought(client, of_units("明光路社区", "胜利路社区", "明光路居委会"))
    rows = reverse("returns:rows", args=[form.pk])
    assert "这个单位出现了两次" in client.get(rows).content.decode()
    version = queries.unpointed(form=form)
    assert version is not None
    assert [spot.area for spot in queries.places_of(version=version)[0].spots] == [SIBLING, "+"]
    both = client.post(rows, {"row_0": COMMUNITY, "row_1": COMMUNITY})
    assert (both.status_code, "已经选给 A2 那一行" in both.content.decode()) == (422, True)
    client.post(rows, {"row_0": SKIPPED, "row_1": COMMUNITY})
    version.refresh_from_db()
    cells = [(spot.cell, spot.area) for spot in queries.places_of(version=version)[0].spots]
    assert cells == [("B3", SIBLING), ("B4", COMMUNITY), ("B5", "+")]


def test_no_place_is_pointed_while_rows_are_open_and_no_row_tells_of_another_area(
    areas: object, signer: Signer, sign_in: SignIn
) -> None:
    form = brought(sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP), of_units("明光路社区", "学府路片区"))
    version, by = queries.unpointed(form=form), signer(area=TOWNSHIP)
    assert version is not None
    with pytest.raises(commands.RowsOpen):
        commands.point_places(version=version, pointed={}, by=by, now=at(9))
    with pytest.raises(layouts.NoSuchUnit):
        layouts.say_rows(version=version, said={"|学府路片区": "340102002001"}, by=by, now=at(9))
    with pytest.raises(commands.NotYourForm):
        layouts.say_rows(version=version, said={}, by=signer(area=COMMUNITY), now=at(9))


def test_of_an_xls_both_pages_say_what_it_became_before_it_is_used(areas: object, sign_in: SignIn) -> None:
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    whole = brought(client, old_book(), "日报.xls")
    page = client.get(reverse("returns:point", args=[whole.pk])).content.decode()
    assert "已改写成 .xlsx" in page
    assert "没有发现丢掉的东西" in page
    book, out = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("日报")
    for row, told in enumerate((("社区", "现有", "比例"), ("明光路社区", None), ("学府路片区", None))):
        for column, value in enumerate(told):
            sheet.write(row, column, value)
    sheet.write(1, 2, xlwt.Formula("SIN(B2)"))
    book.save(out)
    layout = reverse("returns:layout", args=[whole.pk])
    client.post(layout, {"file": SimpleUploadedFile("新.xls", out.getvalue())})
    for name in ("rows", "point"):
        page = client.get(reverse(f"returns:{name}", args=[whole.pk])).content.decode()
        assert "看不准的公式，格子留空（日报!C2）" in page, name
        assert "没有发现丢掉的东西" not in page, name
        client.post(reverse("returns:rows", args=[whole.pk]), {"row_0": SIBLING})


def test_what_is_not_surely_known_is_asked_and_what_is_hidden_or_remarks_is_left(
    areas: object, sign_in: SignIn
) -> None:
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    form = brought(client, four_sheets())
    parts = client.get(reverse("returns:point", args=[form.pk])).context["parts"]
    told = {str(part["stand"]): [row.place.path for row in part["rows"]] for part in parts}
    assert told["SURE"] == ["新增", "解除"]
    assert "《分项》 / 昨日数 / 现有在册" in told["OPEN"]
    assert {"备注", "《选项》 / 新增"} <= set(told["LEFT"])
    days = {row.place.path: row.day.initial for part in parts for row in part["rows"]}
    assert days["《分项》 / 昨日数 / 确诊"] == Holds.YESTERDAY


def test_a_figure_that_does_not_add_up_has_no_total_and_two_days_are_asked(
    areas: object, sign_in: SignIn
) -> None:
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    form = brought(client, of_units("明光路社区", "胜利路社区"))
    point = reverse("returns:point", args=[form.pk])
    told = {"holds_0": "FIGURE:new", "day_0": "TOTAL", "looked_all": "on"}
    refused = client.post(point, {**told, "holds_1": "FIGURE:after", "day_1": "TOTAL"})
    assert refused.status_code == 422
    assert "这一项没有累计" in refused.content.decode()
    assert client.post(point, {**told, "holds_1": "FIGURE:after", "day_1": "CHANGE"}).status_code == 302
    version = form.versions.get()
    assert [(column.holds, column.key) for column in queries.columns_of(version=version)] == [
        (Holds.TOTAL, "new"),
        (Holds.CHANGE, "after"),
    ]


def test_a_wrong_layout_is_put_right_with_a_reason_or_taken_back_to_the_one_before(
    bring: Bring, sign_in: SignIn
) -> None:
    form = bring(content=four_columns())
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    show, layout = (reverse(f"returns:{name}", args=[form.pk]) for name in ("show", "layout"))
    refused = client.post(layout, {"do": "again"})
    assert (refused.status_code, "请写明哪里不对" in refused.content.decode()) == (422, True)
    client.post(layout, {"do": "again", "why": "新增填成了现有"})
    point = reverse("returns:point", args=[form.pk])
    page = client.get(point)
    fields = page.context["point_form"]
    same = {f"holds_{n}": fields[f"holds_{n}"].initial for n in range(len(fields.places))}
    reasons = {f"reason_{n}": fields[f"reason_{n}"].initial for n in range(len(fields.places))}
    client.post(point, {**same, **reasons, "holds_1": "FIGURE:after"})

    def in_use() -> int:
        version = queries.version_on(form=form, day=day_of(timezone.now()))
        assert version is not None
        return version.number

    assert in_use() == 2
    assert "改正：新增填成了现有" in client.get(show).content.decode()
    back = reverse("returns:take_back", args=[form.pk, 2])
    assert client.post(back).status_code == 422
    client.post(back, {"why": "还是第一版对"})
    assert in_use() == 1
    assert "收回：还是第一版对" in client.get(show).content.decode()
    alone = client.post(reverse("returns:take_back", args=[form.pk, 1]), {"why": "也不对"})
    assert (alone.status_code, "没有更早的版式" in alone.content.decode()) == (422, True)
    client.post(reverse("returns:use_again", args=[form.pk, 2]))
    assert in_use() == 2
    acts = AuditEvent.objects.filter(county=COUNTY, subject=form.pk).order_by("at", "id")
    assert [act.action for act in acts if act.action.startswith("form.layout")] == [
        "form.layout_taken_back",
        "form.layout_used_again",
    ]
    assert client.post(reverse("returns:use_again", args=[form.pk, 9])).status_code == 404


def test_yesterday_that_did_not_come_is_said_on_the_page_of_the_day(bring: Bring, sign_in: SignIn) -> None:
    form = bring(content=two_days(), area=TOWNSHIP)
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    page = client.get(reverse("returns:day", args=[form.pk, FIRST_DAY.isoformat()]))
    assert "昨天的日报没有收到" in page.content.decode()
    assert page.context["not_received"] == ["明光路社区", "胜利路社区"]
    assert not any("昨日" in path for path, _names in page.context["gaps"]), "it is said once"
