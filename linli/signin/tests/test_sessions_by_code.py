"""A session that began with somebody's one-time code: marked with who issued it, and without the steps of two persons."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.observation.queries.releases import may_sign
from linli.signin.tests.conftest import AtPlace
from linli.signin.tests.test_codes import enter, issue
from linli.staff.models import Post, User
from linli.staff.rights import RIGHTS, Action, Role
from linli.staff.rules import PostHeld, PostSpan, Reach, Viewer, may, own_offices, scope
from linli.staff.two_steps import NOT_BY_CODE, takes_other_step
from tests.cast import COMMUNITY, GRID, MakeObservation

MakeUser = Callable[..., User]
ISSUER = UUID(int=7)


def by_code(role: Role) -> Viewer:
    return Viewer(UUID(int=1), "somebody", (PostHeld(role, COMMUNITY),), by_code_of=ISSUER)


@pytest.mark.parametrize(
    "action",
    [
        Action.REVEAL_IDENTITY,
        Action.EXPORT_PEOPLE,
        Action.APPROVE_EXPORT,
        Action.REVIEW_ALERT,
        Action.JUDGE_REFERRAL,
        Action.RELEASE_PERSON,
        Action.KEEP_ACCOUNTS,
        Action.GIVE_POSTS,
        Action.UNLOCK_PERSON,
        Action.RESET_PASSWORD,
        Action.KEEP_COLLEAGUES,
        Action.FILL_TEAMS,
        Action.ISSUE_SIGN_IN_CODE,
    ],
)
def test_what_a_code_does_not_open(action: Action) -> None:
    for role in (role for role in Role if action in RIGHTS[role]):
        viewer = by_code(role)
        assert not may(viewer=viewer, action=action)
        assert not scope(viewer=viewer, action=action).areas
        assert not own_offices(viewer=viewer, action=action)
        assert may(viewer=Viewer(viewer.user_id, "", viewer.posts), action=action)


def test_a_worker_works_with_a_code_as_with_a_password() -> None:
    assert not NOT_BY_CODE & set(RIGHTS[Role.GRID_WORKER])


def test_what_a_phone_tells_later_is_judged_as_of_the_same_session() -> None:
    span = PostSpan(PostHeld(Role.DOCTOR, COMMUNITY), date(2020, 1, 1), None)
    reach = Reach(UUID(int=1), "doctor", (span,), by_code_of=ISSUER)
    assert reach.on(date(2020, 1, 27)).by_code_of == reach.communities.by_code_of == ISSUER


def test_nobody_signs_a_release_by_a_role_that_a_code_opened(make_observation: MakeObservation) -> None:
    observation = make_observation(at=timezone.now())
    doctor = by_code(Role.DOCTOR)
    assert may_sign(viewer=Viewer(doctor.user_id, "", doctor.posts), observation=observation)
    assert not may_sign(viewer=doctor, observation=observation)


@pytest.mark.parametrize(
    ("role", "issuer", "other"),
    [
        (Role.DOCTOR, Role.SECRETARY, True),
        (Role.SECRETARY, Role.SECRETARY, True),
        (Role.GRID_WORKER, Role.SECRETARY, False),
        (Role.SECRETARY, Role.TOWNSHIP_OFFICER, True),
        (Role.DOCTOR, Role.ADMINISTRATOR, False),
    ],
)
def test_who_could_take_the_other_step(role: Role, issuer: Role, other: bool) -> None:
    assert takes_other_step(role=role, issuer=issuer) is other


def test_the_secretary_as_her_own_doctor_gets_nowhere(make_user: MakeUser, at: AtPlace) -> None:
    """The user is made a doctor after the code was used, as a substitute might be: the session stays what it was."""
    secretary, worker = (
        make_user(role=Role.SECRETARY, area=COMMUNITY),
        make_user(role=Role.GRID_WORKER, area=GRID),
    )
    desk, hers = at(), at()
    desk.force_login(secretary)
    assert enter(hers, worker.username, issue(desk, worker)) == 302
    assert f"用{secretary.full_name}发的登录码登录" in hers.get("/people/").text
    assert "发的登录码登录" not in desk.get("/people/").text

    today = day_of(timezone.now())
    Post.objects.create(user=worker, area_id=AreaCode(COMMUNITY), role=Role.DOCTOR, from_on=today)
    assert hers.get("/exports/").status_code == 403
    assert hers.get("/people/").status_code == 200
    own = at()
    own.force_login(worker)
    assert own.get("/exports/").status_code == 200


def test_a_phone_is_told_whose_code_its_session_began_with(make_user: MakeUser, at: AtPlace) -> None:
    secretary, worker = (
        make_user(role=Role.SECRETARY, area=COMMUNITY),
        make_user(role=Role.GRID_WORKER, area=GRID),
    )
    desk, phone, own = at(), at(), at()
    desk.force_login(secretary)
    enter(phone, worker.username, issue(desk, worker))
    own.force_login(worker)
    asked = {"device": str(UUID(int=9)), "sent_at": timezone.now().isoformat()}

    def told(client: Client, address: str) -> dict[str, str]:
        answer = client.post(address, asked, content_type="application/json").json()
        return dict(answer.get("user", answer))

    assert told(phone, "/api/v1/day")["by_code_of"] == secretary.full_name
    assert [told(client, "/api/v1/me")["by_code_of"] for client in (phone, own)] == [secretary.full_name, ""]
