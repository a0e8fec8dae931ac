"""Who seals where, and one full day of a community."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
from django.conf import settings

from linli.areas.models import Area
from linli.areas.rules import AreaCode, Level
from linli.arrivals.commands import NewArrival, register_arrivals
from linli.audit.models import AuditEvent
from linli.audit.queries.told import written_in
from linli.audit.rules import digest
from linli.cases.commands import take_referral_step
from linli.clock import moment
from linli.ids import new_id
from linli.observation.commands import (
    NewCheck,
    confirm_over_before,
    end_with_reason,
    move_to_community,
    record_check,
    release,
)
from linli.observation.models import Observation
from linli.observation.rules import Channel, CheckOutcome, State
from linli.people.commands import PersonCard
from linli.protocols.rules import Place
from linli.referrals.commands import Told
from linli.referrals.models import Referral
from linli.referrals.rules import State as Step
from linli.reports.commands import seal_report
from linli.reports.models import Report
from linli.reports.queries.chain import HASH, content_of
from linli.reports.rules import PLAIN_SEAL, report_seal
from linli.staff.models import User
from linli.staff.queries import viewer_of
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, FIRST_DAY, SIBLING, look_for

SIGNERS = {
    Level.COMMUNITY: Role.SECRETARY,
    Level.TOWNSHIP: Role.TOWNSHIP_OFFICER,
    Level.COUNTY: Role.COUNTY_OFFICER,
    Level.CITY: Role.CITY_OFFICER,
    Level.PROVINCE: Role.PROVINCE_OFFICER,
}
DAY_BEFORE = FIRST_DAY - timedelta(days=1)
CUT_OFF = moment(FIRST_DAY, time(16))

Signer = Callable[..., Viewer]
Seal = Callable[..., Report]


def on_first_day(hour: int, minute: int = 0) -> datetime:
    return moment(FIRST_DAY, time(hour, minute))


@pytest.fixture
def signer(make_user: Callable[..., User]) -> Signer:
    """Return who seals the reports of an area, always the same one."""
    known: dict[AreaCode, Viewer] = {}

    def find(*, area: AreaCode) -> Viewer:
        if area not in known:
            user = make_user(role=SIGNERS[area.level], area=area, username=f"signer-{area}")
            known[area] = viewer_of(user=user, on=FIRST_DAY)
        return known[area]

    return find


@pytest.fixture
def seal(signer: Signer) -> Seal:
    """Seal an area's report of FIRST_DAY at its hour unless told otherwise."""

    def press(*, area: AreaCode = COMMUNITY, day: date = FIRST_DAY, at: datetime = CUT_OFF) -> Report:
        return seal_report(area=area, day=day, by=signer(area=area), now=at)

    return press


def sealed_anew(report: Report) -> None:
    """Seal a report that was made what an older one was, and let its audit event be what Linli wrote then."""
    report.hash = report_seal(
        key=settings.AUDIT_KEY,
        version=report.seal_version,
        content=content_of(report=report),
        previous_hash=report.previous_hash,
    )
    report.save()
    event = AuditEvent.objects.get(county=report.county, subject=report.pk, action="report.sealed")
    event.changed = {"day": report.day.isoformat()}
    if report.seal_version != PLAIN_SEAL:
        event.changed[HASH] = report.hash
    event.digest = digest(key=settings.AUDIT_KEY, written=written_in(row=event))
    AuditEvent.objects.filter(county=event.county, id=event.id).update(
        changed=event.changed, digest=event.digest
    )


def arrival(
    number: int, *, origin_class: str, contact: str = "UNKNOWN", arrived_on: date = DAY_BEFORE
) -> NewArrival:
    card = PersonCard(name=f"王{number}", phone=f"137{number:08}", address=f"{number}栋1单元101室")
    return NewArrival(card=card, arrived_on=arrived_on, origin_class=origin_class, contact_history=contact)


@dataclass(frozen=True)
class BusyDay:
    """What `busy_day` made: those who were there before, and those who came on FIRST_DAY."""

    before: list[Observation]
    new: list[Observation]


