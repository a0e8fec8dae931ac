"""What a phone is told: its own doors, only what changed, in pieces, compressed."""

import gzip
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from linli.arrivals.commands import NewArrival, register_arrivals
from linli.audit.models import AuditEvent
from linli.observation.models import Observation
from linli.people.commands import PersonCard, name_to_care
from linli.people.models import Household
from linli.phone.models import Phone
from linli.phone.queries.day import delta_for
from linli.phone.rules import HOUSEHOLDS_AN_ANSWER, MOST_LOST
from linli.phone.tests.conftest import Held, MakePhone
from linli.staff.commands import substitute
from linli.staff.models import Post, User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, GRID, OTHER_GRID, TOWNSHIP, MakeObservation, MakeViewer

pytestmark = pytest.mark.django_db


def test_a_day_holds_the_doors_of_the_grid_with_who_is_there_and_what_is_due(
    phone: Held, observed: Observation
) -> None:
    day = phone.ask()

    (home,) = day["households"]
    (person,) = home["people"]
    assert (home["address"], home["grid"], home["apart"]) == ("3栋2单元501室", str(GRID), None)
    assert (person["name"], person["observation"]) == ("王芳", str(observed.pk))
    assert {slot["on"] for slot in person["slots"]} == {
        (timezone.localdate() + timedelta(days=n)).isoformat() for n in range(3)
    }
    assert day["protocols"][person["protocol"]]["fever_tenths"] == 373
    assert day["words"]["symptoms"]["COUGH"] == "咳嗽"
    assert [grid["name"] for grid in day["grids"]] == ["第一网格"]
    assert day["user"]["name"]


def test_identity_is_masked(phone: Held, make_observation: MakeObservation) -> None:
    make_observation(phone="13812345678", at=timezone.now())

    (home,) = phone.ask()["households"]

    assert home["people"][0]["phone"] == "*********78"
    assert "13812345678" not in json.dumps(home)


def test_only_what_changed_travels_and_what_is_gone_is_named(
    phone: Held, make_observation: MakeObservation
) -> None:
    now = timezone.now()
    one = make_observation(name="王芳", address="1栋1单元101室", at=now)
    make_observation(name="李强", address="2栋1单元101室", at=now)
    first = phone.ask()
    etags = {home["people"][0]["name"]: home["etag"] for home in first["households"]}

    same = phone.ask(*etags.values())
    Observation.objects.filter(pk=one.pk).update(state="LOST", closed_at=now)
    after = phone.ask(*etags.values())

    assert (same["households"], same["gone"], same["more"]) == ([], [], False)
    assert (after["households"], after["gone"]) == ([], [etags["王芳"]])


def test_a_check_changes_the_household_that_it_was_made_in(
    phone: Held, make_observation: MakeObservation
) -> None:
    now = timezone.now()
    one = make_observation(name="王芳", address="1栋1单元101室", at=now - timedelta(hours=30))
    make_observation(name="李强", address="2栋1单元101室", at=now - timedelta(hours=30))
    have = [home["etag"] for home in phone.ask()["households"]]

    phone.bring(phone.check(one, 366))
    after = phone.ask(*have)

    assert [home["people"][0]["name"] for home in after["households"]] == ["王芳"]
    assert after["households"][0]["people"][0]["last"]["temperature_tenths"] == 366
    assert len(after["gone"]) == 1


def test_a_later_normal_reading_hides_neither_a_fever_nor_what_yesterday_left(
    phone: Held, make_phone: MakePhone, observed: Observation
) -> None:
    colleague = make_phone(role=Role.DOCTOR, area=COMMUNITY)

    phone.bring(phone.check(observed, 385))
    colleague.bring(colleague.check(observed, 365))

    (person,) = phone.ask()["households"][0]["people"]
    assert person["last"]["temperature_tenths"] == 365
    assert [slot["highest_tenths"] for slot in person["slots"] if "highest_tenths" in slot] == [385]
    assert person["missed_on"] == (timezone.localdate() - timedelta(days=1)).isoformat()


def test_other_grids_other_communities_and_closed_observations_do_not_exist(
    phone: Held, make_observation: MakeObservation, make_phone: MakePhone
) -> None:
    now = timezone.now()
    make_observation(name="李强", grid_name="第二网格", at=now)

    assert phone.ask()["households"] == []
    assert len(make_phone(role=Role.SECRETARY, area=COMMUNITY).ask()["households"]) == 1
    assert make_phone(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP).ask()["households"] == []
    assert make_phone(role=Role.COUNTY_OFFICER, area=COUNTY).ask()["households"] == []


def test_a_post_that_ended_sees_nothing(phone: Held, observed: Observation) -> None:
    have = [home["etag"] for home in phone.ask()["households"]]
    Post.objects.update(until_on=timezone.localdate())

    after = phone.ask(*have)

    assert (after["households"], after["gone"]) == ([], have)
    # By these the phone tells that no post reaches a door, and forgets everybody.
    assert (after["grids"], after["kinds"], after["tasks"]) == ([], [], [])


