"""Leads told again: which lines of a list tell of somebody told before, and what they add."""

from collections.abc import Sequence
from datetime import datetime

from linli.audit.commands import write_event
from linli.people.rules.same_person import Traits, recognise
from linli.sealing.seals import digest_now
from linli.staff.rules import Viewer
from linli.tracing.models import Lead

ADDED = ["id_sealed", "id_digest", "born_on"]


def first_told(*, before: Sequence[Lead], leads: Sequence[Lead]) -> list[Lead]:
    """Return for each lead, in order, the one that told of the same person first: itself where none did.

    By the rule of one person; and a line that tells the same word for word is one line, even where it tells but a name.
    """
    by_id = {lead.pk: lead for lead in [*before, *leads]}
    lines: dict[tuple[Traits, str], Lead] = {}
    for lead in by_id.values():
        lines.setdefault(_line(lead), lead)
    known = {lead.pk: [_traits(lead)] for lead in before}
    new = [lead for lead in leads if lines[_line(lead)] is lead]
    answers = recognise(known=known, told=[(lead.pk, _traits(lead)) for lead in new])
    first = {lead.pk: by_id[answer] for lead, answer in zip(new, answers, strict=True)}
    lines_first = [lines[_line(lead)] for lead in leads]
    return [first.get(line.pk, line) for line in lines_first]


def add_what_is_new(*, told: Sequence[tuple[Lead, Lead]], by: Viewer, now: datetime) -> None:
    """Keep of a lead told before the ID number and the date of birth that only a later line tells.

    told: (the first lead, the later line). Without them somebody else of the same name and phone would count as told
    before. A lead that is not saved yet is only changed. Call it inside a transaction.
    """
    changed = {}
    for first, later in told:
        tells_number = bool(later.id_digest and not first.id_digest)
        tells_birth = bool(later.born_on and not first.born_on)
        if tells_number:
            first.id_sealed, first.id_digest = bytes(later.id_sealed), later.id_digest
        if tells_birth:
            first.born_on = later.born_on
        if (tells_number or tells_birth) and not first._state.adding:  # noqa: SLF001 (Django's word for unsaved)
            changed[first.pk] = first
    if not changed:
        return
    leads = list(changed.values())
    Lead.objects.bulk_update(leads, ADDED)
    for community in sorted({lead.community for lead in leads}):
        here = [str(lead.pk) for lead in leads if lead.community == community]
        write_event(action="lead.completed", area=community, by=by.user_id, now=now, changed={"leads": here})


def _line(lead: Lead) -> tuple[Traits, str]:
    return _traits(lead), lead.origin


def _traits(lead: Lead) -> Traits:
    return Traits(
        name=lead.name,
        id_digest=digest_now(stored=lead.id_digest, sealed=lead.id_sealed),
        phone_digest=digest_now(stored=lead.phone_digest, sealed=lead.phone_sealed),
        born_on=lead.born_on,
    )
