"""What an investigator asks first: who tried, from where, with what; kept for half a year beside the chain."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from linli.audit.commands import forget_origins, link_waiting, write_event
from linli.audit.models import AuditEvent, AuditOrigin
from linli.audit.queries import chain_of
from linli.audit.rules import KEEP_ORIGIN
from linli.signin.commands import tried
from linli.signin.models import UnknownTries
from linli.signin.queries.places import NO_AREA
from linli.signin.rules import Limit
from linli.signin.tests.conftest import AtPlace, try_in
from linli.staff.models import User
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, MORNING

pytestmark = pytest.mark.once

ATTACKER = "198.51.100.66"


@pytest.fixture
def secretary_user(make_user: Callable[..., User]) -> User:
    return make_user(role=Role.SECRETARY, area=COMMUNITY)


def failed(county: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(county=county, action="sign_in.failed").order_by("id"))


def test_each_wrong_password_is_an_event_until_the_counter_is_full(secretary_user: User, at: AtPlace) -> None:
    statuses = [try_in(at(ATTACKER), secretary_user.username, "wrong").status_code for _ in range(14)]
    assert statuses == [422] * 10 + [429] * 4

    tries = failed(COUNTY)
    assert [(event.subject, event.actor_id, event.changed) for event in tries] == [
        (secretary_user.pk, None, {"kind": "PASSWORD"})
    ] * 10
    assert AuditEvent.objects.filter(county=COUNTY, action="sign_in.refused").count() == 1


def test_a_name_that_nobody_has_is_written_down_as_its_digest(at: AtPlace, db: None) -> None:
    for name in ("guessed", "Guessed ", "another"):
        try_in(at(ATTACKER), name, "2020")
    told = [event.changed for event in failed(NO_AREA)]
    assert len({said["typed"] for said in told}) == 2
    assert "guessed" not in str(told)
    assert [event.subject for event in failed(NO_AREA)] == [None] * 3


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """Leave room for three tries of unknown names in an hour."""
    monkeypatch.setattr(tried, "UNKNOWN_NAMES", Limit(3, timedelta(hours=1)))
    return 3


def unknown() -> list[tuple[str, object]]:
    found = AuditEvent.objects.filter(county=NO_AREA, action__startswith="sign_in.unknown").order_by("id")
    return [(event.action, event.changed.get("tries")) for event in found]


def test_names_typed_from_many_addresses_fill_no_chain_and_are_counted(
    secretary_user: User, at: AtPlace, few: int
) -> None:
    now = timezone.now()
    for n in range(few + 4):
        assert try_in(at(f"198.51.100.{n}"), f"nobody-{n}", "wrong").status_code == 422
    at("198.51.100.99").post("/help/nobodys.link/")
    assert len(failed(NO_AREA)) == few
    assert unknown() == [("sign_in.unknown_many", None)]
    try_in(at(ATTACKER), secretary_user.username, "wrong")
    assert len(failed(COUNTY)) == 1  # of an account each is written

    assert tried.close_hours(now=now) == 0
    assert [tried.close_hours(now=now + timedelta(hours=h)) for h in (1, 2)] == [1, 0]
    assert unknown()[1:] == [("sign_in.unknown_counted", few + 5)]
    assert AuditOrigin.objects.filter(county=NO_AREA).count() == few + 1


def test_an_hour_with_room_for_all_says_nothing_more(at: AtPlace, few: int, db: None) -> None:
    for n in range(few):
        try_in(at(f"198.51.100.{n}"), f"nobody-{n}", "wrong")
    tried.close_hours(now=timezone.now() + timedelta(hours=1))
    assert unknown() == []
    assert not UnknownTries.objects.exists()


def test_a_wrong_code_is_an_event(secretary_user: User, at: AtPlace) -> None:
    at(ATTACKER).post("/sign-in/code/", {"username": secretary_user.username, "code": "12345678"})
    assert [event.changed for event in failed(COUNTY)] == [{"kind": "CODE"}]


def test_a_link_that_leads_nowhere_is_one_event_of_its_address_for_a_while(at: AtPlace, db: None) -> None:
    for token in ("nobodys.link", "another.link"):
        assert at(ATTACKER).post(f"/help/{token}/").status_code == 422
    assert [event.changed["kind"] for event in failed(NO_AREA)] == ["LINK"]
    at("198.51.100.67").post("/help/nobodys.link/")
    assert len(failed(NO_AREA)) == 2


def test_events_of_signing_in_hold_address_and_browser_beside_the_chain(
    secretary_user: User, at: AtPlace
) -> None:
    client = at(ATTACKER)
    client.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (X11)\0" + "x" * 400
    try_in(client, secretary_user.username, "wrong")
    try_in(client, secretary_user.username)
    for event in AuditEvent.objects.filter(county=COUNTY, action__in=["sign_in.failed", "sign_in.done"]):
        kept = AuditOrigin.objects.get(county=COUNTY, id=event.id)
        assert (kept.address, kept.browser[:18], len(kept.browser)) == (ATTACKER, "Mozilla/5.0 (X11)x", 200)

    client.get("/people/")
    assert AuditOrigin.objects.filter(county=COUNTY).count() == 2
    write_event(action="sign_in.done", area=COMMUNITY, by=None, now=MORNING)  # outside of a request
    assert AuditOrigin.objects.filter(county=COUNTY).count() == 2


def test_after_half_a_year_both_are_gone_and_the_chain_holds(secretary_user: User, at: AtPlace) -> None:
    try_in(at(ATTACKER), secretary_user.username)
    link_waiting()
    assert forget_origins(now=timezone.now() + KEEP_ORIGIN - timedelta(minutes=1)) == 0
    assert forget_origins(now=timezone.now() + KEEP_ORIGIN + timedelta(minutes=1)) == 1
    assert AuditOrigin.objects.filter(county=COUNTY).count() == 0
    assert chain_of(county=COUNTY).broken == []


def test_an_auditor_reads_from_where(
    secretary_user: User, at: AtPlace, make_user: Callable[..., User]
) -> None:
    client = at(ATTACKER)
    client.defaults["HTTP_USER_AGENT"] = "Firefox/115"
    try_in(client, secretary_user.username, "wrong")
    auditor = at()
    auditor.force_login(make_user(role=Role.AUDITOR, area=COUNTY))
    page = auditor.get("/audit/").text
    assert "登录没有成功" in page
    assert ATTACKER in page
    assert "其他设备 Firefox" in page  # as on the page of sign-ins
