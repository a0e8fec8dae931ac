"""A list of colleagues from the sheet to the posts, as the two administrators who do its halves, and taken back."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.sheets.reading import read_workbook
from linli.staff.models import Confirmation, Post, User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff_lists.commands import adding
from linli.staff_lists.models import StaffList, StaffListRow
from linli.staff_lists.queries.preview import previewed
from linli.staff_lists.rules.columns import read_list
from tests.cast import COMMUNITY, COUNTY, FOREIGN, SIBLING, TOWNSHIP

MakeUser = Callable[..., User]
LISTS = "/staff/lists/"
SHEET = """姓名,用户名,岗位,地区,从哪天起,电话
孙怡,,社区书记,明光路社区,2020-02-01,13700000000
钱立,qianli,网格员,胜利路,,
吴街,,街道（乡镇）工作人员,明光路,,
李管,,物资保管员,瑶海区,,
周远,,社区书记,外滩居委会,,
郑重,,社区书记,明光路街道,,
,,网格员,胜利路,,
王二,,村长,胜利路,,
"""


@pytest.fixture
def administrator(make_user: MakeUser) -> Client:
    client = Client()
    client.force_login(make_user(role=Role.ADMINISTRATOR, area=COUNTY))
    return client


@pytest.fixture
def security(make_user: MakeUser) -> Client:
    client = Client()
    client.force_login(make_user(role=Role.SECURITY_ADMINISTRATOR, area=COUNTY))
    return client


def sent(client: Client, sheet: str) -> str:
    """Send a sheet and return the address of its page."""
    file = SimpleUploadedFile("名单.csv", sheet.encode(), content_type="text/csv")
    answer = client.post(LISTS, {"file": file})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer.headers["Location"]


def rows() -> dict[str, StaffListRow]:
    return {row.name: row for row in StaffListRow.objects.select_related("user", "post")}


def test_each_administrator_does_one_half_and_passwords_are_on_one_sheet(
    administrator: Client, security: Client, make_user: MakeUser
) -> None:
    page = sent(administrator, SHEET)
    shown = administrator.get(page).text
    assert "新加账号 4 个，用原来的账号 0 人，要答复 0 行，不能添加 4 行" in shown
    for sentence in ("没有这个地区", "不设在这一级", "没有写姓名", "没有这个岗位"):
        assert sentence in shown
    assert not User.objects.filter(full_name="孙怡").exists()
    assert security.get(page).status_code == 404  # there is no account yet to give a post to
    assert administrator.post(f"{page}posts/").status_code == 403
    assert "已添加 4 个账号" in administrator.post(f"{page}add/", follow=True).text
    made = rows()
    assert {row.user.username for row in made.values() if row.user} == {"sunyi", "qianli", "wujie", "liguan"}
    assert (made["孙怡"].area, made["吴街"].area, made["周远"].user) == (COMMUNITY, TOWNSHIP, None)
    assert not Post.objects.filter(user__full_name="孙怡").exists()
    assert User.objects.get(full_name="孙怡").phone == "13700000000"
    assert "您管理的范围里没有这个地区" in administrator.get(page).text  # why a row was left out stays
    left = read_workbook(content=administrator.get(f"{page}left/").content, filename="x.xlsx")
    said = read_list(sheets=left.sheets).rows
    assert [row.name for row in said] == ["周远", "郑重", "", "王二"]
    assert "没有写姓名" in str(left.sheets[0].rows)
    assert security.get(f"{page}left/").status_code == 403

    assert security.post(f"{page}add/").status_code == 403
    assert security.post(f"{page}passwords/1/").status_code == 403
    sheet = administrator.post(f"{page}passwords/1/").text
    # Loaded again, it asks first: what was handed out would be void.
    again = administrator.post(f"{page}passwords/1/")
    assert ("data-password>" in again.text, "4 人给过密码还没有登录" in again.text) == (False, True)
    password = sheet.split("sunyi")[1].split("<code data-password>")[1].split("</code>")[0]
    assert (len(password), sheet.count("data-password>")) == (19, 4)
    assert password not in administrator.get(page).text
    assert Client().login(username="sunyi", password=password)

    assert "已给 4 个岗位" in security.post(f"{page}posts/", follow=True).text
    waits = {row.post.role: row.post.waits_since_on is not None for row in rows().values() if row.post}
    assert waits == {
        "SECRETARY": True,
        "GRID_WORKER": True,
        "TOWNSHIP_OFFICER": True,
        "STOREKEEPER": False,
    }
    assert Confirmation.objects.count() == 3
    assert rows()["孙怡"].post.from_on == day_of(timezone.now())  # type: ignore[union-attr]
    assert "没有还要给的岗位" in security.get(page).text
    assert AuditEvent.objects.filter(county=COUNTY, action="user.added").count() == 4


def test_same_names_and_same_places_are_asked(
    administrator: Client, security: Client, make_user: MakeUser
) -> None:
    known = make_user(role=Role.GRID_WORKER, area=SIBLING, username="old")
    far = make_user(role=Role.GRID_WORKER, area=FOREIGN, username="far")
    User.objects.filter(pk__in=[known.pk, far.pk]).update(full_name="孙怡")
    page = sent(
        administrator,
        "姓名,岗位,地区\n孙怡,网格员,明光路社区\n赵一,,明光路\n钱二,医生,明光路社区\n钱二,物资保管员,胜利路\n",
    )
    shown = administrator.get(page)
    assert "新加账号 1 个，用原来的账号 0 人，要答复 3 行" in shown.text
    assert "孙怡（old）" in shown.text
    assert "far" not in str(shown.context["form"])
    assert administrator.post(f"{page}answer/", {"same-2": "far"}).status_code == 422
    said = {"same-2": "old", "area-3": TOWNSHIP, "same-5": "#4"}
    shown = administrator.post(f"{page}answer/", said, follow=True)
    assert "新加账号 2 个，用原来的账号 2 人，要答复 0 行" in shown.text
    # What was answered stands there still, and may be answered anew.
    assert 'value="old" selected' in shown.text
    assert "安徽省合肥市瑶海区明光路街道</option>" in shown.text
    assert "要答复 1 行" in administrator.post(f"{page}answer/", {"same-2": ""}, follow=True).text
    administrator.post(f"{page}answer/", {"same-2": "old"})
    assert "已添加 2 个账号" in administrator.post(f"{page}add/", follow=True).text
    by_number = {row.number: row for row in StaffListRow.objects.select_related("user")}
    assert (by_number[2].user, by_number[2].is_new) == (known, False)
    assert by_number[3].area == TOWNSHIP
    assert by_number[4].user == by_number[5].user
    assert User.objects.filter(full_name="钱二").count() == 1
    assert (
        administrator.post(f"{page}passwords/1/").text.count("data-password>") == 2
    )  # never for who was known


def test_a_list_is_taken_back_whole_before_anybody_signed_in(administrator: Client, security: Client) -> None:
    before = set(User.objects.values_list("username", flat=True))
    page = sent(administrator, SHEET)
    administrator.post(f"{page}add/")
    security.post(f"{page}posts/")
    back, posts_back = f"{page}take-back/", f"{page}posts/take-back/"
    assert "请写明为什么收回" in administrator.post(back, follow=True).text
    assert "已给了 4 个岗位" in administrator.post(back, {"reason": "传错"}, follow=True).text
    # Only what nobody confirmed yet, unless somebody who holds is chosen; either may be given again.
    assert "孙怡、钱立、吴街" in security.get(page).text
    assert "已收回 3 个岗位" in security.post(posts_back, {"reason": "传错"}, follow=True).text
    assert "给 3 个岗位" in security.get(page).text
    holds = str(rows()["李管"].pk)
    told = {"reason": "传错", "row": [holds, "x"]}
    assert "已收回 1 个岗位" in security.post(posts_back, told, follow=True).text
    assert not Post.objects.filter(user__in=[row.user_id for row in rows().values()], until_on=None).exists()
    assert "已收回 4 个账号" in administrator.post(back, {"reason": "传错"}, follow=True).text
    # Posts stood in their names, so these accounts stay, and open nothing.
    left = User.objects.exclude(username__in=before)
    assert {user.is_active for user in left} == {False}
    assert StaffList.objects.get().state == "TAKEN_BACK"

    page = sent(administrator, "姓名,地区\n新来,明光路社区\n再来,胜利路\n")
    administrator.post(f"{page}add/")
    User.objects.filter(full_name="再来").update(last_login=timezone.now())
    assert "已有 1 人登录过" in administrator.post(f"{page}take-back/", {"reason": "错"}, follow=True).text
    User.objects.filter(full_name="再来").update(last_login=None)
    assert "已收回 2 个账号" in administrator.post(f"{page}take-back/", {"reason": "错"}, follow=True).text
    assert not User.objects.filter(full_name__in=["新来", "再来"]).exists()
    kept = AuditEvent.objects.filter(county=COUNTY, action="user.taken_back", changed__full_name="新来")
    assert kept.get().changed["username"] == "xinlai"
    assert "账号已收回" in administrator.get(page).text


def test_what_was_cut_off_goes_on(administrator: Client, make_user: MakeUser) -> None:
    page = sent(administrator, "姓名,地区\n一号,明光路社区\n二号,胜利路\n")
    by = viewer_of(user=make_user(role=Role.ADMINISTRATOR, area=COUNTY), on=day_of(timezone.now()))
    list_ = StaffList.objects.get()
    first = previewed(list_=list_, viewer=by)[0]
    adding._add(first, {}, by, timezone.now())  # noqa: SLF001 (as if the machine had stopped after the first)
    assert "已添加 2 个账号" in administrator.post(f"{page}add/", follow=True).text
    assert User.objects.filter(full_name__in=["一号", "二号"]).count() == 2


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ("姓名,电话\n孙怡,1\n", "找不到表头"),
        ("姓名,地区\n", "表头下面没有人"),
        ("", "文件是空的"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    administrator: Client, sheet: str, words: str
) -> None:
    file = SimpleUploadedFile("名单.csv", sheet.encode(), content_type="text/csv")
    answer = administrator.post(LISTS, {"file": file})
    assert (answer.status_code, words in answer.text) == (422, True)
    assert not StaffList.objects.exists()


def test_the_template_is_read_back_as_an_empty_list(administrator: Client, security: Client) -> None:
    answer = administrator.get(f"{LISTS}template/")
    book = read_workbook(content=answer.content, filename="模板.xlsx")
    assert [sheet.name for sheet in book.sheets] == ["人员名单", "说明"]
    assert read_list(sheets=book.sheets).rows == ()
    parts = zipfile.ZipFile(io.BytesIO(answer.content))
    assert not [name for name in parts.namelist() if re.search(rb"<f[ >]|<hyperlink", parts.read(name))]
    assert security.get(f"{LISTS}template/").status_code == 403


def test_who_keeps_accounts_elsewhere_sees_no_list(administrator: Client, make_user: MakeUser) -> None:
    page = sent(administrator, SHEET)
    for role, area in ((Role.ADMINISTRATOR, AreaCode("31")), (Role.SECURITY_ADMINISTRATOR, AreaCode("31"))):
        client = Client()
        client.force_login(make_user(role=role, area=area))
        assert client.get(page).status_code == 404
        assert "名单.csv" not in client.get(LISTS).text
    secretary = Client()
    secretary.force_login(make_user(role=Role.SECRETARY, area=COMMUNITY))
    assert [secretary.get(address).status_code for address in (LISTS, page)] == [403, 404]
