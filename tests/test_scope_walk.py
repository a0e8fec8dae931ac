"""Every address x every role x what lies in a foreign area: nothing of it is seen, and nothing of it changes."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, Final

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.emergencies.models import Emergency, EmergencyStep
from linli.exports.models import Export, ExportCopy
from linli.findings.models import ReportFinding
from linli.ids import new_id
from linli.observation.models import (
    Alert,
    MoveRequest,
    Observation,
    ObservationDecision,
    PoliceHandOver,
)
from linli.papers.models import Paper, PaperOffice, PaperRun, PaperTemplate
from linli.people.models import (
    Call,
    CallPlan,
    CardChange,
    DuplicatePair,
    Household,
    Person,
    PersonJoin,
    PersonSource,
)
from linli.phone.models import HeldOperation, Phone
from linli.pictures.models import Picture
from linli.problems import PICTURES
from linli.protocols.models import Protocol, ProtocolInForce
from linli.referrals.models import Clinic, ClinicStaff, ClinicVisit, Referral, ReferralStep
from linli.reports.models import ColumnLeftOut, LateNotice, Report, ReportSum, RestDay, Schedule
from linli.retention.models import Announcement, HoldBack
from linli.returns.models import Form, FormVersion, HandIn, TypedValue
from linli.rosters.models import RosterImport
from linli.signin.models import HelperLink, SignInCode
from linli.staff.models import Assignment, HandOver, Post, Substitution, TeamMember, TeamPattern, User
from linli.staff.rights import Role
from linli.tracing.models import Lead, LeadEvent, LeadList, ParkedRow
from tests.cast import CITY, COMMUNITY, COUNTY, FOREIGN, GRID, OTHER_GRID, PROVINCE, SIBLING, TOWNSHIP
from tests.scope_rows import EMERGENCY, EXPORT, MARKS, Rows

POSTS: Final[dict[str, tuple[Role, AreaCode] | None]] = {
    "secretary": (Role.SECRETARY, COMMUNITY),
    "grid worker": (Role.GRID_WORKER, GRID),
    "doctor": (Role.DOCTOR, COMMUNITY),
    "township": (Role.TOWNSHIP_OFFICER, TOWNSHIP),
    "county": (Role.COUNTY_OFFICER, COUNTY),
    "city": (Role.CITY_OFFICER, CITY),
    "province": (Role.PROVINCE_OFFICER, PROVINCE),
    "administrator": (Role.ADMINISTRATOR, PROVINCE),
    "clinic": (Role.CLINIC, COUNTY),
    "auditor": (Role.AUDITOR, COUNTY),
    "police": (Role.POLICE, TOWNSHIP),
    "storekeeper": (Role.STOREKEEPER, TOWNSHIP),
    "cleaner": (Role.CLEANER, COMMUNITY),
    "psych worker": (Role.PSYCH_WORKER, COMMUNITY),
    "publicity": (Role.PUBLICITY, COMMUNITY),
    "treasurer": (Role.TREASURER, COMMUNITY),
    "helper": (Role.HELPER, COMMUNITY),
    "without a post": None,
}
# Addresses that hold nothing of any area.
OF_NO_AREA: Final = frozenset(
    {
        "set_language",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "password_change",
        "password_change_done",
        "mfa_authenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_remove_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "usersessions_list",
        "signin:code",
        "signin:helper_door",
        "signin:end_others",
        "signin:requirements",
        "signin:provider",
        "signin:connect",
        "signin:disconnect",
        "wecom_callback",
        "dingtalk_callback",
        "home",
        "papers:verify",
        "staff:rights",
        "phone:phone",
        "phone:phone_page",
        "phone:service_worker",
        "field-api:openapi-json",
        "field-api:api-root",
    }
)

# Addresses whose parameter names a kind of form, not a row: each shows the viewer's own areas.
OWN_FORMS: Final = frozenset({"exports:ask"})
# Which exist only where a provider of sign-in is set up: linli/signin/tests/test_providers.py reaches them.
WHERE_SET_UP: Final = frozenset(
    {"signin:provider", "signin:connect", "signin:disconnect", "wecom_callback", "dingtalk_callback"}
    # Or where an app declares subjects of pictures: linli/phone/tests/test_pictures.py.
    | {"phone:picture", "field-api:bring"}
)


def addresses() -> Iterator[tuple[str, str]]:
    """Yield (name, route) of every address that Linli answers."""

    def below(patterns: list[URLPattern | URLResolver], prefix: str, space: str) -> Iterator[tuple[str, str]]:
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from below(
                    pattern.url_patterns, route, f"{pattern.namespace}:" if pattern.namespace else space
                )
            else:
                yield f"{space}{pattern.name}", route

    yield from below(get_resolver().url_patterns, "/", "")


def filled(route: str, rows: Rows) -> str:
    """Fill a route's parameters; one that no row answers is a KeyError, so that no new address is forgotten."""
    values = {name: str(value) for name, value in vars(rows).items()}
    return re.sub(r"<\w+:(\w+)>", lambda match: values[match[1]], route)


