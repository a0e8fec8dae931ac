"""The call log: one family, rung by many, on one page."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from linli.clock import SHANGHAI, day_of
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.observation.tests.pages import form_with
from linli.people.commands import CallerUnknown, CallIdReused, NewCall, change_call_plan, log_call
from linli.people.models import Call, CallPlan
from linli.people.rules.calls import Outcome, Purpose, Way
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FIRST_DAY, GRID, MORNING, OTHER_GRID, SIBLING, TOWNSHIP, MakeObservation
from tests.whole_page import whole_page

Enter = Callable[..., Client]


@pytest.fixture
def observation(make_observation: MakeObservation) -> Observation:
    """Register 王芳 in GRID a moment ago."""
    now = timezone.now()
    return make_observation(at=now, arrived_on=day_of(now) - timedelta(days=1), address="1栋1单元101室")


@pytest.fixture
def enter(make_user: Callable[..., User]) -> Enter:
    """Sign somebody in with a browser of their own."""

    def sign_in(*, role: Role, area: str) -> Client:
        browser = Client()
        browser.force_login(make_user(role=role, area=area))
        return browser

    return sign_in


@pytest.fixture
def worker_client(enter: Enter) -> Client:
    """Sign the worker of GRID in."""
    return enter(role=Role.GRID_WORKER, area=GRID)


def typed_at(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")


def page_of(observation: Observation) -> str:
    return f"/people/{observation.person_id}/"


def section_of(observation: Observation) -> str:
    return f"{page_of(observation)}sections/calls/"


def log(client: Client, observation: Observation, **typed: str) -> Any:
    """Open the person's page, fill the form of calls, and send it."""
    form = form_with(client.get(section_of(observation)), "way")
    return client.post(f"{page_of(observation)}calls/", form | typed)


def new_call(**told: Any) -> NewCall:
    said: dict[str, Any] = {
        "id": new_id(),
        "way": Way.CALL,
        "purpose": Purpose.HEALTH,
        "outcome": Outcome.REACHED,
        "at": MORNING,
    }
    return NewCall(**(said | told))


def test_a_call_is_logged_on_the_persons_page_with_who_rang(
    worker_client: Client, observation: Observation
) -> None:
    answer = log(worker_client, observation, office="区疾控中心 张医生", note="问了行程")
    assert (answer.status_code, answer["Location"]) == (302, page_of(observation))

    entry = Call.objects.get()
    assert (entry.way, entry.outcome, entry.area) == ("CALL", "REACHED", GRID)
    assert entry.household == observation.person.household
    words = whole_page(client=worker_client, address=page_of(observation))
    for word in ("联系已记录", "打电话 · 询问健康", "区疾控中心 张医生", "问了行程"):
        assert word in words


def test_checks_are_contacts_and_stand_in_the_same_list_newest_first(
    worker_client: Client, observation: Observation, worker: Viewer
) -> None:
    now = timezone.now()
    log(worker_client, observation, note="先打的电话", at=typed_at(now - timedelta(hours=2)))
    for channel, note in ((Channel.VISIT, "后上的门"), (Channel.PROXY, "家人代报的")):
        new = NewCheck(new_id(), observation, CheckOutcome.NOBODY_HOME, channel, now, note=note)
        record_check(new=new, by=worker, now=now)

    lines = worker_client.get(section_of(observation)).context["call_lines"]
    assert [(line.entry is None, (line.check or line.entry) is not None) for line in lines] == [
        (True, True),
        (False, True),
    ]
    assert Call.objects.count() == 1
    log_of = worker_client.get(f"{page_of(observation)}calls/").text
    assert log_of.index("后上的门") < log_of.index("先打的电话")
    assert "家人代报的" not in log_of


def test_a_call_to_one_of_the_family_is_seen_with_the_other(
    worker_client: Client, observation: Observation, make_observation: MakeObservation
) -> None:
    brother = make_observation(name="王强", address="1栋1单元101室", at=timezone.now())
    log(worker_client, observation, note="问过全家")

    words = whole_page(client=worker_client, address=page_of(brother))
    assert "问过全家" in words
    assert "联系同住的王芳" in words


def test_who_is_not_the_one_caller_is_told_whom_to_ask(
    enter: Enter, worker_client: Client, observation: Observation, worker: Viewer
) -> None:
    form = form_with(worker_client.get(section_of(observation)), "caller")
    answer = worker_client.post(f"{page_of(observation)}call-plan/", form | {"caller": str(worker.user_id)})
    assert answer.status_code == 302

    assert "这一家由你专人联系" in worker_client.get(page_of(observation)).text
    doctor_client = enter(role=Role.DOCTOR, area=COMMUNITY)
    assert f"请先与 {worker.name} 联系" in doctor_client.get(page_of(observation)).text
    # Told, not stopped: a doctor may have to ring.
    assert log(doctor_client, observation).status_code == 302


