"""Reads of calls: the log of a family, who alone rings, and who could."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.people.models import Call, CallPlan, Person
from linli.people.queries.people import PersonFile, one_person
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


def calls_of(*, file: PersonFile) -> list[Call]:
    """Return the calls with a visible person and the household they live in, the newest first, 50 at most."""
    # Told by id, or the OR would find no index.
    mine = Q(person__in=file.ids) | Q(household=file.person.household_id)
    return list(Call.objects.filter(mine).select_related("person").order_by("-at", "-pk")[:CALLS_SHOWN])


def plan_of(*, person: Person, now: datetime) -> Plan:
    """Return what was agreed with a visible person on calls; of joined entries the newest word counts."""
    plans = CallPlan.objects.filter(one_person(person=person, field="person"))
    return _plan(row=plans.order_by("-changed_at").first(), now=now)


def plan_in(*, file: PersonFile, now: datetime) -> Plan:
    """Return what plan_of does, from the plans that were read with a file."""
    return _plan(row=max(_plans(file), key=lambda plan: plan.changed_at, default=None), now=now)


def callers_in(*, file: PersonFile) -> set[UUID]:
    """Return who alone rings by the plans that were read with a file, for whoever asks names."""
    return {plan.caller for plan in _plans(file) if plan.caller}


def _plans(file: PersonFile) -> list[CallPlan]:
    return [entry.call_plan for entry in file.entries if hasattr(entry, "call_plan")]


def _plan(*, row: CallPlan | None, now: datetime) -> Plan:
    if row is None:
        return Plan(None, "", None, is_now=False)
    name = names_of(ids={row.caller}).get(row.caller, "") if row.caller else ""
    return Plan(row.caller, name, row.not_before, is_now=bool(row.not_before and now < row.not_before))


def callers_for(*, person: Person, now: datetime) -> list[Colleague]:
    """Return the staff who serve a visible person's door and may be the one caller, the nearest post first."""
    return colleagues_at(area=AreaCode(person.area), action=Action.RECORD_CHECK, on=day_of(now))
