"""A lead put right, redirected or taken back by who told of it, until the community began; both values are kept."""

from datetime import datetime

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.duties.models import Duty
from linli.sealing.seals import digest, seal, unseal
from linli.staff.rules import Viewer
from linli.tracing.commands.receive import NewLead, NotEnoughKnown, open_duty, open_list
from linli.tracing.commands.steps import LeadMovedOn, SameCommunity, answer_duty, take_step
from linli.tracing.models import Lead, LeadEvent
from linli.tracing.rules import BY_TELLER, Move, Source, State, Step, check_guard, is_enough, step_of


@transaction.atomic
def correct_lead(*, lead: Lead, entry: NewLead, reason: str, by: Viewer, now: datetime) -> None:
    """Put right what was told of somebody; what stood is kept in the history.

    entry: everything that is known now. Raises NotEnoughKnown, StepNeeds, StepNotAllowed, LeadMovedOn.
    """
    step = _own_step(lead, Move.CORRECT, reason, by)
    if not is_enough(name=entry.name, id_number=entry.id_number, phone=entry.phone):
        raise NotEnoughKnown
    stood, stands = _facts_of(lead), _facts_told(entry)
    changed = [(name, stood[name], stands[name]) for name in stands if stood[name] != stands[name]]
    take_step(
        lead,
        step,
        by,
        now,
        note=reason,
        changed=changed,
        name=entry.name,
        id_sealed=seal(entry.id_number),
        id_digest=digest(entry.id_number),
        phone_sealed=seal(entry.phone),
        phone_digest=digest(entry.phone),
        born_on=entry.born_on,
        origin=entry.origin,
    )
    # Beside the step, whose own note is the reason.
    Lead.objects.filter(pk=lead.pk).update(note=entry.note)
    lead.refresh_from_db()


@transaction.atomic
def redirect_lead(*, lead: Lead, community: AreaCode, reason: str, by: Viewer, now: datetime) -> None:
    """Give a lead that was handed to the wrong community to the right one, with its history and its hour.

    Raises SameCommunity, NotACommunity, StepNeeds, StepNotAllowed, LeadMovedOn.
    """
    if community == lead.community:
        raise SameCommunity(community)
    step = _own_step(lead, Move.REDIRECT, reason, by)
    source, name = Source(lead.source), lead.list.name
    list_ = open_list(community=community, source=source, list_name=name, by=by, now=now)
    answer_duty(lead, Duty.Outcome.NOT_NEEDED, lead.pk, now)
    take_step(
        lead,
        step,
        by,
        now,
        note=reason,
        about=community,
        county=community.county,
        community=community,
        area=community,
        list=list_,
        turn=lead.turn + 1,
    )
    open_duty(leads=[lead])


@transaction.atomic
def take_back_lead(*, lead: Lead, reason: str, by: Viewer, now: datetime) -> None:
    """Take a lead back that tells of nobody to be found: no delay, no count. Raises StepNeeds, StepNotAllowed, LeadMovedOn."""
    step = _own_step(lead, Move.TAKE_BACK, reason, by)
    take_step(lead, step, by, now, note=reason)
    answer_duty(lead, Duty.Outcome.NOT_NEEDED, lead.pk, now)


def _own_step(lead: Lead, move: Move, reason: str, by: Viewer) -> Step:
    """Return the step; raise LeadMovedOn where somebody else told of the lead, or the community began."""
    step = step_of(move=move, from_=State(lead.state))
    check_guard(step=step, reason=reason)
    began = LeadEvent.objects.filter(lead=lead).exclude(what__in=BY_TELLER)
    if lead.list.by != by.user_id or began.exists():
        raise LeadMovedOn(lead.pk)
    return step


def _facts_of(lead: Lead) -> dict[str, str]:
    return {
        "name": lead.name,
        "id_number": unseal(lead.id_sealed),
        "phone": unseal(lead.phone_sealed),
        "born_on": lead.born_on.isoformat() if lead.born_on else "",
        "origin": lead.origin,
        "note": lead.note,
    }


def _facts_told(entry: NewLead) -> dict[str, str]:
    return {
        "name": entry.name,
        "id_number": entry.id_number,
        "phone": entry.phone,
        "born_on": entry.born_on.isoformat() if entry.born_on else "",
        "origin": entry.origin,
        "note": entry.note,
    }
