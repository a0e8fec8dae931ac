"""Where colleagues are rung: told when the account is added, put right, seen along the chain and by nobody beside it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.ids import new_id
from linli.staff.commands import substitute
from linli.staff.models import Post, StaffChange, User
from linli.staff.queries.reached import people_at, rung_at
from linli.staff.rights import Role
from linli.staff.ringing import is_on_chain, rung_first
from linli.staff.rules import PostHeld, Viewer
from tests.cast import (
    CITY,
    COMMUNITY,
    COUNTY,
    FIRST_DAY,
    GRID,
    MORNING,
    OTHER_GRID,
    PROVINCE,
    SIBLING,
    TOWNSHIP,
    MakeViewer,
)

SignIn = Callable[..., Client]
PHONE = "0551-62345678"


@pytest.mark.parametrize(
    ("role", "own", "area", "sees"),
    [
        (Role.SECRETARY, COMMUNITY, COMMUNITY, True),
        (Role.SECRETARY, COMMUNITY, GRID, True),
        (Role.SECRETARY, COMMUNITY, TOWNSHIP, True),
        (Role.SECRETARY, COMMUNITY, PROVINCE, True),
        (Role.SECRETARY, COMMUNITY, SIBLING, False),
        (Role.GRID_WORKER, GRID, COMMUNITY, True),
        (Role.GRID_WORKER, GRID, OTHER_GRID, False),
        (Role.DOCTOR, COMMUNITY, TOWNSHIP, True),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, SIBLING, True),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, COUNTY, True),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, AreaCode("340102002"), False),
        (Role.CITY_OFFICER, CITY, COMMUNITY, True),
        (Role.PROVINCE_OFFICER, PROVINCE, AreaCode("31"), False),
        (Role.CLINIC, COUNTY, COMMUNITY, False),
        (Role.POLICE, TOWNSHIP, COMMUNITY, False),
        (Role.STOREKEEPER, TOWNSHIP, COMMUNITY, False),
        (Role.AUDITOR, COUNTY, COMMUNITY, False),
        (Role.HELPER, COMMUNITY, COMMUNITY, False),
    ],
)
def test_a_telephone_is_seen_above_and_below_and_never_beside(
    role: Role, own: AreaCode, area: AreaCode, sees: bool
) -> None:
    viewer = Viewer(new_id(), "某人", (PostHeld(role, own),))
    assert is_on_chain(viewer=viewer, area=area) is sees
    assert not is_on_chain(viewer=None, area=area)


@pytest.mark.parametrize(
    ("people", "rung"), [("s", "s"), ("sd", "sd"), ("ssd", "ss"), ("dw", "d"), ("swd", "sw"), ("", "")]
)
def test_one_rings_who_seals_and_a_deputy(people: str, rung: str) -> None:
    assert "".join(rung_first(people=people, seals=lambda one: one == "s")) == rung


def test_stand_ins_are_rung_and_who_is_on_leave_is_not(
    make_user: Callable[..., User], secretary: Viewer, make_viewer: MakeViewer
) -> None:
    doctor = make_user(role=Role.DOCTOR, area=COMMUNITY)
    User.objects.filter(pk=doctor.pk).update(phone=PHONE)
    viewer = make_viewer(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)

    def rung(by: Viewer) -> list[tuple[str, str]]:
        people = rung_at(viewer=by, areas=[COMMUNITY], on=FIRST_DAY)[COMMUNITY]
        return [(one.name, one.phone) for one in people]

    assert rung(viewer) == [(secretary.name, ""), (doctor.full_name, PHONE)]
    stranger = make_viewer(role=Role.SECRETARY, area=SIBLING)
    assert [phone for _name, phone in rung(stranger)] == ["", ""]
    worker = make_user(role=Role.GRID_WORKER, area=COMMUNITY)
    substitute(
        absent=Post.objects.get(user=worker),
        by_whom=doctor,
        from_on=FIRST_DAY,
        until_on=FIRST_DAY,
        reason="病假",
        by=secretary,
        now=MORNING,
    )
    people = people_at(viewer=viewer, areas=[COMMUNITY], on=FIRST_DAY)[COMMUNITY]
    told = [(one.role, one.name) for one in people]
    assert (Role.GRID_WORKER, doctor.full_name) in told
    assert worker.full_name not in [name for _role, name in told]


def test_one_says_ones_own_number_and_the_chain_reads_it(
    areas: dict[str, Area], sign_in: SignIn, make_user: Callable[..., User]
) -> None:
    address = reverse("staff:contacts")
    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    refused = secretary.post(address, {"phone": "139551122088"})  # one digit too many
    assert refused.status_code == 422
    assert "手机 11 位" in refused.text
    assert "139551122088" in refused.text
    assert secretary.post(address, {"phone": PHONE}).status_code == 302
    assert secretary.post(address, {"phone": PHONE}).status_code == 422

    change = StaffChange.objects.get(kind="PHONE")
    assert (change.before, change.after) == ({"phone": ""}, {"phone": PHONE})
    event = AuditEvent.objects.get(county=COUNTY, action="user.phone_set")
    assert event.changed == {"fields": ["phone"]}
    for role, area in ((Role.TOWNSHIP_OFFICER, TOWNSHIP), (Role.GRID_WORKER, GRID)):
        page = sign_in(role=role, area=area).get(address).text
        assert 'href="tel:055162345678"' in page
    assert PHONE not in sign_in(role=Role.SECRETARY, area=SIBLING).get(address).text
    assert sign_in(role=Role.CLINIC, area=COUNTY).get(address).status_code == 403


def test_who_keeps_the_account_tells_it_and_puts_it_right(
    areas: dict[str, Area], sign_in: SignIn, make_user: Callable[..., User]
) -> None:
    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    today = day_of(timezone.now()).isoformat()
    added = {"full_name": "钱立群", "username": "qian", "role": "GRID_WORKER", "area": GRID, "from_on": today}
    assert secretary.post(reverse("staff:colleagues"), added | {"phone": "电话"}).status_code == 422
    assert secretary.post(reverse("staff:colleagues"), added | {"phone": PHONE}).status_code == 302
    user = User.objects.get(username="qian")
    assert user.phone == PHONE

    address = reverse("staff:colleague_phone", args=[Post.objects.get(user=user).pk])
    assert PHONE in secretary.get(address).text
    assert secretary.post(address, {"phone": "13800000000", "reason": ""}).status_code == 422
    assert secretary.post(address, {"phone": "13800000000", "reason": "换号"}).status_code == 302
    page = secretary.get(reverse("staff:colleague", args=[Post.objects.get(user=user).pk])).text
    assert f"{PHONE} → 13800000000" in page
    keeper = sign_in(role=Role.ADMINISTRATOR, area=COUNTY)
    kept = reverse("access:phone", args=[user.pk])
    assert keeper.post(kept, {"phone": "", "reason": "停机"}).status_code == 302
    user.refresh_from_db()
    assert user.phone == ""
    assert "没有填电话" in keeper.get(reverse("access:account", args=[user.pk])).text
