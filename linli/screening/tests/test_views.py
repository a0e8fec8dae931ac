"""Pages of screening as people of the cast see them."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.ids import new_id
from linli.people.models import Household, Person
from linli.screening.models import DoorAnswer, DoorList, GridCount, TypedAnswers
from linli.screening.tests.conftest import ListOf
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, GRID

DoorAt = Callable[[str], Household]
SignIn = Callable[..., Client]


@pytest.fixture
def secretary_client(sign_in: SignIn) -> Client:
    return sign_in(role=Role.SECRETARY, area=COMMUNITY)


def tap(client: Client, door: Household, answer: str, way: str = "VISIT") -> str:
    """Tap an answer and return where it leads."""
    told = {"id": new_id(), "answer": answer, "way": way}
    came = client.post(f"{reverse('screening:answer', args=[door.pk])}?way={way}", told)
    assert came.status_code == 302
    return came.headers["Location"]


def grid_page(client: Client, query: str = "?way=VISIT") -> str:
    return client.get(reverse("screening:grid", args=[GRID]) + query).text


def test_a_list_is_looked_at_before_anything_is_put_in(secretary_client: Client) -> None:
    content = "楼栋,门牌,备注\n1,101,空户\n1,102,\n1号楼,102室,\n3组,,\n".encode()
    file = SimpleUploadedFile("底册.csv", content)
    came = secretary_client.post(
        reverse("screening:base"), {"community": COMMUNITY, "file": file}, follow=True
    )
    page = came.text
    assert came.context["read"].new == 2
    assert came.context["left_out"] == 2
    for words in ("备注", "与前面的行是同一户，只算一户", "（第 3 行）", "看不出是哪一户"):
        assert words in page
    assert not Household.objects.exists()
    list_ = DoorList.objects.get()
    done = secretary_client.post(reverse("screening:put_in", args=[list_.pk]), follow=True)
    assert "已入册 2 户。" in done.text
    assert "看不出是哪一户" in done.text  # said afterwards too
    gone = secretary_client.post(reverse("screening:take_back_list", args=[list_.pk]), follow=True)
    assert "已撤回 2 户。" in gone.text
    assert not Household.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("姓名,电话\n王芳,1\n".encode(), "没有找到一户"),
        ("门牌,门牌号\n1-1-101,1-1-102\n".encode(), "有两列都是“门牌”"),
        (b"\x89PNG\r\n\x1a\n", "不是电子表格"),
        (b"", "文件是空的"),
    ],
)
def test_a_file_that_is_no_list_is_refused_at_its_field(
    secretary_client: Client, content: bytes, words: str
) -> None:
    file = SimpleUploadedFile("a.csv", content)
    came = secretary_client.post(reverse("screening:base"), {"community": COMMUNITY, "file": file})
    assert came.status_code == 422
    assert words in came.text


def test_one_tap_asks_a_door_and_one_takes_it_back(list_of: ListOf, door: DoorAt, sign_in: SignIn) -> None:
    list_of()
    client = sign_in(role=Role.GRID_WORKER, area=GRID)
    page = grid_page(client)
    assert "本轮还有 3 户没有排查" in page
    assert "2栋101室" not in page
    tap(client, door("1栋101室"), "NOBODY")
    assert "本轮还有 2 户没有排查" in grid_page(client)
    (row,) = DoorAnswer.objects.all()
    came = client.post(reverse("screening:take_back", args=[row.pk]), follow=True)
    assert "已撤回" in came.text
    assert "本轮还有 3 户没有排查" in grid_page(client)


def test_without_a_way_nothing_can_be_tapped_and_nothing_is_guessed(
    list_of: ListOf, door: DoorAt, sign_in: SignIn
) -> None:
    list_of()
    client = sign_in(role=Role.GRID_WORKER, area=GRID)
    assert 'value="NOBODY"' not in grid_page(client, "")
    told = {"id": new_id(), "answer": "NOBODY"}
    came = client.post(reverse("screening:answer", args=[door("1栋101室").pk]), told, follow=True)
    assert "请先选是怎么问的" in came.text
    assert not DoorAnswer.objects.exists()
    assert 'value="NO_REPLY"' not in grid_page(client, "?way=TOLD")


def test_where_nobody_opened_the_door_stays_with_the_hour(
    list_of: ListOf, door: DoorAt, sign_in: SignIn
) -> None:
    list_of()
    client = sign_in(role=Role.GRID_WORKER, area=GRID)
    tap(client, door("1栋101室"), "NO_REPLY")
    page = grid_page(client)
    assert "本轮还有 3 户没有排查" in page
    assert f"{timezone.localtime():%H}" in page
    assert page.count("没人应门") > 3


def test_somebody_from_outside_leads_to_the_registration_at_that_door(
    list_of: ListOf, door: DoorAt, sign_in: SignIn
) -> None:
    list_of()
    client = sign_in(role=Role.GRID_WORKER, area=GRID)
    home = door("1栋103室")
    address = tap(client, home, "SOMEBODY")
    for page in (grid_page(client), client.get(reverse("screening:index")).text):
        assert "有外来人员，还没有登记 1 户" in page
        assert f"?household={home.pk}" in page
    assert "还没有登记 1 户" in client.get(reverse("desk:day")).text
    assert parse_qs(urlsplit(address).query) == {"household": [str(home.pk)]}
    assert 'value="1栋103室"' in client.get(address).text
    told = {
        "name": "王芳",
        "address": "1栋103室",
        "arrived_on": day_of(timezone.now()).isoformat(),
        "origin": "武汉",
        "phone": "13900000001",
        "known_by": "WORKER",
    }
    came = client.post(address, told)
    assert came.status_code == 302, came.context["form"].errors
    assert Person.objects.get().household == home
    assert "还没有登记" not in grid_page(client)


def test_who_says_otherwise_is_told_what_stands_and_must_say_to_replace_it(
    list_of: ListOf, door: DoorAt, sign_in: SignIn, secretary_client: Client
) -> None:
    list_of()
    home = door("1栋101室")
    tap(secretary_client, home, "SOMEBODY")
    (first,) = DoorAnswer.objects.all()
    client = sign_in(role=Role.GRID_WORKER, area=GRID)
    told = {"id": new_id(), "answer": "NOBODY", "way": "VISIT"}
    address = reverse("screening:answer", args=[home.pk])
    came = client.post(address, told)
    assert came.status_code == 409
    assert f"{timezone.localtime(first.at):%m-%d %H:%M} 记的是“有外来人员”" in came.text
    assert DoorAnswer.objects.get() == first
    # Who replaces another answer than the one that stands has not seen it.
    assert client.post(address, told | {"replaces": new_id()}).status_code == 409
    assert client.post(address, told | {"replaces": first.pk}).status_code == 302
    assert DoorAnswer.objects.get(taken_back_at=None).answer == "NOBODY"
    assert client.post(address, told | {"replaces": first.pk}).status_code == 302  # pressed twice
    assert DoorAnswer.objects.count() == 2


def test_a_telephone_of_the_list_is_shown_when_asked_for(
    list_of: ListOf, door: DoorAt, sign_in: SignIn
) -> None:
    list_of()
    client = sign_in(role=Role.GRID_WORKER, area=GRID)
    assert "13812345678" not in grid_page(client)
    came = client.post(reverse("screening:phone", args=[door("1栋101室").pk]))
    assert 'href="tel:13812345678"' in came.text


def test_a_grid_without_a_list_takes_numbers_with_a_name(secretary_client: Client, sign_in: SignIn) -> None:
    today = day_of(timezone.now()).isoformat()
    count = {f"{GRID}-doors": 300, f"{GRID}-counted_on": today}
    assert "还没有清点" in secretary_client.get(reverse("screening:index")).text
    assert secretary_client.post(reverse("screening:count", args=[GRID]), count).status_code == 302
    assert GridCount.objects.get().doors == 300
    client = sign_in(role=Role.GRID_WORKER, area=GRID)
    address = reverse("screening:typed", args=[GRID])
    wrong = client.post(address, {"on": today, "asked": 3, "nobody_home": 4})
    assert (wrong.status_code, "无人在家的比问的还多" in wrong.text) == (422, True)
    many = client.post(address, {"on": today, "asked": 301, "nobody_home": 0})
    assert (many.status_code, "这个网格清点的是 300 户" in many.text) == (422, True)
    assert client.post(address, {"on": today, "asked": 40, "nobody_home": 4}).status_code == 302
    page = grid_page(client)
    for words in ("问了 40 户，其中无人在家 4 户", "人工填写", TypedAnswers.objects.get().by_name):
        assert words in page


@pytest.mark.parametrize(("doors", "differ"), [(128, True), (3, False)])
def test_a_grid_with_a_list_and_a_count_shows_both_and_whether_they_differ(
    list_of: ListOf, secretary_client: Client, doors: int, differ: bool
) -> None:
    count = {f"{GRID}-doors": doors, f"{GRID}-counted_on": "2020-01-27"}
    secretary_client.post(reverse("screening:count", args=[GRID]), count)
    list_of()
    page = secretary_client.get(reverse("screening:base")).text
    assert "逐户底册 3 户" in page
    assert f"2020-01-27 清点 {doors} 户（" in page
    assert ("底册和清点不一致" in page) == differ


def test_the_day_and_the_menu_say_how_far_it_is(
    list_of: ListOf, door: DoorAt, secretary_client: Client
) -> None:
    page = secretary_client.get(reverse("desk:day")).text
    assert "不知道一共多少户" in page
    list_of(at=timezone.now())
    tap(secretary_client, door("1栋101室"), "NOBODY")
    page = secretary_client.get(reverse("desk:day")).text
    assert "底册 4 户，这一轮开始以来问到 1 户，还有 3 户没有问到。" in page
    assert "今天排查 1 户。" in page
    index = secretary_client.get(reverse("screening:index"))
    assert index.context["days"][0] == (day_of(timezone.now()), 1)


def test_a_new_round_is_asked_once_more_and_keeps_what_was(
    list_of: ListOf, door: DoorAt, secretary_client: Client
) -> None:
    list_of(at=timezone.now())
    tap(secretary_client, door("1栋101室"), "NOBODY")
    address = reverse("screening:begin_round", args=[COMMUNITY])
    assert "请先勾选" in secretary_client.post(address, follow=True).text
    secretary_client.post(address, {"sure": "yes"})
    assert "本轮还有 3 户没有排查" in grid_page(secretary_client)
    assert DoorAnswer.objects.filter(county=COUNTY, taken_back_at=None).count() == 1


def test_numbers_are_taken_back_where_they_were_typed(secretary_client: Client) -> None:
    base, grid = reverse("screening:base"), reverse("screening:grid", args=[GRID])
    count, typed = reverse("screening:count", args=[GRID]), reverse("screening:typed", args=[GRID])
    today = day_of(timezone.now()).isoformat()
    secretary_client.post(count, {f"{GRID}-doors": "30", f"{GRID}-counted_on": today})
    secretary_client.post(typed, {"on": today, "asked": "3", "nobody_home": "1"})
    assert "撤回户数" in secretary_client.get(base).text
    assert (
        "算作没有填过" in secretary_client.post(typed, {"then": "TAKE_BACK", "on": today}, follow=True).text
    )
    assert "撤回了填写的户数" in secretary_client.get(grid).text
    assert "算作还没有清点" in secretary_client.post(count, {"then": "TAKE_BACK"}, follow=True).text
    page = secretary_client.get(base).text
    assert "撤回户数" not in page
    assert "原来：30 户" in " ".join(page.split())
    for nothing in ({"then": "TAKE_BACK", "on": today}, {"then": "TAKE_BACK", "on": "2020-02-30"}):
        assert secretary_client.post(typed, nothing).status_code == 302
    assert secretary_client.post(count, {"then": "TAKE_BACK"}).status_code == 302
    assert (GridCount.objects.count(), TypedAnswers.objects.count()) == (2, 2)
