"""The menu is drawn once for each of its forms, and nobody sees another's."""

import re
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from linli.desk.nav import doors_of, nav
from linli.desk.queries.around import behind_doors, counts
from linli.desk.registers import DOORS
from linli.ids import new_id
from linli.observation.commands import NewCheck, record_check
from linli.observation.models import Alert, Observation
from linli.observation.rules import Channel, CheckOutcome
from linli.reports.queries.returned import waiting_of
from linli.retention.queries.announced import going_soon
from linli.screening.queries import doors_counted
from linli.screening.queries.unregistered import unregistered
from linli.staff.menu import Group
from linli.staff.rights import RIGHTS, Role
from linli.staff.rules import PostHeld, Viewer, may
from linli.worklist.queries.check_lines import alerts_waiting
from tests.cast import COMMUNITY, FIRST_DAY, MORNING, MakeObservation

# As many as stand on a screen of 900 pixels beside their headings.
MOST_UNFOLDED = 20
THREE_MORE_PARTS = 3

SECRETARY = frozenset({Role.SECRETARY})


def drawn(
    *, roles: frozenset[Role] = SECRETARY, path: str = "/", waiting: int = 0, place: str = "side-"
) -> str:
    return nav(roles=roles, path=path, counts={"emergencies:emergencies": waiting}, place=place)


@pytest.mark.parametrize("role", Role)
def test_the_doors_of_a_role_are_those_its_rights_open(role: Role) -> None:
    viewer = Viewer(user_id=new_id(), name="", posts=(PostHeld(role, COMMUNITY),))
    opened = [door for door in DOORS if any(may(viewer=viewer, action=action) for action in door.actions)]
    assert [door for door, _url in doors_of(roles=frozenset({role}))] == opened
    assert all(door.actions & RIGHTS[role].keys() for door in opened)


def test_whoever_holds_two_posts_has_the_doors_of_both() -> None:
    both = frozenset({Role.SECRETARY, Role.AUDITOR})
    one, other = (doors_of(roles=frozenset({role})) for role in both)
    assert set(doors_of(roles=both)) == {*one, *other}


def test_nobody_has_no_doors() -> None:
    assert "<a " not in drawn(roles=frozenset())


def test_a_count_is_the_one_of_now() -> None:
    assert 'nav-count">2<' in drawn(waiting=2)
    assert 'nav-count">3<' in drawn(waiting=3)
    assert "nav-count" not in drawn(waiting=0)


def test_the_page_one_is_on_is_marked_and_no_other() -> None:
    for path, marked in (
        ("/emergencies/", ["/emergencies/"]),
        ("/emergencies/new/", ["/emergencies/"]),
        ("/day/entry/", ["/day/"]),
        ("/day/numbers/", ["/day/"]),
        ("/", []),
    ):
        assert re.findall(r'href="([^"]+)"\s+aria-current', drawn(path=path)) == marked


def test_each_language_has_its_own_words() -> None:
    with translation.override("zh-hans"):
        chinese = drawn()
    with translation.override("en"):
        english = drawn()
    with translation.override("zh-hans"):
        assert drawn() == chinese
    assert "紧急报告" in chinese
    assert "紧急报告" not in english


def test_it_stands_twice_on_a_page_and_no_id_twice() -> None:
    ids = re.findall(r'id="([^"]+)"', drawn(place="side-") + drawn(place="phone-"))
    assert len(ids) == len(set(ids)) > 0


def test_what_is_kept_is_folded_for_whoever_has_other_work_and_open_on_its_own_page() -> None:
    folded = drawn()
    assert "<details" in folded
    assert "<details" in drawn(path="/teams/")
    assert re.search(r"<details[^>]* open", drawn(path="/teams/"))
    assert not re.search(r"<details[^>]* open", folded)
    for role in (Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR):
        assert "<details" not in drawn(roles=frozenset({role}))


@pytest.mark.parametrize("role", Role)
def test_a_menu_is_short_and_takes_three_more_parts(role: Role) -> None:
    unfolded = [door for door, _url in doors_of(roles=frozenset({role})) if door.group is not Group.KEEPING]
    assert len(unfolded) + THREE_MORE_PARTS <= MOST_UNFOLDED


def test_a_role_sees_no_door_that_it_cannot_use() -> None:
    def urls(role: Role) -> set[str]:
        return {door.url_name for door, _url in doors_of(roles=frozenset({role}))}

    for role in (Role.POLICE, Role.CLINIC, Role.STOREKEEPER, Role.SECRETARY, Role.GRID_WORKER):
        assert not urls(role) & {"protocols:protocols", "staff:rights"}, role
    for role in (Role.SECRETARY, Role.GRID_WORKER):
        assert "alerts:index" not in urls(role)


@pytest.mark.django_db
def test_what_waits_is_counted_in_one_statement(
    doctor: Viewer, secretary: Viewer, make_observation: MakeObservation
) -> None:
    row = make_observation()
    record_check(new=fever(row), by=doctor, now=MORNING)
    for viewer, waits in (
        (doctor, {"desk:referrals": 1}),
        (secretary, {"desk:referrals": 1}),
    ):
        with CaptureQueriesContext(connection) as asked:
            found = counts(rows=behind_doors(viewer=viewer))
        assert {name: n for name, n in found.items() if n and name != "observation:releases"} == waits
        assert len(asked) == 1


@pytest.mark.parametrize("role", Role)
def test_what_waits_is_asked_by_the_day_and_never_by_the_moment(
    role: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The statements are kept for the day: one that held the moment would go on asking for that of yesterday's first page."""
    viewer = Viewer(user_id=new_id(), name="", posts=(PostHeld(role, COMMUNITY),))

    def asked(at: datetime) -> list[str]:
        monkeypatch.setattr(timezone, "now", lambda: at)
        return [str(rows().query) for rows in behind_doors(viewer=viewer).values() if not is_empty(rows())]

    assert asked(MORNING) == asked(MORNING + timedelta(hours=9))


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_what_is_counted_around_a_page_is_put_together_without_asking(role: Role) -> None:
    """A statement that is kept may hold nothing that was read: a post, a row, a count of this morning."""
    viewer = Viewer(user_id=new_id(), name="", posts=(PostHeld(role, COMMUNITY),))
    around_the_day = {
        **behind_doors(viewer=viewer),
        **doors_counted(viewer=viewer, day=FIRST_DAY),
        "unregistered": partial(unregistered, viewer=viewer),
        "returned": partial(waiting_of, viewer=viewer),
        "going": partial(going_soon, viewer=viewer, today=FIRST_DAY),
        "alerts": partial(alerts_waiting, viewer=viewer, grid=""),
    }
    with CaptureQueriesContext(connection) as asked:
        for rows in around_the_day.values():
            is_empty(rows())
    assert len(asked) == 0


@pytest.mark.django_db
def test_two_readings_of_one_fever_are_one_entry(doctor: Viewer, make_observation: MakeObservation) -> None:
    row = make_observation()
    for _reading in range(2):
        record_check(new=fever(row), by=doctor, now=MORNING)
    assert Alert.objects.count() == 2
    waits = counts(rows=behind_doors(viewer=doctor))
    assert (waits["alerts:index"], waits["desk:referrals"]) == (0, 1)
    assert alerts_waiting(viewer=doctor, grid="").count() == 1


def is_empty(rows: QuerySet[Any]) -> bool:
    try:
        rows.query.sql_with_params()
    except EmptyResultSet:
        return True
    return False


def fever(row: Observation) -> NewCheck:
    return NewCheck(new_id(), row, CheckOutcome.DONE, Channel.VISIT, MORNING, temperature_tenths=381)