FORM: Final = {
    "reason": "CALL",
    "state": "STRUCK_OFF",
    "what": "end",
    "decision": "DIFFERENT",
    "way": "CALL",
    "purpose": "HEALTH",
    "at": "2020-01-27T09:00",
    "to": "ACCEPTED",
    "outcome": "DONE",
    "channel": "VISIT",
    "temperature": "36.5",
    "name": "新网格",
    "next": "/",
    "language": "zh-hans",
}


def everything() -> dict[str, list[object]]:
    """Return what stands in every table that a page may change."""
    return {
        "people": list(Person.objects.order_by("pk").values()),
        "households": list(Household.objects.order_by("pk").values()),
        "cards": list(CardChange.objects.order_by("pk").values()),
        "sources": list(PersonSource.objects.order_by("pk").values()),
        "moves": list(MoveRequest.objects.order_by("pk").values()),
        "pairs": list(DuplicatePair.objects.order_by("pk").values()),
        "joins": list(PersonJoin.objects.order_by("pk").values()),
        "calls": list(Call.objects.order_by("pk").values()),
        "contact plans": list(CallPlan.objects.order_by("pk").values()),
        "observations": list(Observation.objects.order_by("pk").values()),
        "alerts": list(Alert.objects.order_by("pk").values()),
        "clinics": list(Clinic.objects.exclude(county=COUNTY).order_by("pk").values()),
        "clinic visits": list(ClinicVisit.objects.order_by("pk").values()),
        "clinic staff": list(ClinicStaff.objects.order_by("pk").values()),
        "referrals": list(Referral.objects.order_by("pk").values()),
        "steps": list(ReferralStep.objects.order_by("pk").values()),
        "reports": list(Report.objects.order_by("pk").values()),
        "late notices": list(LateNotice.objects.order_by("pk").values()),
        "left out columns": list(ColumnLeftOut.objects.order_by("pk").values()),
        "report hours": list(Schedule.objects.order_by("pk").values()),
        "days of rest": list(RestDay.objects.order_by("pk").values()),
        "report sums": list(ReportSum.objects.order_by("pk").values()),
        "announcements": list(Announcement.objects.order_by("pk").values()),
        "held back": list(HoldBack.objects.order_by("pk").values()),
        "emergencies": list(Emergency.objects.order_by("pk").values()),
        "report findings": list(ReportFinding.objects.exclude(county=COUNTY).order_by("pk").values()),
        "emergency steps": list(EmergencyStep.objects.order_by("pk").values()),
        "forms": list(Form.objects.exclude(county=COUNTY).order_by("pk").values()),
        "form layouts": list(
            FormVersion.objects.exclude(form__county=COUNTY).order_by("pk").values("pk", "valid_from")
        ),
        "typed values": list(TypedValue.objects.order_by("pk").values()),
        "hand-ins": list(HandIn.objects.order_by("pk").values()),
        "phones": list(Phone.objects.order_by("pk").values("pk", "user", "revoked_at")),
        "held": list(HeldOperation.objects.order_by("pk").values()),
        "exports": list(Export.objects.exclude(county=COUNTY).order_by("pk").values()),
        "export copies": list(ExportCopy.objects.order_by("pk").values()),
        "rosters": list(RosterImport.objects.order_by("pk").values()),
        "protocols": list(Protocol.objects.order_by("pk").values()),
        "in force": list(ProtocolInForce.objects.order_by("pk").values()),
        "decisions": list(ObservationDecision.objects.order_by("pk").values()),
        "papers": list(Paper.objects.order_by("pk").values()),
        "paper runs": list(PaperRun.objects.order_by("pk").values()),
        "paper texts": list(PaperTemplate.objects.order_by("pk").values()),
        "paper offices": list(PaperOffice.objects.order_by("pk").values()),
        "patterns": list(TeamPattern.objects.order_by("pk").values()),
        "police": list(PoliceHandOver.objects.order_by("pk").values()),
        "members": list(TeamMember.objects.order_by("pk").values()),
        "substitutions": list(Substitution.objects.order_by("pk").values()),
        "hand-overs": list(HandOver.objects.order_by("pk").values()),
        "leads": list(Lead.objects.order_by("pk").values()),
        "lead events": list(LeadEvent.objects.order_by("pk").values()),
        "lead lists": list(LeadList.objects.order_by("pk").values()),
        "parked rows": list(ParkedRow.objects.order_by("pk").values()),
        "pictures": list(Picture.objects.order_by("pk").values()),
        "helper links": list(HelperLink.objects.exclude(county=COUNTY).order_by("pk").values()),
        "assignments": list(Assignment.objects.order_by("pk").values()),
        "one-time codes": list(SignInCode.objects.order_by("pk").values()),
        "sessions": list(UserSession.objects.order_by("pk").values()),
        "posts": list(Post.objects.order_by("pk").values()),
        "grids": list(Area.objects.filter(level="GRID").order_by("pk").values()),
    }


