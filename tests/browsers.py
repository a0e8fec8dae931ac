"""People of the cast at their browsers, and somebody under observation."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from linli.observation.models import Observation
from linli.observation.tests.acts import Enter, yesterday
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, GRID, MakeObservation


@pytest.fixture
def enter(make_user: Callable[..., User]) -> Enter:
    """Sign somebody in with a browser of their own; the same name is the same person."""

    def sign_in(*, role: Role, area: str, username: str = "") -> Client:
        name = username or f"page-{role.lower()}-{area}"  # the makers of rows sign in as nobody of these
        user = User.objects.filter(username=name).first() or make_user(role=role, area=area, username=name)
        browser = Client()
        browser.force_login(user)
        return browser

    return sign_in


@pytest.fixture
def worker_client(enter: Enter) -> Client:
    """Sign the worker of GRID in."""
    return enter(role=Role.GRID_WORKER, area=GRID)


@pytest.fixture
def secretary_client(enter: Enter) -> Client:
    """Sign the secretary of COMMUNITY in."""
    return enter(role=Role.SECRETARY, area=COMMUNITY)


@pytest.fixture
def doctor_client(enter: Enter) -> Client:
    """Sign the doctor of COMMUNITY in."""
    return enter(role=Role.DOCTOR, area=COMMUNITY)


@pytest.fixture
def observation(make_observation: MakeObservation) -> Observation:
    """Register somebody in GRID a moment ago."""
    return make_observation(at=timezone.now(), arrived_on=yesterday(), phone="13812345678")


def press_seal(page: Page) -> None:
    """Seal the report of today; where checks of today can still be made, that is asked once, at some hours of the day."""
    page.get_by_role("button", name="上报并封存").first.click()
    sure, done = page.get_by_role("button", name="仍然现在上报"), page.get_by_text("已上报并封存").first
    expect(sure.or_(done)).to_be_visible()
    if sure.is_visible():
        sure.click()
    expect(done).to_be_visible()
