"""The cast: who works where, and makers of the smallest valid rows. Every argument by name."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from importlib import import_module
from time import time as time_now
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.apps import apps
from django.test import Client

from linli.areas.models import Area
from linli.areas.rules import AreaCode, Level
from linli.arrivals.commands import NewArrival, register_arrivals
from linli.clock import moment
from linli.duties.models import EscalationRow
from linli.exports.models import ExportLimit
from linli.ids import new_id
from linli.observation.models import Observation
from linli.papers.models import PaperTemplate
from linli.people.commands import NewCall, PersonCard, log_call
from linli.people.rules.calls import Outcome as CallOutcome
from linli.people.rules.calls import Purpose, Way
from linli.protocols.models import Protocol, ProtocolInForce
from linli.protocols.versions import rules_of
from linli.reports.models import Participation, Schedule
from linli.reports.queries.reminders import hours_under_way
from linli.reports.queries.summed import settled
from linli.reports.rules.forms import FORM
from linli.signin.rules import TOTP_STEP_S, needs_second_factor, totp
from linli.staff.commands import give_post
from linli.staff.models import TeamPattern, User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from linli.tracing.models import LeadDeadline

PROVINCE = AreaCode("34")
CITY = AreaCode("3401")
COUNTY = AreaCode("340102")
TOWNSHIP = AreaCode("340102001")
COMMUNITY = AreaCode("340102001001")
GRID = AreaCode("340102001001001")
OTHER_GRID = AreaCode("340102001001002")
SIBLING = AreaCode("340102001002")
FOREIGN = AreaCode("310101001001")
FIRST_DAY = date(2020, 1, 27)
APP_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # noqa: S105 (of RFC 6238's examples)
MORNING = moment(FIRST_DAY, time(8))
YEAR_BEGINS = date(2020, 1, 1)

AREAS = {
    "34": "安徽省",
    "3401": "合肥市",
    "340102": "瑶海区",
    "340102001": "明光路街道",
    "340102001001": "明光路社区",
    "340102001001001": "第一网格",
    "340102001001002": "第二网格",
    "340102001002": "胜利路社区",
    "31": "上海市",
    "3101": "市辖区",
    "310101": "黄浦区",
    "310101001": "外滩街道",
    "310101001001": "外滩居委会",
}


@pytest.fixture(autouse=True)
def versions_read_again() -> None:
    """Forget the versions and hours that an earlier test wrote: its rows are gone, and its codes and days are free."""
    rules_of.cache_clear()
    hours_under_way.cache_clear()
    settled.cache_clear()


@pytest.fixture
def areas(db: None) -> dict[str, Area]:
    """Make a province down to two grids, a sibling community and a foreign one; all three are expected to report."""
    rows = [
        Area(code=code, name=name, level=AreaCode(code).level, valid_from=FIRST_DAY)
        for code, name in AREAS.items()
    ]
    made = Area.objects.bulk_create(rows)
    take_part(*(row.code for row in made if row.level == Level.COMMUNITY))
    return {row.code: row for row in made}


def take_part(*communities: str, from_on: date = YEAR_BEGINS) -> None:
    """Let communities be expected to report from a day on, whoever works there."""
    Participation.objects.bulk_create(
        Participation(
            county=code[:6], area=code, from_on=from_on, reason="tests", set_at=MORNING, set_by=new_id()
        )
        for code in communities
    )


MakeViewer = Callable[..., Viewer]


@pytest.fixture
def make_user(areas: dict[str, Area]) -> Callable[..., User]:
    """Make a user with one post; the same role at the same area again is the same user."""

    def make(*, role: Role, area: AreaCode, username: str = "") -> User:
        known = User.objects.filter(username=username or f"{role.lower()}-{area}").first()
        if known:
            return known
        user = User(username=username or f"{role.lower()}-{area}", full_name=f"{role.title()} {area}")
        user.set_password("a good password")
        user.save(force_insert=True)
        give_post(user=user, role=role, area=area, from_on=date(2020, 1, 1), by=None, now=MORNING)
        if needs_second_factor(role=role):
            give_app(user)
        return user

    return make


def give_app(user: User) -> None:
    """Give somebody an app whose secret the tests know, as if they had set it up."""
    secret = encrypt(APP_SECRET)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": secret})


def code_of_app(*, steps_later: int = 0) -> str:
    """Return what the app shows now, or so many half minutes later."""
    return totp(secret=APP_SECRET, step=int(time_now()) // TOTP_STEP_S + steps_later)


@pytest.fixture
def make_viewer(make_user: Callable[..., User]) -> MakeViewer:
    """Make a user with one post, as a viewer."""

    def make(*, role: Role, area: AreaCode) -> Viewer:
        return viewer_of(user=make_user(role=role, area=area), on=FIRST_DAY)

    return make


@pytest.fixture
def every_edition(areas: dict[str, Area]) -> None:
    """Let the editions of later years hold in the days of the tests, for what follows from another one."""
    Protocol.objects.update(valid_from=date(2020, 1, 1))


@pytest.fixture
def secretary(make_viewer: MakeViewer) -> Viewer:
    """Make the secretary of COMMUNITY."""
    return make_viewer(role=Role.SECRETARY, area=COMMUNITY)


@pytest.fixture
def worker(make_viewer: MakeViewer) -> Viewer:
    """Make the worker of GRID."""
    return make_viewer(role=Role.GRID_WORKER, area=GRID)


@pytest.fixture
def doctor(make_viewer: MakeViewer) -> Viewer:
    """Make the doctor of COMMUNITY."""
    return make_viewer(role=Role.DOCTOR, area=COMMUNITY)


@pytest.fixture
def township_officer(make_viewer: MakeViewer) -> Viewer:
    """Make an officer of TOWNSHIP."""
    return make_viewer(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)


MakeObservation = Callable[..., Observation]


@pytest.fixture
def make_observation(make_viewer: MakeViewer) -> MakeObservation:
    """Register one arrival from Wuhan of the day before, in COMMUNITY unless told otherwise."""
    registrars: dict[str, Viewer] = {}
    count = 0

    def make(
        *,
        name: str = "王芳",
        community: AreaCode = COMMUNITY,
        address: str = "",
        arrived_on: date = date(2020, 1, 26),
        at: datetime = MORNING,
        grid_name: str = "第一网格",
        phone: str = "",
    ) -> Observation:
        nonlocal count
        count += 1
        by = registrars.get(community) or make_viewer(role=Role.SECRETARY, area=community)
        registrars[community] = by
        card = PersonCard(
            name=name,
            phone=phone or f"138{count:08}",
            address=address or f"{count}栋1单元101室",
            grid_name=grid_name,
        )
        arrival = NewArrival(card=card, arrived_on=arrived_on, origin="湖北省武汉市", origin_class="WUHAN")
        registered = register_arrivals(community=community, arrivals=[arrival], by=by, now=at)[0]
        assert registered.observation is not None
        return registered.observation

    return make


@pytest.fixture
def sign_in(make_user: Callable[..., User], client: Client) -> Callable[..., Client]:
    """Sign a member of staff in."""

    def enter(*, role: Role, area: AreaCode) -> Client:
        client.force_login(make_user(role=role, area=area))
        return client

    return enter


def look_for(*, observation: Observation, by: Viewer, until: datetime) -> None:
    """Ring somebody on two days, in vain, often enough to call them lost."""
    for before in (timedelta(days=1), timedelta(hours=2), timedelta(0)):
        call = NewCall(new_id(), Way.CALL, Purpose.HEALTH, CallOutcome.NOT_REACHED, at=until - before)
        log_call(person=observation.person, new=call, by=by, now=until)


@pytest.fixture
def reference_rows(transactional_db: None) -> None:
    """Put back the protocol and the deadlines that a test with real transactions has emptied away with the rest."""
    rows: tuple[tuple[str, Any], ...] = (
        ("linli.protocols.migrations.0002_versions", ProtocolInForce),
        ("linli.reports.migrations.0002_schedule", Schedule),
        ("linli.people.migrations.0002_escalation", EscalationRow),
        ("linli.observation.migrations.0002_escalation", EscalationRow),
        ("linli.elsewhere.migrations.0002_escalation", EscalationRow),
        ("linli.referrals.migrations.0002_escalation", EscalationRow),
        ("linli.tracing.migrations.0002_escalation", EscalationRow),
        ("linli.subject_requests.migrations.0002_escalation", EscalationRow),
        ("linli.tracing.migrations.0003_deadlines", LeadDeadline),
        ("linli.tracing.migrations.0004_clinic", LeadDeadline),
        ("linli.papers.migrations.0002_texts", PaperTemplate),
        ("linli.papers.migrations.0003_texts_tell_the_anchor", PaperTemplate),
        ("linli.staff.migrations.0002_default_pattern", TeamPattern),
        ("linli.exports.migrations.0002_limits", ExportLimit),
    )
    emptied = {model for _module, model in rows if not model.objects.exists()}
    for module, model in rows:
        if model in emptied:
            import_module(module).add(apps, None)


@pytest.fixture
def open_at_once(areas: dict[str, Area]) -> None:
    """Let reports of a day be sealed from its first moment, whatever the clock says now."""
    Schedule.objects.update(opens=time.min)


@pytest.fixture
def open_all_day(reference_rows: None) -> Iterator[None]:
    """Let reports of the province be open, and checks due, until the next midnight, whatever the clock says now."""
    Schedule.objects.create(
        area=PROVINCE,
        form=FORM,
        valid_from=date(2020, 1, 1),
        top_at=time(23, 59),
        minutes={Level.CITY: 0, Level.COUNTY: 0, Level.TOWNSHIP: 0, Level.COMMUNITY: 0},
        opens=time(0, 1),
        grace_minutes=0,
        closes_hours=24,
        remind_minutes=0,
        source="tests",
        set_at=MORNING,
        set_by=None,
    )
    as_written = dict(Protocol.objects.values_list("pk", "sessions"))
    for pk, sessions in as_written.items():
        Protocol.objects.filter(pk=pk).update(sessions=[*sessions[:-1], {**sessions[-1], "due": "23:58"}])
    rules_of.cache_clear()
    yield
    for pk, sessions in as_written.items():
        Protocol.objects.filter(pk=pk).update(sessions=sessions)
    rules_of.cache_clear()
