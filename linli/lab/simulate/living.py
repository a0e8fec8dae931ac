"""The days of an invented season, lived through Linli's own commands."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from linli.areas.rules import AreaCode
from linli.arrivals.commands import NewArrival, register_arrivals
from linli.cases.commands import take_referral_step
from linli.clock import day_of, moment
from linli.ids import new_id
from linli.lab.simulate import rules
from linli.lab.simulate.rules.faults import FaultKind
from linli.lab.simulate.stage import CLINIC, Cast
from linli.observation.commands import (
    NewCheck,
    StillIll,
    explain_slots,
    record_checks,
    release,
    review_alert,
)
from linli.observation.models import Alert, Observation
from linli.observation.queries.releases import slots_to_explain
from linli.observation.rules import Channel, CheckOutcome, State
from linli.people.commands import PersonCard
from linli.protocols.versions import rules_of
from linli.referrals.models import Referral
from linli.referrals.queries import open_referrals_of
from linli.referrals.rules import CLOSED, Result, Transport
from linli.referrals.rules import State as Step
from linli.reports.commands import seal_report
from linli.reports.queries.deadlines import clock
from linli.sealing.seals import digest

ONE_DAY: Final = timedelta(days=1)
# A season is measured in 14 days at home.
PROTOCOL: Final = "P2020-01"
COPIED_TENTHS: Final = 365


@dataclass
class Community:
    """A community of the season, and what is still on its way from its workers' phones."""

    place: int
    code: AreaCode
    residents: list[rules.Resident]
    worker: rules.Worker
    body: dict[str, float] = field(default_factory=dict)  # digest of the phone -> own usual temperature
    unsent: list[tuple[datetime, list[NewCheck]]] = field(default_factory=list)


Planted = dict[tuple[int, date], set[FaultKind]]


def settle(*, rng: Random, communities: Sequence[AreaCode], days: int) -> list[Community]:
    """Return the communities with who comes to them."""
    return [
        Community(place, code, rules.residents(rng=rng, place=place, days=days), rules.worker(rng=rng))
        for place, code in enumerate(communities)
    ]


def live_day(
    *,
    rng: Random,
    community: Community,
    on: date,
    number: int,
    faults: set[FaultKind],
    quiet: bool,
    cast: Cast,
) -> None:
    """Let a day happen in a community, up to its report. quiet: nobody has a fever, or nobody tells of one."""
    _arrive(rng, community, on, number, cast)
    sessions = rules_of(PROTOCOL).sessions
    for at_noon, session in enumerate(sessions):
        _send(community, moment(on, session.opens), cast)
        opens = moment(on, max(session.opens, time(7, 30)))
        ends = moment(on, min(session.due, time(15, 20)))
        _round(rng, community, opens, ends, moment(on, session.due), faults, quiet, cast)
        if not at_noon:
            _care(community, moment(on, time(11, 40)), cast)


def _arrive(rng: Random, community: Community, on: date, number: int, cast: Cast) -> None:
    come = [resident for resident in community.residents if resident.came == number]
    arrivals = []
    for resident in come:
        phone = f"13{community.place:04}{resident.number:05}"
        community.body[digest(phone)] = resident.body_tenths
        card = PersonCard(
            name=rules.name_of(rng=rng), phone=phone, address=f"{resident.household + 1}栋1单元101室"
        )
        arrivals.append(
            NewArrival(
                card=card,
                arrived_on=on - ONE_DAY,
                origin=resident.origin,
                origin_class=resident.origin_class,
            )
        )
    if arrivals:
        register_arrivals(
            community=community.code,
            arrivals=arrivals,
            by=cast.secretaries[community.code],
            now=moment(on, time(7)),
        )


def _at_home(community: Community) -> dict[str, list[Observation]]:
    """Return who is under observation at home, by household, in a fixed order."""
    away = open_referrals_of(
        subjects=Observation.objects.filter(community=community.code, state=State.OBSERVING).values_list(
            "pk", flat=True
        )
    )
    rows = (
        Observation.objects.filter(community=community.code, state=State.OBSERVING)
        .exclude(pk__in=away)
        .select_related("person")
        .order_by("person__household__address", "person__name", "pk")
    )
    homes: dict[str, list[Observation]] = defaultdict(list)
    for row in rows:
        homes[str(row.person.household_id)].append(row)
    return dict(homes)


def _round(
    rng: Random,
    community: Community,
    opens: datetime,
    ends: datetime,
    due: datetime,
    faults: set[FaultKind],
    quiet: bool,  # noqa: FBT001 (handed through from live_day)
    cast: Cast,
) -> None:
    homes = [home for home in _at_home(community).values() if home[0].last_on >= day_of(opens)]
    moments = _moments(rng, opens, ends, due, len(homes), faults)
    new = [
        _check(
            observation,
            at + timedelta(seconds=7 * place),
            None if rng.random() < rules.NOBODY_HOME else _tenths(rng, community, observation, faults, quiet),
        )
        for home, at in zip(homes, moments, strict=True)
        for place, observation in enumerate(home)
        if rng.random() >= rules.MISSED
    ]
    if FaultKind.CORRECTED_DOWN in faults and new and due.hour <= time(12).hour:
        new[0] = _check(new[0].observation, new[0].claimed_at, rules.fever(rng=rng))
    if not new:
        return
    last = max(check.claimed_at for check in new)
    after = rules.sent_after(rng=rng)
    if FaultKind.BACK_DATED in faults:
        after = timedelta(hours=rng.uniform(26, 40))
    elif faults:
        after = timedelta(minutes=5)
    community.unsent.append((last + after, new))
    _send(community, last + timedelta(minutes=15), cast)


