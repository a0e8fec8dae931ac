"""List entry: many people on one page, saved together."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of, start_of
from linli.duties.models import Duty
from linli.observation.models import Alert, Check, Observation
from linli.observation.tests.acts import DAY, checks, words, yesterday
from linli.observation.tests.pages import form_with
from linli.protocols.versions import rules_of
from tests.cast import COUNTY, SIBLING, MakeObservation

ENTRY = "/day/entry/?show=all"
# Those of a page, and of what is saved with it.
MOST = 12
MOST_TO_SAVE = 30


def people(make_observation: MakeObservation, number: int, **said: Any) -> list[Observation]:
    # From midnight on, so that there is something to check today at whatever hour this runs.
    midnight = start_of(day_of(timezone.now()))
    return [
        make_observation(at=midnight, arrived_on=yesterday(), name=f"王{'一二三四五六七八九'[n % 9]}", **said)
        for n in range(number)
    ]


def due_now() -> None:
    """Let the checks of today be due, whatever the clock says now."""
    now = timezone.now()
    today = Duty.objects.filter(county=COUNTY, slot_on=day_of(now))
    today.update(opens_at=now - timedelta(hours=1), overdue_at=now + timedelta(hours=1))


def opened(client: Client, rows: list[Observation], address: str = ENTRY) -> dict[str, str]:
    return form_with(client.get(address), f"{rows[0].pk}-temperature")


def typed(rows: list[Observation], *readings: str) -> dict[str, str]:
    return {f"{row.pk}-temperature": reading for row, reading in zip(rows, readings, strict=True)}


def test_a_column_is_typed_and_saved_together_and_the_page_stays(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    rows = people(make_observation, 4)
    said = opened(worker_client, rows) | typed(rows, "36.5", "366", "38,1", "") | {"channel": "PHONE"}
    address = f"{ENTRY}&grid={rows[0].area}"
    saved = worker_client.post(address, said)
    assert (saved.status_code, saved.headers["Location"]) == (302, address)
    assert sorted((c.temperature_tenths or 0, c.channel) for c in checks()) == [
        (365, "PHONE"),
        (366, "PHONE"),
        (381, "PHONE"),
    ]
    assert Alert.objects.get().observation_id == rows[2].pk
    page = words(worker_client.get(address))
    assert "已登记 3 人。" in page
    assert f"{rows[2].person.name}：已发出预警" in page


def test_the_same_list_sent_twice_is_stored_once_and_says_so(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    rows = people(make_observation, 2)
    said = opened(worker_client, rows) | typed(rows, "36.5", "36.6") | {"channel": "VISIT"}
    assert "已登记 2 人。" in words(worker_client.post(ENTRY, said, follow=True))
    again = words(worker_client.post(ENTRY, said, follow=True))
    assert ("刚才已经保存过" in again, "已登记 2 人。" in again) == (True, False)
    said["csrfmiddlewaretoken"] = opened(worker_client, rows)[
        "csrfmiddlewaretoken"
    ]  # as a browser keeps ids alone
    assert "2 人刚才已经登记过，没有再登记一次。" in words(worker_client.post(ENTRY, said, follow=True))
    assert len(checks()) == 2


def test_a_list_typed_twice_asks_at_each_row_and_leaves_out_or_adds_as_is_said(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    rows = people(make_observation, 3)
    told = {"channel": "VISIT"}
    worker_client.post(ENTRY, opened(worker_client, rows) | typed(rows, "36.5", "36.6", "") | told)
    once_more = opened(worker_client, rows) | typed(rows, "36.5", "36.6", "36.7") | told
    asked = worker_client.post(ENTRY, once_more)
    assert (asked.status_code, len(checks())) == (422, 2)
    assert words(asked).count("您已经登记过：36.5 ℃") == 2  # above the list and at the row
    left_out = form_with(asked, f"{rows[0].pk}-temperature") | told
    saved = worker_client.post(ENTRY, left_out | {"save": "NOT_AGAIN"}, follow=True)
    assert ("已登记 1 人。" in words(saved), len(checks())) == (True, 3)
    added = opened(worker_client, rows) | typed(rows, "36.5", "", "") | told
    asked = worker_client.post(ENTRY, added)
    added = form_with(asked, f"{rows[0].pk}-temperature") | told | {f"{rows[0].pk}-again": "on"}
    added.pop("save", None)
    assert worker_client.post(ENTRY, added).status_code == 302
    assert sorted(c.temperature_tenths or 0 for c in checks()) == [365, 365, 366, 367]


def test_how_the_list_was_asked_is_said_once_by_who_asked(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    rows = people(make_observation, 2)
    said = opened(worker_client, rows) | typed(rows, "36.5", "36.6")
    assert "channel" not in said
    unsaid = worker_client.post(ENTRY, said)
    assert (unsaid.status_code, "请选择这次是怎么查的。" in words(unsaid)) == (422, True)
    again = form_with(unsaid, f"{rows[0].pk}-temperature")
    assert (again[f"{rows[1].pk}-temperature"], checks()) == ("36.6", [])


def test_every_wrong_cell_has_its_sentence_and_nothing_is_half_saved(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    rows = people(make_observation, 5)
    said = opened(worker_client, rows) | typed(rows, "36.5", "很好", "48", "30.1", "36.6")
    said |= {"channel": "VISIT", f"{rows[4].pk}-outcome": "REFUSED"}
    wrong = worker_client.post(ENTRY, said)
    assert wrong.status_code == 422
    assert "请填写体温，例如 36.5。" in words(wrong)
    assert "已填体温或症状，又选了无人在家或拒绝" in words(wrong)
    again = form_with(wrong, f"{rows[0].pk}-temperature")
    assert {again[name] for name in typed(rows, *"12345")} == {"36.5", "很好", "48", "30.1", "36.6"}
    said |= {f"{rows[1].pk}-temperature": "36.5", f"{rows[4].pk}-outcome": ""}
    unbelievable = words(worker_client.post(ENTRY, said))
    # Once in the summary and once at the row, of both at once.
    assert unbelievable.count("体温应在 34.0 到 42.0 ℃ 之间") == 4
    assert not checks()

    later = said | typed(rows, *["36.5"] * 5) | {"claimed_at": "2999-01-01T08:00"}
    assert "测量时间在将来" in words(worker_client.post(ENTRY, later))
    empty = said | typed(rows, *[""] * 5)
    assert "还没有填写任何人。" in words(worker_client.post(ENTRY, empty))
    assert not checks()


def test_one_tick_says_that_a_household_is_well_and_states_no_reading(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    family = people(make_observation, 4, address="3栋1单元501室")
    other = make_observation(at=timezone.now(), arrived_on=yesterday())
    said = opened(worker_client, family) | {"channel": "PHONE"}
    said |= {f"{family[0].person.household_id}-well": "on", f"{family[1].pk}-temperature": "37.0"}
    due_now()
    assert worker_client.post(ENTRY, said).status_code == 302
    told = {c.observation_id: (c.outcome, c.temperature_tenths, c.symptoms) for c in checks()}
    assert other.pk not in told
    assert told[family[1].pk] == ("DONE", 370, [])
    assert all(told[row.pk] == ("DONE", None, []) for row in family if row is not family[1])


def test_a_tick_speaks_only_of_those_who_wait(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    rows = people(make_observation, 1)
    Duty.objects.filter(county=COUNTY).update(outcome=Duty.Outcome.NOT_NEEDED)
    said = opened(worker_client, rows) | {"channel": "PHONE", f"{rows[0].person.household_id}-well": "on"}
    assert "还没有填写任何人。" in words(worker_client.post(ENTRY, said))
    assert not checks()


def test_a_row_says_nobody_home_and_a_symptom(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    rows = people(make_observation, 3)
    said: dict[str, Any] = opened(worker_client, rows) | {"channel": "VISIT"}
    said |= {f"{rows[0].pk}-outcome": "NOBODY_HOME", f"{rows[1].pk}-symptoms": ["COUGH"]}
    assert worker_client.post(ENTRY, said).status_code == 302
    told = {c.observation_id: (c.outcome, c.symptoms) for c in checks()}
    assert told == {rows[0].pk: ("NOBODY_HOME", []), rows[1].pk: ("DONE", ["COUGH"])}


def test_nobody_of_another_community_is_recorded_by_their_id(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    mine = people(make_observation, 1)
    foreign = make_observation(at=timezone.now(), arrived_on=yesterday(), community=SIBLING)
    said = opened(worker_client, mine) | typed(mine, "36.5") | {"channel": "VISIT"}
    said |= {f"{foreign.pk}-id": said[f"{mine[0].pk}-id"], f"{foreign.pk}-temperature": "36.5"}
    said |= {"nobody-id": "x"}
    saved = worker_client.post(ENTRY, said, follow=True)
    assert "1 人的观察刚刚结束或转走，没有登记。" in words(saved)
    assert [c.observation_id for c in checks()] == [mine[0].pk]


def test_at_first_the_list_is_what_is_to_be_done_now(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    rows = people(make_observation, 2, address="3栋1单元501室")
    due_now()
    said = opened(worker_client, rows, "/day/entry/") | typed(rows, "36.5", "") | {"channel": "VISIT"}
    worker_client.post("/day/entry/", said)
    Duty.objects.filter(county=COUNTY, subject=rows[0].pk).update(outcome=Duty.Outcome.DONE)
    page = words(worker_client.get("/day/entry/"))
    assert [f"{row.pk}-temperature" in page for row in rows] == [False, True]


def test_an_empty_list_says_so(worker_client: Client) -> None:
    assert "这里没有要查的人。" in words(worker_client.get(ENTRY))


@pytest.mark.once
def test_a_list_costs_as_many_statements_for_sixty_as_for_two(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    def costs(rows: list[Observation]) -> tuple[int, int]:
        for row in rows:
            rules_of(row.protocol_id)
        worker_client.get(DAY)
        with CaptureQueriesContext(connection) as page:
            said = opened(worker_client, rows)
        reading = "36.5" if len(rows) == 2 else "36.6"
        said |= {f"{row.pk}-temperature": reading for row in rows} | {"channel": "VISIT"}
        with CaptureQueriesContext(connection) as saving:
            assert worker_client.post(ENTRY, said).status_code == 302
        return len(page), len(saving)

    few = people(make_observation, 2)
    cost = costs(few)
    many = people(make_observation, 58)
    again = costs([*few, *many])
    assert Check.objects.filter(county=COUNTY).count() == 62
    assert again == cost
    assert cost[0] <= MOST
    assert cost[1] <= MOST_TO_SAVE


def test_a_single_check_leads_back_to_the_list_as_it_stood(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    row = people(make_observation, 1)[0]
    day = f"{DAY}?show=all&grid={row.area}"
    url = reverse("observation:record_check", args=[row.pk])
    link = f"{url}?back=/day/%3Fshow%3Dall%26grid%3D{row.area}%23at-{row.pk}"
    assert link.replace("&", "&amp;") in words(worker_client.get(day))
    said = form_with(worker_client.get(link), "temperature") | {"temperature": "36.5", "channel": "VISIT"}
    assert worker_client.post(link, said).headers["Location"] == f"{day}#at-{row.pk}"


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org/", "/\\example.org", "day/", ""]
)
def test_no_form_leads_out_of_the_house(
    worker_client: Client, make_observation: MakeObservation, elsewhere: str
) -> None:
    row = people(make_observation, 1)[0]
    url = f"{reverse('observation:record_check', args=[row.pk])}?back={elsewhere}"
    said = form_with(worker_client.get(url), "temperature") | {"temperature": "36.5", "channel": "VISIT"}
    assert worker_client.post(url, said).headers["Location"] == DAY
