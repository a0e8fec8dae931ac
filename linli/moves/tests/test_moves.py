"""Hand-overs: whoever asks stays responsible until the other side accepts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.duties.models import Duty
from linli.moves import commands
from linli.moves.commands import accept_move, ask_to_move, refuse_move, withdraw_move
from linli.moves.models import MoveRequest
from linli.moves.queries import waiting_moves
from linli.moves.rules import MoveState, stands
from linli.observation.commands import ObservationClosed, end_with_reason, reopen_observation
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.observation.tests.acts import Enter, words
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FOREIGN, MORNING, SIBLING, TOWNSHIP, MakeObservation, MakeViewer

LATER = MORNING + timedelta(days=4)
PAGE = "/moves/"


@pytest.fixture
def observation(make_observation: MakeObservation) -> Observation:
    """Put somebody under observation in COMMUNITY."""
    return make_observation()


@pytest.fixture
def neighbour(make_viewer: MakeViewer) -> Viewer:
    """Make the secretary of SIBLING."""
    return make_viewer(role=Role.SECRETARY, area=SIBLING)


def asked(observation: Observation, by: Viewer) -> MoveRequest:
    return ask_to_move(observation=observation, community=SIBLING, address="8栋2单元301室", by=by, now=LATER)


def test_until_the_answer_everything_is_due_where_it_was(observation: Observation, secretary: Viewer) -> None:
    asked(observation, secretary)
    observation.refresh_from_db()
    assert (observation.state, observation.community) == (State.OBSERVING, COMMUNITY)
    ahead = Duty.objects.filter(county=COUNTY, subject=observation.pk, due_at__gt=LATER)
    assert set(ahead.values_list("outcome", flat=True)) == {""}


def test_accepted_the_rest_is_due_there_to_the_same_day(
    observation: Observation, secretary: Viewer, neighbour: Viewer
) -> None:
    request = asked(observation, secretary)
    moved = accept_move(request=request, by=neighbour, now=LATER + timedelta(hours=3))
    observation.refresh_from_db()
    assert (observation.state, observation.closed_at) == (State.MOVED_OUT, LATER + timedelta(hours=3))
    assert (moved.community, moved.last_on, moved.opened_as) == (SIBLING, observation.last_on, "MOVED_IN")
    assert (request.state, request.answered_by) == ("ACCEPTED", neighbour.user_id)


def test_refused_with_a_reason_it_may_be_asked_again(
    observation: Observation, secretary: Viewer, neighbour: Viewer
) -> None:
    request = asked(observation, secretary)
    with pytest.raises(commands.MoveAskedAlready):
        asked(observation, secretary)
    with pytest.raises(commands.RefusalNeedsReason):
        refuse_move(request=request, reason=" ", by=neighbour, now=LATER)
    refuse_move(request=request, reason="查无此人", by=neighbour, now=LATER)
    with pytest.raises(commands.MoveAnsweredAlready):
        accept_move(request=request, by=neighbour, now=LATER)
    again = asked(observation, secretary)
    accept_move(request=again, by=neighbour, now=LATER)
    assert Observation.objects.get(state=State.OBSERVING).community == SIBLING


def test_withdrawn_nobody_can_accept(observation: Observation, secretary: Viewer, neighbour: Viewer) -> None:
    request = asked(observation, secretary)
    withdraw_move(request=request, by=secretary, now=LATER)
    with pytest.raises(commands.MoveAnsweredAlready):
        accept_move(request=request, by=neighbour, now=LATER)
    assert Observation.objects.get().state == State.OBSERVING


def test_an_end_takes_the_question_back(
    observation: Observation, secretary: Viewer, neighbour: Viewer, enter: Enter
) -> None:
    request = asked(observation, secretary)
    receiver, sender = (enter(role=Role.SECRETARY, area=area) for area in (SIBLING, COMMUNITY))
    accept = reverse("moves:accept", args=[request.pk])
    assert accept in words(receiver.get(PAGE))
    assert "等对方答复" in words(sender.get(PAGE))
    end_with_reason(observation=observation, state=State.STRUCK_OFF, reason="错登", by=secretary, now=LATER)
    assert not waiting_moves().exists()
    assert accept not in words(receiver.get(PAGE))
    assert receiver.post(accept).status_code == 404
    page = words(sender.get(PAGE))
    assert "已撤回" in page
    assert reverse("moves:withdraw", args=[request.pk]) not in page
    for answer in (accept_move, withdraw_move):
        with pytest.raises(commands.MoveAnsweredAlready):
            answer(request=request, by=neighbour, now=LATER)
    with pytest.raises(ObservationClosed):
        asked(observation, secretary)


def test_a_question_that_an_end_took_back_stays_so_when_the_observation_goes_on(
    observation: Observation, secretary: Viewer
) -> None:
    asked(observation, secretary)
    end_with_reason(observation=observation, state=State.STRUCK_OFF, reason="错登", by=secretary, now=LATER)
    again = reopen_observation(observation=observation, reason="点错了人", by=secretary, now=LATER)
    assert not waiting_moves().exists()
    asked(again, secretary)
    assert waiting_moves().count() == 1


def test_where_a_move_stands_is_on_the_page_of_the_person(
    observation: Observation, secretary: Viewer, neighbour: Viewer, sign_in: Callable[..., Client]
) -> None:
    refuse_move(request=asked(observation, secretary), reason="查无此人", by=neighbour, now=LATER)
    asked(observation, secretary)
    section = reverse("desk:person_section", args=[observation.person_id, "moves"])
    page = words(sign_in(role=Role.SECRETARY, area=COMMUNITY).get(section))
    assert page.index("等对方答复") < page.index("对方已退回") < page.index("查无此人")


@pytest.mark.parametrize(
    ("state", "is_observed", "stood"),
    [
        ("ASKED", True, "ASKED"),
        ("ASKED", False, "WITHDRAWN"),
        ("ACCEPTED", False, "ACCEPTED"),
        ("REFUSED", False, "REFUSED"),
        ("REFUSED", True, "REFUSED"),
        ("WITHDRAWN", True, "WITHDRAWN"),
    ],
)
def test_only_what_nobody_answered_ends_with_the_observation(
    state: str, stood: str, *, is_observed: bool
) -> None:
    assert stands(state=MoveState(state), is_observed=is_observed) == stood


@pytest.mark.parametrize(
    ("role", "area", "status"),
    [
        (Role.SECRETARY, SIBLING, 302),
        (Role.SECRETARY, COMMUNITY, 404),
        (Role.SECRETARY, FOREIGN, 404),
        (Role.DOCTOR, SIBLING, 404),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, 404),
    ],
)
def test_only_the_secretary_who_is_asked_accepts(
    role: Role,
    area: str,
    status: int,
    observation: Observation,
    secretary: Viewer,
    sign_in: Callable[..., Client],
) -> None:
    request = asked(observation, secretary)
    answer = sign_in(role=role, area=area).post(reverse("moves:accept", args=[request.pk]))
    assert answer.status_code == status
    request.refresh_from_db()
    assert request.state == ("ACCEPTED" if status == 302 else "ASKED")


def test_a_refusal_without_a_reason_is_asked_for_it(
    observation: Observation, secretary: Viewer, sign_in: Callable[..., Client]
) -> None:
    request = asked(observation, secretary)
    browser = sign_in(role=Role.SECRETARY, area=SIBLING)
    assert "周" not in words(browser.get(reverse("desk:people")))
    page = browser.post(reverse("moves:refuse", args=[request.pk]), {"reason": ""})
    assert page.status_code == 422
    assert "请写明退回原因。" in words(page)


def test_a_refusal_is_known_once_it_is_said_and_what_was_accepted_is_listed(
    observation: Observation, secretary: Viewer, neighbour: Viewer, enter: Enter
) -> None:
    request = asked(observation, secretary)
    now = timezone.now()
    refuse_move(request=request, reason="查无此人", by=neighbour, now=now)
    receiver, sender = (enter(role=Role.SECRETARY, area=area) for area in (SIBLING, COMMUNITY))
    known = reverse("moves:know_refusal", args=[request.pk])
    line = f"{PAGE}?back=%2Fwaits%2F#asked-{request.pk}"
    assert line in sender.get("/waits/").text
    page = sender.get(PAGE).text
    assert known in page
    assert f"{neighbour.name} 退回：查无此人" in words(sender.get(PAGE))
    assert receiver.post(known).status_code == 404
    assert sender.post(known).status_code == 302
    assert line not in sender.get("/waits/").text
    assert known not in sender.get(PAGE).text

    accept_move(request=asked(observation, secretary), by=neighbour, now=now)
    assert f"{neighbour.name} 接收" in words(receiver.get(PAGE))
