"""The day of a worker as a phone keeps it: households with who is observed there and what is due, named by etag."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from linli import kept
from linli.clock import day_of
from linli.duties.models import Duty
from linli.duties.rules import one_a_session, visits_needed
from linli.observation.models import Alert, Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.queries.whole import Whole, whole_of
from linli.observation.rules import KIND_CHECK, State
from linli.observation.rules.households import FAMILY_ALARMS
from linli.people.models import Person
from linli.people.rules import mask_number
from linli.phone.queries.slots import ONE_DAY, SLOT_COLUMNS, Slot, missed, slot_told, told
from linli.phone.rules import DAYS_AHEAD, HOUSEHOLDS_AN_ANSWER, etag_of
from linli.protocols.versions import rules_of
from linli.referrals.models import Referral
from linli.referrals.queries import AWAY
from linli.sealing.seals import unseal
from linli.staff.queries import areas_condition, names_of
from linli.staff.rights import Action
from linli.staff.rules import Scope, Viewer, scope

Document = dict[str, Any]


class Row(NamedTuple):
    """An open observation with its person and household: plain values, for a grid holds fifteen hundred."""

    pk: UUID
    county: str
    continues_id: UUID | None
    area: str
    protocol: str
    anchor_on: date
    last_on: date
    person: UUID
    name: str
    phone_sealed: bytes
    household: UUID
    address: str
    building: str
    order: str
    note: str
    cannot_separate: bool | None


COLUMNS: Final = (
    "pk",
    "county",
    "continues_id",
    "area",
    "protocol_id",
    "anchor_on",
    "last_on",
    "person_id",
    "person__name",
    "person__phone_sealed",
    "person__household_id",
    "person__household__address",
    "person__household__building",
    "person__household__walk_order",
    "person__household__note",
    "person__household__cannot_separate",
)


class Reading(NamedTuple):
    """A reading of somebody; slot_on, session: which check it answers."""

    subject: UUID
    temperature_tenths: int | None
    claimed_at: datetime
    by: UUID
    slot_on: date
    session: str


@dataclass(frozen=True)
class Delta:
    """What differs from what a phone has: households to keep, etags to forget, and whether there is more to ask for."""

    households: list[Document]
    gone: list[str]
    more: bool
    protocols: frozenset[str]  # of everybody at the doors


def delta_for(*, viewer: Viewer, have: Collection[str], now: datetime) -> Delta:
    """Return what a phone lacks of the viewer's doors, at most 250 households, and what it should forget.

    It names by etag what it has, so nothing is kept here of what it was sent, and a broken answer is just asked for
    again. Six statements however many households, three more where somebody goes on from another row.
    """
    documents, known = list(_documents(viewer, now)), set(have)
    now_known = {one["etag"] for one in documents}
    missing = [one for one in documents if one["etag"] not in known]
    return Delta(
        households=missing[:HOUSEHOLDS_AN_ANSWER],
        gone=sorted(known - now_known),
        more=len(missing) > HOUSEHOLDS_AN_ANSWER,
        protocols=frozenset(person["protocol"] for one in documents for person in one["people"]),
    )


def _documents(viewer: Viewer, now: datetime) -> Iterator[Document]:
    """Yield the viewer's households with somebody under observation, in walking order."""
    reach = scope(viewer=viewer, action=Action.RECORD_CHECK)
    rows = [Row(*values) for values in kept.rows(kept.query(_rows, reach=reach))]
    facts = _facts(rows, reach, now)
    for _, members in groupby(rows, key=lambda row: row.household):
        document = _household(list(members), facts, now)
        yield document | {"etag": etag_of(document)}


def _observed(reach: Scope) -> QuerySet[Observation]:
    """Return the open observations of some areas; what is known beside them is asked of all these, not by their ids."""
    return Observation.objects.filter(areas_condition(scope=reach), state=State.OBSERVING)


def _rows(*, reach: Scope) -> kept.Values:
    return (
        _observed(reach)
        .order_by("area", "person__household__walk_order", "person__household_id", "person__name", "pk")
        .values_list(*COLUMNS)
    )


@dataclass(frozen=True)
class _Facts:
    """What is known beside the observations themselves; `alerts` by household, the rest by observation."""

    slots: Mapping[UUID, list[Slot]]
    last: Mapping[UUID, Reading]
    highest: Mapping[tuple[UUID, date, str], int]  # tenths, by observation and the check that it answers
    alerts: Mapping[UUID, Mapping[UUID, bool]]
    away: set[UUID]
    names: Mapping[UUID, str]  # of who checked, by user


def _facts(rows: Sequence[Row], reach: Scope, now: datetime) -> _Facts:
    today = day_of(now)
    whole = whole_of(observations=[row for row in rows if row.continues_id])
    readings = [Reading(*row) for row in kept.rows(kept.query(_readings, reach=reach, day=today))]
    slots: dict[UUID, list[Slot]] = defaultdict(list)
    for row in kept.rows(kept.query(_slots, reach=reach, day=today)):
        slots[row[0]].append(Slot(*row))
    if whole.rows:
        readings += _readings_of_whole(whole, today)
        slots |= _slots_of_whole(whole, today)
    # Of somebody who goes on from another row the whole comes last.
    last = {reading.subject: reading for reading in readings}
    alerts: dict[UUID, dict[UUID, bool]] = defaultdict(dict)
    for home, subject, cause in kept.rows(kept.query(_alerts, reach=reach)):
        alerts[home][subject] = alerts[home].get(subject, False) or cause in FAMILY_ALARMS
    return _Facts(
        slots=slots,
        last=last,
        highest=_highest(readings),
        alerts=alerts,
        away={subject for (subject,) in kept.rows(kept.query(_away, reach=reach))},
        names=names_of(ids={reading.by for reading in last.values()}),
    )


