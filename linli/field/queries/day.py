"""The day of a worker as a phone keeps it: households with who is observed there and what is due, named by etag."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from linli.clock import day_of
from linli.duties.models import Duty
from linli.duties.queries import slots_on
from linli.duties.rules import KIND_CHECK
from linli.field.rules import DAYS_AHEAD, HOUSEHOLDS_AN_ANSWER, etag_of
from linli.observation.models import Alert, Check, Observation
from linli.observation.protocols import rules_of
from linli.observation.rules import State
from linli.observation.rules.households import FAMILY_ALARMS
from linli.people.models import Household
from linli.people.rules import mask_id_number, mask_phone
from linli.people.sealing import unseal
from linli.referrals.models import Referral
from linli.referrals.queries import AWAY
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer

ONE_DAY = timedelta(days=1)
Document = dict[str, Any]


@dataclass(frozen=True)
class Delta:
    """What differs from what a phone has: households to keep, etags to forget, and whether there is more to ask for."""

    households: list[Document]
    gone: list[str]
    more: bool
    protocols: frozenset[str]  # of everybody at the doors


def delta_for(*, viewer: Viewer, have: Collection[str], now: datetime) -> Delta:
    """Return what a phone lacks of the viewer's doors, at most 150 households, and what it should forget.

    It names by etag what it has, so nothing is kept here of what it was sent, and a broken answer is just asked for
    again. Eight statements however many households.
    """
    documents = list(_documents(viewer, now))
    now_known = {document["etag"] for document in documents}
    missing = [document for document in documents if document["etag"] not in set(have)]
    return Delta(
        households=missing[:HOUSEHOLDS_AN_ANSWER],
        gone=sorted(set(have) - now_known),
        more=len(missing) > HOUSEHOLDS_AN_ANSWER,
        protocols=frozenset(person["protocol"] for document in documents for person in document["people"]),
    )


def _documents(viewer: Viewer, now: datetime) -> Iterable[Document]:
    """Yield the viewer's households with somebody under observation, in walking order."""
    mine = in_scope(viewer=viewer, action=Action.RECORD_CHECK)
    observations = list(
        Observation.objects.filter(mine, state=State.OBSERVING)
        .select_related("person", "person__household")
        .order_by("area", "person__household__walk_order", "person__household_id", "person__name", "pk")
    )
    counties = sorted({observation.county for observation in observations})
    last = _last_checks(counties, [o.pk for o in observations], day_of(now))
    facts = _Facts(
        duties=_duties(counties, [o.pk for o in observations], day_of(now)),
        last=last,
        alerts=_alerts([o.person.household_id for o in observations]),
        away=set(
            Referral.objects.filter(subject__in=[o.pk for o in observations], state__in=AWAY).values_list(
                "subject", flat=True
            )
        ),
        names=names_of(ids={check.by for check in last.values()}),
    )
    homes: dict[UUID, list[Observation]] = defaultdict(list)
    for observation in observations:
        homes[observation.person.household_id].append(observation)
    for members in homes.values():
        document = _household(members[0].person.household, members, facts, now)
        yield document | {"etag": etag_of(document)}


@dataclass(frozen=True)
class _Facts:
    """What is known beside the observations themselves; `alerts` by household, the rest by observation."""

    duties: Mapping[UUID, list[Duty]]
    last: Mapping[UUID, Check]
    alerts: Mapping[UUID, Mapping[UUID, bool]]
    away: set[UUID]
    names: Mapping[UUID, str]  # of who checked, by user


def _duties(counties: Collection[str], subjects: list[UUID], day: date) -> Mapping[UUID, list[Duty]]:
    """Return the checks due from yesterday, which decides whether a call is enough, to the day after tomorrow."""
    found: dict[UUID, list[Duty]] = defaultdict(list)
    rows = Duty.objects.filter(
        county__in=counties,
        kind=KIND_CHECK,
        subject__in=subjects,
        slot_on__gte=day - ONE_DAY,
        slot_on__lte=day + DAYS_AHEAD,
    )
    for duty in rows.exclude(outcome=Duty.Outcome.NOT_NEEDED).order_by("due_at"):
        found[duty.subject].append(duty)
    return found


def _last_checks(counties: Collection[str], subjects: list[UUID], day: date) -> Mapping[UUID, Check]:
    """Return the newest reading of yesterday and today."""
    rows = Check.objects.filter(
        county__in=counties,
        observation__in=subjects,
        slot_on__gte=day - ONE_DAY,
        temperature_tenths__isnull=False,
    )
    return {check.observation_id: check for check in rows.order_by("claimed_at", "id")}


def _alerts(homes: list[UUID]) -> Mapping[UUID, Mapping[UUID, bool]]:
    """Return by household who has an alert that nobody has reviewed, and whether it concerns the family."""
    found: dict[UUID, dict[UUID, bool]] = defaultdict(dict)
    rows = Alert.objects.filter(observation__person__household__in=homes, reviewed_at=None)
    for home, subject, cause in rows.values_list(
        "observation__person__household_id", "observation_id", "cause"
    ):
        found[home][subject] = found[home].get(subject, False) or cause in FAMILY_ALARMS
    return found


def _household(household: Household, members: list[Observation], facts: _Facts, now: datetime) -> Document:
    apart = None if household.cannot_separate is None else not household.cannot_separate
    return {
        "id": str(household.pk),
        "grid": members[0].area,
        "address": household.address,
        "building": household.building,
        "order": household.walk_order,
        "note": household.note,
        "apart": apart,
        "people": [_person(observation, facts, now) for observation in members],
    }


def _person(observation: Observation, facts: _Facts, now: datetime) -> Document:
    person = observation.person
    alerts = facts.alerts.get(person.household_id, {})
    slots = slots_on(duties=facts.duties.get(observation.pk, []), now=now)
    family_ill = any(serious for subject, serious in alerts.items() if subject != observation.pk)
    protocol = rules_of(observation.protocol_id)
    last = facts.last.get(observation.pk)
    today = day_of(now)
    return {
        "id": str(person.pk),
        "name": person.name,
        "id_number": mask_id_number(id_number=unseal(person.id_sealed)),
        "phone": mask_phone(phone=unseal(person.phone_sealed)),
        "observation": str(observation.pk),
        "protocol": observation.protocol_id,
        "last_on": observation.last_on.isoformat(),
        "day_number": (today - observation.anchor_on).days + protocol.counts_anchor_day,
        "alert": observation.pk in alerts,
        "away": observation.pk in facts.away,
        "visit": family_ill or any(state.needs_visit for _, state in slots),
        "slots": [
            {
                "on": duty.slot_on.isoformat(),
                "session": duty.session,
                "opens_at": told(duty.opens_at),
                "due_at": told(duty.due_at),
                "outcome": duty.outcome,
            }
            for duty, _ in slots
            if duty.slot_on >= today
        ],
        "last": {
            "temperature_tenths": last.temperature_tenths,
            "at": told(last.claimed_at),
            "by": facts.names.get(last.by, ""),
        }
        if last
        else None,
    }


def told(at: datetime) -> str:
    """Return a moment as a phone reads it: UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