def sign_in_as(client: Client, who: str, make_user: Callable[..., User]) -> None:
    """Sign in with a post of one's own, or with none."""
    post = POSTS[who]
    if post:
        user = make_user(role=post[0], area=post[1], username=f"own-{who}")
        if who == "clinic":
            another = Clinic.objects.create(county=COUNTY, name="另一家门诊")
            ClinicStaff.objects.create(user=user.pk, clinic=another)
        client.force_login(user)
        return
    user = User(username="nobody", full_name="无岗位")
    user.save(force_insert=True)
    client.force_login(user)


def posted(client: Client, address: str, said: dict[str, Any]) -> Any:
    """Post to an address as its pages or programs do: the API takes JSON and nothing else."""
    if address.startswith("/api/"):
        kind = "image/jpeg" if address == PICTURES else "application/json"
        return client.post(address, said if address != PICTURES else b"", content_type=kind)
    return client.post(address, said)


def seen(client: Client, address: str) -> Iterator[tuple[int, str]]:
    """Ask for an address by GET and by POST; yield status and text of each answer."""
    for answer in (
        client.get(address),
        posted(client, address, FORM | {"id": str(new_id()), "claimed_at": "2020-01-27T09:00"}),
    ):
        yield answer.status_code, answer.getvalue().decode(errors="replace")


# Who reads persons somewhere; everybody else is held to seeing none at all by tests/test_rights_walk.py.
READERS: Final = ("secretary", "grid worker", "doctor", "clinic", "police")


