"""One row of every kind in an area, for the walk through every address."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

import pytest
from allauth.usersessions.models import UserSession
from django.utils import timezone

from linli.areas.commands import create_grid
from linli.areas.queries import grids_of
from linli.areas.rules import AreaCode, Level
from linli.clock import day_of
from linli.emergencies.commands import NewEmergency, raise_emergency
from linli.emergencies.rules import EmergencyKind
from linli.exports.commands import NewExport, ask_export, count_persons
from linli.exports.kinds import Wanted
from linli.exports.models import Export, ExportLimit
from linli.exports.rules.asking import Purpose
from linli.findings.models import ReportFinding
from linli.ids import new_id
from linli.observation.commands import (
    NewArrival,
    NewCheck,
    join_people,
    record_check,
    register_arrivals,
)
from linli.observation.models import Alert, MoveRequest, Observation, PoliceHandOver
from linli.observation.rules import Channel, CheckOutcome
from linli.papers.commands import issue_papers, run_papers, start_run
from linli.papers.models import Paper, PaperRun
from linli.papers.rules import Kind
from linli.people.commands import PersonCard
from linli.people.models import (
    DuplicatePair,
    Person,
    PersonJoin,
)
from linli.phone.commands.phones import know_phone
from linli.protocols.commands import NewVersion, write_version
from linli.protocols.models import Protocol
from linli.protocols.versions import rules_of
from linli.referrals.models import Clinic, Referral
from linli.reports.commands import seal_report
from linli.retention.models import Announcement
from linli.returns.commands import Pointed, bring_form, point_places
from linli.returns.models import Form
from linli.returns.plain_sheet import plain_sheet
from linli.returns.rules import Holds
from linli.rosters import commands as rosters
from linli.rosters.models import RosterImport
from linli.rosters.preview import preview, workbook_of
from linli.sealing.seals import seal
from linli.signin.commands.links import give_link
from linli.staff.commands import MemberTold, fill_team, give_over, substitute
from linli.staff.commands.helpers import add_helper
from linli.staff.models import Post, User
from linli.staff.rights import Role
from linli.staff.rules import Seat, Viewer
from linli.tracing.commands import BadRow, NewLead, park_rows, receive_leads
from linli.tracing.models import Lead, ParkedRow
from linli.tracing.rules import Source
from tests.cast import COMMUNITY, FOREIGN, GRID, SIBLING

# What must appear on no page of somebody else: names, an address and a reason that stand nowhere but in the foreign rows.
NAME: Final = "欧阳外地"
ADDRESS: Final = "外滩路七百七十七弄"
NOTE: Final = "外地备注不可见"
FILE: Final = "外地名单.csv"
MARKS: Final = (NAME, ADDRESS, NOTE, FILE)
# What is put behind the name where.
PLACES: Final = {COMMUNITY: "近", SIBLING: "邻", FOREIGN: "远"}
# What those above may read, and nobody beside.
EMERGENCY: Final = "外地紧急不可见"
EXPORT: Final = "外地导出不可见"


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
    police_id: UUID
    handover_id: UUID
    user_id: UUID
    session_id: int

    emergency_id: UUID
    finding_id: UUID
    form_id: UUID
    phone_id: UUID
    lead_id: UUID
    list_id: UUID
    row_id: UUID
    export_id: UUID
    helper_id: UUID
    export_kind: str = "PEOPLE"
    token: str = "nobodys.link"  # noqa: S105 (of a helper; whose it is would be let in)
    picture_id: str = "0190c1a2-0000-7000-8000-000000000000"
    pk: int = 0  # of a passkey; nobody's is asked for before the password was typed again
    provider: str = "wecom"
    paper_kind: str = "NOTICE"
    key: str = "after"
    kind: str = "xlsx"
    sheet_kind: str = "csv"
    path: str = "h/0190c1a2-0000-7000-8000-000000000000/"
    name: str = ""  # of the person; begins with NAME and stands in no other place's rows


@pytest.fixture
def rows_in(make_user: Callable[..., User], make_viewer: Callable[..., Viewer]) -> Callable[..., Rows]:
    """Make somebody with a fever in a community, with everything that hangs on it."""

    def make(*, community: AreaCode, area: AreaCode | None = None, grid_name: str = "") -> Rows:
        now = timezone.now()
        by = make_viewer(role=Role.SECRETARY, area=community)
        name = f"{NAME}{PLACES[community]}"
        card = PersonCard(
            name=name, phone=f"137{abs(hash(community)) % 10**8:08}", address=ADDRESS, grid_name=grid_name
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
        roster = _roster(community, name, by)
        pair, join = _duplicates(community, card, by)
        row = _lead(community, area or community, name, by)
        Announcement.objects.create(
            county=community.county,
            community=community,
            area=observation.area,
            person=observation.person,
            due_on=day_of(now),
            announced_at=now,
        )
        emergency = raise_emergency(
            new=NewEmergency(new_id(), area or community, EmergencyKind.OTHER, now, words=EMERGENCY),
            by=by,
            now=now,
        )
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
            **_staff(area or community, name, by, make_user),
            emergency_id=emergency.pk,
            police_id=_police(observation, by).pk,
            finding_id=_finding(community, day_of(now)),
            form_id=_form(community, by).pk,
            phone_id=know_phone(id=new_id(), user=User.objects.get(pk=by.user_id), name=NOTE, now=now).pk,
            lead_id=Lead.objects.get(list=row.list).pk,
            list_id=row.list_id,
            row_id=row.pk,
            name=name,
            helper_id=_helper(community, by),
            export_id=_export(area or community, make_viewer(role=Role.DOCTOR, area=community)).pk,
        )

    return make


@pytest.fixture
def three_places(rows_in: Callable[..., Rows]) -> list[Rows]:
    """Make rows in a grid of the own community, in its sibling that has no grids, and in a foreign province."""
    return [
        rows_in(community=COMMUNITY, grid_name="第一网格", area=GRID),
        rows_in(community=SIBLING),
        rows_in(community=FOREIGN),
    ]


def _police(observation: Observation, by: Viewer) -> PoliceHandOver:
    """Hand the person of an observation to the police of the township."""
    told = {
        "name": observation.person.name,
        "address": ADDRESS,
        "phone": "13700000000",
        "steps": [],
        "words": NOTE,
    }
    return PoliceHandOver.objects.create(
        county=observation.county,
        community=observation.community,
        area=observation.area,
        observation=observation,
        office=observation.community[:9],
        told_sealed=seal(json.dumps(told)),
        at=timezone.now(),
        by=by.user_id,
    )


def _export(area: AreaCode, by: Viewer) -> Export:
    """Ask for an export that waits for a second person."""
    now = timezone.now()
    ExportLimit.objects.filter(area="").update(persons=0)
    wanted = Wanted(area=area, columns=("NAME", "ADDRESS"))
    new = NewExport(kind="PEOPLE", wanted=wanted, form="xlsx", purpose=Purpose.DOOR_WORK, words=EXPORT)
    return ask_export(new=new, persons=count_persons(new=new, by=by, now=now), by=by, now=now)


def _form(community: AreaCode, by: Viewer) -> Form:
    """Bring a superior's form and point all that can be pointed, by somebody who seals there."""
    now = timezone.now()
    form = bring_form(
        area=community,
        title=NOTE,
        asked_by=NOTE,
        due_at=None,
        file_name=FILE,
        content=plain_sheet(title=NOTE, names=["新增", "现有"]),
        by=by,
        now=now,
    )
    pointed = {"新增": Pointed(Holds.FIGURE, "new"), "现有": Pointed(Holds.FIGURE, "after")}
    point_places(version=form.versions.get(), pointed=pointed, by=by, now=now)
    return form


