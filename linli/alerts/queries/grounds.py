"""Why somebody is sent to a clinic: a reading, a positive test, the word of another clinic, a doctor's finding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from linli.observation.models import Alert, Finding, ObservationDecision
from linli.observation.rules import Cause
from linli.referrals.models import Diagnosis, Referral


class GroundKind(StrEnum):
    """What a referral rests on."""

    READING = "READING"
    TEST = "TEST"
    WORD = "WORD"
    FINDING = "FINDING"


@dataclass(frozen=True)
class Ground:
    """What a referral rests on. code: a Cause of a reading, a Result of a word, a Judgement of a finding, '' of a test.

    words: the clinic whose word it is, or what the doctor wrote; taken_on: of a test.
    """

    kind: GroundKind
    at: datetime
    code: str = ""
    temperature_tenths: int | None = None
    symptoms: tuple[str, ...] = ()
    words: str = ""
    taken_on: date | None = None


def grounds_of(*, referrals: Sequence[Referral]) -> dict[UUID, Ground]:
    """Return by referral what visible ones rest on, none of what is not kept. One statement, up to four for what is rare."""
    causes = {referral.cause for referral in referrals}
    grounds = {
        alert.check_id: Ground(
            GroundKind.TEST if alert.cause == Cause.TEST else GroundKind.READING,
            alert.raised_at,
            "" if alert.cause == Cause.TEST else alert.cause,
            alert.temperature_tenths,
            tuple(alert.symptoms),
        )
        for alert in (Alert.objects.filter(check_id__in=causes) if causes else ())
    }
    grounds |= _tests([cause for cause, ground in grounds.items() if ground.kind == GroundKind.TEST])
    grounds |= _words(causes - set(grounds))
    grounds |= _findings(causes - set(grounds))
    return {referral.pk: grounds[referral.cause] for referral in referrals if referral.cause in grounds}


def _tests(causes: Sequence[UUID]) -> dict[UUID, Ground]:
    if not causes:
        return {}
    rows = ObservationDecision.objects.filter(pk__in=causes)
    return {
        row.pk: Ground(GroundKind.TEST, row.at, taken_on=date.fromisoformat(row.values["taken_on"]))
        for row in rows
    }


def _words(causes: set[UUID]) -> dict[UUID, Ground]:
    if not causes:
        return {}
    rows = Diagnosis.objects.filter(pk__in=causes).select_related("referral")
    return {row.pk: Ground(GroundKind.WORD, row.at, row.result, words=row.referral.clinic) for row in rows}


def _findings(causes: set[UUID]) -> dict[UUID, Ground]:
    if not causes:
        return {}
    rows = Finding.objects.filter(pk__in=causes)
    return {row.pk: Ground(GroundKind.FINDING, row.found_at, row.judgement, words=row.words) for row in rows}
