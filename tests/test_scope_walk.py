"""Every address x every role x what lies in a foreign area: nothing of it is seen, and nothing of it changes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from linli.areas.commands import create_grid
from linli.areas.models import Area
from linli.areas.queries import grids_of
from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.exchange import commands as rosters
from linli.exchange.models import RosterImport
from linli.exchange.preview import preview, workbook_of
from linli.ids import new_id
from linli.observation.commands import (
    NewArrival,
    NewCheck,
    NewVersion,
    join_people,
    record_check,
    register_arrivals,
    write_version,
)
from linli.observation.models import (
    Alert,
    MoveRequest,
    Observation,
    ObservationDecision,
    Protocol,
    ProtocolInForce,
)
from linli.observation.protocols import rules_of
from linli.observation.rules import Channel, CheckOutcome
from linli.papers.commands import issue_papers, run_papers, start_run
from linli.papers.models import Paper, PaperOffice, PaperRun, PaperTemplate
from linli.papers.rules import Kind
from linli.people.commands import PersonCard
from linli.people.models import (
    ContactEntry,
    ContactPlan,
    DuplicatePair,
    Household,
    Person,
    PersonJoin,
    PersonSource,
)
from linli.referrals.models import Clinic, ClinicStaff, Referral, ReferralStep
from linli.reports.commands import seal_report
from linli.reports.models import Report
from linli.staff.commands import MemberTold, fill_team, give_over, substitute
from linli.staff.models import HandOver, Post, Substitution, TeamMember, TeamPattern, User
from linli.staff.rights import Role
from linli.staff.rules import Seat, Viewer
from linli.tracing.commands import BadRow, NewLead, park_rows, receive_leads
from linli.tracing.models import Lead, LeadEvent, LeadList, ParkedRow
from linli.tracing.rules import Source
from tests.cast import CITY, COMMUNITY, COUNTY, FOREIGN, GRID, OTHER_GRID, PROVINCE, SIBLING, TOWNSHIP

# What must appear on no page of somebody else: names, an address and a reason that stand nowhere but in the foreign rows.
NAME: Final = "欧阳外地"
ADDRESS: Final = "外滩路七百七十七弄"
NOTE: Final = "外地备注不可见"
FILE: Final = "外地名单.csv"
MARKS: Final = (NAME, ADDRESS, NOTE, FILE)

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
    "without a post": None,
}
ABOVE_COMMUNITY: Final = (
    "township",
    "county",
    "city",
    "province",
    "administrator",
    "clinic",
    "without a post",
)
# Addresses that hold nothing of any area.
OF_NO_AREA: Final = frozenset(
    {"set_language", "login", "logout", "password_change", "password_change_done", "home", "papers:verify"}
)


@dataclass(frozen=True)
class Rows:
    """One row of each kind in an area, by the parameter that an address calls it."""

    area: AreaCode
    day: str
    observation_id: UUID
    person_id: UUID
    alert_id: UUID
    referral_id: UUID
    roster_id: UUID
    post_id: UUID
    clinic_id: UUID
    household_id: UUID
    pair_id: UUID
    join_id: UUID
    move_id: UUID
    protocol_code: str
    paper_id: UUID
    code: str
    run_id: UUID
    community: str
    county: str
    grid: AreaCode
    substitution_id: UUID
    handover_id: UUID

    lead_id: UUID
    list_id: UUID
    row_id: UUID
    paper_kind: str = "NOTICE"
    key: str = "after"


@pytest.fixture
def rows_in(make_user: Callable[..., User], make_viewer: Callable[..., Viewer]) -> Callable[..., Rows]:
    """Make somebody with a fever in a community, with everything that hangs on it."""

    def make(*, community: AreaCode, area: AreaCode | None = None, grid_name: str = "") -> Rows:
        now = timezone.now()
        by = make_viewer(role=Role.SECRETARY, area=community)
        card = PersonCard(
            name=NAME, phone=f"137{abs(hash(community)) % 10**8:08}", address=ADDRESS, grid_name=grid_name
        )
        arrival = NewArrival(card=card, arrived_on=day_of(now) - timedelta(days=1), note=NOTE, origin=NOTE)
        observation = register_arrivals(community=community, arrivals=[arrival], by=by, now=now)[
            0
        ].observation
        assert observation is not None
        new = NewCheck(
            new_id(), observation, CheckOutcome.DONE, Channel.VISIT, now, temperature_tenths=381, note=NOTE
        )
        record_check(new=new, by=by, now=now)
        seal_report(area=community, day=day_of(now) - timedelta(days=1), by=by, now=now)
        roster = _roster(community, by)
        pair, join = _duplicates(community, card, by)
        row = _lead(community, area or community, by)
        return Rows(
            area=area or community,
            day=(day_of(now) - timedelta(days=1)).isoformat(),
            observation_id=observation.pk,
            person_id=observation.person_id,
            alert_id=Alert.objects.get(observation=observation).pk,
            referral_id=Referral.objects.get(subject=observation.pk).pk,
            roster_id=roster.pk,
            household_id=observation.person.household_id,
            clinic_id=_clinic(observation).pk,
            post_id=Post.objects.get(area_id=community, role=Role.SECRETARY).pk,
            pair_id=pair.pk,
            join_id=join.pk,
            move_id=_move(observation, by).pk,
            protocol_code=_version_of(community, by),
            paper_id=(paper := _paper(observation, by)).pk,
            code=paper.code,
            run_id=_run(observation, by).pk,
            community=community,
            county=community.county,
            **_staff(area or community, by, make_user),
            lead_id=Lead.objects.get(list=row.list).pk,
            list_id=row.list_id,
            row_id=row.pk,
        )

    return make


def _duplicates(community: AreaCode, card: PersonCard, by: Viewer) -> tuple[DuplicatePair, PersonJoin]:
    """Make a pair that waits for a decision and one that is joined, all of one phone."""
    now = timezone.now()
    day = day_of(now) - timedelta(days=1)
    for name in (f"{NAME}乙", f"{NAME}丙"):
        twin = NewArrival(card=replace(card, name=name), arrived_on=day, note=NOTE, origin=NOTE)
        register_arrivals(community=community, arrivals=[twin], by=by, now=now)
    second, third = Person.objects.filter(community=community, name__gt=NAME).order_by("pk")[:2]
    pairs = DuplicatePair.objects.filter(community=community)
    join = join_people(pair=pairs.get(one=second, other=third), reason=NOTE, by=by, now=now)
    return pairs.exclude(pk=join.pair_id).filter(other=second).get(), join


def _clinic(observation: Observation) -> Clinic:
    """Send the person of an observation to a clinic of the county."""
    clinic = Clinic.objects.create(county=observation.county, name="区医院发热门诊")
    Referral.objects.filter(subject=observation.pk).update(sent_to=clinic)
    return clinic


def _move(observation: Observation, by: Viewer) -> MoveRequest:
    """Make a hand-over that its own community may answer and withdraw."""
    return MoveRequest.objects.create(
        county=observation.county,
        community=observation.community,
        area=observation.area,
        observation=observation,
        to_community=observation.community,
        address=ADDRESS,
        asked_at=timezone.now(),
        asked_by=by.user_id,
    )


def _version_of(community: AreaCode, by: Viewer) -> str:
    code = f"{community.county}-01"
    new = NewVersion(
        rules=replace(rules_of("P2020-01"), code=code),
        name="自定方案",
        area=community.county,
        base=Protocol.objects.get(pk="P2020-01"),
        valid_from=day_of(timezone.now()),
        source="自定",
    )
    return write_version(new=new, by=by, now=timezone.now()).pk


def _paper(observation: Observation, by: Viewer) -> Paper:
    """Issue a residence proof, so that the notice is still to be had."""
    return issue_papers(observations=[observation], kind=Kind.RESIDENCE, by=by, now=timezone.now())[0]


def _run(observation: Observation, by: Viewer) -> PaperRun:
    """Finish a run that issued one commitment, of the person's own grid."""
    now = timezone.now()
    run = start_run(
        area=AreaCode(observation.area), kind=Kind.COMMITMENT, ids=[observation.pk], by=by, now=now
    )
    run_papers(run=run, by=by, now=now)
    return run


