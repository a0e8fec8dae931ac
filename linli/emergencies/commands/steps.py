"""A step written down, with its event."""

from datetime import datetime

from linli.audit.commands import write_event
from linli.emergencies.models import Emergency, EmergencyStep
from linli.emergencies.rules import StepKind
from linli.staff.rules import Viewer

_ACTS = {
    StepKind.ACKNOWLEDGED: "emergency.acknowledged",
    StepKind.TAKEN_BACK: "emergency.taken_back",
    StepKind.FOLLOW_UP: "emergency.followed_up",
    StepKind.CLOSED: "emergency.closed",
    StepKind.WITHDRAWN: "emergency.withdrawn",
    StepKind.REOPENED: "emergency.reopened",
    StepKind.CORRECTED: "emergency.corrected",
}


def held_now(*, emergency: Emergency) -> Emergency:
    """Return an emergency as it stands, without its words, held until the transaction ends."""
    return Emergency.objects.select_for_update().defer("words", "words_now").get(pk=emergency.pk)


def take_step(
    *, held: Emergency, kind: StepKind, words: str, by: Viewer, now: datetime, level: str = ""
) -> None:
    """Write a step and its event. level: of an acknowledgement, or of one taken back."""
    EmergencyStep.objects.create(
        emergency=held, kind=kind, level=level, words=words.strip(), at=now, by=by.user_id
    )
    note(emergency=held, action=_ACTS[kind], by=by, now=now, what=level)


def note(*, emergency: Emergency, action: str, by: Viewer, now: datetime, what: str) -> None:
    """Write an event of an emergency; words stay with it, not in the event."""
    write_event(
        action=action,
        area=emergency.area,
        by=by.user_id,
        now=now,
        subject=emergency.pk,
        changed={"what": str(what)},
    )
