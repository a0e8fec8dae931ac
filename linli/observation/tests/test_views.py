"""The pages of observation, as people of the cast use them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.ids import new_id
from linli.observation.commands import NewArrival, register_arrivals
from linli.observation.models import Alert, Check, Observation
from linli.observation.rules import State
from linli.observation.tests.pages import form_with
from linli.people.commands import PersonCard
from linli.people.models import Person
from linli.referrals.models import Referral
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, GRID, OTHER_GRID, SIBLING, MakeObservation

Enter = Callable[..., Client]
DAY = "/day/"


@pytest.fixture
def enter(make_user: Callable[..., User]) -> Enter:
    """Sign somebody in with a browser of their own; the same name is the same person."""

    def sign_in(*, role: Role, area: str, username: str = "") -> Client:
        name = username or f"page-{role.lower()}-{area}"  # the makers of rows sign in as nobody of these
        user = User.objects.filter(username=name).first() or make_user(role=role, area=area, username=name)
        browser = Client()
        browser.force_login(user)
        return browser

    return sign_in


@pytest.fixture
def worker_client(enter: Enter) -> Client:
    """Sign the worker of GRID in."""
    return enter(role=Role.GRID_WORKER, area=GRID)


@pytest.fixture
def secretary_client(enter: Enter) -> Client:
    """Sign the secretary of COMMUNITY in."""
    return enter(role=Role.SECRETARY, area=COMMUNITY)


@pytest.fixture
def doctor_client(enter: Enter) -> Client:
    """Sign the doctor of COMMUNITY in."""
    return enter(role=Role.DOCTOR, area=COMMUNITY)


@pytest.fixture
def observation(make_observation: MakeObservation) -> Observation:
    """Register somebody in GRID a moment ago."""
    return make_observation(at=timezone.now(), arrived_on=yesterday(), phone="13812345678")


def yesterday() -> date:
    return day_of(timezone.now()) - timedelta(days=1)


def check_url(observation: Observation) -> str:
    return reverse("observation:record_check", args=[observation.pk])


def record(client: Client, observation: Observation, **typed: str) -> Any:
    """Open the page of a check, type, and press Enter."""
    page = client.get(check_url(observation))
    return client.post(check_url(observation), form_with(page, "temperature") | typed)


def checks() -> list[Check]:
    return list(Check.objects.filter(county=COUNTY).order_by("received_at"))


def words(page: Any) -> str:
    text: str = page.content.decode()
    return text


def test_a_worker_records_36_6_with_the_page_as_rendered(
    worker_client: Client, observation: Observation
) -> None:
    answer = record(worker_client, observation, temperature="36.6")
    assert (answer.status_code, answer["Location"]) == (302, DAY)
    (check,) = checks()
    assert (check.temperature_tenths, check.outcome, check.channel) == (366, "DONE", "VISIT")
    day = words(worker_client.get(DAY))
    assert "王芳：已保存。" in day
    assert check_url(observation) in day


def test_48_0_is_explained_at_its_field_and_stays_typed(
    worker_client: Client, observation: Observation
) -> None:
    page = record(worker_client, observation, temperature="48.0", note="嗓子疼")
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["temperature"]
    assert "体温应在 34.0 到 42.0 ℃ 之间" in words(page)
    again = form_with(page, "temperature")
    assert (again["temperature"], again["note"]) == ("48.0", "嗓子疼")
    assert checks() == []


def test_fever_is_said_and_waits_on_the_page_of_alerts(
    worker_client: Client, observation: Observation
) -> None:
    record(worker_client, observation, temperature="38.1")
    assert "王芳：已发出预警，并建议送发热门诊。" in words(worker_client.get(DAY))
    assert Alert.objects.get(observation=observation).temperature_tenths == 381
    alerts = worker_client.get("/alerts/")
    assert [alert.observation_id for alert, _ in alerts.context["waiting"]] == [observation.pk]
    assert "38.1" in words(alerts)
    assert alerts.context["reviewable"] == set()


def test_a_low_reading_is_saved_and_asked_for_again(worker_client: Client, observation: Observation) -> None:
    record(worker_client, observation, temperature="35.4")
    assert "体温偏低，请换部位再测一次" in words(worker_client.get(DAY))
    assert [check.temperature_tenths for check in checks()] == [354]


def test_a_second_worker_sees_what_the_first_saved_and_may_then_save(
    enter: Enter, worker_client: Client, observation: Observation
) -> None:
    second = enter(role=Role.GRID_WORKER, area=GRID, username="second")
    opened = form_with(second.get(check_url(observation)), "temperature")
    record(worker_client, observation, temperature="36.5")
    page = second.post(check_url(observation), opened | {"temperature": "36.9"})
    assert page.status_code == 422
    assert "36.5" in words(page)
    assert f"Grid_Worker {GRID}" in words(page)
    assert len(checks()) == 1
    rendered = form_with(page, "temperature")
    assert rendered["temperature"] == "36.9"
    assert second.post(check_url(observation), rendered).status_code == 302
    assert [check.temperature_tenths for check in checks()] == [365, 369]


def test_the_same_form_sent_twice_is_one_check(worker_client: Client, observation: Observation) -> None:
    typed = form_with(worker_client.get(check_url(observation)), "temperature") | {"temperature": "36.6"}
    answers = [worker_client.post(check_url(observation), typed).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert len(checks()) == 1


@pytest.mark.parametrize("outcome", ["NOBODY_HOME", "REFUSED"])
def test_a_visit_that_measured_nobody_needs_no_temperature(
    outcome: str, worker_client: Client, observation: Observation
) -> None:
    assert record(worker_client, observation, outcome=outcome).status_code == 302
    (check,) = checks()
    assert (check.outcome, check.temperature_tenths) == (outcome, None)


def test_a_check_without_temperature_and_symptom_is_asked_for_one(
    worker_client: Client, observation: Observation
) -> None:
    page = record(worker_client, observation)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["temperature"])
    assert checks() == []


@pytest.mark.parametrize("where", ["other grid", "sibling community"])
def test_a_foreign_person_does_not_exist(
    where: str, worker_client: Client, make_observation: MakeObservation
) -> None:
    now = timezone.now()
    foreign = (
        make_observation(at=now, arrived_on=yesterday(), grid_name="第二网格", name="周敏")
        if where == "other grid"
        else make_observation(at=now, arrived_on=yesterday(), community=SIBLING, name="周敏")
    )
    person = reverse("observation:person", args=[foreign.person_id])
    assert worker_client.get(person).status_code == 404
    assert worker_client.get(check_url(foreign)).status_code == 404
    typed = {"id": new_id(), "outcome": "DONE", "channel": "VISIT", "claimed_at": "2020-01-27T08:00"}
    assert worker_client.post(check_url(foreign), typed | {"temperature": "36.5"}).status_code == 404
    assert worker_client.post(person + "identity/", {"reason": "CALL"}).status_code == 404
    for listing in (DAY, "/people/", "/people/?q=周敏", "/alerts/", "/referrals/"):
        assert "周敏</a>" not in words(worker_client.get(listing))


@pytest.mark.parametrize("action", ["release", "end"])
def test_a_worker_ends_nobodys_observation(
    action: str, worker_client: Client, observation: Observation
) -> None:
    said = {"state": "LOST", "reason": "电话不通"}
    url = reverse(f"observation:{action}", args=[observation.pk])
    assert worker_client.post(url, said).status_code == 404
    observation.refresh_from_db()
    assert observation.state == State.OBSERVING


@pytest.mark.parametrize(
    "path", [DAY, "/alerts/", "/people/", "/arrivals/new/", "/grids/", "/referrals/", "check", "person"]
)
def test_a_stranger_is_sent_to_the_sign_in_page(path: str, observation: Observation, client: Client) -> None:
    urls = {
        "check": check_url(observation),
        "person": reverse("observation:person", args=[observation.person_id]),
    }
    url = urls.get(path, path)
    answer = client.get(url)
    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={url}")


@pytest.mark.parametrize("typed", ["", "已复测，" + "正常" * 100], ids=["blank", "too long"])
def test_an_alert_closes_only_with_a_reason(
    typed: str, doctor_client: Client, worker_client: Client, observation: Observation
) -> None:
    record(worker_client, observation, temperature="38.1")
    alert = Alert.objects.get(observation=observation)
    url = reverse("observation:review_alert", args=[alert.pk])
    page = doctor_client.post(url, {"reason": typed})
    assert page.status_code == 422
    assert form_with(page, "reason")["reason"] == typed
    assert "invalid-feedback" in words(page)
    alert.refresh_from_db()
    assert alert.reviewed_at is None


def test_a_doctor_reviews_an_alert_and_the_page_says_who_and_why(
    doctor_client: Client, worker_client: Client, observation: Observation
) -> None:
    record(worker_client, observation, temperature="38.1")
    alert = Alert.objects.get(observation=observation)
    typed = form_with(doctor_client.get("/alerts/"), "reason") | {"reason": "复测 36.5，无症状"}
    url = reverse("observation:review_alert", args=[alert.pk])
    assert worker_client.post(url, typed).status_code == 404
    page = doctor_client.post(url, typed, follow=True)
    assert page.context["waiting"] == []
    assert "复测 36.5，无症状" in words(page)
    assert f"Doctor {COMMUNITY}" in words(page)
    again = doctor_client.post(url, {"reason": "另一个结论"}, follow=True)
    assert "已有人复核" in words(again)
    assert "另一个结论" not in words(again)


def test_numbers_are_masked_until_revealed_for_a_reason_that_is_kept(
    doctor_client: Client, observation: Observation
) -> None:
    url = reverse("observation:person", args=[observation.person_id])
    plain = words(doctor_client.get(url))
    assert "13812345678" not in plain
    assert "138****5678" in plain
    events = AuditEvent.objects.filter(county=COUNTY, action="identity.revealed")
    assert doctor_client.post(url + "identity/", {"reason": "CURIOUS"})["Location"] == url
    assert events.count() == 0
    page = doctor_client.post(url + "identity/", {"reason": "CALL"})
    assert "13812345678" in words(page)
    assert page["Cache-Control"] == "no-store"
    (event,) = events
    assert (event.subject, event.changed) == (observation.person_id, {"reason": "CALL"})
    assert "13812345678" not in words(doctor_client.get(url))


def test_a_worker_reveals_nothing(worker_client: Client, observation: Observation) -> None:
    url = reverse("observation:reveal", args=[observation.person_id])
    page = worker_client.post(url, {"reason": "CALL"})
    assert page.status_code == 403
    assert "13812345678" not in words(page)
    assert AuditEvent.objects.filter(county=COUNTY, action="identity.revealed").count() == 0


def test_release_before_the_last_day_is_explained(doctor_client: Client, observation: Observation) -> None:
    page = doctor_client.post(reverse("observation:release", args=[observation.pk]), follow=True)
    assert f"观察期到 {observation.last_on.isoformat()} 止，次日起才能解除。" in words(page)
    observation.refresh_from_db()
    assert observation.state == State.OBSERVING


def test_somebody_whose_period_is_over_is_found_by_the_filter_and_released(
    doctor_client: Client, observation: Observation, make_observation: MakeObservation
) -> None:
    before = timezone.now() - timedelta(days=20)
    over = make_observation(at=before, arrived_on=day_of(before), name="周敏")
    page = doctor_client.get(DAY, {"show": "over"})
    assert [door.observation.pk for door in page.context["page"]] == [over.pk]
    assert "期满待解除" in words(page)
    url = reverse("observation:release", args=[over.pk])
    assert url in words(doctor_client.get(reverse("observation:person", args=[over.person_id])))
    doctor_client.post(url)
    over.refresh_from_db()
    assert over.state == State.RELEASED


def test_a_move_hands_the_rest_to_the_other_community(
    secretary_client: Client, observation: Observation
) -> None:
    url = reverse("observation:end", args=[observation.pk])
    page = secretary_client.get(url)
    assert SIBLING in words(page)
    typed = form_with(page, "community") | {"community": SIBLING, "address": "8栋2单元301室"}
    assert secretary_client.post(url, typed)["Location"] == DAY
    observation.refresh_from_db()
    assert observation.state == State.MOVED_OUT
    there = Observation.objects.get(person=observation.person_id, state=State.OBSERVING)
    assert (there.community, there.last_on) == (SIBLING, observation.last_on)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("340102001", "请填写 12 位社区代码。"),
        ("340102001099", "没有这个社区，请核对代码。"),
        (COMMUNITY, "这就是本社区。"),
    ],
)
def test_a_move_that_leads_nowhere_is_explained_at_its_field(
    code: str, said: str, secretary_client: Client, observation: Observation
) -> None:
    url = reverse("observation:end", args=[observation.pk])
    page = secretary_client.post(url, {"what": "move", "community": code})
    assert page.status_code == 422
    assert page.context["move_form"].errors == {"community": [said]}
    assert form_with(page, "community")["community"] == code
    observation.refresh_from_db()
    assert observation.state == State.OBSERVING


def test_an_end_is_stated_with_a_reason(secretary_client: Client, observation: Observation) -> None:
    url = reverse("observation:end", args=[observation.pk])
    assert secretary_client.post(url, {"state": "LOST", "reason": ""}).status_code == 422
    assert secretary_client.post(url, {"state": "LOST", "reason": "电话不通，家中无人"}).status_code == 302
    observation.refresh_from_db()
    assert (observation.state, observation.closed_reason) == (State.LOST, "电话不通，家中无人")
    page = secretary_client.get(check_url(observation))
    assert "不能再登记" in words(page)


def arrival(**typed: str) -> dict[str, str]:
    said = {
        "name": "周敏",
        "phone": "13900001111",
        "address": "3栋2单元501室",
        "origin": "湖北省武汉市",
        "arrived_on": yesterday().isoformat(),
        "known_by": "RESIDENT",
    }
    return said | typed


def test_an_arrival_is_registered_once_and_a_known_person_is_explained(secretary_client: Client) -> None:
    page = secretary_client.post("/arrivals/new/", arrival(temperature="36.5"), follow=True)
    assert "周敏：已登记，开始观察。" in words(page)
    assert Person.objects.get().name == "周敏"
    again = secretary_client.post("/arrivals/new/", arrival(known_by="NEIGHBOUR"), follow=True)
    assert again.redirect_chain == [(f"/people/{Person.objects.get().pk}/", 302)]
    assert "此人已在本社区登记，没有重复登记" in words(again)
    assert "邻居反映" in words(again)
    assert "本人或家人申报" in words(again)
    assert Observation.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", "张"),
        ("id_number", "340102199001011234"),
        ("phone", "123"),
        ("temperature", "48.0"),
        ("arrived_on", "2999-01-01"),
    ],
)
def test_what_is_wrong_with_an_arrival_is_told_at_its_field(
    field: str, typed: str, secretary_client: Client
) -> None:
    page = secretary_client.post("/arrivals/new/", arrival(**{field: typed}))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert form_with(page, "origin")[field] == typed
    assert "周敏" in form_with(page, "origin")["name"] or field == "name"
    assert Person.objects.count() == 0


def test_households_are_given_to_a_grid(
    secretary_client: Client, worker_client: Client, make_observation: MakeObservation
) -> None:
    observation = make_observation(at=timezone.now(), arrived_on=yesterday(), grid_name="")
    assert observation.area == COMMUNITY
    page = secretary_client.get("/grids/")
    household = str(observation.person.household_id)
    assert household in words(page)
    assert secretary_client.post("/grids/", {"grid": GRID}).status_code == 422
    assert secretary_client.post("/grids/", {"grid": SIBLING, "households": household}).status_code == 422
    assert secretary_client.post("/grids/", {"grid": GRID, "households": household}).status_code == 302
    observation.refresh_from_db()
    assert observation.area == GRID
    assert household not in words(secretary_client.get("/grids/"))
    assert check_url(observation) in words(worker_client.get(DAY))


def test_a_grid_is_made_once(secretary_client: Client, areas: dict[str, Any]) -> None:
    said = form_with(secretary_client.get("/grids/"), "community") | {"name": "第三网格"}
    assert "已新建网格。" in words(secretary_client.post("/grids/new/", said, follow=True))
    assert "已有同名网格。" in words(secretary_client.post("/grids/new/", said, follow=True))


def test_an_empty_day_says_what_comes_next(secretary_client: Client, worker_client: Client) -> None:
    assert reverse("observation:register") in words(secretary_client.get(DAY))
    assert reverse("exchange:imports") in words(secretary_client.get(DAY))
    assert "还没有人在观察" in words(worker_client.get(DAY))


def test_the_day_is_narrowed_to_a_grid_and_pages_keep_the_filter(
    secretary_client: Client, secretary: Viewer, worker_client: Client
) -> None:
    cards = [
        PersonCard(name="周敏", phone=f"137{n:08}", address=f"{n}栋1单元101室", grid_name="第二网格")
        for n in range(1, 62)
    ]
    arrivals = [NewArrival(card=card, arrived_on=yesterday()) for card in cards]
    near = NewArrival(
        card=PersonCard(name="王芳", phone="13600000001", grid_name="第一网格"), arrived_on=yesterday()
    )
    register_arrivals(community=COMMUNITY, arrivals=[*arrivals, near], by=secretary, now=timezone.now())
    assert secretary_client.get(DAY).context["page"].paginator.count == 62
    assert worker_client.get(DAY, {"grid": OTHER_GRID}).context["page"].paginator.count == 1
    page = secretary_client.get(DAY, {"grid": OTHER_GRID})
    assert page.context["page"].paginator.count == 61
    assert {door.observation.area for door in page.context["page"]} == {OTHER_GRID}
    assert f"?grid={OTHER_GRID}&amp;page=2" in words(page)
    last = secretary_client.get(DAY, {"grid": OTHER_GRID, "page": "2"})
    assert len(last.context["page"].object_list) == 1


def test_a_door_with_one_session_done_is_among_the_done(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    before = timezone.now() - timedelta(days=1)
    observation = make_observation(at=before, arrived_on=day_of(before))
    assert list(worker_client.get(DAY, {"show": "done"}).context["page"]) == []
    record(worker_client, observation, temperature="36.6")
    (door,) = worker_client.get(DAY, {"show": "done"}).context["page"]
    assert sorted(slot.state == "DONE" for slot in door.slots) == [False, True]
    assert list(worker_client.get(DAY, {"show": "tried"}).context["page"]) == []


def test_an_open_alert_and_a_referral_stand_on_the_page_of_the_person(
    doctor_client: Client, worker_client: Client, observation: Observation
) -> None:
    url = reverse("observation:person", args=[observation.person_id])
    assert "预警等待复核" not in words(doctor_client.get(url))
    record(worker_client, observation, temperature="38.1")
    page = words(doctor_client.get(url))
    assert "预警等待复核" in page
    assert reverse("observation:referral", args=[Referral.objects.get().pk]) in page


def test_people_are_found_by_name_initials_and_door(
    worker_client: Client, make_observation: MakeObservation
) -> None:
    make_observation(at=timezone.now(), arrived_on=yesterday(), name="周敏", address="7栋1单元101室")
    make_observation(at=timezone.now(), arrived_on=yesterday(), name="王芳", address="8栋1单元101室")
    for typed in ("周敏", "zm", "7栋"):
        page = worker_client.get("/people/", {"q": typed})
        assert [person.name for person, _ in page.context["rows"]] == ["周敏"], typed
    nobody = worker_client.get("/people/", {"q": "zzz"})
    assert nobody.context["rows"] == []
    assert "zzz" in words(nobody)


@pytest.mark.parametrize("role", [Role.GRID_WORKER, Role.SECRETARY, Role.DOCTOR])
def test_every_page_opens_in_english_too(
    role: Role, enter: Enter, observation: Observation, worker_client: Client
) -> None:
    record(worker_client, observation, temperature="38.1")
    browser = enter(role=role, area=GRID if role == Role.GRID_WORKER else COMMUNITY)
    pages = [DAY, "/alerts/", "/people/", "/referrals/", check_url(observation)]
    pages.append(reverse("observation:person", args=[observation.person_id]))
    if role != Role.DOCTOR:
        pages.append("/arrivals/new/")
    if role == Role.SECRETARY:
        pages += ["/grids/", reverse("observation:end", args=[observation.pk])]
    for url in pages:
        page = browser.get(url, headers={"accept-language": "en"})
        assert page.status_code == 200, url
        assert '<html lang="en">' in words(page), url
