"""Pictures from the phone to the page: a kind of subject is planted, as an app that takes pictures declares one."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from linli.audit.models import AuditEvent
from linli.ids import new_id
from linli.messages import PictureKind
from linli.people.models import Household
from linli.phone import pictures
from linli.phone.tests.conftest import Held, MakePhone
from linli.pictures import files
from linli.pictures.commands.keeping import strike_picture
from linli.pictures.models import Picture
from linli.problems import MEDIA_TYPE
from linli.staff.models import Post, User
from linli.staff.queries import in_scope
from linli.staff.rights import Action, Role
from linli.staff.rules import Viewer
from linli.uploads.pictures import MOST_BYTES
from tests.cast import COMMUNITY, COUNTY, FOREIGN, MORNING, OTHER_GRID, SIBLING, TOWNSHIP, MakeObservation

pytestmark = pytest.mark.once

KIND: Final = "DOOR_PLATE"


def takes(viewer: Viewer, subject: UUID) -> str | None:
    seen = Household.objects.filter(in_scope(viewer=viewer, action=Action.RECORD_CHECK), pk=subject)
    return seen.values_list("area", flat=True).first()


def shows(viewer: Viewer, subject: UUID) -> bool:
    return Household.objects.filter(in_scope(viewer=viewer, action=Action.SEE_PERSON), pk=subject).exists()


@pytest.fixture(autouse=True)
def planted(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    settings.PICTURES_DIR = tmp_path / "pictures"
    monkeypatch.setattr(pictures, "KINDS", (PictureKind(KIND, takes, shows),))


@pytest.fixture
def door(make_observation: MakeObservation) -> Household:
    home = make_observation(address="3栋2单元501室").person.household
    assert home is not None
    return home


def jpeg(grey: int = 120, size: tuple[int, int] = (64, 48)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, (grey, grey, grey)).save(file, "JPEG")
    return file.getvalue()


def bring(
    phone: Held, subject: UUID, content: bytes | None = None, *, type: str = "image/jpeg", **told: Any
) -> Any:
    said = {"id": new_id(), "kind": KIND, "subject": subject, "device": phone.id, **told}
    return send(phone, said, jpeg() if content is None else content, type=type)


def send(phone: Held, said: dict[str, Any], content: bytes, *, type: str = "image/jpeg") -> Any:
    address = "/api/v1/pictures?" + "&".join(f"{name}={value}" for name, value in said.items())
    return phone.client.post(address, content, content_type=type)


def is_problem(answer: Any, status: int, code: str) -> bool:
    told = (answer.status_code, answer.headers["Content-Type"], answer.json()["code"])
    return told == (status, MEDIA_TYPE, code)


def test_a_picture_comes_in_once_however_often_it_is_sent(phone: Held, door: Household) -> None:
    one = new_id()
    answers = [bring(phone, door.pk, id=one).json() for _ in range(2)]

    assert answers == [{"id": str(one), "status": "ok"}, {"id": str(one), "status": "duplicate"}]
    row = Picture.objects.get()
    assert (row.kind, row.subject, row.area, row.community) == (KIND, door.pk, door.area, COMMUNITY)
    assert row.taken_by == User.objects.get(username=f"grid_worker-{door.area}").pk


def test_another_picture_under_its_id_is_an_error(phone: Held, door: Household) -> None:
    one = new_id()
    bring(phone, door.pk, id=one)
    assert is_problem(bring(phone, door.pk, jpeg(9), id=one), 409, "id_reused")


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "damaged"),
        (b"GIF89a", 422, "damaged"),
        (jpeg()[:100], 422, "damaged"),
        (jpeg() + b"\0" * MOST_BYTES, 413, "too_large"),
        (b"\0" * 30 * 1024 * 1024, 413, "too_large"),
    ],
)
def test_what_is_no_picture_is_refused_and_nothing_kept(
    content: bytes, status: int, code: str, phone: Held, door: Household
) -> None:
    assert is_problem(bring(phone, door.pk, content), status, code)
    assert not Picture.objects.exists()


@pytest.mark.parametrize("type", ["application/json", "text/plain", "multipart/form-data", "image/svg+xml"])
def test_a_form_of_another_page_brings_none(type: str, phone: Held, door: Household) -> None:
    assert is_problem(bring(phone, door.pk, type=type), 415, "not_picture")


def test_the_other_doors_still_take_json_alone(phone: Held) -> None:
    answer = phone.client.post("/api/v1/sync", jpeg(), content_type="image/jpeg")
    assert is_problem(answer, 415, "not_json")


@pytest.mark.parametrize(
    "wrong", [{"id": "x"}, {"subject": ""}, {"device": "1"}, {"kind": "door plate"}, {"kind": "X" * 21}]
)
def test_an_address_that_does_not_say_what_it_shows_is_malformed(
    wrong: dict[str, str], phone: Held, door: Household
) -> None:
    said = {"id": new_id(), "kind": KIND, "subject": door.pk, "device": phone.id, **wrong}
    answer = send(phone, said, jpeg())
    assert is_problem(answer, 422, "malformed")
    assert list(answer.json()["fields"]) == list(wrong)


def test_of_what_is_not_there_yet_or_not_ones_own_nothing_is_told(
    phone: Held, make_phone: MakePhone, door: Household, make_observation: MakeObservation
) -> None:
    elsewhere = make_observation(community=FOREIGN, address="9栋9室").person.household
    assert elsewhere is not None
    told = [
        bring(phone, new_id()),
        bring(phone, elsewhere.pk),
        bring(phone, door.pk, kind="NOBODYS"),
        bring(make_phone(area=OTHER_GRID), new_id()),
        bring(make_phone(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP), door.pk),
    ]
    assert all(is_problem(answer, 404, "no_subject") for answer in told)
    assert len({answer.content for answer in told}) == 1
    assert not Picture.objects.exists()


def test_a_stranger_and_a_missing_token_are_told_so(phone: Held, door: Household) -> None:
    stranger, phone.client = phone.client, Client()
    assert is_problem(bring(phone, door.pk), 401, "signed_out")
    phone.client = Client(enforce_csrf_checks=True)
    phone.client.cookies = stranger.cookies
    assert is_problem(bring(phone, door.pk), 403, "csrf")


def test_a_revoked_phone_and_anothers_bring_none(phone: Held, make_phone: MakePhone, door: Household) -> None:
    from linli.phone.models import Phone

    assert bring(phone, door.pk).status_code == 200
    other = make_phone(role=Role.DOCTOR, area=COMMUNITY)
    assert is_problem(bring(other, door.pk, device=phone.id), 403, "other_user")
    Phone.objects.filter(pk=phone.id).update(revoked_at=MORNING, revoked_by=new_id())
    assert is_problem(bring(phone, door.pk), 403, "revoked")
    assert Picture.objects.count() == 1


def test_whoever_sees_the_subject_sees_the_picture_and_nobody_else(
    phone: Held, door: Household, make_user: Callable[..., User]
) -> None:
    bring(phone, door.pk)
    address = f"/pictures/{Picture.objects.get().pk}/"
    seeing = {}
    for role, area in (
        (Role.SECRETARY, COMMUNITY),
        (Role.DOCTOR, COMMUNITY),
        (Role.SECRETARY, SIBLING),
        (Role.GRID_WORKER, OTHER_GRID),
        (Role.TOWNSHIP_OFFICER, TOWNSHIP),
        (Role.ADMINISTRATOR, COMMUNITY),
    ):
        client = Client()
        client.force_login(make_user(role=role, area=area))
        seeing[role, area] = client.get(address).status_code
    assert [who for who, status in seeing.items() if status != 404] == [
        (Role.SECRETARY, COMMUNITY),
        (Role.DOCTOR, COMMUNITY),
    ]
    assert Client().get(address).headers["Location"].startswith("/sign-in/")


def test_it_is_a_picture_to_every_browser_and_stays_in_none(phone: Held, door: Household) -> None:
    bring(phone, door.pk, jpeg(size=(1700, 10)))
    answer = phone.client.get(f"/pictures/{Picture.objects.get().pk}/")

    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Image.open(io.BytesIO(answer.content)).size[0] == 1600
    assert AuditEvent.objects.filter(county=COUNTY, action="picture.seen").count() == 1


def test_a_struck_one_is_still_seen_and_one_whose_file_is_gone_is_not(phone: Held, door: Household) -> None:
    bring(phone, door.pk)
    row = Picture.objects.get()
    strike_picture(picture=row, reason="拍错", by=new_id(), now=MORNING)
    assert phone.client.get(f"/pictures/{row.pk}/").status_code == 200
    files.remove(county=COUNTY, id=row.pk)
    assert phone.client.get(f"/pictures/{row.pk}/").status_code == 404


def test_a_picture_of_a_kind_that_nobody_declares_any_more_is_shown_to_nobody(
    phone: Held, door: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(phone, door.pk)
    monkeypatch.setattr(pictures, "KINDS", ())
    assert phone.client.get(f"/pictures/{Picture.objects.get().pk}/").status_code == 404


def test_a_picture_is_judged_by_the_posts_of_its_day(phone: Held, door: Household) -> None:
    Post.objects.filter(user=phone.user).update(until_on=timezone.localdate())
    yesterday = (timezone.now() - timedelta(days=1)).isoformat().replace("+", "%2B")

    assert is_problem(bring(phone, door.pk), 404, "no_subject")
    assert bring(phone, door.pk, taken_at=yesterday).json()["status"] == "ok"
    assert is_problem(bring(phone, door.pk, taken_at="0001-01-01T00:00:00Z"), 422, "malformed")
