"""What waits stands on one list: of each role what is its own, as the menu counts it, and nothing that it may not see."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of
from linli.desk.back_to_the_list import ACTS
from linli.desk.queries.around import behind_doors, counts
from linli.desk.queries.waiting import Line, waiting
from linli.desk.registers import DOORS, WAITS
from linli.desk.templatetags.wait_words import leads_back, said_at
from linli.ids import new_id
from linli.referrals.models import ClinicStaff
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rules import PostHeld, Viewer
from linli.staff.waits import Standing, WaitKind, WaitLines, WaitSum, stands
from tests.cast import COMMUNITY, FOREIGN, GRID, MORNING
from tests.made import NAME
from tests.posts import POSTS, sign_in_as
from tests.scope_rows import Rows
from tests.test_rights_walk import ROUTES
from tests.test_statements import BRACKETS, MOST
from tests.undone import taken_back

HELD = {who: post for who, post in POSTS.items() if post is not None}


def of(make_user: Callable[..., User], who: str) -> Viewer:
    """Return somebody with a post of one's own, who made none of the rows."""
    role, area = HELD[who]
    user = make_user(role=role, area=area, username=f"own-{who}")
    return viewer_of(user=user, on=day_of(timezone.now()))


def listed(viewer: Viewer) -> list[Line]:
    return waiting(viewer=viewer, now=timezone.now())


def test_every_door_that_counts_what_waits_has_a_kind_on_the_list() -> None:
    told = {kind.door for kind in WAITS if kind.door}
    assert {door.url_name for door in DOORS if door.waiting} - told == set()


def test_every_kind_has_a_code_of_its_own_or_adds_up() -> None:
    codes = Counter(kind.code for kind in WAITS if not isinstance(kind, WaitSum))
    assert [code for code, n in codes.items() if n > 1] == []


def test_every_page_and_act_of_a_kind_is_an_address() -> None:
    for kind in WAITS:
        if not isinstance(kind, WaitLines):
            assert reverse(kind.page)
    pages = {kind.own_page for kind in WAITS if isinstance(kind, WaitKind)} - {""}
    assert (pages | ACTS) - ROUTES.keys() == set()


# Whoever holds the post -> what stands on their list where a row of each kind waits in the community, made by another.
TABLE: Final[dict[str, set[str]]] = {
    "secretary": {
        *("REFERRAL", "DUPLICATE", "TOLD_AGAIN", "GUARDIAN_REFUSED", "UNTOLD", "POLICE_ASKED"),
        *(
            "LEAD_ASKED",
            "LEAD_ROW",
            "LEAD_HANDED_ON",
            "MOVE_IN",
            "MOVE_SENT_BACK",
            "MOVE_ASKED",
            "POST_LACKING",
        ),
        *("OFFER_MADE", "EXPORT", "FINDING", "SUBJECT_REQUEST"),
    },
    "grid worker": {"LEAD_HANDED_ON", "TOLD_AGAIN", "GUARDIAN_REFUSED"},
    "doctor": {"SHORTER", "REFERRAL"},
    "township": {"POST_LACKING", "EXPORT", "EMERGENCY", "REPORT_TO_RECEIVE"},
    "county": {"SHORTER", "EMERGENCY"},
    "city": {"EMERGENCY_HEARD"},
    "province": {"EMERGENCY_HEARD"},
    "security administrator": {"POST_LACKING"},
    "clinic": {"PATIENT"},
    "police": {"POLICE"},
}
# These hang on the hour at which the test runs.
OF_THE_HOUR: Final = {kind.code for kind in WAITS if isinstance(kind, WaitLines)}


@pytest.mark.both
@pytest.mark.django_db
def test_each_role_finds_its_own_and_nothing_else(
    rows_in: Callable[..., Rows], make_user: Callable[..., User]
) -> None:
    rows = rows_in(community=COMMUNITY, grid_name="第一网格", area=GRID)
    rows_in(community=FOREIGN)
    found = {}
    for who in HELD:
        viewer = of(make_user, who)
        if who == "clinic":
            ClinicStaff.objects.create(user=viewer.user_id, clinic_id=rows.clinic_id)
        lines = listed(viewer)
        if codes := {line.code for line in lines} - OF_THE_HOUR:
            found[who] = codes
        assert "外滩" not in " ".join(f"{line.title} {line.place}" for line in lines), who
        _counts_as_the_menu(viewer, lines)
        if who not in ("secretary", "grid worker", "doctor", "clinic"):
            assert [line.title for line in lines if NAME in str(line.title)] == [], who
    assert found == TABLE


