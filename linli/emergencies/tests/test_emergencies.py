"""Emergencies: raised once, acknowledged in turn, late in the open, followed until closed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from linli.areas.rules import Level
from linli.audit.models import AuditEvent
from linli.emergencies.commands import (
    ClosedAlready,
    EmergencyIdReused,
    EmergencyInFuture,
    NewEmergency,
    NotWaitingForLevel,
    StepNeedsWords,
    StillWaiting,
    acknowledge,
    close_emergency,
    follow_up,
    raise_emergency,
)
from linli.emergencies.models import Emergency, EmergencyStep
from linli.emergencies.queries import emergencies_seen, is_late, waiting_for
from linli.emergencies.rules import EmergencyKind, due_of, limit_of, next_level
from linli.ids import new_id
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COUNTY, GRID, MORNING, OTHER_GRID, SIBLING, TOWNSHIP, MakeViewer


def new(**told: object) -> NewEmergency:
    values = {
        "id": new_id(),
        "area": GRID,
        "kind": EmergencyKind.CLUSTER,
        "found_at": MORNING,
        "words": "三人发热",
    }
    return NewEmergency(**(values | told))  # type: ignore[arg-type]  # values of one test


@pytest.mark.parametrize(
    ("acknowledged", "level"),
    [
        ([], Level.COMMUNITY),
        (["COMMUNITY"], Level.TOWNSHIP),
        (["COMMUNITY", "TOWNSHIP"], Level.COUNTY),
        (["TOWNSHIP"], Level.COMMUNITY),
        (["COMMUNITY", "TOWNSHIP", "COUNTY"], None),
    ],
)
def test_the_next_level_is_the_lowest_that_has_not_acknowledged(
    acknowledged: list[str], level: Level | None
) -> None:
    assert next_level(acknowledged=acknowledged) == level


@pytest.mark.parametrize(
    ("level", "minutes"), [(Level.COMMUNITY, 30), (Level.TOWNSHIP, 60), (Level.COUNTY, 90)]
)
def test_each_level_has_half_an_hour_and_all_of_them_two(level: Level, minutes: int) -> None:
    assert due_of(level=level, raised_at=MORNING) == MORNING + timedelta(minutes=minutes)
    assert limit_of(raised_at=MORNING) == MORNING + timedelta(hours=2)


@pytest.mark.django_db
def test_an_emergency_is_raised_once_and_another_under_its_id_is_refused(worker: Viewer) -> None:
    told = new()
    first = raise_emergency(new=told, by=worker, now=MORNING)
    again = raise_emergency(new=told, by=worker, now=MORNING + timedelta(minutes=5))

    assert first == again
    with pytest.raises(EmergencyIdReused):
        raise_emergency(new=new(id=told.id, words="另一件"), by=worker, now=MORNING)
    assert Emergency.objects.count() == 1
    assert AuditEvent.objects.filter(county=COUNTY, action="emergency.raised").count() == 1


@pytest.mark.django_db
def test_one_of_tomorrow_is_refused(worker: Viewer) -> None:
    with pytest.raises(EmergencyInFuture):
        raise_emergency(new=new(found_at=MORNING + timedelta(minutes=11)), by=worker, now=MORNING)


@pytest.mark.django_db
def test_levels_acknowledge_in_turn_and_silence_is_late(
    worker: Viewer, secretary: Viewer, township_officer: Viewer, make_viewer: MakeViewer
) -> None:
    county = make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY)
    row = raise_emergency(new=new(), by=worker, now=MORNING)
    assert [list(waiting_for(viewer=v)) for v in (secretary, township_officer, county, worker)] == [
        [row],
        [],
        [],
        [],
    ]
    assert not is_late(emergency=row, now=MORNING + timedelta(minutes=29))
    assert is_late(emergency=row, now=MORNING + timedelta(minutes=30))

    with pytest.raises(NotWaitingForLevel):
        acknowledge(emergency=row, level=Level.COUNTY, words="", by=county, now=MORNING)
    for level, by, minutes in (
        (Level.COMMUNITY, secretary, 10),
        (Level.TOWNSHIP, township_officer, 40),
        (Level.COUNTY, county, 80),
    ):
        acknowledge(
            emergency=row, level=level, words="已派人", by=by, now=MORNING + timedelta(minutes=minutes)
        )

    row.refresh_from_db()
    assert (row.waiting_for, row.waiting_until) == ("", None)
    assert [step.level for step in EmergencyStep.objects.order_by("at")] == [
        "COMMUNITY",
        "TOWNSHIP",
        "COUNTY",
    ]


@pytest.mark.django_db
def test_it_is_closed_with_words_once_every_level_knows(worker: Viewer, secretary: Viewer) -> None:
    row = raise_emergency(new=new(), by=worker, now=MORNING)
    with pytest.raises(StillWaiting):
        close_emergency(emergency=row, words="已处置", by=secretary, now=MORNING)
    for level in (Level.COMMUNITY, Level.TOWNSHIP, Level.COUNTY):
        acknowledge(emergency=row, level=level, words="", by=secretary, now=MORNING)
    with pytest.raises(StepNeedsWords):
        close_emergency(emergency=row, words=" ", by=secretary, now=MORNING)

    follow_up(emergency=row, words="已送医", by=worker, now=MORNING)
    close_emergency(emergency=row, words="已处置", by=secretary, now=MORNING)

    with pytest.raises(ClosedAlready):
        follow_up(emergency=row, words="又有一人", by=worker, now=MORNING)


@pytest.mark.django_db
def test_those_above_see_it_and_those_beside_do_not(worker: Viewer, make_viewer: MakeViewer) -> None:
    row = raise_emergency(new=new(), by=worker, now=MORNING)
    seen = [
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, [row]),
        (Role.COUNTY_OFFICER, COUNTY, [row]),
        (Role.GRID_WORKER, OTHER_GRID, []),
        (Role.SECRETARY, SIBLING, []),
    ]
    for role, area, rows in seen:
        assert list(emergencies_seen(viewer=make_viewer(role=role, area=area))) == rows
    assert list(emergencies_seen(viewer=None)) == []


SignIn = Callable[[Viewer], Client]


@pytest.fixture
def sign_in(client: Client) -> SignIn:
    def as_(viewer: Viewer) -> Client:
        client.force_login(User.objects.get(pk=viewer.user_id))
        return client

    return as_


@pytest.mark.django_db
def test_a_worker_raises_one_and_the_secretary_is_asked_on_every_page(
    sign_in: SignIn, worker: Viewer, secretary: Viewer
) -> None:
    page = sign_in(worker)
    said = {"id": str(new_id()), "kind": "CLUSTER", "words": "三人发热", "people": "3"}
    assert page.post("/emergencies/new/", said).status_code == 302
    assert page.post("/emergencies/new/", said).status_code == 302  # a double click
    row = Emergency.objects.get()
    assert "等您确认" not in page.get("/day/").content.decode()

    page = sign_in(secretary)
    assert "1 件紧急报告等您确认" in page.get("/day/").content.decode()
    assert page.post(f"/emergencies/{row.pk}/", {"what": "acknowledge", "words": "已到场"}).status_code == 302
    assert "等您确认" not in page.get("/day/").content.decode()
    text = page.get(f"/emergencies/{row.pk}/").content.decode()
    assert "已到场" in text
    assert "等乡镇（街道）在" in text


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["acknowledge", "close"])
def test_a_step_of_a_level_is_not_the_workers(sign_in: SignIn, worker: Viewer, what: str) -> None:
    row = raise_emergency(new=new(), by=worker, now=timezone.now())

    response = sign_in(worker).post(f"/emergencies/{row.pk}/", {"what": what, "words": "已到场"})

    assert response.status_code == 403
    assert not EmergencyStep.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["dance", ""])
def test_a_step_that_does_not_exist_is_said_and_what_was_typed_stays(
    sign_in: SignIn, worker: Viewer, what: str
) -> None:
    row = raise_emergency(new=new(), by=worker, now=timezone.now())
    page = sign_in(worker)

    response = page.post(f"/emergencies/{row.pk}/", {"what": what, "words": "已到场"})

    assert response.status_code == 422
    assert "已到场" in response.content.decode()
    assert not EmergencyStep.objects.exists()


@pytest.mark.django_db
def test_without_a_kind_nothing_is_raised(sign_in: SignIn, worker: Viewer) -> None:
    page = sign_in(worker)

    assert page.post("/emergencies/new/", {"id": str(new_id()), "words": "三人发热"}).status_code == 422
    assert not Emergency.objects.exists()