def _moments(
    rng: Random, opens: datetime, ends: datetime, due: datetime, doors: int, faults: set[FaultKind]
) -> list[datetime]:
    if FaultKind.LAST_MINUTES in faults and ends == due:
        return [due - timedelta(seconds=rng.uniform(20, 580)) for _ in range(doors)]
    if FaultKind.TOO_FAST in faults:
        return [opens + timedelta(seconds=2.5 * door) for door in range(doors)]
    return rules.walk(rng=rng, opens=opens, ends=ends, doors=doors)


def _tenths(
    rng: Random,
    community: Community,
    observation: Observation,
    faults: set[FaultKind],
    quiet: bool,  # noqa: FBT001 (handed through from live_day)
) -> int:
    is_ill = rng.random() < rules.FEVER
    body = community.body.get(observation.person.phone_digest, rules.BODY_TENTHS[0])
    well = rules.reading(rng=rng, body_tenths=body, step=community.worker.step)
    if FaultKind.SAME_READING in faults:
        return COPIED_TENTHS
    return rules.fever(rng=rng) if is_ill and not quiet else well


def _check(observation: Observation, at: datetime, tenths: int | None) -> NewCheck:
    outcome = CheckOutcome.NOBODY_HOME if tenths is None else CheckOutcome.DONE
    return NewCheck(
        id=new_id(),
        observation=observation,
        outcome=outcome,
        channel=Channel.VISIT,
        claimed_at=at,
        temperature_tenths=tenths,
    )


def _send(community: Community, until: datetime, cast: Cast) -> None:
    """Let arrive what the workers' phones have sent by a moment."""
    ready = sorted((item for item in community.unsent if item[0] <= until), key=lambda item: item[0])
    community.unsent = [item for item in community.unsent if item[0] > until]
    for sent_at, new in ready:
        record_checks(county=community.code.county, new=new, by=cast.workers[community.code], now=sent_at)


def send_all(*, community: Community, cast: Cast) -> None:
    """Let everything arrive that is still on its way."""
    _send(community, max((at for at, _ in community.unsent), default=moment(date.min, time(0))), cast)


def _care(community: Community, at: datetime, cast: Cast) -> None:
    """Let the doctor see to the alerts, bring those referred to the clinic and home, release whose days are over."""
    _send(community, at, cast)
    doctor = cast.doctors[community.code]
    for alert in Alert.objects.filter(community=community.code, reviewed_at=None, raised_at__lt=at):
        review_alert(alert=alert, reason="已复测，按流程送发热门诊。", by=doctor, now=at)
    for referral in Referral.objects.filter(
        community=community.code, raised_at__lt=at - timedelta(hours=12)
    ).exclude(state__in=CLOSED):
        steps: tuple[tuple[Step, dict[str, str]], ...] = (
            (Step.ACCEPTED, {}),
            (Step.TRANSPORT, {"transport": Transport.AMBULANCE}),
            (Step.ARRIVED, {"clinic": CLINIC}),
            (Step.RESULT, {"result": Result.EXCLUDED}),
            (Step.RETURNED, {}),
        )
        for minutes, (to, words) in enumerate(steps):
            take_referral_step(
                referral=referral,
                to=to,
                by=doctor,
                now=at + timedelta(minutes=minutes),
                transport=words.get("transport", ""),
                clinic=words.get("clinic", ""),
                result=words.get("result", ""),
            )
    over = Observation.objects.filter(community=community.code, state=State.OBSERVING, last_on__lt=day_of(at))
    away = open_referrals_of(subjects=over.values_list("pk", flat=True))
    for observation in over.exclude(pk__in=away):
        slots = [(duty.slot_on, duty.session) for duty in slots_to_explain(observation=observation, now=at)]
        if slots:
            explain_slots(
                observation=observation, slots=slots, reason="外出采买，电话确认体温正常。", by=doctor, now=at
            )
        # Whoever was ill of late stays until the protocol lets go.
        with suppress(StillIll):
            release(observation=observation, by=doctor, now=at)


def seal_day(
    *, rng: Random, communities: Sequence[Community], on: date, planted: Planted, cast: Cast
) -> None:
    """Let the reports of a day be sealed, each at its minute; the townships seal when most are in."""
    acts: list[tuple[datetime, AreaCode]] = []
    by_code = {community.code: community for community in communities}
    for community in communities:
        hours = clock(area=community.code, day=on)
        faults = planted.get((community.place, on), set())
        at = rules.sealed_at(rng=rng, due=hours.due_at, late_after=hours.late_after)
        if faults - {FaultKind.LATE, FaultKind.MISSING} and (at is None or at > hours.due_at):
            at = hours.due_at - timedelta(minutes=5)
        if FaultKind.LATE in faults:
            at = hours.late_after + timedelta(minutes=rng.uniform(20, 240))
        if FaultKind.MISSING not in faults and at is not None:
            acts.append((at, community.code))
    acts += [(clock(area=area, day=on).due_at - timedelta(minutes=1), area) for area in cast.townships]
    for at, area in sorted(acts):
        if area in by_code:
            _send(by_code[area], at, cast)
        seal_report(area=area, day=on, by={**cast.secretaries, **cast.townships}[area], now=at)
