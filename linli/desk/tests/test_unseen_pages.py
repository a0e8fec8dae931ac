"""Whom nobody has seen: names in the community, numbers above, and what was missed yesterday."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.clock import day_of, start_of
from linli.staff.rights import Role
from tests.cast import CITY, COMMUNITY, COUNTY, FOREIGN, PROVINCE, TOWNSHIP, MakeObservation

UNSEEN = "/overdue/unseen/"


@pytest.fixture
def never_seen(make_observation: MakeObservation) -> None:
    """Observe 王芳 since three days, and see her never."""
    began = start_of(day_of(timezone.now())) - timedelta(days=3)
    make_observation(at=began + timedelta(hours=5), arrived_on=day_of(began), name="王芳")


@pytest.mark.usefixtures("never_seen")
def test_names_and_a_call_within_the_community(sign_in: Callable[..., Client]) -> None:
    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    page = secretary.get(UNSEEN).content.decode()
    for words in ("王芳", "打电话", "昨天应查 2 次，漏查 2 次"):
        assert words in page
    assert "昨天应查 2 次，漏查 2 次" in secretary.get(reverse("desk:overdue")).content.decode()
    assert secretary.get(f"{UNSEEN}?hours=x&page=9").status_code == 200


@pytest.mark.usefixtures("never_seen")
@pytest.mark.parametrize(
    ("role", "area", "below"),
    [
        (Role.TOWNSHIP_OFFICER, TOWNSHIP, "明光路社区"),
        (Role.COUNTY_OFFICER, COUNTY, "明光路街道"),
        (Role.CITY_OFFICER, CITY, "瑶海区"),
        (Role.PROVINCE_OFFICER, PROVINCE, "合肥市"),
    ],
)
def test_numbers_above_down_to_the_communities(
    role: Role, area: str, below: str, sign_in: Callable[..., Client]
) -> None:
    officer = sign_in(role=role, area=area)
    for page in (officer.get(UNSEEN), officer.get(f"{UNSEEN}?area={TOWNSHIP}")):
        assert "王芳" not in page.content.decode()
        assert "2 / 2" in page.content.decode()
    assert below in officer.get(UNSEEN).content.decode()
    for wrong in (COMMUNITY, FOREIGN.township, "1", "x"):
        assert officer.get(f"{UNSEEN}?area={wrong}").status_code == 404
