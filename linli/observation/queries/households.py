"""One member as it concerns the others of the household: alerts, and until when they are observed because of it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from linli.observation.models import Alert, HouseholdHold, Observation
from linli.observation.rules.households import FAMILY_ALARMS, Alarm
from linli.people.models import Household
from linli.people.queries import entries_among


def alarms_of(*, subjects: Collection[UUID]) -> dict[UUID, list[Alarm]]:
    """Return for observations the alerts of other people of the household, reviewed ones too. Two statements."""
    homes = dict(Observation.objects.filter(pk__in=subjects).values_list("pk", "person__household_id"))
    found: dict[UUID, list[tuple[UUID, Alarm]]] = defaultdict(list)
    rows = Alert.objects.filter(
        observation__person__household__in=set(homes.values()),
        cause__in=sorted(FAMILY_ALARMS),
        struck_at=None,
    )
    for home, subject, since, until in rows.values_list(
        "observation__person__household_id", "observation_id", "raised_at", "reviewed_at"
    ):
        found[home].append((subject, Alarm(since, until)))
    return {
        subject: [alarm for whose, alarm in found[home] if whose != subject]
        for subject, home in homes.items()
        if home in found
    }


def observed_in(*, household: Household) -> dict[UUID, Observation]:
    """Return the open observations of a visible household by person."""
    rows = Observation.objects.filter(
        person__household=household, person__joined_to=None, state="OBSERVING"
    ).select_related("person", "person__household", "protocol")
    return {row.person_id: row for row in rows}


def days_held(*, observation: Observation) -> list[date]:
    """Return the days before which an observation does not end because of others of the household. One statement."""
    entries = entries_among(people=[observation.person_id]).values("pk")
    holds = HouseholdHold.objects.filter(
        person__in=entries, lifted_at=None, at__gte=observation.began_at or observation.opened_at
    )
    return list(holds.values_list("until", flat=True))
