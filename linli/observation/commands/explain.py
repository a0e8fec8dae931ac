"""Words for slots that nobody answered: asked for before a release, said by whoever may check."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from linli.audit.commands import write_event
from linli.duties.commands import explain_again, explain_duties
from linli.duties.models import Duty
from linli.observation.commands.decisions import DecisionNeedsReason, write_decision
from linli.observation.models import Observation
from linli.observation.queries.releases import slots_explained
from linli.observation.queries.whole import whole_of
from linli.observation.rules import KIND_CHECK, DecisionKind
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


@transaction.atomic
def correct_explanation(
    *, observation: Observation, duties: Collection[UUID], words: str, reason: str, by: Viewer, now: datetime
) -> int:
    """Say other words for why slots of a whole observation, by id, were not answered; return how many.

    Raises ExplanationNeedsReason without words; NothingToExplain, DecisionNeedsReason.
    """
    if not words.strip():
        raise ExplanationNeedsReason
    return _explain_again(observation, duties, words.strip(), reason, by, now)


@transaction.atomic
def withdraw_explanation(
    *, observation: Observation, duties: Collection[UUID], reason: str, by: Viewer, now: datetime
) -> int:
    """Take back why slots of a whole observation, by id, were not answered; they wait for words again. Return how many.

    Raises NothingToExplain, DecisionNeedsReason.
    """
    return _explain_again(observation, duties, "", reason, by, now)


def _explain_again(
    observation: Observation, duties: Collection[UUID], words: str, reason: str, by: Viewer, now: datetime
) -> int:
    """Change the words of slots; a decision for each of the words that stood keeps both, sealed as they were."""
    kind = DecisionKind.EXPLAINED_AGAIN if words else DecisionKind.UNEXPLAINED
    if not reason.strip():
        raise DecisionNeedsReason(kind)
    stood: dict[str, list[Duty]] = defaultdict(list)
    # Held, so that of two who press at once the second sees what the first wrote.
    Observation.objects.select_for_update().get(pk=observation.pk)
    for duty in slots_explained(observation=observation):
        if duty.id in duties and duty.explanation != words:
            stood[duty.explanation].append(duty)
    if not stood:
        raise NothingToExplain
    for old, rows in stood.items():
        both = f"原说明：{old}；现说明：{words}" if words else f"原说明：{old}"
        write_decision(
            observation=observation,
            kind=kind,
            reason=f"{reason.strip()}（{both}）",
            values={"slots": [f"{duty.slot_on} {duty.session}" for duty in rows]},
            by=by,
            now=now,
        )
    changed = [duty for rows in stood.values() for duty in rows]
    return explain_again(
        counties={duty.county for duty in changed},
        duties=[duty.id for duty in changed],
        explanation=words,
        by=by.user_id,
        now=now,
    )
