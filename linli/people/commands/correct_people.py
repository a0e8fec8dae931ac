"""Who somebody is, put right: name, sex, birth, certificate, phone; and undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.ids import new_id
from linli.people.commands.cards import NewCardChange, change_card
from linli.people.commands.corrections import NothingCorrected, UndoneAlready, write_correction
from linli.people.commands.duplicates import note_duplicates
from linli.people.commands.people import household_at
from linli.people.models import Correction, DuplicatePair, Household, Person
from linli.people.queries.corrections import facts_in
from linli.people.rules.corrections import MOVED_ON, About
from linli.people.rules.duplicates import Certainty
from linli.people.rules.same_person import Ground
from linli.people.words import search_text
from linli.sealing.seals import digest, digests, seal, unseal
from linli.staff.rules import Viewer

# What a card keeps with its own changes, by which phones that were away merge.
OF_CARD: Final = ("name", "phone")
# The household behind an address: kept beside it, so that an undoing finds the door again.
DOOR: Final = "household"


class NumberElsewhere(Exception):
    """Another community has somebody with this certificate number."""


@dataclass(frozen=True)
class PersonCorrected:
    """What came of it. pair: where the number belongs to another entry, both to be looked at side by side."""

    correction: Correction | None
    pair: DuplicatePair | None = None


@transaction.atomic
def correct_person(
    *, person: Person, said: Mapping[str, str], reason: str, by: Viewer, now: datetime
) -> PersonCorrected:
    """Put facts of a person right. said: field -> text, cleaned, as `facts_of_person` names them; what is left out stays.

    Another address puts the person behind its door, into a household that is there or a new one; MOVED_ON beside it says since
    when they live there, without it they always did. A number that another entry
    of the community holds is not put here: the two become a pair for the review of duplicates, and a wrong number that
    stood here goes, so that they can be joined. Raises CorrectionNeedsReason, NothingCorrected, NumberElsewhere; nothing is
    changed then.
    """
    held = Person.objects.select_for_update(of=("self",)).select_related("household").get(pk=person.pk)
    stood = facts_of_person(person=held) | {MOVED_ON: ""}
    after = {name: text for name, text in said.items() if text != stood[name]}
    if "address" not in after:
        after.pop(MOVED_ON, None)
    if not after:
        raise NothingCorrected(held.pk)
    holder = _holder(held, after.get("id_number", ""))
    if holder is not None:
        if holder.community != held.community:
            raise NumberElsewhere
        # Nor what the number says of its owner.
        of_owner = {"sex": holder.sex, "born_on": holder.born_on.isoformat() if holder.born_on else ""}
        after = {
            name: text
            for name, text in after.items()
            if name not in {"id_number", "id_type"} and of_owner.get(name) != text
        }
        if stood["id_number"]:
            after |= {"id_number": "", "id_type": ""}
    if "address" in after:
        home = household_at(community=AreaCode(held.community), address=after["address"], name=held.name)
        after[DOOR] = str(home.pk)
    correction = _correct(held, stood, after, reason, by, now, None) if after else None
    return PersonCorrected(correction, _paired(held, holder, now) if holder else None)


@transaction.atomic
def undo_person(*, correction: Correction, reason: str, by: Viewer, now: datetime) -> Correction:
    """Put back what stood before a correction of a person.

    Raises CorrectionNeedsReason, NumberElsewhere where somebody else has the number by now, and UndoneAlready where it was
    undone or its facts were put right since.
    """
    held = (
        Person.objects.select_for_update(of=("self",)).select_related("household").get(pk=correction.subject)
    )
    put_there = facts_in(sealed=correction.after_sealed)
    stood = facts_of_person(person=held) | {MOVED_ON: put_there.get(MOVED_ON, "")}
    back = facts_in(sealed=correction.before_sealed)
    if Correction.objects.filter(undoes=correction).exists() or any(
        stood[name] != text for name, text in put_there.items()
    ):
        raise UndoneAlready(correction.pk)
    if _holder(held, back.get("id_number", "")) is not None:
        raise NumberElsewhere
    return _correct(held, stood, back, reason, by, now, correction)


def facts_of_person(*, person: Person) -> dict[str, str]:
    """Return what may be put right of an entry, field -> text, numbers in clear. Never for a page."""
    return {
        "name": person.name,
        "sex": person.sex,
        "born_on": person.born_on.isoformat() if person.born_on else "",
        "id_type": person.id_type,
        "id_number": unseal(person.id_sealed),
        "phone": unseal(person.phone_sealed),
        "address": person.household.address,
        DOOR: str(person.household_id),
    }


def _holder(person: Person, number: str) -> Person | None:
    """Return the person whose number it is, where that is somebody else."""
    if not number:
        return None
    rows = Person.objects.filter(id_digest__in=digests(number), taken_back_at=None).exclude(pk=person.pk)
    other = rows.select_related("joined_to").first()
    owner = other.joined_to or other if other else None
    return None if owner is None or owner.pk in {person.pk, person.joined_to_id} else owner


def _paired(person: Person, holder: Person, now: datetime) -> DuplicatePair:
    one, other = sorted((person.joined_to_id or person.pk, holder.pk))
    pair, _ = DuplicatePair.objects.get_or_create(
        one_id=one,
        other_id=other,
        defaults={
            "county": person.county,
            "community": person.community,
            "certainty": Certainty.DOUBTFUL,
            "grounds": [Ground.SAME_ID],
            "found_at": now,
        },
    )
    return pair


def _correct(
    held: Person,
    stood: Mapping[str, str],
    after: Mapping[str, str],
    reason: str,
    by: Viewer,
    now: datetime,
    undoes: Correction | None,
) -> Correction:
    before = {name: stood[name] for name in after}
    correction = write_correction(
        about=About.PERSON,
        subject=held.pk,
        of=held,
        before=before,
        after=after,
        reason=reason,
        by=by,
        now=now,
        undoes=undoes,
    )
    on_card = {name: text for name, text in after.items() if name in OF_CARD}
    if on_card:
        base = {name: before[name] for name in on_card}
        change_card(
            new=NewCardChange(op=new_id(), card=held, said=on_card, base=base, claimed_at=now), by=by, now=now
        )
        held.refresh_from_db()
    _put(held, after)
    note_duplicates(community=AreaCode(held.community), people={held.joined_to_id or held.pk}, now=now)
    return correction


def _put(held: Person, facts: Mapping[str, str]) -> None:
    if "sex" in facts:
        held.sex = facts["sex"]
    if "born_on" in facts:
        held.born_on = date.fromisoformat(facts["born_on"]) if facts["born_on"] else None
    if "id_type" in facts:
        held.id_type = facts["id_type"]
    if "id_number" in facts:
        held.id_sealed, held.id_digest = seal(facts["id_number"]), digest(facts["id_number"])
    if DOOR in facts:
        home = Household.objects.get(pk=facts[DOOR])
        held.household, held.area = home, home.area
        held.search_text = search_text(name=held.name, address=home.address)
    held.save(
        update_fields=[
            "sex",
            "born_on",
            "id_type",
            "id_sealed",
            "id_digest",
            "household",
            "area",
            "search_text",
        ]
    )
