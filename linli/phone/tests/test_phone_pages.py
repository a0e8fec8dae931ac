"""Phones at the desk: whose they are, revoked, and what they could not send."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.ids import new_id
from linli.observation.models import Check, Observation
from linli.phone.models import HeldOperation, Phone
from linli.phone.outbox_file import MOST_BYTES, MOST_OPERATIONS
from linli.phone.tests.conftest import Held, MakePhone
from linli.staff.commands import give_post
from linli.staff.models import Post, User
from linli.staff.rights import Role
from linli.staff.rules import LATE_DELIVERY
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, SIBLING, TOWNSHIP, MakeViewer

pytestmark = [pytest.mark.django_db, pytest.mark.once]

Desk = Callable[..., Client]


@pytest.fixture
def desk(make_viewer: MakeViewer) -> Desk:
    """Sit down at the desk of somebody with a post."""

    def sit(role: Role = Role.SECRETARY, area: Any = COMMUNITY) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=make_viewer(role=role, area=area).user_id))
        return client

    return sit


def checks() -> int:
    return Check.objects.filter(county=COUNTY).count()


def saved(phone: Held, *operations: dict[str, Any], **told: Any) -> bytes:
    """Return the file that a phone saves."""
    user = Phone.objects.filter(pk=phone.id).values_list("user_id", flat=True).first()
    known = user or UUID(phone.client.session["_auth_user_id"])
    said = {
        "linli_outbox": 1,
        "user": str(known),
        "device": str(phone.id),
        "saved_at": "x",
        "ops": list(operations),
    }
    return json.dumps(said | told).encode()


def upload(client: Client, content: bytes) -> Any:
    return client.post("/phones/import/", {"file": SimpleUploadedFile("linli.json", content)})


def test_the_secretary_sees_the_phones_of_the_community_and_no_others(
    desk: Desk, phone: Held, make_phone: MakePhone
) -> None:
    phone.ask()
    foreign = make_phone(role=Role.SECRETARY, area=SIBLING)
    foreign.ask()
    page = desk()

    text = page.get("/phones/").content.decode()

    assert f"/phones/{phone.id}/" in text
    assert str(foreign.id) not in text
    assert page.get(f"/phones/{foreign.id}/").status_code == 404
    assert page.post(f"/phones/{foreign.id}/revoke/").status_code == 404


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.DOCTOR, COMMUNITY),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP),
        (Role.COUNTY_OFFICER, COUNTY),
        (Role.GRID_WORKER, COMMUNITY),
    ],
)
def test_others_keep_no_phones(desk: Desk, phone: Held, role: Role, area: Any) -> None:
    phone.ask()
    page = desk(role, area)

    assert page.get("/phones/").status_code == 403
    assert page.get("/phones/import/").status_code == 403
    assert page.get(f"/phones/{phone.id}/").status_code == 404


def test_an_empty_page_says_what_to_do_next(desk: Desk) -> None:
    assert "http://testserver/w/" in desk().get("/phones/").content.decode()


def test_a_lost_phone_is_revoked_once_and_what_it_had_is_taken_as_its_workers(
    desk: Desk, phone: Held, observed: Observation
) -> None:
    phone.ask()
    page = desk()
    assert page.get(f"/phones/{phone.id}/revoke/").status_code == 200
    page.post(f"/phones/{phone.id}/revoke/")
    page.post(f"/phones/{phone.id}/revoke/")
    phone.bring(phone.check(observed, 378))

    text = page.get(f"/phones/{phone.id}/").content.decode()
    assert "王芳" in text
    assert "37.8" in text
    held = HeldOperation.objects.get()
    page.post(f"/phones/{phone.id}/", {"held": held.pk, "what": "take"})

    check = Check.objects.get(county=COUNTY)
    assert (check.temperature_tenths, check.by) == (378, Phone.objects.get().user_id)
    held.refresh_from_db()
    assert held.taken is True
    assert page.post(f"/phones/{phone.id}/", {"held": held.pk, "what": "take"}).status_code == 422
    assert AuditEvent.objects.filter(county=COUNTY, action="phone.revoked").count() == 1
    assert AuditEvent.objects.filter(county=COUNTY, action="operation.taken").count() == 1


def test_what_cannot_be_taken_stays_with_its_reason_and_may_be_dropped(
    desk: Desk, phone: Held, observed: Observation
) -> None:
    phone.ask()
    page = desk()
    page.post(f"/phones/{phone.id}/revoke/")
    phone.bring(phone.check(observed, 365) | {"kind": "song"}, {"id": "7", "data": 5})
    first, second = HeldOperation.objects.all()

    response = page.post(f"/phones/{phone.id}/", {"held": first.pk, "what": "take"})

    assert response.status_code == 422
    assert "不能采用" in response.content.decode()
    for one in (first, second):
        assert (
            page.post(f"/phones/{phone.id}/", {"held": one.pk, "what": "drop", "reason": "重复"}).status_code
            == 302
        )
    assert set(HeldOperation.objects.values_list("taken", flat=True)) == {False}
    assert not checks()


def test_a_saved_file_is_taken_once_and_says_what_was_refused(
    desk: Desk, phone: Held, observed: Observation
) -> None:
    content = saved(phone, phone.check(observed, 366), phone.check(observed, 999), {"id": "x"})
    page = desk()

    first, again = upload(page, content), upload(page, content)

    assert first.status_code == 200
    assert first.context["counts"] == {"ok": 1, "rejected": 2}
    assert again.context["counts"] == {"duplicate": 1, "rejected": 2}
    assert "体温不可信" in first.content.decode()
    assert checks() == 1
    assert Check.objects.get(county=COUNTY).by == Phone.objects.get().user_id
    assert AuditEvent.objects.filter(county=COUNTY, action="outbox.imported").count() == 2


def test_what_the_network_brought_meanwhile_is_not_doubled_by_the_file(
    desk: Desk, phone: Held, observed: Observation
) -> None:
    operation = phone.check(observed)
    phone.bring(operation)

    assert upload(desk(), saved(phone, operation)).context["counts"] == {"duplicate": 1}
    assert checks() == 1


ANY_ID = "0190c1a2-0000-7000-8000-000000000000"
VERSION_OF_TOMORROW = json.dumps({"linli_outbox": 2, "user": ANY_ID, "device": ANY_ID, "ops": []}).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b"{}",
        VERSION_OF_TOMORROW,
        b"[" * 100_000,
        b" " * (MOST_BYTES + 1),
    ],
)
def test_a_file_that_no_phone_saved_is_refused_at_its_field(desk: Desk, content: bytes) -> None:
    response = upload(desk(), content)

    assert response.status_code == 422
    assert response.context["form"].errors["file"]


def test_a_file_with_too_many_records_is_refused(desk: Desk, phone: Held) -> None:
    response = upload(desk(), saved(phone, *[{"id": "x"}] * (MOST_OPERATIONS + 1)))

    assert "太多" in str(response.context["form"].errors["file"])


def test_the_file_of_another_community_or_phone_is_refused(
    desk: Desk, phone: Held, make_phone: MakePhone, observed: Observation
) -> None:
    page = desk()
    foreign = make_phone(role=Role.SECRETARY, area=SIBLING)
    assert upload(page, saved(foreign, foreign.check(observed))).status_code == 422

    other = make_phone(role=Role.DOCTOR, area=COMMUNITY)
    other.ask()
    phone.ask()
    taken_over = saved(phone, phone.check(observed), device=str(other.id))
    assert upload(page, taken_over).status_code == 422
    assert not checks()


def test_a_file_reaches_no_further_than_the_desk_it_is_taken_at(
    desk: Desk, make_phone: MakePhone, make_viewer: MakeViewer, observed: Observation
) -> None:
    phone = make_phone(role=Role.SECRETARY, area=SIBLING)
    user = User.objects.get(pk=phone.client.session["_auth_user_id"])
    at = observed.opened_at
    give_post(user=user, role=Role.GRID_WORKER, area=COMMUNITY, from_on=at.date(), by=None, now=at)

    response = upload(desk(area=SIBLING), saved(phone, phone.check(observed), {"id": str(new_id())}))

    assert {answer["code"] for answer in response.context["refused"]} == {"not_yours", "malformed"}


def test_what_no_post_of_its_day_covered_waits_at_the_desk(
    desk: Desk, phone: Held, observed: Observation
) -> None:
    page = desk(Role.SECRETARY, COMMUNITY)
    Post.objects.filter(user=phone.user).update(until_on=timezone.localdate())
    told = phone.check(observed, 378)
    assert [a["code"] for a in phone.bring(told)] == ["post_ended"]
    User.objects.filter(pk=phone.user.pk).update(is_active=False)
    Post.objects.filter(user=phone.user).update(
        until_on=timezone.localdate() - LATE_DELIVERY, from_on=FIRST_DAY
    )
    HeldOperation.objects.update(received_at=timezone.now() - timedelta(days=1))

    assert "他的岗位在记录那天结束" in page.get(f"/phones/{phone.id}/").text
    held = HeldOperation.objects.get()
    assert page.post(f"/phones/{phone.id}/", {"held": held.pk, "what": "take"}).status_code == 302
    assert Check.objects.get(county=COUNTY).temperature_tenths == 378


def test_all_that_waits_is_taken_at_once_and_what_cannot_be_is_said_one_by_one(
    desk: Desk, phone: Held, observed: Observation
) -> None:
    phone.ask()
    page = desk()
    page.post(f"/phones/{phone.id}/revoke/")
    good = [phone.check(observed, tenths) for tenths in (365, 366)]
    phone.bring(*good, phone.check(observed, 365, note="长" * 201))
    shown = page.get(f"/phones/{phone.id}/").content.decode()
    assert "采用 3 条" in shown
    assert f"编号 {str(phone.id)[-4:].upper()}" in shown

    response = page.post(f"/phones/{phone.id}/", {"what": "take_all"})

    assert response.status_code == 422
    assert [reason for _one, reason in response.context["refused"]] == ["这条记录填得不完整，请打开核对。"]
    assert "已采用 2 条，还有 1 条不能采用。" in response.content.decode()
    assert checks() == 2
    waiting = HeldOperation.objects.filter(decided_at=None)
    assert waiting.count() == 1
    assert AuditEvent.objects.filter(county=COUNTY, action="operation.taken").count() == 2
    assert page.post(f"/phones/{phone.id}/", {"what": "take_all"}).status_code == 422
    waiting.update(decided_at=timezone.now(), taken=False)
    assert page.post(f"/phones/{phone.id}/", {"what": "take_all"}).status_code == 302
    assert checks() == 2