def _staff(area: AreaCode, by: Viewer, make_user: Callable[..., User]) -> dict[str, Any]:
    """Make a grid with a team, a colleague who stands in there, and its hand-over."""
    now = timezone.now()
    community = AreaCode(area[:12])
    if area.level is Level.GRID:
        grid = area
    else:
        known = grids_of(community=community) or [create_grid(community=community, name="甲", on=day_of(now))]
        grid = AreaCode(known[0].code)
    worker = make_user(role=Role.GRID_WORKER, area=grid, username=f"absent-{grid}")
    fill_team(
        grid=grid,
        subject=None,
        members=[MemberTold(Seat.POLICE, name=NAME, phone="13700000000")],
        by=by,
        now=now,
    )
    substitution = substitute(
        absent=Post.objects.get(user=worker),
        by_whom=User.objects.get(pk=by.user_id),
        from_on=day_of(now),
        until_on=day_of(now),
        reason=NOTE,
        by=by,
        now=now,
    )
    handover = give_over(
        grid=grid,
        giver=worker,
        taker=User.objects.get(pk=by.user_id),
        note=NOTE,
        open_={"checks": 1},
        permanent_from=None,
        by=by,
        now=now,
    )
    return {"grid": grid, "substitution_id": substitution.pk, "handover_id": handover.pk}


