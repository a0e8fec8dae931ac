"""The pages of exports, as people of the cast meet them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.audit.models import AuditAbout, AuditEvent
from linli.exports.commands import take_copy
from linli.exports.models import Export, ExportCopy
from linli.exports.rules.asking import State
from linli.observation.models import Observation
from linli.staff.models import Post, User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, GRID, SIBLING, TOWNSHIP
from tests.exported import asked, rows_of
from tests.whole_page import whole_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]

Observe = Callable[[int], list[Observation]]
SignIn = Callable[..., Client]
ASK = "/exports/new/PEOPLE/"


def typed(**told: Any) -> dict[str, Any]:
    base = {
        "area": COMMUNITY,
        "columns": ["NAME", "ADDRESS"],
        "numbers": "MASKED",
        "purpose": "DOOR_WORK",
        "words": "第二网格轮换交接",
        "form": "xlsx",
        "step": "count",
    }
    return base | told


def enter(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=viewer.user_id))
    return client


def test_first_the_number_then_the_asking_then_the_file(secretary: Viewer, observe: Observe) -> None:
    observe(3)
    client = enter(secretary)

    counted = client.post(ASK, typed())
    assert counted.status_code == 200
    assert "这份名单有 3 人。" in counted.text
    assert "不用批准" in counted.text
    assert not Export.objects.exists()

    client.post(ASK, typed(step="ask", persons=3))
    export = Export.objects.get()
    page = client.get(reverse("exports:show", args=[export.pk]))
    assert "下载一份" in page.text

    file = client.post(reverse("exports:take", args=[export.pk]))
    assert file.status_code == 200
    assert file["Cache-Control"] == "no-store"
    label = ExportCopy.objects.get().label
    assert file["Content-Disposition"] == f'attachment; filename="linli-{label}.xlsx"'
    assert [cell.strip() for cell in rows_of(file.content)[2]] == ["姓名", "现住址", "导出编号"]
    listed = client.get("/exports/").text
    assert label in listed
    assert "第二网格轮换交接" in listed


def test_somebody_came_in_between(secretary: Viewer, observe: Observe) -> None:
    observe(3)
    page = enter(secretary).post(ASK, typed(step="ask", persons=2))
    assert "人数变了" in page.text
    assert 'name="persons" value="3"' in page.text
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"words": "排查"}, "words", "至少 4 个字"),
        ({"words": "长" * 101}, "words", "最多 100 个字"),
        ({"purpose": ""}, "purpose", "请选择用途。"),
        ({"columns": []}, "columns", "请至少选一列。"),
        ({"columns": ["SECRET"]}, "columns", "请从列表里选择。"),
        ({"area": SIBLING}, "area", "只能选您负责的社区或网格。"),
        ({"numbers": "CLEAR"}, "numbers", "请在上面勾选"),
        ({"form": "csv"}, "form", "请选择文件格式。"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_stays(
    told: dict[str, Any], field: str, words: str, secretary: Viewer, observe: Observe
) -> None:
    observe(1)
    page = enter(secretary).post(ASK, typed(**told))
    assert page.status_code == 422
    assert words in str(page.context["form"].errors[field])
    assert not Export.objects.exists()


@pytest.mark.parametrize(
    ("from_on", "until_on", "words"),
    [
        ("2020-02-02", "2020-02-01", "不能早于"),
        ("2020-01-01", "2020-02-01", "最多 31 天"),
        ("", "2020-02-01", "请填写开始日期"),
    ],
)
def test_a_period_that_is_none(
    from_on: str, until_on: str, words: str, secretary: Viewer, observe: Observe
) -> None:
    observe(1)
    page = enter(secretary).post(
        "/exports/new/CHECKS/", typed(columns=["NAME", "DAY"], from_on=from_on, until_on=until_on)
    )
    assert page.status_code == 422
    assert words in page.text


def test_where_nobody_is_the_page_says_so(secretary: Viewer) -> None:
    page = enter(secretary).post(ASK, typed())
    assert page.status_code == 422
    assert "这里现在没有可以导出的人。" in page.text


def test_the_township_agrees_without_seeing_anybody(
    secretary: Viewer, township_officer: Viewer, observe: Observe
) -> None:
    observe(21)
    export = asked(by=secretary)
    township = enter(township_officer)

    for page in (township.get("/exports/"), township.get(reverse("exports:show", args=[export.pk]))):
        assert "21" in page.text
        assert secretary.name in page.text
        assert "王芳" not in page.text
    wrong = township.post(reverse("exports:approve", args=[export.pk]), {"persons": "x"})
    assert (wrong.status_code, "人数变了" in wrong.text) == (422, True)
    stale = township.post(reverse("exports:approve", args=[export.pk]), {"persons": 20}, follow=True)
    assert "人数变了" in stale.text
    agreed = township.post(reverse("exports:approve", args=[export.pk]), {"persons": 21}, follow=True)
    assert "已批准" in agreed.text
    assert reverse("exports:take", args=[export.pk]) not in agreed.text
    again = township.post(reverse("exports:approve", args=[export.pk]), {"persons": 21}, follow=True)
    assert "刚才已有人处理。" in again.text
    assert township.post(reverse("exports:take", args=[export.pk])).status_code == 403


def test_a_refusal_reaches_who_asked(secretary: Viewer, township_officer: Viewer, observe: Observe) -> None:
    observe(21)
    export = asked(by=secretary)
    township, client = enter(township_officer), enter(secretary)

    assert township.post(reverse("exports:refuse", args=[export.pk]), {"reason": ""}).status_code == 422
    township.post(reverse("exports:refuse", args=[export.pk]), {"reason": "用不着电话"})

    page = client.get(reverse("exports:show", args=[export.pk]))
    assert "用不着电话" in page.text
    nothing = client.post(reverse("exports:take", args=[export.pk]), follow=True)
    assert "现在没有文件可以下载。" in nothing.text


def test_who_asked_has_no_button_to_agree(secretary: Viewer, observe: Observe) -> None:
    observe(21)
    export = asked(by=secretary)
    client = enter(secretary)
    assert (
        reverse("exports:approve", args=[export.pk])
        not in client.get(reverse("exports:show", args=[export.pk])).text
    )
    assert client.post(reverse("exports:approve", args=[export.pk]), {"persons": 21}).status_code == 403
    assert Export.objects.get().state == State.ASKED


def test_a_right_that_ended_is_told_to_the_second_person(
    secretary: Viewer, township_officer: Viewer, observe: Observe
) -> None:
    observe(21)
    export = asked(by=secretary)
    Post.objects.filter(user=secretary.user_id).delete()
    page = enter(township_officer).get(reverse("exports:show", args=[export.pk]))
    assert "现在不能批准" in page.text
    answer = enter(township_officer).post(
        reverse("exports:approve", args=[export.pk]), {"persons": 21}, follow=True
    )
    assert "申请的人现在没有这个权限" in answer.text
    assert enter(secretary).post(reverse("exports:take", args=[export.pk])).status_code == 404


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.GRID_WORKER, GRID),
        (Role.COUNTY_OFFICER, COUNTY),
        (Role.ADMINISTRATOR, COUNTY),
        (Role.AUDITOR, COUNTY),
    ],
)
def test_who_may_neither_take_nor_agree(role: Role, area: Any, sign_in: SignIn) -> None:
    client = sign_in(role=role, area=area)
    assert client.get("/exports/").status_code == 403
    assert client.get(ASK).status_code == 403


def test_a_kind_that_does_not_exist(secretary: Viewer) -> None:
    assert enter(secretary).get("/exports/new/HEALTH/").status_code == 404


def test_above_the_community_nobody_asks(sign_in: SignIn) -> None:
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert client.get(ASK).status_code == 403
    page = client.get("/exports/").text
    assert "没有等您批准的" in page
    assert "没有社区导出过名单" in page


def test_the_empty_page_says_what_to_do(secretary: Viewer) -> None:
    page = enter(secretary).get("/exports/").text
    assert "还没有人导出过名单" in page
    assert ASK in page


def test_the_day_sheet_is_told_beside_the_exports(secretary: Viewer, observe: Observe) -> None:
    observe(1)
    client = enter(secretary)
    assert client.get("/day/printed/").status_code == 200
    assert "打印当日名单" in client.get("/exports/").text


def test_the_persons_own_page_tells_who_took_them(secretary: Viewer, observe: Observe) -> None:
    (row,) = observe(1)
    copy = take_copy(id=asked(by=secretary).pk, by=secretary, now=timezone.now())
    page = whole_page(client=enter(secretary), address=reverse("desk:person", args=[row.person_id]))
    assert copy.label in page
    assert "名单，号码隐藏" in page
    assert "上门排查" in page


def test_the_auditor_reads_of_exports(secretary: Viewer, observe: Observe, sign_in: SignIn) -> None:
    observe(1)
    take_copy(id=asked(by=secretary).pk, by=secretary, now=timezone.now())
    page = sign_in(role=Role.AUDITOR, area=COUNTY).get("/audit/?act=export.taken")
    assert "下载导出名单" in page.text
    assert "王芳" not in page.text
    assert AuditEvent.objects.filter(county=COUNTY, action="export.taken").count() == 1
    assert AuditAbout.objects.filter(county=COUNTY).count() == 1
