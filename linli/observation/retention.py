"""What stays of observation when identity is removed, and what goes."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from linli.erasure import PLACE, Erasure, Retention, table
from linli.observation.commands.forget import forget_observations
from linli.observation.models import Alert


def forget(erasure: Erasure) -> list[UUID]:
    """Remove what was written of their observations; return the observations."""
    return forget_observations(people=erasure.people)


def keeps(entries: Collection[UUID]) -> list[QuerySet[Any, Any]]:
    """Find of whom an alert waits for a review."""
    rows = Alert.objects.filter(reviewed_at=None, observation__person__in=entries)
    return [rows.values_list(Value("ALERT"), "observation__person")]


RETENTION: Final = Retention(
    app="observation",
    personal={
        "Arrival": table(
            f"{PLACE} person origin_class exposed_on left_on arrived_on contact_history known_by",
            "origin transport vehicle seat companions note",
            "counts by origin and contact, and from which day a period ran",
        ),
        "Observation": table(
            f"{PLACE} person arrival protocol anchor anchor_on last_on held_until place category opened_as opened_at began_at"
            " continues state closed_at",
            "closed_reason",
            "the balance of every report; of a move the reason is the code of the other community and stays",
        ),
        "ObservationDecision": table(
            f"{PLACE} observation kind at by values", "reason", "which days and which tests were decided"
        ),
        "HouseholdHold": table(
            f"{PLACE} person kind because until opened named at by lifted_at",
            "",
            "until when somebody was observed because of another of the household",
        ),
        "Check": table(
            "county id community area observation slot_on session outcome temperature_tenths symptoms channel site device"
            " outdoors antipyretic basis asked_under claimed_at skew_seconds time_from received_at by",
            "note answers",
            "figures of checks and the digests of the rows behind sealed reports",
        ),
        "CheckStrike": table(
            "county id community area observation check_id at by lifted_at lifted_by",
            "reason lifted_reason",
            "which checks count no more, since when and by whom",
        ),
        "Alert": table(
            f"{PLACE} observation check_id cause temperature_tenths symptoms raised_at reviewed_at reviewed_by struck_at",
            "review_reason",
            "counts of alerts, and that each was reviewed",
        ),
        "Finding": table(f"{PLACE} observation judgement found_at by", "words", "that a doctor judged"),
    },
    forget=forget,
    why={"ALERT": _("预警没有复核")},
    keeps=keeps,
)