def grid_of(households: int, by: Viewer) -> None:
    """Fill GRID with households of three, observed since yesterday."""
    arrivals = [
        NewArrival(
            card=PersonCard(
                name="王张李"[n] + "敏丽强"[home % 3] + "芳军洋"[(home // 3) % 3],
                phone=f"13{n}{home:08}",
                address=f"{home // 30 + 1}栋{home % 3 + 1}单元{home % 30 // 3 + 1}0{home % 3 + 1}室",
                grid_name="第一网格",
            ),
            arrived_on=timezone.localdate() - timedelta(days=2),
        )
        for home in range(households)
        for n in range(3)
    ]
    register_arrivals(community=COMMUNITY, arrivals=arrivals, by=by, now=timezone.now() - timedelta(hours=26))


def test_a_grid_of_500_households_travels_in_pieces_and_below_150_kilobytes(
    phone: Held, worker: Viewer, django_assert_max_num_queries: Any
) -> None:
    grid_of(500, worker)
    have: list[str] = []
    size, asked = 0, 0
    more = True
    while more:
        body = {"device": str(phone.id), "sent_at": phone.now.isoformat(), "have": have}
        response = phone.client.post(
            "/api/v1/day", body, content_type="application/json", headers={"Accept-Encoding": "gzip"}
        )
        size += len(response.content)
        day = json.loads(gzip.decompress(response.content))
        have += [home["etag"] for home in day["households"]]
        asked, more = asked + 1, day["more"]

    assert (len(set(have)), asked) == (Household.objects.count(), -(-500 // HOUSEHOLDS_AN_ANSWER))
    assert size < 150_000, size
    with django_assert_max_num_queries(10):
        delta_for(viewer=worker, have=[], now=timezone.now())


def test_a_broken_answer_is_simply_asked_for_again(phone: Held, worker: Viewer) -> None:
    grid_of(260, worker)
    first = phone.ask()
    again = phone.ask()
    assert [h["etag"] for h in first["households"]] == [h["etag"] for h in again["households"]]
    rest = phone.ask(*(h["etag"] for h in first["households"]))
    assert (len(rest["households"]), rest["gone"], rest["more"]) == (10, [], False)


def test_the_phone_is_known_by_its_name_and_hour(phone: Held) -> None:
    phone.ask()
    phone.bring(phone.operation("song", {}))

    row = Phone.objects.get()
    assert (row.name, row.revoked_at) == ("Redmi 7A", None)
    assert row.last_seen_at > row.first_seen_at


def test_the_desk_sees_how_many_records_a_phone_lost_and_the_number_never_falls(
    phone: Held, make_viewer: MakeViewer, client: Client
) -> None:
    for lost in (0, 3, 3, 1):
        assert phone.post("/api/v1/day", {"lost": lost}).status_code == 200
    row = Phone.objects.get()
    assert (row.lost_records, row.lost_told_at is not None) == (3, True)
    (event,) = AuditEvent.objects.filter(county=COUNTY, action="phone.lost_records")
    assert (event.area, event.changed["lost"]) == (str(GRID), 3)
    phone.post("/api/v1/day", {"lost": 10**9})
    assert Phone.objects.get().lost_records == MOST_LOST

    secretary = make_viewer(role=Role.SECRETARY, area=COMMUNITY)
    client.force_login(User.objects.get(pk=secretary.user_id))
    assert f"丢了 {MOST_LOST} 条没上传的记录" in client.get("/phones/").text


def test_the_shell_holds_nothing_about_anybody_and_sets_the_token(client: Any, db: None) -> None:
    response = client.get("/w/h/0190c1a2-0000-7000-8000-000000000000/")

    assert response.status_code == 200
    assert "csrftoken" in response.cookies
    assert response.content == client.get("/w/").content


def test_what_else_is_to_be_done_comes_with_the_last_piece(
    phone: Held, worker: Viewer, observed: Observation, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    name_to_care(people=[observed.person], tag="FAMILY_OF_PATIENT", by=worker, now=now)
    (task,) = phone.ask()["tasks"]
    home = observed.person.household_id
    assert (task["kind"], task["title"], task["state"]) == ("CARE", "王芳", "OPEN")
    assert (task["household"], task["page"]) == (str(home), f"/households/{home}/")

    monkeypatch.setattr("linli.phone.queries.day.HOUSEHOLDS_AN_ANSWER", 0)
    assert phone.ask()["tasks"] is None


def test_a_substitute_is_told_for_whom_and_to_which_day(
    phone: Held, make_phone: MakePhone, make_viewer: Callable[..., Viewer]
) -> None:
    other, today = make_phone(area=OTHER_GRID), timezone.localdate()
    substitute(
        absent=Post.objects.get(user=phone.user),
        by_whom=other.user,
        from_on=today,
        until_on=today + timedelta(days=2),
        reason="探亲",
        by=make_viewer(role=Role.SECRETARY, area=COMMUNITY),
        now=timezone.now(),
    )

    told = {grid["code"]: (grid.get("instead_of"), grid.get("until_on")) for grid in other.ask()["grids"]}

    until = (today + timedelta(days=2)).isoformat()
    assert told == {str(OTHER_GRID): (None, None), str(GRID): (phone.user.full_name, until)}
