"""Pages of superiors' forms, as the people who open them."""

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from linli.reports.commands import correct_report
from linli.reports.tests.days import BusyDay, Seal, Signer, on_first_day
from linli.returns import queries
from linli.returns.commands.layouts import bring_layout
from linli.returns.models import Form
from linli.returns.tests.conftest import Bring, at
from linli.returns.tests.made import estate, four_columns, nineteen_columns, vehicles
from linli.staff.rights import Role
from tests.cast import COMMUNITY, FIRST_DAY, TOWNSHIP, MakeObservation

SignIn = Callable[..., Client]
DAY = FIRST_DAY.isoformat()


def upload(content: bytes, name: str = "日报.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


# Of the places of four_columns() that are proposed.
LOOKED = {f"looked_{number}": "on" for number in range(6)}


def told(client: Client, content: bytes, **words: str) -> dict[str, object]:
    return {"title": "排查日报", "asked_by": "街道办", "area": COMMUNITY, "file": upload(content), **words}


def test_a_secretary_brings_a_form_points_it_and_takes_it_away_filled(
    busy_day: BusyDay, seal: Seal, sign_in: SignIn
) -> None:
    figures = seal().figures
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert "加一张表" in client.get(reverse("returns:index")).content.decode()
    brought = client.post(reverse("returns:add"), told(client, four_columns(), due_at="17:00"))
    form = Form.objects.get()
    point = reverse("returns:point", args=[form.pk])
    assert brought.headers["Location"] == point
    page = client.get(point).content.decode()
    assert "人员情况 / 新增返乡人员" in page
    selects = {"holds_0": "AREA_NAME", "holds_1": "FIGURE:new", "holds_2": "FIGURE:at_home"}
    typed = {"holds_3": "TYPED", "reason_3": "各村不同", "holds_4": "LEAVE", "holds_5": "DAY"}
    unseen = client.post(point, {**selects, **typed})
    assert unseen.status_code == 422, "what Linli proposed is taken only by whoever looked at it"
    assert unseen.content.decode().count("请看一眼这一项") == 2 * 4, "at each and above"
    unsaid = client.post(point, {**selects, **typed, **LOOKED, "holds_3": ""}).content.decode()
    assert "请选这里填什么" in unsaid, (
        "what nobody said is asked, and not left with the number of another day"
    )
    client.post(point, {**selects, **typed, "looked_all": "on"})
    day = reverse("returns:day", args=[form.pk, DAY])
    assert "填好的样子" in client.get(day).content.decode()
    client.post(reverse("returns:type", args=[form.pk, DAY]), {"value_D5": "无"})
    answer = client.get(reverse("returns:file", args=[form.pk, DAY, "xlsx"]))
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[5]] == ["明光路社区", figures["new"], figures["at_home"], "无"]
    client.post(reverse("returns:hand_in", args=[form.pk, DAY]))
    assert "已交" in client.get(day).content.decode()
    kept = client.get(reverse("returns:file", args=[form.pk, DAY, "xlsx"]), {"hand_in": "1"})
    assert load_workbook(io.BytesIO(kept.content)).worksheets[0]["D5"].value == "无"


def test_of_a_sheet_that_asks_for_households_beside_persons_no_number_of_persons_is_proposed_for_households(
    areas: object, sign_in: SignIn
) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    client.post(reverse("returns:add"), told(client, estate()))
    form = client.get(reverse("returns:point", args=[Form.objects.get().pk])).context["point_form"]

    proposed = {place.path: form[f"holds_{number}"].initial for number, place in enumerate(form.places)}

    assert {path: value for path, value in proposed.items() if value not in ("", "LEAVE")} == {
        "小区疫情防控每日统计表（…）": "DAY",
        "当日新增 / 人数": "FIGURE:new",
        "现居家观察 / 人数": "FIGURE:at_home",
        "当日解除 / 人数": "FIGURE:released",
        "累计 / 人数": "FIGURE:cumulative",
    }


def test_the_day_in_a_title_is_that_of_the_form(bring: Bring, busy_day: BusyDay, sign_in: SignIn) -> None:
    form = bring(content=estate())
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    answer = client.get(reverse("returns:file", args=[form.pk, DAY, "xlsx"]))
    title = load_workbook(io.BytesIO(answer.content)).worksheets[0]["A1"].value
    assert title == "小区疫情防控每日统计表（2020年1月27日）"


def test_what_is_typed_for_one_community_stands_in_its_row_alone(
    bring: Bring, busy_day: BusyDay, seal: Seal, sign_in: SignIn
) -> None:
    seal()
    form = bring(content=vehicles(), area=TOWNSHIP)
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    day = reverse("returns:day", args=[form.pk, DAY])
    typed = client.get(day).context["typed"]
    assert [(one.cell, one.name) for one in typed[0][1]] == [("D3", "明光路社区"), ("D4", "胜利路社区")]
    client.post(
        reverse("returns:type", args=[form.pk, DAY]), {"value_D3": "2", "value_D5": "9", "value_D6": "9"}
    )
    answer = client.get(reverse("returns:file", args=[form.pk, DAY, "xlsx"]))
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [sheet.cell(row, 4).value for row in (3, 4, 5, 6)] == [2, None, 2, None], (
        "the sum of the rows, not what was sent"
    )


