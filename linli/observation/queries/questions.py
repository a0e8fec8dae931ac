"""What a worker asks the doctor to correct, told with both values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.observation.models import Alert, ObservationDecision
from linli.observation.rules import Cause, DecisionKind
from linli.staff.queries import names_of


@dataclass(frozen=True)
class Question:
    """One correction that waits for the doctor. Without a temperature and symptoms the reading should only be struck."""

    observation: UUID
    check: UUID
    at: datetime
    by: str
    reason: str
    had_tenths: int | None
    had_symptoms: tuple[str, ...]
    tenths: int | None
    symptoms: tuple[str, ...]

    @property
    def is_only_struck(self) -> bool:
        """Say whether nothing is named that should stand instead."""
        return self.tenths is None and not self.symptoms


def questions_of(*, alerts: Sequence[Alert]) -> dict[UUID, Question]:
    """Return the question behind each alert that asks one, by alert. Two statements, none where none asks."""
    asking = {alert.check_id: alert.pk for alert in alerts if alert.cause == Cause.ASKED}
    if not asking:
        return {}
    rows = list(ObservationDecision.objects.filter(pk__in=asking, kind=DecisionKind.ASKED))
    names = names_of(ids={row.by for row in rows})
    return {asking[row.pk]: _told(row, names.get(row.by, "")) for row in rows}


def question_about(*, observation: UUID, check: UUID) -> Question | None:
    """Return the question about a check of a visible observation that nobody has answered; None for none."""
    rows = ObservationDecision.objects.filter(
        observation=observation, kind=DecisionKind.ASKED, values__check=str(check)
    )
    alerts = Alert.objects.filter(check_id__in=rows.values("pk"), reviewed_at=None)
    return next(iter(questions_of(alerts=list(alerts)).values()), None)


def _told(row: ObservationDecision, by: str) -> Question:
    had, asked = row.values["had"], row.values["asked"]
    return Question(
        row.observation_id,
        UUID(row.values["check"]),
        row.at,
        by,
        row.reason,
        had["temperature_tenths"],
        tuple(had["symptoms"]),
        asked["temperature_tenths"],
        tuple(asked["symptoms"]),
    )
