"""A worker's correction of a reading on which somebody has acted: asked of the doctor, with both values, and nothing changed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from linli.observation.commands.alerts import close_alerts
from linli.observation.commands.decisions import write_decision
from linli.observation.models import Alert, Check, Observation, ObservationDecision
from linli.observation.rules import Cause, DecisionKind
from linli.referrals.models import Referral
from linli.referrals.rules import State
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at


class ActedOn(Exception):
    """A doctor or a referral has acted on the reading: only the doctor strikes it."""


class AskedAlready(Exception):
    """The doctor has been asked about this reading and has not answered yet."""


class NothingToAsk(Exception):
    """Nobody has acted on the reading: whoever recorded it strikes it."""


def is_acted_on(*, check: Check) -> bool:
    """Say whether a person reviewed the alert of a standing check, or moved the referral that it raised; two statements."""
    reviewed = Alert.objects.filter(check_id=check.id, reviewed_at__isnull=False, struck_at=None)
    moved = Referral.objects.filter(cause=check.id).exclude(state__in=(State.RAISED, State.STRUCK))
    return reviewed.exists() or moved.exists()


def judges(*, by: Viewer, check: Check) -> bool:
    """Say whether somebody is the doctor of a check's door."""
    return may_at(viewer=by, action=Action.REVIEW_ALERT, area=check.area)


@transaction.atomic
def ask_about_check(
    *,
    check: Check,
    temperature_tenths: int | None,
    symptoms: Sequence[str],
    reason: str,
    by: Viewer,
    now: datetime,
) -> ObservationDecision:
    """Ask the doctor to correct a reading, by an alert that waits for the answer; the reading and what follows stay.

    temperature_tenths, symptoms: as they should read; None and nothing where the reading should only be struck. Raises
    NothingToAsk, AskedAlready, DecisionNeedsReason.
    """
    observation = Observation.objects.select_for_update().get(pk=check.observation_id)
    if not is_acted_on(check=check):
        raise NothingToAsk(check.id)
    if questions_about(check=check).exists():
        raise AskedAlready(check.id)
    asked = write_decision(
        observation=observation,
        kind=DecisionKind.ASKED,
        reason=reason,
        values={
            "check": str(check.id),
            "had": {"temperature_tenths": check.temperature_tenths, "symptoms": check.symptoms},
            "asked": {"temperature_tenths": temperature_tenths, "symptoms": list(symptoms)},
        },
        by=by,
        now=now,
    )
    Alert.objects.create(
        county=check.county,
        community=check.community,
        area=check.area,
        observation=observation,
        check_id=asked.pk,
        cause=Cause.ASKED,
        temperature_tenths=check.temperature_tenths,
        symptoms=check.symptoms,
        raised_at=now,
        struck_at=now,
    )
    return asked


def questions_about(*, check: Check) -> QuerySet[Alert]:
    """Return the alerts by which the doctor is asked about a check and that wait for the answer."""
    asked = ObservationDecision.objects.filter(
        observation=check.observation_id, kind=DecisionKind.ASKED, values__check=str(check.id)
    )
    return Alert.objects.filter(check_id__in=asked.values("pk"), reviewed_at=None)


def answer_questions(*, check: Check, words: str, by: Viewer, now: datetime) -> None:
    """Close the questions about a check that the doctor has struck. Call it inside a transaction."""
    waiting: list[UUID] = list(questions_about(check=check).values_list("pk", flat=True))
    close_alerts(alerts=Alert.objects.filter(pk__in=waiting), words=words, by=by, now=now)
