"""Who is to be released, and what is missing: the last day comes to the list by itself."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from linli.clock import SHANGHAI, day_of
from linli.duties.models import Duty
from linli.duties.queries import unexplained
from linli.observation.models import Alert, Observation, ObservationDecision
from linli.observation.queries.cases_at_home import CaseAtHome, cases_at_home
from linli.observation.queries.standing import standing_checks
from linli.observation.queries.taken_back import taken_back
from linli.observation.queries.whole import Whole, whole_of
from linli.observation.rules import (
    KIND_CHECK,
    CheckOutcome,
    DecisionKind,
    Reading,
    State,
    is_ill,
    is_over,
    is_over_before,
)
from linli.observation.rules.releases import LabResult, LabTest, lacks_test
from linli.protocols.rules import ReleaseNeed
from linli.protocols.versions import rules_of
from linli.referrals.queries import open_referrals_of
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer, roles_at

# `began_on` of an observation as the database says it.
BEGAN_ON: Final = TruncDate(Coalesce("began_at", "opened_at"), tzinfo=SHANGHAI)


@dataclass(frozen=True)
class Missing:
    """What stands between somebody and the release; nothing when all is zero or False."""

    over_before: bool  # the period had passed before observation began here: nothing to release from
    period: bool  # the last day has not passed
    slots: int  # neither answered nor explained
    alerts: int  # not reviewed
    referral: bool  # on the way to a clinic or at it
    symptom: bool  # the last check found a fever or a symptom
    test: bool  # the protocol asks for a negative test
    cases: tuple[CaseAtHome, ...]  # of the household, on whom a doctor has not said a word

    @property
    def anything(self) -> bool:
        """Say whether the release must wait."""
        told = (
            self.over_before,
            self.period,
            self.slots,
            self.alerts,
            self.referral,
            self.symptom,
            self.test,
            self.cases,
        )
        return any(told)


@dataclass(frozen=True)
class ToRelease:
    """An observation whose last day has come, with what is missing."""

    observation: Observation
    missing: Missing
    may_sign: bool


def missing_for_release(*, observations: list[Observation], now: datetime) -> list[Missing]:
    """Return what each whole observation lacks for its release, in order. Eight statements in one county.

    Ten where somebody of a household is a case, and one more where one goes on from another row.
    """
    ids = [observation.pk for observation in observations]
    whole = whole_of(observations=observations)
    slots: Counter[UUID] = Counter()
    rows = unexplained(counties=whole.counties, kind=KIND_CHECK, subjects=whole.rows, now=now)
    for row, missed in rows.values_list("subject").annotate(n=Count("id")):
        slots.update(dict.fromkeys(whole.asked[row], missed))
    alerts = dict(
        Alert.objects.filter(observation__in=ids, reviewed_at=None)
        .values_list("observation_id")
        .annotate(n=Count("pk"))
    )
    referred = open_referrals_of(subjects=ids)
    tests = _tests_of(whole)
    ill = _ill_at_last(observations, whole)
    cases = cases_at_home(observations=observations)
    return [
        Missing(
            over_before=is_over_before(last_on=o.last_on, began_on=o.began_on),
            period=not is_over(last_on=o.last_on, today=day_of(now)),
            slots=slots[o.pk],
            alerts=alerts.get(o.pk, 0),
            referral=o.pk in referred,
            symptom=o.pk in ill,
            test=lacks_test(
                protocol=rules_of(o.protocol_id), anchor_on=o.anchor_on, tests=tests.get(o.pk, ())
            ),
            cases=cases.get(o.pk, ()),
        )
        for o in observations
    ]


def _tests_of(whole: Whole) -> dict[UUID, list[LabTest]]:
    """Return the tests of whole observations in the order in which they were told, without those taken back."""
    gone = taken_back(observations=whole.rows)
    rows = ObservationDecision.objects.filter(observation__in=whole.rows, kind=DecisionKind.TEST)
    told = [
        (row, values)
        for pk, row, values in rows.order_by("at", "pk").values_list("pk", "observation_id", "values")
        if pk not in gone
    ]
    tests = whole.gathered(facts=told, row_of=lambda test: test[0])
    return {
        subject: [LabTest(date.fromisoformat(v["taken_on"]), LabResult(v["result"])) for _row, v in those]
        for subject, those in tests.items()
    }


def _ill_at_last(observations: list[Observation], whole: Whole) -> set[UUID]:
    """Return those whose protocol asks for no symptom, and whose last check found a fever or one."""
    asked = {
        o.pk: rules_of(o.protocol_id)
        for o in observations
        if ReleaseNeed.NO_SYMPTOM in rules_of(o.protocol_id).release_needs
    }
    last: dict[UUID, Reading] = {}
    wanted = [row for row, those in whole.asked.items() if any(one in asked for one in those)]
    rows = standing_checks(
        county__in=whole.counties, observation__in=wanted, outcome=CheckOutcome.DONE
    ).order_by("claimed_at", "received_at")
    for row, channel, tenths, symptoms in rows.values_list(
        "observation_id", "channel", "temperature_tenths", "symptoms"
    ):
        last |= dict.fromkeys(whole.asked[row], Reading(channel, tenths, frozenset(symptoms)))
    return {
        subject
        for subject, reading in last.items()
        if subject in asked and is_ill(reading=reading, protocol=asked[subject])
    }


def may_sign(*, viewer: Viewer, observation: Observation) -> bool:
    """Say whether the viewer holds a post that the protocol of an observation names to sign its release."""
    signers = rules_of(observation.protocol_id).release_signers
    return bool(roles_at(viewer=viewer, area=observation.area) & set(signers))


def period_over_for(*, viewer: Viewer | None, today: date) -> QuerySet[Observation]:
    """Open observations whose last day has passed where the viewer signs releases; in no order.

    None whose period had passed before they began: nobody is released from it.
    """
    mine = in_scope(viewer=viewer, action=Action.RELEASE_PERSON)
    return _observing(today).filter(mine, last_on__gte=BEGAN_ON)


def over_before_for(*, viewer: Viewer | None, today: date) -> QuerySet[Observation]:
    """Open observations whose period had passed before they began, where the viewer says whether that is so; in no order."""
    mine = in_scope(viewer=viewer, action=Action.CLOSE_OBSERVATION)
    return _observing(today).filter(mine, last_on__lt=BEGAN_ON)


def over_for(*, viewer: Viewer | None, today: date) -> QuerySet[Observation]:
    """Return both, to be counted together."""
    releases = in_scope(viewer=viewer, action=Action.RELEASE_PERSON) & Q(last_on__gte=BEGAN_ON)
    closes = in_scope(viewer=viewer, action=Action.CLOSE_OBSERVATION) & Q(last_on__lt=BEGAN_ON)
    return _observing(today).filter(releases | closes)


def _observing(today: date) -> QuerySet[Observation]:
    return Observation.objects.filter(state=State.OBSERVING, last_on__lt=today)


def to_release(*, viewer: Viewer | None, today: date, now: datetime) -> list[ToRelease]:
    """List the open observations whose last day is today or has passed, the longest waiting first."""
    observations = list(
        Observation.objects.filter(
            in_scope(viewer=viewer, action=Action.SEE_PERSON), state=State.OBSERVING, last_on__lte=today
        )
        .select_related("person", "person__household")
        .order_by("last_on", "area", "person__household__walk_order", "pk")
    )
    missing = missing_for_release(observations=observations, now=now)
    return [
        ToRelease(o, lacks, may_sign=viewer is not None and may_sign(viewer=viewer, observation=o))
        for o, lacks in zip(observations, missing, strict=True)
    ]


def slots_to_explain(*, observation: Observation, now: datetime) -> list[Duty]:
    """Return the slots of a whole observation that were neither answered nor explained, in order."""
    whole = whole_of(observations=[observation])
    rows = unexplained(counties=whole.counties, kind=KIND_CHECK, subjects=whole.rows, now=now)
    return list(rows.order_by("due_at"))


def slots_explained(*, observation: Observation) -> list[Duty]:
    """Return the slots of a whole observation whose silence somebody explained, in order."""
    whole = whole_of(observations=[observation])
    rows = Duty.objects.filter(
        county__in=whole.counties, kind=KIND_CHECK, subject__in=whole.rows, explained_at__isnull=False
    )
    return list(rows.order_by("due_at", "id"))