def test_who_has_not_reported_is_named_once_and_no_figure_is_said_to_stand_where_nobody_has(
    bring: Bring, busy_day: BusyDay, seal: Seal, sign_in: SignIn
) -> None:
    form = bring(content=vehicles(), area=TOWNSHIP)
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    day = reverse("returns:day", args=[form.pk, DAY])
    nobody = client.get(day)
    assert "当天还没有下级单位上报，没有数字可填" in nobody.content.decode()
    assert "推算到" not in nobody.content.decode()
    assert nobody.context["silent"] == ["明光路社区", "胜利路社区"]
    seal()
    one = client.get(day)
    assert "数字与当天日报一样：还没有封存，截至" in one.content.decode()
    assert "推算到" not in one.content.decode()
    assert (one.context["silent"], one.context["gaps"]) == (["胜利路社区"], [])


def test_a_form_tells_the_version_of_the_page_and_that_it_differs_since(
    bring: Bring,
    busy_day: BusyDay,
    seal: Seal,
    signer: Signer,
    make_observation: MakeObservation,
    sign_in: SignIn,
) -> None:
    form = bring(area=TOWNSHIP)
    seal()
    seal(area=TOWNSHIP, at=on_first_day(16, 20))
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    day = reverse("returns:day", args=[form.pk, DAY])
    filled = dict(client.get(day).context["filled"].values)
    make_observation(at=on_first_day(15, 30), name="赵后来")
    by = signer(area=COMMUNITY)
    correct_report(area=COMMUNITY, day=FIRST_DAY, reason="漏", by=by, now=on_first_day(17))

    page = client.get(day)
    report = client.get(reverse("reports:day", args=[TOWNSHIP, DAY]))
    known = "第 1 版，截至 2020年1月27日 16:20 知道的数"
    assert known in page.content.decode()
    assert known in report.content.decode()
    assert dict(page.context["filled"].values) == filled
    assert "表里仍是上报的那一版" in page.content.decode()
    assert page.context["filled"].differs_since == len(report.context["changed"]) > 0


def test_what_was_typed_last_stands_on_the_page(bring: Bring, busy_day: BusyDay, sign_in: SignIn) -> None:
    form = bring()
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    day = reverse("returns:day", args=[form.pk, DAY])
    _column, [one] = client.get(day).context["typed"][0]
    for said in ("9", "1"):
        client.post(reverse("returns:type", args=[form.pk, DAY]), {f"value_{one.cell}": said})
    assert client.get(day).context["typed"][0][1][0].text == "1"


def test_a_form_without_a_file_is_made_of_the_names_of_its_columns(areas: object, sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    words = told(client, b"", names="新增人员\n\n 现有人员 \n新增人员")
    del words["file"]
    client.post(reverse("returns:add"), words)
    version = queries.unpointed(form=Form.objects.get())
    assert version is not None
    assert [place.path for place in queries.places_of(version=version)][:2] == ["新增人员", "现有人员"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "不是 .xlsx"),
        (b"name,phone", "不是 .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "已损坏"),
        (four_columns()[:-300], "已损坏"),
        (bytes(3 * 1024 * 1024), "文件太大"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_at_its_place_and_what_was_typed_stays(
    areas: object, sign_in: SignIn, content: bytes, sentence: str
) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    answer = client.post(reverse("returns:add"), told(client, content))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'value="排查日报"' in answer.content.decode()
    assert not Form.objects.exists()


def test_nothing_brought_is_asked_for_again(areas: object, sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    answer = client.post(reverse("returns:add"), {"area": COMMUNITY})
    assert answer.status_code == 422
    for sentence in ("请写表名", "请写明是哪个部门要的", "请选择文件，或写列名"):
        assert sentence in answer.content.decode()


def test_a_place_typed_in_without_a_reason_is_asked_for_it(
    bring: Bring, sign_in: SignIn, signer: Signer
) -> None:
    form = bring(content=four_columns())
    bring_layout(form=form, file_name="二.xlsx", content=four_columns(), by=signer(area=COMMUNITY), now=at(9))
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    point = reverse("returns:point", args=[form.pk])
    answer = client.post(point, {"holds_0": "AREA_NAME", "holds_3": "TYPED"})
    assert answer.status_code == 422
    assert "请写明为什么推算不出来" in answer.content.decode()
    wrong = client.post(point, {"holds_0": "FIGURE:nothing"})
    assert wrong.status_code == 422


def test_a_superiors_new_layout_keeps_what_it_knows_and_names_what_is_gone(
    bring: Bring, sign_in: SignIn
) -> None:
    form = bring(content=four_columns())
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    layout = reverse("returns:layout", args=[form.pk])
    refused = client.post(layout, {"file": upload(b"words")})
    assert refused.status_code == 422
    assert client.post(layout, {"file": upload(nineteen_columns())}).status_code == 302
    page = client.get(reverse("returns:point", args=[form.pk])).content.decode()
    assert "新版式里没有了" in page
    assert "人员情况 / 新增返乡人员" in page
    again = client.post(layout, {"do": "again"})
    assert again.headers["Location"] == reverse("returns:point", args=[form.pk])
    assert form.versions.count() == 2, "what waits to be pointed is not replaced by the old one"


def test_a_second_hand_in_without_a_reason_is_asked_for_it(
    busy_day: BusyDay, bring: Bring, sign_in: SignIn
) -> None:
    form = bring()
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    hand_in = reverse("returns:hand_in", args=[form.pk, DAY])
    client.post(hand_in)
    client.post(reverse("returns:type", args=[form.pk, DAY]), {"value_S5": "5"})
    answer = client.post(hand_in)
    assert answer.status_code == 422
    assert "请写明为什么改" in answer.content.decode()
    client.post(hand_in, {"reason": "补填"})
    assert "第 2 稿" in client.get(reverse("returns:day", args=[form.pk, DAY])).content.decode()