def _counts_as_the_menu(viewer: Viewer, lines: list[Line]) -> None:
    """Hold that the numbers of the menu are those of the list, door by door."""
    told: Counter[str] = Counter()
    doors = {kind.code: kind.door for kind in WAITS}
    for line in lines:
        told[doors[line.code]] += line.count + line.more
    counted = counts(rows=behind_doors(viewer=viewer))
    assert {door: n for door, n in counted.items() if n} == {door: n for door, n in told.items() if door}


@pytest.mark.parametrize("who", HELD)
def test_what_is_kept_goes_by_the_day_and_never_by_the_moment(
    who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A statement that held the moment would go on asking for that of the first page of the day."""
    viewer = Viewer(user_id=new_id(), name="", posts=(PostHeld(*HELD[who]),))

    def asked(at: datetime) -> list[str]:
        monkeypatch.setattr(timezone, "now", lambda: at)
        return [sql_of(kind, viewer) for kind in WAITS if not isinstance(kind, WaitLines)]

    assert asked(MORNING) == asked(MORNING + timedelta(hours=9))


def sql_of(kind: WaitKind | WaitSum, viewer: Viewer) -> str:
    try:
        return str(kind.rows(viewer).query)
    except EmptyResultSet:
        return ""


@pytest.mark.parametrize(
    ("standing", "until", "stands_as"),
    [
        (Standing.TODAY, None, Standing.TODAY),
        (Standing.TODAY, MORNING + timedelta(microseconds=1), Standing.TODAY),
        (Standing.TODAY, MORNING, Standing.NOW),
        (Standing.NOW, MORNING + timedelta(hours=1), Standing.NOW),
        (Standing.OTHERS, MORNING - timedelta(days=1), Standing.OTHERS),
    ],
)
def test_what_is_late_is_for_now_and_what_others_owe_is_not(
    standing: Standing, until: datetime | None, stands_as: Standing
) -> None:
    assert stands(standing=standing, until=until, now=MORNING) is stands_as


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (MORNING, "今天 08:00"),
        (MORNING - timedelta(hours=8, minutes=1), "昨天 23:59"),
        (MORNING + timedelta(hours=16), "明天 00:00"),
        (MORNING + timedelta(days=2), "01-29 08:00"),
        (MORNING - timedelta(days=40), "2019-12-18 08:00"),
    ],
)
def test_a_moment_is_said_as_one_says_it_today(at: datetime, said: str) -> None:
    assert said_at(at, MORNING) == said


def test_an_address_leads_back_whatever_it_holds() -> None:
    assert leads_back("/alerts/#event-1", "/waits/") == "/alerts/?back=%2Fwaits%2F#event-1"
    assert leads_back("/day/?show=overdue", "/day/") == "/day/?show=overdue&back=%2Fday%2F"


@pytest.mark.both
@pytest.mark.django_db
def test_the_list_of_the_busiest_costs_no_more_than_a_page_may(
    rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    rows_in(community=COMMUNITY)
    for who in ("secretary", "doctor", "township", "grid worker"):
        sign_in_as(client, who, make_user)
        address = "/day/" if who == "grid worker" else "/waits/"
        client.get(address)  # what a process asks once
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address)
        told = [one["sql"] for one in asked if not one["sql"].startswith(BRACKETS)]
        assert "等您办的事" in page.text
        assert len(told) <= MOST, (who, told)


@pytest.mark.django_db
def test_what_is_done_from_the_list_is_gone_and_leads_back(
    rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    rows = rows_in(community=COMMUNITY)
    sign_in_as(client, "township", make_user)
    assert "批准或不批准导出" in client.get("/waits/").text
    refuse = reverse("exports:refuse", args=[rows.export_id])
    page = f"http://testserver{reverse('exports:show', args=[rows.export_id])}"

    def sent(referer: str) -> str:
        with taken_back():
            answer = client.post(refuse, {"reason": "人数不对"}, headers={"referer": referer})
            assert answer.status_code == 302, answer.text
            return answer.headers["Location"]

    stays = sent(page)
    assert stays != "/waits/"
    assert sent(f"{page}?back=/people/") == stays
    assert sent("http://elsewhere.example/?back=/waits/") == stays
    assert sent(f"{page}?back=/waits/") == "/waits/"
    bad = client.post(refuse, {"reason": ""}, headers={"referer": f"{page}?back=/waits/"})
    assert bad.status_code == 422

    client.post(refuse, {"reason": "人数不对"}, headers={"referer": f"{page}?back=/waits/"})
    after = client.get("/waits/").text
    assert "批准或不批准导出" not in after
    assert "没有批准，已告诉申请的人。" in after  # what was said of it


@pytest.mark.django_db
def test_whoever_has_nothing_to_do_is_told_so_and_where_the_work_is(
    make_user: Callable[..., User], client: Client
) -> None:
    sign_in_as(client, "auditor", make_user)
    page = client.get("/waits/").text
    assert "现在没有等您办的事。" in page
    assert 'href="/audit/"' in page
