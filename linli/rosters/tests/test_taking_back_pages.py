"""The page on which an import is taken back, as people of the cast see it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.observation.models import Observation
from linli.people.commands import correct_person
from linli.people.models import Person
from linli.rosters.models import RosterImport, TakingBack
from linli.rosters.tests.acts import upload
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, SIBLING, TOWNSHIP

SignIn = Callable[..., Client]


def two_people() -> bytes:
    day = (day_of(timezone.now()) - timedelta(days=1)).isoformat()
    return (
        "姓名,联系电话,现住址,来源地,到达时间\n"
        f"李秀英,13700000001,9栋1单元101室,湖北省武汉市,{day}\n"
        f"王强,13700000002,9栋1单元102室,湖北省武汉市,{day}\n"
    ).encode()


@pytest.fixture
def roster(secretary_client: Client) -> RosterImport:
    return upload(secretary_client, two_people(), "名单.csv", on=day_of(timezone.now()))


def page_of(roster: RosterImport) -> str:
    return reverse("rosters:take_back", args=[roster.pk])


def test_the_secretary_sees_what_follows_takes_it_back_and_takes_it_in_again(
    secretary_client: Client, roster: RosterImport
) -> None:
    detail = reverse("rosters:detail", args=[roster.pk])
    assert page_of(roster) in secretary_client.get(detail).text
    page = secretary_client.get(page_of(roster))
    assert (page.context["whole"], page.context["follows"]["persons"]) == (True, 2)
    assert "整份撤回" in page.text
    assert secretary_client.post(page_of(roster), {"whole": "1"}).status_code == 422
    assert Observation.objects.filter(state="OBSERVING").count() == 2
    said = {"whole": "1", "reason": "传错了社区"}
    after = secretary_client.post(page_of(roster), said, follow=True)
    assert "已撤回 2 行。" in after.text
    assert "其中 2 人已撤回" in after.text
    assert "传错了社区" in after.text
    assert not Observation.objects.filter(state="OBSERVING").exists()
    kept = secretary_client.get(reverse("desk:person", args=[Person.objects.all()[0].pk]))
    assert "花名册“名单.csv”已撤回：传错了社区" in kept.text
    assert "没有可以撤回的行" in secretary_client.get(page_of(roster)).text
    assert "已开始观察" not in after.text
    undo = reverse("rosters:take_in", args=[roster.pk, TakingBack.objects.get().pk])
    assert undo in after.text
    assert secretary_client.post(undo, {"reason": ""}).status_code == 422
    back = secretary_client.post(undo, {"reason": "没有传错"}, follow=True)
    assert "已取消撤回" in back.text
    assert Observation.objects.filter(state="OBSERVING").count() == 2
    assert secretary_client.get(undo).status_code == 404


def test_a_row_that_was_used_is_named_with_what_was_done_and_the_other_is_ticked(
    secretary_client: Client, roster: RosterImport, secretary: Viewer
) -> None:
    used, other = Person.objects.order_by("phone_digest", "pk")
    correct_person(person=used, said={"name": "李秀兰"}, reason="听错了", by=secretary, now=timezone.now())
    page = secretary_client.get(page_of(roster))
    assert not page.context["whole"]
    assert "信息已更正" in page.text
    assert reverse("desk:person", args=[used.pk]) in page.text
    assert 'name="whole"' not in page.text
    refused = secretary_client.post(page_of(roster), {"whole": "1", "reason": "错"})
    assert refused.status_code == 422
    rows = {one.row.person: one.row.pk for one in page.context["page"].object_list}
    refused = secretary_client.post(page_of(roster), {"rows": str(rows[used.pk]), "reason": "错"})
    assert (refused.status_code, "后来办过事" in refused.text) == (422, True)
    said = {"rows": ["x", str(rows[other.pk])], "reason": "错"}
    assert "已撤回 1 行。" in secretary_client.post(page_of(roster), said, follow=True).text
    assert Observation.objects.get(state="OBSERVING").person == used


@pytest.mark.parametrize(
    ("role", "area"),
    [(Role.SECRETARY, SIBLING), (Role.TOWNSHIP_OFFICER, TOWNSHIP), (Role.DOCTOR, COMMUNITY)],
)
def test_who_may_end_nobody_here_finds_no_such_page(
    role: Role, area: str, roster: RosterImport, sign_in: SignIn
) -> None:
    client = sign_in(role=role, area=area)
    assert client.get(page_of(roster)).status_code == 404
    assert client.post(page_of(roster), {"whole": "1", "reason": "错"}).status_code == 404
    assert Observation.objects.filter(state="OBSERVING").count() == 2