def _duplicates(community: AreaCode, card: PersonCard, by: Viewer) -> tuple[DuplicatePair, PersonJoin]:
    """Make a pair that waits for a decision and one that is joined, all of one phone."""
    now = timezone.now()
    day = day_of(now) - timedelta(days=1)
    for name in (f"{card.name}乙", f"{card.name}丙"):
        twin = NewArrival(card=replace(card, name=name), arrived_on=day, note=NOTE, origin=NOTE)
        register_arrivals(community=community, arrivals=[twin], by=by, now=now)
    second, third = Person.objects.filter(community=community, name__gt=card.name).order_by("pk")[:2]
    pairs = DuplicatePair.objects.filter(community=community)
    join = join_people(pair=pairs.get(one=second, other=third), reason=NOTE, by=by, now=now)
    return pairs.exclude(pk=join.pair_id).filter(other=second).get(), join


def _clinic(observation: Observation) -> Clinic:
    """Send the person of an observation to a clinic of the county."""
    clinic = Clinic.objects.create(
        county=observation.county, name=f"{observation.community[-3:]}医院发热门诊"
    )
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
    code = f"{community.county}-{community[-2:]}"
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


def _staff(area: AreaCode, name: str, by: Viewer, make_user: Callable[..., User]) -> dict[str, Any]:
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
        members=[MemberTold(Seat.POLICE, name=name, phone="13700000000")],
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
    session = UserSession.objects.create(
        user=worker, ip="203.0.113.7", session_key=f"session of {grid}", user_agent=NOTE
    )
    return {
        "grid": grid,
        "substitution_id": substitution.pk,
        "handover_id": handover.pk,
        "user_id": worker.pk,
        "session_id": session.pk,
    }