def _lead(community: AreaCode, area: AreaCode, by: Viewer) -> ParkedRow:
    """Make a lead of a place that its own community is asked to take as well, in a list with a row that is none."""
    now = timezone.now()
    entry = NewLead(name=NAME, phone=f"136{abs(hash(community)) % 10**8:08}", origin=NOTE, note=NOTE)
    lead = receive_leads(
        community=community, source=Source.RAIL, list_name=FILE, entries=[entry], by=by, now=now
    )[0].lead
    Lead.objects.filter(pk=lead.pk).update(area=area, state="HANDED_ON", asked_community=community)
    row = BadRow(row_number=2, cells={"name": NAME, "note": NOTE}, field="phone", problem=NOTE)
    park_rows(list_=lead.list, rows=[row], by=by, now=now)
    return ParkedRow.objects.get(list=lead.list)


def _roster(community: AreaCode, by: Viewer) -> RosterImport:
    now = timezone.now()
    wrong = f"姓名,身份证号,联系电话,到达时间\n{NAME},1,13700000000,2020-01-25\n".encode()
    roster = rosters.receive_roster(
        community=community, filename=FILE, content=wrong, year=2020, on=day_of(now), by=by, now=now
    )
    sheets = preview(workbook=workbook_of(roster=roster))
    answers = {sheet.name: [column.field or "" for column in sheet.columns] for sheet in sheets}
    rosters.confirm_mapping(roster=roster, sheets=sheets, answers=answers, by=by, now=now)
    rosters.run_import(roster=roster, by=by, now=now, progress=lambda _done, _total: None)
    return roster


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
        "sources": list(PersonSource.objects.order_by("pk").values()),
        "moves": list(MoveRequest.objects.order_by("pk").values()),
        "pairs": list(DuplicatePair.objects.order_by("pk").values()),
        "joins": list(PersonJoin.objects.order_by("pk").values()),
        "contacts": list(ContactEntry.objects.order_by("pk").values()),
        "contact plans": list(ContactPlan.objects.order_by("pk").values()),
        "observations": list(Observation.objects.order_by("pk").values()),
        "alerts": list(Alert.objects.order_by("pk").values()),
        "clinics": list(Clinic.objects.exclude(county=COUNTY).order_by("pk").values()),
        "clinic staff": list(ClinicStaff.objects.order_by("pk").values()),
        "referrals": list(Referral.objects.order_by("pk").values()),
        "steps": list(ReferralStep.objects.order_by("pk").values()),
        "reports": list(Report.objects.order_by("pk").values()),
        "rosters": list(RosterImport.objects.order_by("pk").values()),
        "protocols": list(Protocol.objects.order_by("pk").values()),
        "in force": list(ProtocolInForce.objects.order_by("pk").values()),
        "decisions": list(ObservationDecision.objects.order_by("pk").values()),
        "papers": list(Paper.objects.order_by("pk").values()),
        "paper runs": list(PaperRun.objects.order_by("pk").values()),
        "paper texts": list(PaperTemplate.objects.order_by("pk").values()),
        "paper offices": list(PaperOffice.objects.order_by("pk").values()),
        "patterns": list(TeamPattern.objects.order_by("pk").values()),
        "members": list(TeamMember.objects.order_by("pk").values()),
        "substitutions": list(Substitution.objects.order_by("pk").values()),
        "hand-overs": list(HandOver.objects.order_by("pk").values()),
        "leads": list(Lead.objects.order_by("pk").values()),
        "lead events": list(LeadEvent.objects.order_by("pk").values()),
        "lead lists": list(LeadList.objects.order_by("pk").values()),
        "parked rows": list(ParkedRow.objects.order_by("pk").values()),
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