def test_before_the_time_the_family_asked_for_a_call_needs_a_reason(
    worker_client: Client, observation: Observation
) -> None:
    quiet_until = timezone.now() + timedelta(hours=3)
    log(worker_client, observation, outcome="ASKED_NOT_TO_CALL", not_before=typed_at(quiet_until))
    assert "之前请勿再联系" in worker_client.get(page_of(observation)).text

    page = log(worker_client, observation, note="再问一句")
    assert page.status_code == 422
    assert list(page.context["call_form"].errors) == ["early_reason"]
    assert form_with(page, "way")["note"] == "再问一句"
    assert Call.objects.count() == 1

    assert log(worker_client, observation, way="MESSAGE").status_code == 302
    assert log(worker_client, observation, early_reason="同行人确诊").status_code == 302
    assert [e.early_reason for e in Call.objects.exclude(early_reason__isempty=True)] == ["同行人确诊"]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("way", {"way": "PIGEON"}),
        ("at", {"at": "2999-01-01T08:00"}),
        ("at", {"at": "昨天"}),
        ("not_before", {"outcome": "ASKED_NOT_TO_CALL"}),
        ("not_before", {"not_before": "2020-01-01T08:00"}),
        ("note", {"note": "长" * 201}),
    ],
)
def test_what_is_wrong_with_a_contact_is_told_at_its_field(
    field: str, typed: dict[str, str], worker_client: Client, observation: Observation
) -> None:
    page = log(worker_client, observation, **typed)
    assert (page.status_code, list(page.context["call_form"].errors)) == (422, [field])
    assert Call.objects.count() == 0
    assert CallPlan.objects.count() == 0


def test_the_same_entry_sent_twice_is_one_contact(make_observation: MakeObservation, worker: Viewer) -> None:
    person = make_observation().person
    new = new_call()
    first, again = (log_call(person=person, new=new, by=worker, now=MORNING) for _ in range(2))
    assert first == again == Call.objects.get()
    with pytest.raises(CallIdReused):
        log_call(person=person, new=new_call(id=new.id, note="x"), by=worker, now=MORNING)


@pytest.mark.parametrize(("minutes", "kept"), [(-1, "孩子发烧"), (0, ""), (60, "")])
def test_only_a_call_before_the_wished_hour_keeps_why_it_came_early(
    minutes: int, kept: str, make_observation: MakeObservation, worker: Viewer
) -> None:
    person = make_observation().person
    wished = MORNING + timedelta(hours=1)
    log_call(person=person, new=new_call(not_before=wished), by=worker, now=MORNING)
    at = wished + timedelta(minutes=minutes)
    new = new_call(at=at, note="孩子发烧", early_reason="孩子发烧")
    told = log_call(person=person, new=new, by=worker, now=at)
    assert told.early_reason == kept
    assert log_call(person=person, new=new, by=worker, now=at) == told


def test_a_wish_leaves_the_one_caller_as_agreed(make_observation: MakeObservation, worker: Viewer) -> None:
    person = make_observation().person
    change_call_plan(person=person, caller=worker.user_id, not_before=None, by=worker, now=MORNING)
    later = MORNING + timedelta(hours=1)
    log_call(person=person, new=new_call(not_before=later), by=worker, now=MORNING)
    plan = CallPlan.objects.get()
    assert (plan.caller, plan.not_before) == (worker.user_id, later)


def test_the_one_caller_serves_the_door(
    make_observation: MakeObservation, make_viewer: Callable[..., Viewer], worker: Viewer
) -> None:
    person = make_observation().person
    for role, area in (
        (Role.GRID_WORKER, OTHER_GRID),
        (Role.SECRETARY, SIBLING),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP),
    ):
        stranger = make_viewer(role=role, area=area)
        with pytest.raises(CallerUnknown):
            change_call_plan(person=person, caller=stranger.user_id, not_before=None, by=worker, now=MORNING)
    assert day_of(MORNING) == FIRST_DAY


def test_who_may_not_see_the_person_cannot_log(enter: Enter, observation: Observation) -> None:
    for role, area in ((Role.GRID_WORKER, OTHER_GRID), (Role.SECRETARY, SIBLING)):
        client = enter(role=role, area=area)
        for address in ("calls/", "call-plan/"):
            assert client.post(f"{page_of(observation)}{address}", {}).status_code == 404
