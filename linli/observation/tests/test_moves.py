"""Hand-overs: whoever asks stays responsible until the other side accepts."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from linli.duties.models import Duty
from linli.observation import commands
from linli.observation.commands import accept_move, ask_to_move, end_with_reason, refuse_move, withdraw_move
from linli.observation.models import MoveRequest, Observation
from linli.observation.rules import State
from linli.observation.tests.acts import words
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FOREIGN, MORNING, SIBLING, TOWNSHIP, MakeObservation, MakeViewer

LATER = MORNING + timedelta(days=4)


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
    observation: Observation, secretary: Viewer, neighbour: Viewer
) -> None:
    request = asked(observation, secretary)
    end_with_reason(observation=observation, state=State.STRUCK_OFF, reason="错登", by=secretary, now=LATER)
    request.refresh_from_db()
    assert request.state == "WITHDRAWN"
    with pytest.raises(commands.ObservationClosed):
        asked(observation, secretary)


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
    answer = sign_in(role=role, area=area).post(reverse("observation:accept_move", args=[request.pk]))
    assert answer.status_code == status
    request.refresh_from_db()
    assert request.state == ("ACCEPTED" if status == 302 else "ASKED")


def test_a_refusal_without_a_reason_is_asked_for_it(
    observation: Observation, secretary: Viewer, sign_in: Callable[..., Client]
) -> None:
    request = asked(observation, secretary)
    browser = sign_in(role=Role.SECRETARY, area=SIBLING)
    assert "周" not in words(browser.get(reverse("desk:people")))
    page = browser.post(reverse("observation:refuse_move", args=[request.pk]), {"reason": ""})
    assert page.status_code == 422
    assert "请写明退回原因。" in words(page)