@pytest.mark.parametrize("who", READERS)
def test_nothing_of_a_foreign_area_is_seen_or_changed(
    who: str, rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    foreign = rows_in(community=FOREIGN)
    sign_in_as(client, who, make_user)
    before = everything()
    for name, route in addresses():
        if name == "account_logout":
            continue  # the next address would be asked by a stranger
        for status, text in seen(client, filled(route, foreign)):
            assert status < 500, (name, status)
            assert not any(mark in text for mark in (*MARKS, EMERGENCY, EXPORT)), (name, status)
            if "<" in route and name not in OF_NO_AREA | OWN_FORMS:
                assert status in {302, 403, 404, 405}, (name, status)
    after = everything()
    for table, rows in before.items():
        assert after[table] == rows, table


def test_a_stranger_is_sent_to_sign_in(rows_in: Callable[..., Rows], client: Client) -> None:
    foreign = rows_in(community=FOREIGN)
    before = everything()
    for name, route in addresses():
        if name in OF_NO_AREA:
            continue
        for answer in (client.get(filled(route, foreign)), posted(client, filled(route, foreign), FORM)):
            if name.startswith("field-api:"):
                assert answer.status_code in {401, 405}, name
                continue
            assert answer.status_code == 302, name
            assert answer.headers["Location"].startswith("/sign-in/"), name
    assert everything() == before


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("secretary", "sibling community"),
        ("grid worker", "sibling community"),
        ("doctor", "sibling community"),
        ("grid worker", "other grid"),
    ],
)
def test_nothing_of_a_neighbour_is_seen(
    who: str, where: str, rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    community, grid_name = (SIBLING, "") if where == "sibling community" else (COMMUNITY, "第二网格")
    neighbour = rows_in(community=community, grid_name=grid_name, area=OTHER_GRID if grid_name else None)
    sign_in_as(client, who, make_user)
    for name, route in addresses():
        if name == "account_logout":
            continue
        for status, text in seen(client, filled(route, neighbour)):
            assert status < 500, (name, status)
            assert not any(mark in text for mark in (*MARKS, EMERGENCY, EXPORT)), (name, status)


def test_every_address_is_reached_by_somebody(
    rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    own = rows_in(community=COMMUNITY)
    reached: set[str] = set()
    for who in POSTS:
        sign_in_as(client, who, make_user)
        ClinicStaff.objects.update(clinic=own.clinic_id)
        PoliceHandOver.objects.update(withdrawn_at=None)
        for name, route in addresses():
            if name == "account_logout":
                reached.add(name)
            elif name in {"staff:end_post", "staff:confirm_handover", "signin:end_session"}:
                continue  # asked last: by the taker, by who ends the post of who made the rows, by whose session it is
            elif any(status in {200, 302, 422} for status, _text in seen(client, filled(route, own))):
                reached.add(name)
    sign_in_again = User.objects.get(username="own-administrator")
    client.force_login(sign_in_again)
    assert client.post(filled("/staff/posts/<uuid:post_id>/end/", own)).status_code == 302
    reached.add("staff:end_post")
    client.force_login(HandOver.objects.get(pk=own.handover_id).taker)
    assert client.post(filled("/handovers/<uuid:handover_id>/confirm/", own)).status_code == 404  # no post
    Post.objects.filter(pk=own.post_id).update(until_on=None)
    assert client.post(filled("/handovers/<uuid:handover_id>/confirm/", own)).status_code == 302
    reached.add("staff:confirm_handover")

    client.force_login(User.objects.get(pk=own.user_id))
    assert client.post(filled("/sign-in/sessions/<int:session_id>/end/", own)).status_code == 302
    reached.add("signin:end_session")

    reached |= _second_answers(own, client)
    reached.add("field-api:api-root")  # a name that addresses are made from, no page
    assert {name for name, _route in addresses()} - WHERE_SET_UP == reached


def _second_answers(own: Rows, client: Client) -> set[str]:
    """Do what only one may do, or what waits for a second answer: take an export, refuse a lead, drop a row."""
    client.force_login(User.objects.get(pk=Export.objects.get(pk=own.export_id).asked_by))
    Export.objects.filter(pk=own.export_id).update(state="READY", gone_at=timezone.now() + timedelta(days=1))
    assert client.post(filled("/exports/<uuid:export_id>/file/", own)).status_code == 200
    Lead.objects.filter(pk=own.lead_id).update(state="HANDED_ON", asked_community=own.area)
    ParkedRow.objects.filter(pk=own.row_id).update(settled_at=None)
    client.force_login(User.objects.get(username="own-secretary"))
    assert client.post(filled("/leads/<uuid:lead_id>/refuse/", own), FORM).status_code == 302
    assert client.post(filled("/leads/rows/<uuid:row_id>/drop/", own)).status_code == 302
    return {"tracing:refuse_lead", "tracing:drop_row", "exports:take"}


def test_the_police_see_only_whom_they_were_handed(
    rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    own = rows_in(community=COMMUNITY)
    sign_in_as(client, "police", make_user)
    told = set()
    for name, route in addresses():
        if name == "account_logout":
            continue
        for status, text in seen(client, filled(route, own)):
            assert status < 500, (name, status)
            told |= {name} if any(mark in text for mark in MARKS) else set()
    assert told == {"observation:police_case", "observation:police_phone"}


@pytest.mark.parametrize(("who", "status"), [("grid worker", 403), ("secretary", 200), ("doctor", 200)])
def test_numbers_are_revealed_to_those_who_may(
    who: str, status: int, rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    own = rows_in(community=COMMUNITY, grid_name="第一网格")
    sign_in_as(client, who, make_user)

    answer = client.post(f"/people/{own.person_id}/identity/", {"reason": "CALL"})

    assert answer.status_code == status
    assert ("tel:137" in answer.text) is (status == 200)
