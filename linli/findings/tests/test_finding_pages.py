"""Pages of findings: answered in the community, judged above, numbers further up; each row behind leads to its page."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.beat.models import Round
from linli.clock import day_of
from linli.findings.beat import NAME
from linli.findings.models import ReportFinding
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_checks
from linli.observation.rules import Channel, CheckOutcome
from linli.observation.tests.acts import words
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import CITY, COMMUNITY, COUNTY, FIRST_DAY, GRID, MORNING, TOWNSHIP, MakeObservation

SignIn = Callable[..., Client]


@pytest.fixture
def sign_in(make_user: Callable[..., User]) -> SignIn:
    """Sign members of staff in, each in a browser of their own."""

    def enter(*, role: Role, area: AreaCode) -> Client:
        client = Client()
        client.force_login(make_user(role=role, area=area))
        return client

    return enter


def found(evidence: list[UUID], *, kind: str = "BACK_DATED") -> ReportFinding:
    return ReportFinding.objects.create(
        county=COUNTY,
        area=COMMUNITY,
        above=TOWNSHIP,
        day=FIRST_DAY,
        kind=kind,
        said={"times": 1, "of": 1},
        evidence=[str(one) for one in evidence],
        found_at=MORNING,
    )


@pytest.fixture
def check(make_observation: MakeObservation, worker: Viewer) -> UUID:
    """Record a check of 王芳."""
    one = make_observation(name="王芳")
    new = NewCheck(new_id(), one, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=366)
    record_checks(county=COUNTY, new=[new], by=worker, now=MORNING + timedelta(hours=26))
    return new.id


def test_a_finding_is_answered_below_sent_back_above_and_settled(sign_in: SignIn, check: UUID) -> None:
    row = found([check])
    page = reverse("findings:finding", args=[row.pk])
    judge = reverse("findings:judge", args=[row.pk])
    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    township = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert "等您答复" in words(secretary.get("/findings/"))
    assert secretary.post(page, {"answer": " "}).status_code == 422
    assert secretary.post(page, {"answer": "手机没有信号"}).status_code == 302
    refused = secretary.post(page, {"answer": "再说一遍"})
    assert refused.status_code == 422
    assert "刚才已有人处理过" in words(refused)
    assert secretary.post(judge, {"words": "x"}).status_code == 403
    told = words(township.get("/findings/"))
    assert "等您判断" in told
    assert "手机没有信号" in told
    assert township.post(page, {"answer": "代答"}).status_code == 403
    refused = township.post(judge, {"move": "SEND_BACK", "words": ""})
    assert (refused.status_code, "请写明情况" in words(refused)) == (422, True)
    township.post(judge, {"move": "SEND_BACK", "words": "哪一天？"})
    assert "哪一天？" in words(secretary.get(page))
    secretary.post(page, {"answer": "27日上午没有信号"})
    township.post(judge, {"move": "FIND_ENOUGH", "words": ""})
    row.refresh_from_db()
    assert row.state == "ENOUGH"
    back = reverse("findings:take_back", args=[row.pk])
    assert township.post(back, {"words": ""}).status_code == 422
    township.post(back, {"words": "点错了"})
    correct = reverse("findings:correct", args=[row.pk])
    refused = secretary.post(correct, {"answer": "28日", "reason": ""})
    assert (refused.status_code, "28日" in refused.content.decode()) == (422, True)
    assert secretary.post(correct, {"answer": "28日", "reason": "写错日期"}).status_code == 302
    assert "写错日期" in words(township.get(page))


def test_the_rows_behind_are_words_and_names_stay_in_the_community(sign_in: SignIn, check: UUID) -> None:
    page = reverse("findings:finding", args=[found([check]).pk])
    own = sign_in(role=Role.SECRETARY, area=COMMUNITY).get(page).content.decode()
    above = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP).get(page).content.decode()
    for told in (own, above):
        assert "36.6 ℃" in told
        assert str(check) not in told
    assert "王芳" in own
    assert "王芳" not in above
    assert "/people/" not in above
    assert sign_in(role=Role.COUNTY_OFFICER, area=COUNTY).get(page).status_code == 404
    assert sign_in(role=Role.GRID_WORKER, area=GRID).get("/findings/").status_code == 403


def test_above_it_is_numbers_down_to_the_communities(sign_in: SignIn) -> None:
    found([])
    ReportFinding.objects.update(day=day_of(timezone.now()))
    city = sign_in(role=Role.CITY_OFFICER, area=CITY)
    assert "瑶海区" in words(city.get("/findings/numbers/"))
    assert "1 / 2" in words(city.get(f"/findings/numbers/?area={COUNTY}"))
    assert "隔天才传到" in words(city.get(f"/findings/numbers/?area={TOWNSHIP}"))
    for wrong in (COMMUNITY, "31", "3401020", "x"):
        assert city.get(f"/findings/numbers/?area={wrong}").status_code == 404
    assert sign_in(role=Role.SECRETARY, area=COMMUNITY).get("/findings/numbers/").status_code == 403


def test_the_page_says_when_the_last_night_was_looked_through(sign_in: SignIn) -> None:
    county = sign_in(role=Role.COUNTY_OFFICER, area=COUNTY)
    assert "夜里的核对还没有做过" in words(county.get("/findings/"))
    Round.objects.create(
        job=NAME,
        on=FIRST_DAY,
        visited=66,
        failed=1,
        began_at=MORNING,
        ended_at=MORNING + timedelta(minutes=7),
    )
    told = words(county.get("/findings/"))
    assert "看了 66 个地区" in told
    assert "其中 1 个没有看成" in told
    assert "该做没有做完" in told


def test_the_township_looks_through_its_communities_on_request(
    sign_in: SignIn, make_observation: MakeObservation
) -> None:
    make_observation()
    township = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)
    assert "没有对不上的" in words(township.get("/findings/"))
    township.post("/findings/")
    assert ReportFinding.objects.filter(area=COMMUNITY).exists()
