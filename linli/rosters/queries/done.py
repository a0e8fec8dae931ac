"""What was done with those whom the rows of an import told of; three statements, however many rows."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value

from linli.duties.models import Duty
from linli.elsewhere.models import FoundHere
from linli.elsewhere.rules import FoundState
from linli.moves.models import MoveRequest
from linli.observation.models import Alert, CheckStrike, Finding, Observation, ObservationDecision
from linli.observation.queries.standing import all_checks
from linli.observation.rules import KIND_CHECK, Channel, State
from linli.observation.rules.households import HOUSEHOLD
from linli.papers.models import Paper
from linli.people.models import (
    Call,
    CallPlan,
    CardChange,
    Correction,
    DuplicatePair,
    Person,
    PersonJoin,
    PersonSource,
    ToldAgain,
)
from linli.police.models import PoliceHandOver
from linli.referrals.models import ReferralStep
from linli.rosters.models import RosterImport, RosterRow
from linli.rosters.rules.taking_back import Done
from linli.tracing.models import Lead

Act = tuple[Done, datetime]
# Told again and different, apart from other tellings.
TOLD_AGAIN: Final = "TOLD_AGAIN"


@dataclass(frozen=True)
class Acts:
    """What was ever done with people, by person, what a list did at its own moment among it.

    telling: (person, moment) of what a list told again, and of its readings.
    """

    by_person: Mapping[UUID, Sequence[Act]]
    telling: Collection[tuple[UUID, datetime]]


def acts_with(*, roster: RosterImport) -> Acts:
    """Return what was done with the people of an import's rows."""
    rows = RosterRow.objects.filter(roster=roster, at__isnull=False)
    people = rows.exclude(person=None).values("person")
    watched = Observation.objects.filter(person__in=people)
    acts: dict[UUID, list[Act]] = defaultdict(list)
    telling: set[tuple[UUID, datetime]] = set()
    first, *others = _in_the_register(people)
    for person, done, at in first.union(*others, all=True):
        if done == TOLD_AGAIN:
            telling.add((person, at))
        acts[person].append((Done.TOLD if done == TOLD_AGAIN else Done(done), at))
    owners = dict(watched.values_list("pk", "person_id"))
    first, *others = _in_the_stream(roster, watched)
    for observation, what, at in first.union(*others, all=True):
        if what == Channel.ROSTER:
            telling.add((owners[observation], at))
        acts[owners[observation]].append((Done.CHECKED, at))
    return Acts(acts, telling)


def answered_found(*, roster: RosterImport) -> set[UUID]:
    """Return those noted as found here by an import whose other community has answered, or who were looked after."""
    noted = RosterRow.objects.filter(roster=roster).exclude(found=None).values("found")
    rows = FoundHere.objects.filter(pk__in=noted)
    answered = set(
        rows.exclude(state__in=(FoundState.WAITING, FoundState.STRUCK)).values_list("pk", flat=True)
    )
    looked = Duty.objects.filter(county=roster.county, subject__in=rows.values("pk"), done_at__isnull=False)
    return answered | set(looked.values_list("subject", flat=True))


def _in_the_register(people: QuerySet[RosterRow, Any]) -> Iterator[QuerySet[Any, tuple[UUID, str, datetime]]]:
    """Yield (person, Done, moment) of each table of the register, as parts of one statement."""

    def told(rows: QuerySet[Any], done: str, person: str, at: str) -> QuerySet[Any, Any]:
        there = rows.filter(**{f"{person}__in": people, f"{at}__isnull": False}).order_by()
        return there.values_list(F(person), Value(str(done)), F(at))

    def of(rows: QuerySet[Any], done: Done, at: str) -> QuerySet[Any, Any]:
        return told(rows, done, "observation__person_id", at)

    yield of(Alert.objects.all(), Done.ALERT, "reviewed_at")
    yield of(ObservationDecision.objects.all(), Done.DECIDED, "at")
    yield of(Finding.objects.all(), Done.EXAMINED, "found_at")
    yield of(Paper.objects.all(), Done.PAPER, "issued_at")
    yield of(MoveRequest.objects.all(), Done.MOVE, "asked_at")
    yield of(PoliceHandOver.objects.all(), Done.POLICE, "at")
    yield told(ReferralStep.objects.all(), Done.REFERRED, "referral__person_id", "at")
    yield told(Observation.objects.all(), Done.ENDED, "person_id", "closed_at")
    yield told(Observation.objects.all(), Done.ENDED, "person_id", "opened_at")
    yield told(Lead.objects.all(), Done.LEAD, "person_id", "found_at")
    yield told(Call.objects.all(), Done.CALLED, "person_id", "received_at")
    yield told(CallPlan.objects.all(), Done.CALLED, "person_id", "changed_at")
    yield told(PersonSource.objects.all(), Done.TOLD, "person_id", "told_at")
    yield told(ToldAgain.objects.all(), TOLD_AGAIN, "person_id", "at")
    yield told(ToldAgain.objects.all(), Done.DECIDED, "person_id", "decided_at")
    yield told(Correction.objects.all(), Done.CORRECTED, "person_id", "at")
    yield told(PersonJoin.objects.all(), Done.JUDGED, "kept_id", "joined_at")
    yield told(PersonJoin.objects.all(), Done.JUDGED, "joined_id", "joined_at")
    yield told(DuplicatePair.objects.all(), Done.JUDGED, "one_id", "decided_at")
    yield told(DuplicatePair.objects.all(), Done.JUDGED, "other_id", "decided_at")
    yield told(CardChange.objects.exclude(by=None), Done.CORRECTED, "subject", "received_at")
    yield from _at_their_doors(people)


def _at_their_doors(people: QuerySet[RosterRow, Any]) -> Iterator[QuerySet[Any, tuple[UUID, str, datetime]]]:
    """Yield what was put right at their doors, and who of the household is observed because of them."""
    there = Person.objects.filter(pk__in=people).order_by()
    door = OuterRef("household_id")
    corrected = Correction.objects.filter(person=None, subject=door).order_by("-at")
    changed = CardChange.objects.filter(subject=door).exclude(by=None).order_by("-received_at")
    others = Observation.objects.filter(
        arrival__origin_class=HOUSEHOLD, person__household=door, state=State.OBSERVING
    ).exclude(person=OuterRef("pk"))
    for rows, done, at in (
        (corrected, Done.CORRECTED, "at"),
        (changed, Done.CORRECTED, "received_at"),
        (others.order_by("-opened_at"), Done.TOGETHER, "opened_at"),
    ):
        last = there.annotate(last=Subquery(rows.values(at)[:1])).filter(last__isnull=False)
        yield last.values_list("pk", Value(done.value), "last")


def _in_the_stream(
    roster: RosterImport, watched: QuerySet[Observation]
) -> Iterator[QuerySet[Any, tuple[UUID, str, datetime]]]:
    """Yield (observation, channel or '', moment) of checks, strikes of checks and words of why a slot was missed."""
    ids = watched.values("pk")
    checks = Q(county=roster.county, observation__in=ids)
    yield all_checks(checks).order_by().values_list("observation_id", "channel", "received_at")
    strikes = CheckStrike.objects.filter(checks).order_by()
    yield strikes.values_list("observation_id", Value(""), "at")
    slots = Duty.objects.filter(county=roster.county, kind=KIND_CHECK, subject__in=ids)
    explained = slots.filter(explained_at__isnull=False).order_by()
    yield explained.values_list("subject", Value(""), "explained_at")