def _slots(*, reach: Scope, day: date) -> kept.Values:
    """Return the checks from yesterday, which decides whether a call is enough, to the day after tomorrow, as they are due."""
    return _due(day=day, county__in=reach.counties, subject__in=_observed(reach).values("pk")).values_list(
        *SLOT_COLUMNS
    )


def _slots_of_whole(whole: Whole, day: date) -> Mapping[UUID, list[Slot]]:
    """Return the same of whole observations, one slot a session."""
    due = _due(day=day, county__in=whole.counties, subject__in=whole.rows).values_list(*SLOT_COLUMNS)
    found = whole.gathered(facts=(Slot(*values) for values in due), row_of=lambda slot: slot.subject)
    return {subject: one_a_session(slots=those) for subject, those in found.items()}


def _due(*, day: date, **of: Any) -> QuerySet[Duty]:
    days = {"slot_on__gte": day - ONE_DAY, "slot_on__lte": day + DAYS_AHEAD}
    return Duty.objects.filter(kind=KIND_CHECK, **days, **of).order_by("due_at")


def _readings(*, reach: Scope, day: date) -> kept.Values:
    """Return the readings of yesterday and today, the newest last."""
    return _told(day=day, county__in=reach.counties, observation__in=_observed(reach).values("pk"))


def _readings_of_whole(whole: Whole, day: date) -> list[Reading]:
    """Return the same of whole observations, each under the row that is open."""
    told = _told(day=day, county__in=whole.counties, observation__in=whole.rows)
    readings = whole.gathered(facts=(Reading(*values) for values in told), row_of=lambda one: one.subject)
    return [Reading(subject, *one[1:]) for subject, those in readings.items() for one in those]


def _highest(readings: Sequence[Reading]) -> Mapping[tuple[UUID, date, str], int]:
    """Return the highest reading that answers each check: a later normal one never hides a fever."""
    highest: dict[tuple[UUID, date, str], int] = {}
    for one in readings:
        slot = (one.subject, one.slot_on, one.session)
        highest[slot] = max(highest.get(slot, 0), one.temperature_tenths or 0)
    return highest


def _told(*, day: date, **of: Any) -> kept.Values:
    rows = standing_checks(slot_on__gte=day - ONE_DAY, temperature_tenths__isnull=False, **of)
    return rows.order_by("claimed_at", "id").values_list(
        "observation_id", "temperature_tenths", "claimed_at", "by", "slot_on", "session"
    )


def _alerts(*, reach: Scope) -> kept.Values:
    """Return the alerts that nobody has reviewed, of everybody behind all doors there: household, observation, cause."""
    there = Person.objects.filter(areas_condition(scope=reach)).values("pk")
    rows = Alert.objects.filter(observation__person__in=there, reviewed_at=None)
    return rows.values_list("observation__person__household_id", "observation_id", "cause")


def _away(*, reach: Scope) -> kept.Values:
    """Return whose referral has them at a clinic now."""
    seen = _observed(reach).values("pk")
    return Referral.objects.filter(subject__in=seen, state__in=AWAY).values_list("subject")


def _household(members: Sequence[Row], facts: _Facts, now: datetime) -> Document:
    first = members[0]
    return {
        "id": str(first.household),
        "grid": first.area,
        "address": first.address,
        "building": first.building,
        "order": first.order,
        "note": first.note,
        "apart": None if first.cannot_separate is None else not first.cannot_separate,
        "people": [_person(row, facts, now) for row in members],
    }


def _person(row: Row, facts: _Facts, now: datetime) -> Document:
    alerts = facts.alerts.get(row.household, {})
    slots = facts.slots.get(row.pk, [])
    family_ill = any(serious for subject, serious in alerts.items() if subject != row.pk)
    last = facts.last.get(row.pk)
    today = day_of(now)
    return {
        "id": str(row.person),
        "name": row.name,
        "phone": mask_number(number=unseal(row.phone_sealed)),
        "observation": str(row.pk),
        "protocol": row.protocol,
        "last_on": row.last_on.isoformat(),
        "day_number": (today - row.anchor_on).days + rules_of(row.protocol).counts_anchor_day,
        "alert": row.pk in alerts,
        "away": row.pk in facts.away,
        # While somebody of the family is ill, also for an hour that opens before the phone asks again.
        "visit": family_ill or any(visits_needed(slots=slots, day=today, at=now, alarmed=False)),
        **missed(slots, today - ONE_DAY),
        "slots": [
            slot_told(*slot[1:], facts.highest.get((row.pk, slot.slot_on, slot.session)))
            for slot in slots
            if slot.slot_on >= today and slot.outcome != Duty.Outcome.NOT_NEEDED
        ],
        "last": {
            "temperature_tenths": last.temperature_tenths,
            "at": told(last.claimed_at),
            "by": facts.names.get(last.by, ""),
        }
        if last
        else None,
    }
