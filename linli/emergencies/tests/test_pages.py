"""Pages of emergencies, as the people of each level use them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.channels.models import Channel, Message
from linli.emergencies.commands import climb, raise_emergency, withdraw_emergency
from linli.emergencies.models import Emergency, EmergencyLevel, EmergencyStep
from linli.emergencies.tests.made import WORDS, new, waiting
from linli.ids import new_id
from linli.staff.commands import give_post
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import (
    CITY,
    COMMUNITY,
    COUNTY,
    FIRST_DAY,
    GRID,
    MORNING,
    OTHER_GRID,
    TOWNSHIP,
    MakeObservation,
)

SignIn = Callable[..., Client]
pytestmark = pytest.mark.django_db


def raised(by: Viewer, *, minutes_ago: int = 0) -> Emergency:
    now = timezone.now() - timedelta(minutes=minutes_ago)
    return raise_emergency(new=new(found_at=now), by=by, now=now)


def test_a_worker_raises_one_and_every_level_is_asked_on_every_page(sign_in: SignIn) -> None:
    page = sign_in(role=Role.GRID_WORKER, area=GRID)
    said = {"id": str(new_id()), "kind": "CLUSTER", "words": WORDS, "people": "3"}
    assert page.post("/emergencies/new/", said).status_code == 302
    assert page.post("/emergencies/new/", said).status_code == 302  # a double click
    row = Emergency.objects.get()
    assert "等您确认" not in page.get("/day/").text

    for role, area, address in (
        (Role.COUNTY_OFFICER, COUNTY, "/emergencies/"),
        (Role.SECRETARY, COMMUNITY, "/day/"),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, "/emergencies/"),
    ):
        page = sign_in(role=role, area=area)
        assert "1 件紧急报告等您确认" in page.get(address).text
        assert page.get("/emergencies/next/").headers["Location"] == f"/emergencies/{row.pk}/"
        answer = {"what": "acknowledge", "words": f"已到场{area}"}
        assert page.post(f"/emergencies/{row.pk}/", answer).status_code == 302
        assert "等您确认" not in page.get(address).text
        assert f"已到场{area}" in page.get(f"/emergencies/{row.pk}/").text
        assert page.get("/emergencies/next/").headers["Location"] == "/emergencies/"
    assert waiting(row) == {"CITY", "PROVINCE"}
    assert "区县必须知道" not in page.get(f"/emergencies/{row.pk}/").text


def test_the_city_reads_what_where_how_many_and_the_clock_and_no_more(
    sign_in: SignIn, worker: Viewer
) -> None:
    row = raised(worker, minutes_ago=95)
    page = sign_in(role=Role.CITY_OFFICER, area=CITY)

    assert page.get("/emergencies/").headers["Location"] == "/emergencies/heard/"
    assert page.get(f"/emergencies/{row.pk}/").status_code == 404
    lead = page.get("/emergencies/next/").headers["Location"]
    assert lead == f"/emergencies/heard/{row.pk}/"
    for text in (page.get("/emergencies/heard/").text, page.get(lead).text):
        assert "聚集性发热" in text
        assert "瑶海区" in text
        assert "涉及 3 人" in text
        assert "区县没有确认" in text
        for hidden in (WORDS, "明光路", "第一网格", worker.name):
            assert hidden not in text
    assert page.post(lead).status_code == 302
    assert waiting(row) == {"COMMUNITY", "TOWNSHIP", "COUNTY", "PROVINCE"}
    assert page.post(lead, follow=True).text.count("刚才已有人确认") == 1
    asked = page.post(lead, {"what": "take_back", "words": ""})
    assert (asked.status_code, "请写明情况" in asked.text) == (422, True)
    assert page.post(lead, {"what": "take_back", "words": "点错了"}).status_code == 302
    assert waiting(row) == {"COMMUNITY", "TOWNSHIP", "COUNTY", "CITY", "PROVINCE"}
    assert "没有可以撤回的确认" in page.post(lead, {"what": "take_back", "words": "再点"}).text


def test_a_phone_asks_too_and_a_worker_need_not(sign_in: SignIn, worker: Viewer) -> None:
    raised(worker)
    told = {}
    for role, area in ((Role.SECRETARY, COMMUNITY), (Role.GRID_WORKER, GRID)):
        page = sign_in(role=role, area=area)
        told[role] = page.post("/api/v1/urgent", {}, content_type="application/json").json()
    assert told == {
        Role.SECRETARY: {"answers": True, "waiting": 1},
        Role.GRID_WORKER: {"answers": False, "waiting": 0},
    }


def test_what_was_wrong_is_taken_back_on_the_page(
    sign_in: SignIn, worker: Viewer, make_user: Callable[..., User]
) -> None:
    row = raised(worker)
    address = f"/emergencies/{row.pk}/"
    page = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    page.post(address, {"what": "acknowledge", "words": ""})
    asked = page.post(address, {"what": "take_back", "words": ""})
    assert (asked.status_code, "请写明情况" in asked.text) == (422, True)
    assert page.post(address, {"what": "withdraw", "words": "是演练"}).status_code == 422, "not its own"
    assert page.post(address, {"what": "take_back", "words": "点错了"}).status_code == 302
    assert "TOWNSHIP" in waiting(row)

    page = sign_in(role=Role.GRID_WORKER, area=GRID)
    assert page.post(address, {"what": "withdraw", "words": "是演练"}).status_code == 302
    assert "已撤回" in page.get("/emergencies/").text
    page = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    assert page.post(address, {"what": "reopen", "words": "不是演练"}).status_code == 302
    assert "不是演练" in page.get(address).text
    assert "COMMUNITY" in waiting(row)


@pytest.mark.parametrize("what", ["acknowledge", "close", "take_back", "reopen"])
def test_a_step_of_a_level_is_not_the_workers(sign_in: SignIn, worker: Viewer, what: str) -> None:
    row = raised(worker)
    response = sign_in(role=Role.GRID_WORKER, area=GRID).post(
        f"/emergencies/{row.pk}/", {"what": what, "words": "已到场"}
    )
    assert response.status_code == 403
    assert not EmergencyStep.objects.exists()


@pytest.mark.parametrize("what", ["dance", ""])
def test_a_step_that_does_not_exist_is_said_and_what_was_typed_stays(
    sign_in: SignIn, worker: Viewer, what: str
) -> None:
    row = raised(worker)
    response = sign_in(role=Role.GRID_WORKER, area=GRID).post(
        f"/emergencies/{row.pk}/", {"what": what, "words": "已到场"}
    )
    assert response.status_code == 422
    assert "已到场" in response.text
    assert not EmergencyStep.objects.exists()


def test_without_a_kind_nothing_is_raised(sign_in: SignIn) -> None:
    page = sign_in(role=Role.GRID_WORKER, area=GRID)
    assert page.post("/emergencies/new/", {"id": str(new_id()), "words": WORDS}).status_code == 422
    assert not Emergency.objects.exists()


def test_who_serves_two_grids_says_where(sign_in: SignIn, make_user: Callable[..., User]) -> None:
    user = make_user(role=Role.GRID_WORKER, area=GRID)
    give_post(user=user, role=Role.GRID_WORKER, area=OTHER_GRID, from_on=FIRST_DAY, by=None, now=MORNING)
    page = sign_in(role=Role.GRID_WORKER, area=GRID)
    assert "第二网格" in page.get("/emergencies/new/").text
    said = {"id": str(new_id()), "kind": "CLUSTER", "place": str(OTHER_GRID)}
    assert page.post("/emergencies/new/", said).status_code == 302
    assert Emergency.objects.get().area == OTHER_GRID
    elsewhere = page.post("/emergencies/new/", said | {"id": str(new_id()), "place": str(TOWNSHIP)})
    assert elsewhere.status_code == 422


def test_what_was_taken_back_and_is_reported_again_says_so(sign_in: SignIn, worker: Viewer) -> None:
    row = raised(worker)
    withdraw_emergency(emergency=row, words="是演练", by=worker, now=timezone.now())
    said = {"id": str(row.pk), "kind": row.kind, "words": WORDS, "people": "3"}
    page = sign_in(role=Role.GRID_WORKER, area=GRID)
    assert "这件事以前报过" in page.post("/emergencies/new/", said, follow=True).text
    other = page.post("/emergencies/new/", said | {"words": "另外的话"})
    assert (other.status_code, "打开已报的那一件" in other.text, "另外的话" in other.text) == (
        422,
        True,
        True,
    )


@pytest.mark.parametrize(
    "number", ["13805510003", "138 0551 0003", "340102198503121019", "34010219850312101x"]
)
def test_a_number_in_the_words_is_refused_and_one_that_a_phone_sent_is_hidden(
    sign_in: SignIn, worker: Viewer, number: str
) -> None:
    page = sign_in(role=Role.GRID_WORKER, area=GRID)
    said = {"id": str(new_id()), "kind": "CLUSTER", "words": f"住户电话{number}。"}
    refused = page.post("/emergencies/new/", said)
    assert (refused.status_code, number in refused.text) == (422, True)
    assert not Emergency.objects.exists()

    row = raise_emergency(
        new=new(found_at=timezone.now(), words=said["words"]), by=worker, now=timezone.now()
    )
    page = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert "住户电话***" in page.get(f"/emergencies/{row.pk}/").text
    for address in ("/emergencies/", f"/emergencies/{row.pk}/"):
        assert number not in page.get(address).text


def test_the_name_of_whom_it_is_about_stays_in_the_community(
    sign_in: SignIn, worker: Viewer, make_observation: MakeObservation
) -> None:
    person = make_observation(name="陈红").person
    page = sign_in(role=Role.GRID_WORKER, area=GRID)
    said = {"id": str(new_id()), "kind": "CLUSTER", "words": "陈红发热", "person": str(person.pk)}
    refused = page.post("/emergencies/new/", said)
    assert (refused.status_code, "把姓名换成" in refused.text) == (422, True)

    now = timezone.now()
    row = raise_emergency(
        new=new(found_at=now, words="陈红发热", person=person.pk, area=AreaCode(person.area)),
        by=worker,
        now=now,
    )
    address = f"/emergencies/{row.pk}/"
    assert "陈红发热" in page.get(address).text
    page = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert "＊发热" in page.get(address).text
    for shown in (address, "/emergencies/"):
        assert "陈红" not in page.get(shown).text


def test_words_are_put_right_with_a_reason_and_what_was_told_first_stays_in_the_community(
    sign_in: SignIn, worker: Viewer
) -> None:
    row = raised(worker)
    address = f"/emergencies/{row.pk}/"
    right = {"what": "correct", "words_now": "两人发热", "words": "数错了"}
    page = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert page.post(address, right).status_code == 422, "not its own"
    page = sign_in(role=Role.GRID_WORKER, area=GRID)
    assert page.post(address, right | {"words": ""}).status_code == 422
    assert page.post(address, right).status_code == 302
    told = page.get(address).text
    assert ("两人发热" in told, WORDS in told, "数错了" in told) == (True, True, True)
    page = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    told = page.get(address).text
    assert ("两人发热" in told, WORDS in told, "数错了" in told) == (True, False, True)
    same = new(id=row.pk, found_at=row.found_at)
    assert raise_emergency(new=same, by=worker, now=timezone.now()).pk == row.pk


def test_who_raised_one_sees_whom_to_ring_and_what_carried_it_and_finds_it_until_it_is_over(
    sign_in: SignIn, make_user: Callable[..., User]
) -> None:
    officer = make_user(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    User.objects.filter(pk=officer.pk).update(full_name="街道值班", phone="13900000002")
    now = timezone.now()
    Channel.objects.create(
        area=TOWNSHIP, kind="WECOM", name="街道值班群", host="qyapi.example", set_at=now, set_by=officer.pk
    )
    page = sign_in(role=Role.GRID_WORKER, area=GRID)
    page.post("/emergencies/new/", {"id": str(new_id()), "kind": "CLUSTER", "words": WORDS})
    row = Emergency.objects.get()
    address = f"/emergencies/{row.pk}/"
    climb(now=now)
    told = page.get(address).text
    assert ("街道值班" in told, "13900000002" in told, "还没有发到街道值班群" in told) == (True, True, True)
    Message.objects.update(state="SENT", sent_at=now)
    told = page.get(address).text
    assert ("已发到街道值班群" in told, "qyapi.example" in told) == (True, False)
    for home in ("/day/", "/waits/"):
        told = page.get(home).text
        assert ("您报的紧急情况" in told, "聚集性发热：还没有哪一级确认" in told) == (True, True), home

    EmergencyLevel.objects.filter(level="TOWNSHIP").update(waiting=False, acknowledged_at=now)
    assert "13900000002" not in page.get(address).text
    assert "聚集性发热：乡镇（街道）已知道" in page.get("/waits/").text
    Emergency.objects.update(closed_at=now)
    for home in ("/day/", "/waits/"):
        assert "您报的紧急情况" not in page.get(home).text
