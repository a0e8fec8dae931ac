"""A worker rings a resident: where something is due, at their own doors, and each showing is a look."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from linli.audit.models import AuditAbout, AuditEvent
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation.models import Observation
from linli.phone.models import Phone
from linli.phone.tests.conftest import Held, MakePhone
from linli.protocols.models import Protocol
from linli.protocols.versions import rules_of
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, OTHER_GRID, SIBLING, MakeObservation

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(reference_rows: None, make_observation: MakeObservation) -> Any:
    """Observe somebody of whom a check is due at every hour."""
    for protocol in Protocol.objects.all():
        protocol.sessions[0]["opens"] = "00:00"
        protocol.save(update_fields=["sessions"])
    rules_of.cache_clear()
    came = timezone.localdate() - timedelta(days=2)
    yield make_observation(
        name="王芳", phone="13812345678", at=timezone.now() - timedelta(hours=30), arrived_on=came
    )
    rules_of.cache_clear()


def numbers(phone: Held, observed: Observation) -> list[dict[str, str]]:
    response = phone.post("/api/v1/dial", {"household": str(observed.person.household_id)})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    told: list[dict[str, str]] = response.json()["numbers"]
    return told


def shown() -> int:
    return AuditEvent.objects.filter(county=COUNTY, action="phone.shown").count()


def test_the_number_of_a_door_where_a_check_is_due_is_told_and_each_telling_is_a_look(
    phone: Held, due: Observation
) -> None:
    assert numbers(phone, due) == [{"name": "王芳", "phone": "13812345678"}]
    assert numbers(phone, due) == [{"name": "王芳", "phone": "13812345678"}]

    assert shown() == 2
    events = AuditEvent.objects.filter(county=COUNTY, action="phone.shown")
    assert set(events.values_list("actor_id", flat=True)) == {phone.user.pk}
    about = AuditAbout.objects.filter(county=COUNTY, event__in=[event.id for event in events])
    assert set(about.values_list("subject", flat=True)) == {due.person_id}


def test_where_nothing_is_due_and_where_nobody_of_theirs_is_the_answer_is_the_same_and_no_look(
    phone: Held, make_phone: MakePhone, due: Observation
) -> None:
    for other in (
        make_phone(area=OTHER_GRID),
        make_phone(role=Role.SECRETARY, area=SIBLING),
        make_phone(role=Role.COUNTY_OFFICER, area=COUNTY),
    ):
        assert numbers(other, due) == []
    assert phone.post("/api/v1/dial", {"household": str(new_id())}).json() == {"numbers": []}
    Duty.objects.filter(county=COUNTY, subject=due.pk).update(outcome="DONE", done_at=timezone.now())
    assert numbers(phone, due) == []
    assert shown() == 0


def test_a_withdrawn_phone_is_told_no_number(phone: Held, make_phone: MakePhone, due: Observation) -> None:
    phone.ask()
    by = make_phone(role=Role.SECRETARY, area=COMMUNITY).user
    Phone.objects.filter(pk=phone.id).update(revoked_at=timezone.now(), revoked_by=by.pk)

    response = phone.post("/api/v1/dial", {"household": str(due.person.household_id)})

    assert (response.status_code, response.json()["code"]) == (403, "revoked")
    assert shown() == 0
