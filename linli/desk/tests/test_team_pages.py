"""Pages of teams, substitutions, hand-overs and loads, as the people who use them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.clock import day_of
from linli.desk.tests.teams import TEAM, stand_in, user_of
from linli.observation.models import Observation
from linli.observation.tests.acts import DAY, Enter, check_url, words, yesterday
from linli.staff.models import HandOver, Post, Substitution, TeamMember
from linli.staff.queries import viewer_of
from linli.staff.queries.teams import lacking_counts
from linli.staff.rights import Role
from linli.staff.rules import Seat
from tests.cast import COMMUNITY, COUNTY, GRID, OTHER_GRID, SIBLING, TOWNSHIP
from tests.whole_page import whole_page

HAND_OVER = f"/teams/handover/{GRID}/"
NO_SEATS = {f"seat_{seat}": "NONE" for seat in Seat}


def test_an_empty_seat_is_shown_and_filled(
    secretary_client: Client, worker_client: Client, enter: Enter, watched: Observation
) -> None:
    enter(role=Role.DOCTOR, area=COMMUNITY)
    doctor = user_of(Role.DOCTOR, COMMUNITY)
    assert "空缺 4 席" in words(worker_client.get("/teams/"))
    said = {
        "name_TOWNSHIP_CADRE": "高建国",
        "user_COMMUNITY_CADRE": str(user_of(Role.SECRETARY, COMMUNITY).pk),
        "name_POLICE": "马卫东",
        "phone_POLICE": "0551-6210 0000",
        "user_DOCTOR": str(doctor.pk),
    }
    page = secretary_client.post(TEAM, said, follow=True)
    assert page.redirect_chain == [("/teams/", 302)]
    person = f"/people/{watched.person_id}/"
    for answer in (worker_client.get("/teams/"), worker_client.get(f"{person}sections/team/")):
        assert "马卫东" in words(answer)
        assert 'href="tel:0551-62100000"' in answer.text
        assert doctor.full_name in words(answer)
    assert "空缺 4 席" not in whole_page(client=worker_client, address=person)
    assert worker_client.get(TEAM).status_code == 403
    assert secretary_client.get(f"/teams/{SIBLING}001/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"phone_POLICE": "0551-62100000"}, "填了电话，请写明是谁的。"),
        ({"name_POLICE": "马卫东", "phone_POLICE": "不知道"}, "电话不对：手机 11 位"),
        ({"name_DOCTOR": "孙", "user_DOCTOR": "DOCTOR"}, "选了有账号的人员，就不要再填姓名。"),
    ],
)
def test_bad_seats_are_said_at_the_field_and_nothing_is_kept(
    typed: dict[str, str], sentence: str, secretary_client: Client, enter: Enter
) -> None:
    enter(role=Role.DOCTOR, area=COMMUNITY)
    said = {k: str(user_of(Role.DOCTOR, COMMUNITY).pk) if v == "DOCTOR" else v for k, v in typed.items()}
    page = secretary_client.post(TEAM, said)
    assert page.status_code == 422
    assert sentence in words(page)
    assert all(value in page.text for value in said.values())
    assert not TeamMember.objects.exists()


def test_one_person_may_have_another_team(secretary_client: Client, watched: Observation) -> None:
    secretary_client.post(TEAM, {"name_POLICE": "马卫东"})
    own = f"/observations/{watched.pk}/team/"
    assert "马卫东" in secretary_client.get(own).text
    saved = secretary_client.post(own, {"name_POLICE": "何警官"})
    person = whole_page(client=secretary_client, address=saved["Location"])
    assert "专为此人" in person
    assert "何警官" in person
    assert "何警官" not in words(secretary_client.get("/teams/"))


def test_the_secretary_sets_the_pattern_of_the_community(
    secretary_client: Client, worker_client: Client
) -> None:
    page = secretary_client.post("/teams/pattern/", NO_SEATS | {"name": "空的"})
    assert page.status_code == 422
    assert "至少要有一个必须有人的席位。" in words(page)
    said = NO_SEATS | {"name": "三人小组", "seat_DOCTOR": "REQUIRED", "seat_MILITIA": "OPTIONAL"}
    page = secretary_client.post("/teams/pattern/", said, follow=True)
    assert "三人小组" in words(page)
    assert "空缺 1 席" in words(page)
    assert "民兵" in words(page)
    assert worker_client.get("/teams/pattern/").status_code == 403


@pytest.mark.parametrize(("role", "area"), [(Role.TOWNSHIP_OFFICER, TOWNSHIP), (Role.COUNTY_OFFICER, COUNTY)])
def test_above_the_community_grids_without_a_full_team_are_counted(
    role: Role, area: str, secretary_client: Client, enter: Enter
) -> None:
    secretary_client.post(TEAM, {"name_POLICE": "马卫东"})
    officer = enter(role=role, area=area)
    page = officer.get("/teams/")
    assert "责任组缺人的网格" in words(page)
    assert "马卫东" not in words(page)
    assert officer.get(TEAM).status_code == 403
    assert officer.get(HAND_OVER).status_code == 404
    assert officer.get("/substitutions/").status_code == 403
    said = NO_SEATS | {"name": "五包一", "seat_POLICE": "REQUIRED"}
    assert officer.post("/teams/pattern/", said).status_code == 302
    counts = lacking_counts(
        viewer=viewer_of(user=user_of(role, area), on=day_of(timezone.now())), on=yesterday()
    )
    assert [(row.grids, row.lacking) for row in counts] == [(2, 1)]


def test_who_stands_in_sees_the_list_and_for_whom(
    secretary_client: Client, worker_client: Client, enter: Enter, watched: Observation
) -> None:
    other = enter(role=Role.GRID_WORKER, area=OTHER_GRID)
    absent, substitute = user_of(Role.GRID_WORKER, GRID), user_of(Role.GRID_WORKER, OTHER_GRID)
    assert check_url(watched) not in words(other.get(DAY))
    page = stand_in(secretary_client, absent, substitute)
    assert "已安排代班" in words(page)
    day = other.get(DAY)
    assert check_url(watched) in words(day)
    assert f"您正在替 {absent.full_name} 代班" in words(day)
    assert "代班" not in words(worker_client.get(DAY)).split("今日工作", 1)[1]
    row = Substitution.objects.get()
    assert other.post(f"/substitutions/{row.pk}/end/").status_code == 404
    assert "代班已结束" in words(secretary_client.post(f"/substitutions/{row.pk}/end/", follow=True))
    assert check_url(watched) not in words(other.get(DAY))
    assert secretary_client.post(f"/substitutions/{row.pk}/end/").status_code == 404


def test_a_second_substitute_on_the_same_day_is_refused_with_a_sentence(
    secretary_client: Client, worker_client: Client, enter: Enter
) -> None:
    enter(role=Role.GRID_WORKER, area=OTHER_GRID)
    absent, substitute = user_of(Role.GRID_WORKER, GRID), user_of(Role.GRID_WORKER, OTHER_GRID)
    stand_in(secretary_client, absent, substitute)
    enter(role=Role.DOCTOR, area=COMMUNITY)
    page = stand_in(secretary_client, absent, user_of(Role.DOCTOR, COMMUNITY), reason="再次")
    assert page.status_code == 422  # type: ignore[attr-defined]  # a test client's answer
    assert "这些天里已有人替此人代班" in words(page)
    assert "再次" in words(page)
    page = stand_in(secretary_client, substitute, absent, until_on="2020-01-01")
    assert "结束日期不能早于开始日期" in words(page)
    assert Substitution.objects.count() == 1


def test_a_worker_reads_substitutions_and_sets_none(secretary_client: Client, worker_client: Client) -> None:
    assert "安排代班" not in words(worker_client.get("/substitutions/"))
    worker = user_of(Role.GRID_WORKER, GRID)
    stand_in(worker_client, worker, user_of(Role.SECRETARY, COMMUNITY))
    assert not Substitution.objects.exists()


def test_a_grid_is_handed_over_with_what_is_open(
    worker_client: Client, enter: Enter, watched: Observation
) -> None:
    other = enter(role=Role.GRID_WORKER, area=OTHER_GRID)
    taker = user_of(Role.GRID_WORKER, OTHER_GRID)
    page = worker_client.get(HAND_OVER)
    assert watched.person.name in words(page)
    assert "送医未办结" in words(page)  # of which some were only raised: nobody set out
    assert "长期接任" not in words(page)
    assert other.get(HAND_OVER).status_code == 404
    said = {"giver": str(user_of(Role.GRID_WORKER, GRID).pk), "taker": str(taker.pk), "note": "钥匙在值班室"}
    assert worker_client.post(HAND_OVER, {**said, "taker": ""}).status_code == 422
    tomorrow = (day_of(timezone.now()) + timedelta(days=1)).isoformat()
    assert worker_client.post(HAND_OVER, {**said, "permanent_from": tomorrow}).status_code == 302
    row = HandOver.objects.get()
    assert row.permanent_from is None  # only who fills teams changes posts
    assert (row.open["people"], row.open["households"]) == (1, 1)
    again = worker_client.post(HAND_OVER, said)
    assert again.status_code == 422
    assert "此人已有一张交接单等对方确认。" in words(again)
    confirm = f"/handovers/{row.pk}/confirm/"
    assert worker_client.post(confirm).status_code == 404
    page = other.get("/teams/")
    assert "等您确认" in words(page)
    assert watched.person.name not in words(page)
    assert "有 1 张网格交接单等您答复" in words(other.get(DAY))
    assert "名单仍由" in words(other.post(confirm, follow=True))
    assert "网格交接单等您答复" not in words(other.get(DAY))
    assert other.post(confirm).status_code == 404
    assert "已确认" in words(worker_client.get(HAND_OVER))


def test_a_permanent_hand_over_by_the_secretary_moves_the_list(
    secretary_client: Client, worker_client: Client, enter: Enter, watched: Observation
) -> None:
    other = enter(role=Role.GRID_WORKER, area=OTHER_GRID)
    giver, taker = user_of(Role.GRID_WORKER, GRID), user_of(Role.GRID_WORKER, OTHER_GRID)
    secretary_client.post(TEAM, {"user_GRID_WORKER": str(giver.pk)})
    today = day_of(timezone.now())
    said = {"giver": str(giver.pk), "taker": str(taker.pk), "permanent_from": today.isoformat()}
    past = secretary_client.post(HAND_OVER, said | {"permanent_from": yesterday().isoformat()})
    assert "日期已过" in words(past)
    assert secretary_client.post(HAND_OVER, said).status_code == 302
    assert check_url(watched) in words(worker_client.get(DAY))
    other.post(f"/handovers/{HandOver.objects.get().pk}/confirm/")
    assert check_url(watched) not in words(worker_client.get(DAY))
    assert check_url(watched) in words(other.get(DAY))
    assert TeamMember.objects.get(seat="GRID_WORKER").user == taker


def test_a_hand_over_is_withdrawn_by_who_gave_it_and_refused_by_who_was_given(
    worker_client: Client, secretary_client: Client, enter: Enter
) -> None:
    other = enter(role=Role.GRID_WORKER, area=OTHER_GRID)
    said = {
        "giver": str(user_of(Role.GRID_WORKER, GRID).pk),
        "taker": str(user_of(Role.GRID_WORKER, OTHER_GRID).pk),
    }
    worker_client.post(HAND_OVER, said)
    first = HandOver.objects.get()
    assert other.post(f"/handovers/{first.pk}/withdraw/").status_code == 404
    assert secretary_client.post(f"/handovers/{first.pk}/refuse/").status_code == 404
    assert f"/handovers/{first.pk}/withdraw/" in words(secretary_client.get(HAND_OVER))
    assert "已撤回" in words(worker_client.post(f"/handovers/{first.pk}/withdraw/", follow=True))
    worker_client.post(HAND_OVER, said)
    second = HandOver.objects.get(ended="")
    assert "没有接手，仍由" in words(other.post(f"/handovers/{second.pk}/refuse/", follow=True))
    assert "对方没有接手" in words(worker_client.get(HAND_OVER))


def test_leaving_office_asks_once_and_says_what_is_open(
    secretary_client: Client, worker_client: Client, watched: Observation
) -> None:
    post = Post.objects.get(user=user_of(Role.GRID_WORKER, GRID))
    assert "确认离任" not in words(secretary_client.get(f"/colleagues/{post.pk}/"))
    page = words(secretary_client.get(f"/colleagues/{post.pk}/leave/"))
    assert "确认离任" in page
    assert "观察中的人" in page or "在观察的人" in page
    assert f"/teams/handover/{GRID}/" in page
    assert secretary_client.post(f"/colleagues/{post.pk}/end/", {"end-reason": "调走"}).status_code == 302
    assert secretary_client.get(f"/colleagues/{post.pk}/leave/").status_code == 404


def test_who_has_left_the_staff_confirms_nothing(worker_client: Client, enter: Enter) -> None:
    other = enter(role=Role.GRID_WORKER, area=OTHER_GRID)
    taker = user_of(Role.GRID_WORKER, OTHER_GRID)
    said = {"giver": str(user_of(Role.GRID_WORKER, GRID).pk), "taker": str(taker.pk)}
    worker_client.post(HAND_OVER, said)
    Post.objects.filter(user=taker).update(until_on=day_of(timezone.now()))
    assert other.post(f"/handovers/{HandOver.objects.get().pk}/confirm/").status_code == 404
