"""Who of a household is suspected or confirmed while another of it is to be released, as far as nothing answers that."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

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
    and where a hospital had it before the period began. Two statements, four where there is a case.
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
    """Return by household who is a case: by the last word on each, and by a positive test that no word has followed."""
    words: dict[UUID, Referral] = {}
    told = Referral.objects.filter(person__household__in=set(homes), result_at__isnull=False)
    for referral in told.exclude(result="").select_related("person").order_by("result_at", "pk"):
        words[referral.person_id] = referral
    tests: dict[UUID, Alert] = {}
    open_ = Alert.objects.filter(
        observation__person__household__in=set(homes), cause=Cause.TEST, reviewed_at=None, struck_at=None
    )
    for alert in open_.select_related("observation__person").order_by("raised_at", "pk"):
        tests[alert.observation.person_id] = alert
    cases = [
        CaseAtHome(
            word.pk,
            word.person,
            word.result,
            word.result_at or word.raised_at,
            (word.arrived_at or word.raised_at) if word.state == State.ADMITTED else None,
        )
        for word in words.values()
        if word.result in CONTAGIOUS
    ]
    for alert in tests.values():
        person = alert.observation.person
        word = words.get(person.pk)
        if word is None or word.result_at is None or word.result_at < alert.raised_at:
            cases.append(CaseAtHome(alert.check_id, person, alert.cause, alert.raised_at, None))
    found: dict[UUID, list[CaseAtHome]] = defaultdict(list)
    for case in sorted(cases, key=lambda case: (case.known_at, case.id)):
        found[case.person.household_id].append(case)
    return found
