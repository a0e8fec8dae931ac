"""The day of a worker as a phone keeps it: households with who is observed there and what is due, named by etag."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any, Final, NamedTuple
from uuid import UUID

from linli.clock import day_of
from linli.duties.models import Duty
from linli.duties.rules import one_a_session, visits_needed
from linli.observation.models import Alert, Observation
from linli.observation.queries.standing import standing_checks
from linli.observation.queries.whole import Whole, whole_of
from linli.observation.rules import KIND_CHECK, State
from linli.observation.rules.households import FAMILY_ALARMS
from linli.people.rules import mask_phone
from linli.phone.rules import DAYS_AHEAD, HOUSEHOLDS_AN_ANSWER, etag_of
from linli.protocols.versions import rules_of
from linli.referrals.models import Referral
from linli.referrals.queries import AWAY
from linli.sealing.seals import unseal
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer

ONE_DAY = timedelta(days=1)
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


SLOT_COLUMNS: Final = ("subject", "slot_on", "session", "opens_at", "due_at", "overdue_at", "outcome")


class Slot(NamedTuple):
    """A check that is due, as far as a phone needs it."""

    subject: UUID
    slot_on: date
    session: str
    opens_at: datetime
    due_at: datetime
    overdue_at: datetime
    outcome: str


class Reading(NamedTuple):
    """The newest reading of somebody."""

    subject: UUID
    temperature_tenths: int | None
    claimed_at: datetime
    by: UUID


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
    again. Six statements however many households.
    """
    documents = list(_documents(viewer, now))
    known, now_known = set(have), {document["etag"] for document in documents}
    missing = [document for document in documents if document["etag"] not in known]
    return Delta(
        households=missing[:HOUSEHOLDS_AN_ANSWER],
        gone=sorted(known - now_known),
        more=len(missing) > HOUSEHOLDS_AN_ANSWER,
        protocols=frozenset(person["protocol"] for document in documents for person in document["people"]),
    )


def _documents(viewer: Viewer, now: datetime) -> Iterator[Document]:
    """Yield the viewer's households with somebody under observation, in walking order."""
    mine = in_scope(viewer=viewer, action=Action.RECORD_CHECK)
    rows = [
        Row(*values)
        for values in Observation.objects.filter(mine, state=State.OBSERVING)
        .order_by("area", "person__household__walk_order", "person__household_id", "person__name", "pk")
        .values_list(*COLUMNS)
    ]
    facts = _facts(rows, now)
    for _, members in groupby(rows, key=lambda row: row.household):
        document = _household(list(members), facts, now)
        yield document | {"etag": etag_of(document)}


@dataclass(frozen=True)
class _Facts:
    """What is known beside the observations themselves; `alerts` by household, the rest by observation."""

    slots: Mapping[UUID, list[Slot]]
    last: Mapping[UUID, Reading]
    alerts: Mapping[UUID, Mapping[UUID, bool]]
    away: set[UUID]
    names: Mapping[UUID, str]  # of who checked, by user


def _facts(rows: Sequence[Row], now: datetime) -> _Facts:
    subjects = [row.pk for row in rows]
    whole = whole_of(observations=rows)
    last = _last_readings(whole, day_of(now))
    away = Referral.objects.filter(subject__in=subjects, state__in=AWAY).values_list("subject", flat=True)
    return _Facts(
        slots=_slots(whole, day_of(now)),
        last=last,
        alerts=_alerts({row.household for row in rows}),
        away=set(away),
        names=names_of(ids={reading.by for reading in last.values()}),
    )


def _slots(whole: Whole, day: date) -> Mapping[UUID, list[Slot]]:
    """Return the checks due from yesterday, which decides whether a call is enough, to the day after tomorrow."""
    rows = Duty.objects.filter(
        county__in=whole.counties,
        kind=KIND_CHECK,
        subject__in=whole.rows,
        slot_on__gte=day - ONE_DAY,
        slot_on__lte=day + DAYS_AHEAD,
    )
    slots = (Slot(*values) for values in rows.order_by("due_at").values_list(*SLOT_COLUMNS))
    found = whole.gathered(facts=slots, row_of=lambda slot: slot.subject)
    return {subject: one_a_session(slots=those) for subject, those in found.items()}


def _last_readings(whole: Whole, day: date) -> Mapping[UUID, Reading]:
    """Return the newest reading of yesterday and today."""
    rows = standing_checks(
        county__in=whole.counties,
        observation__in=whole.rows,
        slot_on__gte=day - ONE_DAY,
        temperature_tenths__isnull=False,
    ).order_by("claimed_at", "id")
    told = rows.values_list("observation_id", "temperature_tenths", "claimed_at", "by")
    readings = whole.gathered(facts=(Reading(*values) for values in told), row_of=lambda one: one.subject)
    return {subject: those[-1] for subject, those in readings.items()}


def _alerts(homes: Collection[UUID]) -> Mapping[UUID, Mapping[UUID, bool]]:
    """Return by household who has an alert that nobody has reviewed, and whether it concerns the family."""
    found: dict[UUID, dict[UUID, bool]] = defaultdict(dict)
    rows = Alert.objects.filter(observation__person__household__in=homes, reviewed_at=None)
    for home, subject, cause in rows.values_list(
        "observation__person__household_id", "observation_id", "cause"
    ):
        found[home][subject] = found[home].get(subject, False) or cause in FAMILY_ALARMS
    return found


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
        "phone": mask_phone(phone=unseal(row.phone_sealed)),
        "observation": str(row.pk),
        "protocol": row.protocol,
        "last_on": row.last_on.isoformat(),
        "day_number": (today - row.anchor_on).days + rules_of(row.protocol).counts_anchor_day,
        "alert": row.pk in alerts,
        "away": row.pk in facts.away,
        # While somebody of the family is ill, also for an hour that opens before the phone asks again.
        "visit": family_ill or any(visits_needed(slots=slots, day=today, at=now, alarmed=False)),
        "slots": [
            {
                "on": slot.slot_on.isoformat(),
                "session": slot.session,
                "opens_at": told(slot.opens_at),
                "due_at": told(slot.due_at),
                "overdue_at": told(slot.overdue_at),
                "outcome": slot.outcome,
            }
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


@lru_cache(maxsize=4096)
def told(at: datetime) -> str:
    """Return a moment as a phone reads it: UTC, to the millisecond. Hours of duties repeat, so each is told once."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
