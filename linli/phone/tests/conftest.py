"""A worker's phone, as the tests of this app hold it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from linli.ids import new_id
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import GRID, MakeObservation, MakeViewer


class Held:
    """A phone in somebody's hand: it asks and brings by the API alone. `slow_by`: how far its clock is behind."""

    def __init__(self, *, username: str, slow_by: timedelta = timedelta()) -> None:
        self.id = new_id()
        self.slow_by = slow_by
        self.client = Client()
        self.user = User.objects.get(username=username)
        self.client.force_login(self.user)

    @property
    def now(self) -> datetime:
        """What its clock shows."""
        return timezone.now() - self.slow_by

    def operation(self, kind: str, data: dict[str, Any], **told: Any) -> dict[str, Any]:
        """Make an operation of this moment."""
        made = {
            "id": str(new_id()),
            "kind": kind,
            "schema": 1,
            "claimed_at": self.now.isoformat(),
            "data": data,
        }
        return made | told

    def check(self, observation: Any, tenths: int | None = 365, **told: Any) -> dict[str, Any]:
        """Make a check of somebody, by a visit that met them."""
        data = {
            "observation": str(observation.pk),
            "outcome": "DONE" if tenths is not None else "NOBODY_HOME",
            "channel": "VISIT",
            "temperature_tenths": tenths,
        }
        return self.operation("check", data | told)

    def post(self, address: str, body: dict[str, Any]) -> Any:
        """Send a message; return the response."""
        said = {"device": str(self.id), "sent_at": self.now.isoformat()} | body
        return self.client.post(address, said, content_type="application/json")

    def bring(self, *operations: dict[str, Any]) -> list[dict[str, Any]]:
        """Bring operations; return the answers."""
        response = self.post("/api/v1/sync", {"ops": list(operations)})
        assert response.status_code == 200, response.content
        answers: list[dict[str, Any]] = response.json()["answers"]
        return answers

    def ask(self, *have: str) -> dict[str, Any]:
        """Ask for the day; return the answer."""
        response = self.post("/api/v1/day", {"name": "Redmi 7A", "have": list(have)})
        assert response.status_code == 200, response.content
        answer: dict[str, Any] = response.json()
        return answer


MakePhone = Callable[..., Held]


@pytest.fixture
def make_phone(make_viewer: MakeViewer) -> MakePhone:
    """Put a phone into the hand of somebody with a post; the worker of GRID unless told otherwise."""

    def make(*, role: Role = Role.GRID_WORKER, area: Any = GRID, slow_by: timedelta = timedelta()) -> Held:
        viewer = make_viewer(role=role, area=area)
        return Held(username=User.objects.get(pk=viewer.user_id).username, slow_by=slow_by)

    return make


@pytest.fixture
def phone(make_phone: MakePhone) -> Held:
    """Hold the phone of the worker of GRID."""
    return make_phone()


@pytest.fixture
def observed(make_observation: MakeObservation) -> Any:
    """Observe somebody in GRID who came yesterday."""
    today = timezone.localdate()
    return make_observation(
        at=timezone.now() - timedelta(hours=30), arrived_on=today - timedelta(days=2), address="3栋2单元501室"
    )


def uuid(text: str) -> UUID:
    """Read an id of an answer."""
    return UUID(text)