@pytest.fixture
def busy_day(areas: dict[str, Area], signer: Signer, doctor: Viewer) -> BusyDay:
    """Let everything that a report counts happen in COMMUNITY on FIRST_DAY."""
    secretary, neighbour = signer(area=COMMUNITY), signer(area=SIBLING)

    def register(
        community: AreaCode, arrivals: list[NewArrival], by: Viewer, at: datetime
    ) -> list[Observation]:
        answers = register_arrivals(community=community, arrivals=arrivals, by=by, now=at)
        return [answer.observation for answer in answers if answer.observation]

    # The first two came longer ago than the protocol asks; the second was observed nowhere before.
    long_ago = date(2020, 1, 5)
    there = [arrival(n, origin_class="WUHAN", arrived_on=long_ago) for n in (1, 9)]
    there += [arrival(n, origin_class="WUHAN" if n % 2 else "ELSEWHERE") for n in range(2, 9)]
    before = register(COMMUNITY, there, secretary, moment(DAY_BEFORE, time(10)))
    coming = register(
        SIBLING, [arrival(20, origin_class="UNKNOWN")], neighbour, moment(DAY_BEFORE, time(10))
    )[0]
    new = register(
        COMMUNITY,
        [
            arrival(31, origin_class="WUHAN", contact="YES"),
            arrival(32, origin_class="HUBEI"),
            arrival(33, origin_class="ELSEWHERE"),
        ],
        secretary,
        on_first_day(8),
    )
    released, over_before, lost, struck_off, died, leaving, ill, suspect, central = before
    Observation.objects.filter(pk=central.pk).update(place=Place.CENTRAL)
    Observation.objects.filter(pk=released.pk).update(began_at=moment(long_ago, time(10)))
    released.refresh_from_db()

    check(ill, secretary, on_first_day(9), tenths=381)
    check(suspect, secretary, on_first_day(9), tenths=375)
    check(new[0], secretary, on_first_day(9), tenths=365)
    check(new[1], secretary, on_first_day(9), outcome=CheckOutcome.NOBODY_HOME)
    take_to_clinic(ill, secretary, result="CONFIRMED", end=Step.ADMITTED)
    take_to_clinic(suspect, secretary, result="SUSPECTED", end=Step.RESULT)

    ends = on_first_day(11)
    release(observation=released, by=doctor, now=ends)
    confirm_over_before(observation=over_before, by=secretary, now=ends)
    look_for(observation=lost, by=secretary, until=ends)
    for observation, state in ((lost, State.LOST), (struck_off, State.STRUCK_OFF), (died, State.DIED)):
        end_with_reason(observation=observation, state=state, reason="街道核实", by=secretary, now=ends)
    move_to_community(observation=leaving, community=SIBLING, address="9栋", by=secretary, now=ends)
    move_to_community(observation=coming, community=COMMUNITY, address="8栋", by=neighbour, now=ends)
    return BusyDay(before=before, new=new)


def check(
    observation: Observation,
    by: Viewer,
    at: datetime,
    *,
    tenths: int | None = None,
    outcome: CheckOutcome = CheckOutcome.DONE,
) -> None:
    record_check(
        new=NewCheck(
            id=new_id(),
            observation=observation,
            outcome=outcome,
            channel=Channel.VISIT,
            claimed_at=at,
            temperature_tenths=tenths,
        ),
        by=by,
        now=at,
    )


def take_to_clinic(observation: Observation, by: Viewer, *, result: str, end: Step) -> None:
    referral = Referral.objects.get(subject=observation.pk)
    told: dict[Step, Told] = {
        Step.ACCEPTED: {},
        Step.TRANSPORT: {"transport": "AMBULANCE"},
        Step.ARRIVED: {"clinic": "市第二人民医院"},
        Step.RESULT: {"result": result},
        Step.ADMITTED: {},
    }
    for hour, (to, words) in enumerate(told.items(), start=9):
        take_referral_step(referral=referral, to=to, by=by, now=on_first_day(hour, 30), **words)
        if to == end:
            return
