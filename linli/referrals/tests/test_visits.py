"""A clinic tells of a patient whom nobody sent, as people of the cast."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import SHANGHAI
from linli.ids import new_id
from linli.referrals.commands import (
    NewVisit,
    NotACommunity,
    NotYourClinic,
    add_clinic,
    put_to_work,
    tell_visit,
)
from linli.referrals.models import ClinicVisit
from linli.sealing.seals import unseal
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FOREIGN, MORNING, TOWNSHIP, MakeViewer

SignIn = Callable[..., Client]
PAGE = "/clinic/visits/"


@pytest.fixture
def at_clinic(make_viewer: MakeViewer) -> Viewer:
    """Put somebody to work at a clinic of COUNTY."""
    viewer = make_viewer(role=Role.CLINIC, area=COUNTY)
    officer = make_viewer(role=Role.COUNTY_OFFICER, area=COUNTY)
    clinic = add_clinic(area=COUNTY, name="区医院发热门诊", phone="", by=officer, now=MORNING)
    put_to_work(clinic=clinic, user=viewer.user_id, by=officer, now=MORNING)
    return viewer


def typed(**words: str) -> dict[str, str]:
    at = (timezone.now() - timedelta(hours=1)).astimezone(SHANGHAI)
    return {
        "name": "王五",
        "phone": "13700000001",
        "community": COMMUNITY,
        "temperature": "38.5",
        "seen_at": f"{at:%Y-%m-%dT%H:%M}",
        **words,
    }


def test_a_clinic_tells_of_a_patient_and_sees_what_it_told(at_clinic: Viewer, sign_in: SignIn) -> None:
    client = sign_in(role=Role.CLINIC, area=COUNTY)
    assert "还没有登记过" in client.get(PAGE).content.decode()
    assert client.post(PAGE, typed()).status_code == 302
    visit = ClinicVisit.objects.get()
    assert (visit.community, visit.temperature_tenths, visit.told_by) == (COMMUNITY, 385, at_clinic.user_id)
    assert unseal(visit.phone_sealed) == "13700000001"
    page = client.get(PAGE).content.decode()
    assert "王五" in page
    assert "38.5" in page
    assert "13700000001" not in page


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("name", "", "请填写病人的姓名"),
        ("phone", "", "请填写病人的电话"),
        ("phone", "123", "电话号码不对"),
        ("community", "", "请选择病人住的社区"),
        ("community", FOREIGN, "选择一个有效的选项"),
        ("temperature", "", "请填写体温"),
        ("temperature", "热", "请填写体温"),
        ("temperature", "33.9", "34.0 到 43.0"),
        ("temperature", "43.1", "34.0 到 43.0"),
        ("seen_at", "", "请填写就诊时间"),
        ("seen_at", "2099-01-01T08:00", "还没有到"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_what_was_typed_stays(
    at_clinic: Viewer, sign_in: SignIn, field: str, text: str, sentence: str
) -> None:
    client = sign_in(role=Role.CLINIC, area=COUNTY)
    answer = client.post(PAGE, typed(**{field: text}))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    if field != "name":
        assert 'value="王五"' in answer.content.decode()
    assert not ClinicVisit.objects.exists()


def test_who_works_at_no_clinic_tells_nothing(make_viewer: MakeViewer, sign_in: SignIn) -> None:
    client = sign_in(role=Role.CLINIC, area=COUNTY)
    answer = client.post(PAGE, typed())
    assert answer.status_code == 422
    assert "还没有安排在哪个门诊" in answer.content.decode()
    for role, area in ((Role.DOCTOR, COMMUNITY), (Role.COUNTY_OFFICER, COUNTY)):
        assert sign_in(role=role, area=area).get(PAGE).status_code == 403


def test_a_clinic_tells_of_its_own_county_only(at_clinic: Viewer, make_viewer: MakeViewer) -> None:
    for area in (FOREIGN, TOWNSHIP):
        with pytest.raises(NotACommunity):
            tell_visit(new=NewVisit(area, "王五", "13700000001", 385, MORNING), by=at_clinic, now=MORNING)
    doctor = make_viewer(role=Role.DOCTOR, area=COMMUNITY)
    with pytest.raises(NotYourClinic):
        tell_visit(new=NewVisit(COMMUNITY, "王五", "13700000001", 385, MORNING), by=doctor, now=MORNING)


def test_another_clinic_sees_nothing_of_it(
    at_clinic: Viewer, sign_in: SignIn, make_user: Callable[..., object]
) -> None:
    new = NewVisit(COMMUNITY, "王五", "13700000001", 385, timezone.now())
    tell_visit(new=new, by=at_clinic, now=timezone.now())
    client = Client()
    client.force_login(make_user(role=Role.CLINIC, area=COUNTY, username=f"other-{new_id()}"))  # type: ignore[arg-type]
    assert "王五" not in client.get(reverse("desk:clinic_visits")).content.decode()
