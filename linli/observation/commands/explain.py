"""Words for slots that nobody answered: asked for before a release, said by whoever may check."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.duties.commands import explain_duties
from linli.observation.models import Observation
from linli.observation.queries.whole import whole_of
from linli.observation.rules import KIND_CHECK
from linli.staff.rules import Viewer


class ExplanationNeedsReason(Exception):
    """An explanation has words."""


class NothingToExplain(Exception):
    """None of the slots waits for an explanation: its hour has not passed, or it was answered or explained."""


@transaction.atomic
def explain_slots(
    *, observation: Observation, slots: Sequence[tuple[date, str]], reason: str, by: Viewer, now: datetime
) -> int:
    """Say why slots (day, session) of a whole observation were not answered; return how many. They stay missed in every count.

    Raises ExplanationNeedsReason, NothingToExplain.
    """
    if not reason.strip():
        raise ExplanationNeedsReason
    whole = whole_of(observations=[observation])
    explained = explain_duties(
        counties=whole.counties,
        kind=KIND_CHECK,
        subjects=whole.rows,
        slots=slots,
        explanation=reason.strip(),
        by=by.user_id,
        now=now,
    )
    if not explained:
        raise NothingToExplain
    write_event(
        action="slots.explained",
        area=observation.area,
        by=by.user_id,
        now=now,
        subject=observation.pk,
        changed={"slots": [f"{day} {session}" for day, session in slots]},
    )
    return explained