def _helper(community: AreaCode, by: Viewer) -> UUID:
    """Add somebody who helps in a community, with a link; of the staff, so that an administrator reads the name."""
    now = timezone.now()
    helper = add_helper(name="热心人", community=community, by=by, now=now)
    give_link(helper=helper, community=community, by=by, now=now)
    return helper.pk


def _lead(community: AreaCode, area: AreaCode, name: str, by: Viewer) -> ParkedRow:
    """Make a lead of a place that its own community is asked to take as well, in a list with a row that is none."""
    now = timezone.now()
    entry = NewLead(name=name, phone=f"136{abs(hash(community)) % 10**8:08}", origin=NOTE, note=NOTE)
    lead = receive_leads(
        community=community, source=Source.RAIL, list_name=FILE, entries=[entry], by=by, now=now
    )[0].lead
    Lead.objects.filter(pk=lead.pk).update(area=area, state="HANDED_ON", asked_community=community)
    row = BadRow(row_number=2, cells={"name": name, "note": NOTE}, field="phone", problem=NOTE)
    park_rows(list_=lead.list, rows=[row], by=by, now=now)
    return ParkedRow.objects.get(list=lead.list)


def _roster(community: AreaCode, name: str, by: Viewer) -> RosterImport:
    now = timezone.now()
    wrong = f"姓名,身份证号,联系电话,到达时间\n{name},1,13700000000,2020-01-25\n".encode()
    roster = rosters.receive_roster(
        community=community, filename=FILE, content=wrong, year=2020, on=day_of(now), by=by, now=now
    )
    sheets = preview(workbook=workbook_of(roster=roster))
    answers = {sheet.name: [column.field or "" for column in sheet.columns] for sheet in sheets}
    rosters.confirm_mapping(roster=roster, sheets=sheets, answers=answers, by=by, now=now)
    rosters.run_import(roster=roster, by=by, now=now, progress=lambda _done, _total: None)
    return roster


def _finding(community: AreaCode, day: date) -> UUID:
    """Find something in a community's day."""
    row = ReportFinding.objects.create(
        county=community.county,
        area=community,
        day=day,
        kind="LATE",
        said={"minutes": 9},
        found_at=timezone.now(),
    )
    return row.pk