def seen(client: Client, address: str) -> Iterator[tuple[int, str]]:
    """Ask for an address by GET and by POST; yield status and text of each answer."""
    for answer in (
        client.get(address),
        client.post(address, FORM | {"id": str(new_id()), "claimed_at": "2020-01-27T09:00"}),
    ):
        yield answer.status_code, answer.getvalue().decode(errors="replace")


@pytest.mark.parametrize("who", list(POSTS))
def test_nothing_of_a_foreign_area_is_seen_or_changed(
    who: str, rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    foreign = rows_in(community=FOREIGN)
    sign_in_as(client, who, make_user)
    before = everything()
    for name, route in addresses():
        if name == "logout":
            continue  # the next address would be asked by a stranger
        for status, text in seen(client, filled(route, foreign)):
            assert status < 500, (name, status)
            assert not any(mark in text for mark in MARKS), (name, status)
            if "<" in route and name not in OF_NO_AREA:
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
        for answer in (client.get(filled(route, foreign)), client.post(filled(route, foreign), FORM)):
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
        if name == "logout":
            continue
        for status, text in seen(client, filled(route, neighbour)):
            assert status < 500, (name, status)
            assert not any(mark in text for mark in MARKS), (name, status)


@pytest.mark.parametrize("who", ABOVE_COMMUNITY)
def test_above_the_community_nobody_sees_a_person(
    who: str, rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    own = rows_in(community=COMMUNITY)
    sign_in_as(client, who, make_user)
    for name, route in addresses():
        if name == "logout":
            continue
        for status, text in seen(client, filled(route, own)):
            assert status < 500, (name, status)
            assert not any(mark in text for mark in MARKS), (name, status)


def test_every_address_is_reached_by_somebody(
    rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    own = rows_in(community=COMMUNITY)
    reached: set[str] = set()
    for who in POSTS:
        sign_in_as(client, who, make_user)
        ClinicStaff.objects.update(clinic=own.clinic_id)
        for name, route in addresses():
            if name == "logout":
                reached.add(name)
            elif name in {"staff:end_post", "staff:confirm_handover"}:
                continue  # asked last: by the taker, and by who ends the post of who made the rows
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

    reached |= _second_answers(own, client)
    assert {name for name, _route in addresses()} == reached


def _second_answers(own: Rows, client: Client) -> set[str]:
    """Refuse the lead that was accepted above, and drop the row that was corrected, as each waits once more."""
    Lead.objects.filter(pk=own.lead_id).update(state="HANDED_ON", asked_community=own.area)
    ParkedRow.objects.filter(pk=own.row_id).update(settled_at=None)
    client.force_login(User.objects.get(username="own-secretary"))
    assert client.post(filled("/leads/<uuid:lead_id>/refuse/", own), FORM).status_code == 302
    assert client.post(filled("/leads/rows/<uuid:row_id>/drop/", own)).status_code == 302
    return {"tracing:refuse_lead", "tracing:drop_row"}


@pytest.mark.parametrize(("who", "status"), [("grid worker", 403), ("secretary", 200), ("doctor", 200)])
def test_numbers_are_revealed_to_those_who_may(
    who: str, status: int, rows_in: Callable[..., Rows], make_user: Callable[..., User], client: Client
) -> None:
    own = rows_in(community=COMMUNITY, grid_name="第一网格")
    sign_in_as(client, who, make_user)

    answer = client.post(f"/people/{own.person_id}/identity/", {"reason": "CALL"})

    assert answer.status_code == status
    assert ("tel:137" in answer.text) is (status == 200)
