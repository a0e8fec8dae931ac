"""Where events wait for their link too long, whoever lives from the audit reads it on the page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

import pytest
from django.test import Client
from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.audit.commands import link_waiting, write_event
from linli.audit.models import AuditEvent
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import CITY, COMMUNITY, COUNTY, FOREIGN, MORNING

SAID: Final = "留痕的连接已经停了"


def as_old_as(age: timedelta) -> None:
    """Let the county's waiting events be written so long ago: their ids tell when."""
    milliseconds = int((timezone.now() - age).timestamp() * 1000)
    for event in AuditEvent.objects.filter(county=COUNTY, position=None):
        rest = event.id.int & ((1 << 80) - 1)
        AuditEvent.objects.filter(county=COUNTY, id=event.id).update(
            id=type(event.id)(int=milliseconds << 80 | rest)
        )


@pytest.mark.parametrize(
    ("role", "area", "address", "told"),
    [
        (Role.AUDITOR, COUNTY, "/audit/", True),
        (Role.AUDITOR, AreaCode(FOREIGN.county), "/audit/", False),
        (Role.ADMINISTRATOR, CITY, "/staff/", True),
        (Role.SECURITY_ADMINISTRATOR, CITY, "/staff/", True),
        (Role.ADMINISTRATOR, AreaCode(FOREIGN.county), "/staff/", False),
    ],
)
def test_linking_that_stopped_is_told_to_who_audits_or_administers_there(
    make_user: Callable[..., User], client: Client, role: Role, area: str, address: str, told: bool
) -> None:
    client.force_login(make_user(role=role, area=area))
    link_waiting()
    write_event(action="test.done", area=COMMUNITY, by=None, now=MORNING)
    assert SAID not in client.get(address).text

    as_old_as(timedelta(minutes=6))
    page = client.get(address)
    assert (page.status_code, SAID in page.text) == (200, told)

    link_waiting()
    assert SAID not in client.get(address).text
