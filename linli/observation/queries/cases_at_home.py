"""Who of a household is suspected or confirmed while another of it is to be released, as far as nothing answers that."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import CharField, Value

from linli.clock import day_of
from linli.observation.models import Alert, HouseholdHold, Observation, ObservationDecision
from linli.observation.rules import Cause, DecisionKind
from linli.observation.rules.households import HoldKind
from linli.people.models import Person
from linli.referrals.models import Referral
from linli.referrals.rules import CONTAGIOUS, State


@dataclass(frozen=True)
class CaseAtHome:
    """A member of the household. id: the referral with the word, or the positive test; what: its Result, or Cause.TEST."""

    id: UUID
    person: Person
    what: str
    known_at: datetime
    left_at: datetime | None  # for a hospital that keeps them; None: at home, at a clinic, or nobody knows


def cases_at_home(*, observations: Sequence[Observation]) -> dict[UUID, tuple[CaseAtHome, ...]]:
    """Return by observation who of its household is a case that nothing answers yet, the first known first.

    A case is answered by the days that its bed gave the family, by a doctor's word on the very case and the very result,
    and where a hospital had it before the period began. One statement, four where there is a case.
    """
    found = _in_households({o.person.household_id for o in observations})
    if not found:
        return {}
    ids = [o.pk for o in observations]
    people = [o.person_id for o in observations]
    holds = HouseholdHold.objects.filter(person__in=people, kind=HoldKind.FAMILY, lifted_at=None)
    held = set(holds.values_list("person_id", "because"))
    words: set[tuple[UUID, str, str]] = set()
    rows = ObservationDecision.objects.filter(observation__in=ids, kind=DecisionKind.CASE_AT_HOME)
    for subject, values in rows.values_list("observation_id", "values"):
        words |= {(subject, case, what) for case, what in values["cases"].items()}
    waiting: dict[UUID, tuple[CaseAtHome, ...]] = {}
    for o in observations:
        own = {o.person_id, o.person.joined_to_id}
        cases = tuple(
            case
            for case in found[o.person.household_id]
            if not own & {case.person.pk, case.person.joined_to_id} - {None}
            and (o.person_id, case.id) not in held
            and (o.pk, str(case.id), case.what) not in words
            and (case.left_at is None or day_of(case.left_at) >= o.anchor_on)
        )
        if cases:
            waiting[o.pk] = cases
    return waiting


def _in_households(homes: Iterable[UUID]) -> dict[UUID, list[CaseAtHome]]:
    """Return by household who is a case: by the last word on each, and by a positive test that no word has followed.

    Words and tests come in one statement, the people of cases in another.
    """
    words: dict[UUID, _Told] = {}
    tests: dict[UUID, _Told] = {}
    for told in _told_in(set(homes)):
        (tests if told.what == Cause.TEST else words)[told.person] = told
    cases = [word for word in words.values() if word.what in CONTAGIOUS]
    for person, test in tests.items():
        word = words.get(person)
        if word is None or word.at < test.at:
            cases.append(test)
    people = Person.objects.in_bulk({case.person for case in cases}) if cases else {}
    found: dict[UUID, list[CaseAtHome]] = defaultdict(list)
    for case in sorted(cases, key=lambda case: (case.at, case.id)):
        left_at = (case.arrived_at or case.raised_at) if case.state == State.ADMITTED else None
        known = CaseAtHome(case.id, people[case.person], case.what, case.at, left_at)
        found[known.person.household_id].append(known)
    return found


class _Told(NamedTuple):
    """A word on a referral, or a positive test that nobody has reviewed."""

    id: UUID
    person: UUID
    what: str
    at: datetime
    raised_at: datetime | None
    arrived_at: datetime | None
    state: str


def _told_in(homes: set[UUID]) -> list[_Told]:
    """Return words and tests of households in order of time; one statement."""
    words = Referral.objects.filter(person__household__in=homes, result_at__isnull=False).exclude(result="")
    tests = Alert.objects.filter(
        observation__person__household__in=homes, cause=Cause.TEST, reviewed_at=None, struck_at=None
    ).annotate(of_no_referral=Value("", output_field=CharField()))
    # The two times of a test are empty: nobody has reviewed or struck it.
    rows = words.values_list(
        "pk", "person_id", "result", "result_at", "raised_at", "arrived_at", "state"
    ).union(
        tests.values_list(
            "check_id",
            "observation__person_id",
            "cause",
            "raised_at",
            "reviewed_at",
            "struck_at",
            "of_no_referral",
        ),
        all=True,
    )
    told = [
        _Told(pk, person, what, at, raised_at, arrived_at, state)
        for pk, person, what, at, raised_at, arrived_at, state in rows
        if at
    ]
    return sorted(told, key=lambda one: (one.at, one.id))
