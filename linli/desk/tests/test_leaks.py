"""A leaked copy or a stolen account: whom it concerned, by name to who may see them, else as a number."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.audit.models import AuditEvent
from linli.clock import day_of
from linli.exports.commands import take_copy
from linli.exports.models import ExportCopy
from linli.staff.models import User
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, SIBLING, MakeObservation
from tests.exported import asked
from tests.test_statements import BRACKETS, MOST

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SignIn = Callable[..., Client]


@pytest.fixture
def copy(doctor: Viewer, make_observation: MakeObservation) -> ExportCopy:
    for name in ("王芳", "李强"):
        make_observation(name=name)
    copy = take_copy(id=asked(by=doctor).pk, by=doctor, now=timezone.now())
    make_observation(name="赵磊")  # after it
    return copy


def days(on: date, **more: str) -> dict[str, str]:
    return {"from_on": on.isoformat(), "until_on": on.isoformat(), **more}


def test_the_secretary_sees_by_name_whom_a_copy_held_and_is_seen_to_have_looked(
    sign_in: SignIn, copy: ExportCopy
) -> None:
    page = sign_in(role=Role.SECRETARY, area=COMMUNITY).get("/leaks/", {"copy": copy.label.lower()})
    assert "王芳" in page.text
    assert "李强" in page.text
    assert "赵磊" not in page.text
    assert "您登记在我们这里的个人信息（姓名" in page.text
    event = AuditEvent.objects.get(county=COUNTY, action="leak.followed")
    assert event.changed["about"]["count"] == 2


def test_an_auditor_sees_how_many_and_nobody(sign_in: SignIn, copy: ExportCopy) -> None:
    page = sign_in(role=Role.AUDITOR, area=COUNTY).get("/leaks/", {"copy": copy.label})
    assert page.context["leak"].persons == page.context["unseen"] == 2
    assert "王芳" not in page.text
    assert "about" not in AuditEvent.objects.get(county=COUNTY, action="leak.followed").changed


@pytest.mark.parametrize("by_account", [True, False])
def test_it_costs_few_statements(
    sign_in: SignIn, copy: ExportCopy, doctor: Viewer, *, by_account: bool
) -> None:
    who = User.objects.get(pk=doctor.user_id).username
    said = days(day_of(timezone.now()), who=who) if by_account else {"copy": copy.label}
    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    secretary.get("/leaks/", said)
    with CaptureQueriesContext(connection) as asked_of_it:
        secretary.get("/leaks/", said)
    told = [one["sql"] for one in asked_of_it if not one["sql"].startswith(BRACKETS)]
    assert len(told) <= MOST, "\n".join(told)


def test_another_community_is_told_what_is_told_of_a_number_that_does_not_exist(
    sign_in: SignIn, copy: ExportCopy
) -> None:
    sibling = sign_in(role=Role.SECRETARY, area=SIBLING)
    known, unknown = (sibling.get("/leaks/", {"copy": words}) for words in (copy.label, "AAAA-AAAA"))
    assert known.context["leak"] is unknown.context["leak"] is None
    assert "没有查到" in known.text


def test_an_account_concerns_whom_it_looked_at_on_those_days(
    sign_in: SignIn, copy: ExportCopy, doctor: Viewer
) -> None:
    who = User.objects.get(pk=doctor.user_id).username
    secretary = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    today = day_of(timezone.now())
    page = secretary.get("/leaks/", days(today, who=who))
    assert {person.name for person in page.context["page"]} == {"王芳", "李强"}
    assert secretary.get("/leaks/", days(date(2020, 1, 1), who=who)).context["leak"] is None
    assert secretary.get("/leaks/", days(today, who="nobody")).context["leak"] is None


@pytest.mark.parametrize(
    "said",
    [
        {"copy": "", "who": ""},
        {"copy": "A", "who": "b"},
        {"who": "b"},
        {"who": "b", "from_on": "2020-01-01", "until_on": "2020-02-01"},
    ],
)
def test_what_is_neither_is_refused(sign_in: SignIn, said: dict[str, str]) -> None:
    assert sign_in(role=Role.AUDITOR, area=COUNTY).get("/leaks/", said).status_code == 422
