"""Reads of calls: the log of a family, who alone rings, and who could."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.people.models import Call, CallPlan, Person
from linli.people.queries.people import entries_of, one_person
from linli.staff.queries import Colleague, colleagues_at, names_of
from linli.staff.rights import Action

CALLS_SHOWN: Final = 50


@dataclass(frozen=True)
class CallTold:
    """A call with the names of who wrote it down and whom it was with."""

    entry: Call
    by: str
    person: str


@dataclass(frozen=True)
class Plan:
    """Who alone rings, '' for anybody, and not before when. is_now: the time has not come yet."""

    caller: UUID | None
    caller_name: str
    not_before: datetime | None
    is_now: bool


def calls_of(*, person: Person) -> list[CallTold]:
    """Return the calls with a visible person and the household they live in, the newest first, 50 at most."""
    entries = [entry.pk for entry in entries_of(person=person)]  # told by id, or the OR would find no index
    mine = Q(person__in=entries) | Q(household=person.household_id)
    rows = list(Call.objects.filter(mine).select_related("person").order_by("-at", "-pk")[:CALLS_SHOWN])
    names = names_of(ids={row.by for row in rows})
    return [CallTold(row, names.get(row.by, ""), row.person.name) for row in rows]


def plan_of(*, person: Person, now: datetime) -> Plan:
    """Return what was agreed with a visible person on calls; of joined entries the newest word counts."""
    plans = CallPlan.objects.filter(one_person(person=person, field="person"))
    row = plans.order_by("-changed_at").first()
    if row is None:
        return Plan(None, "", None, is_now=False)
    name = names_of(ids={row.caller}).get(row.caller, "") if row.caller else ""
    return Plan(row.caller, name, row.not_before, is_now=bool(row.not_before and now < row.not_before))


def callers_for(*, person: Person, now: datetime) -> list[Colleague]:
    """Return the staff who serve a visible person's door and may be the one caller, the nearest post first."""
    return colleagues_at(area=AreaCode(person.area), action=Action.RECORD_CHECK, on=day_of(now))
