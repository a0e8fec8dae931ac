"""Writes of what was put right and of what was told again; what a correction does to an observation is decided above."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.audit.commands import write_event
from linli.ids import new_id
from linli.people.models import Correction, Household, Person, ToldAgain
from linli.people.rules.corrections import About, Verdict
from linli.people.rules.sources import SourceKind
from linli.sealing.seals import seal
from linli.staff.rules import Viewer
from linli.stream.bulk import insert_rows


class CorrectionNeedsReason(Exception):
    """Whoever puts something right says why."""


class NothingCorrected(Exception):
    """What is said stands already."""


class UndoneAlready(Exception):
    """The correction was undone before, or what it put there has been put right since."""


class DecidedAlready(Exception):
    """Somebody decided it before; that decision stands."""


@dataclass(frozen=True)
class NewTelling:
    """Something told again. arrival: what it was held against; stood: what stood of the fields that differ.

    is_unseen: whoever told it may not see the person.
    """

    person: Person
    arrival: UUID | None
    told: Mapping[str, str]
    stood: Mapping[str, str]
    kind: SourceKind
    is_unseen: bool = False


def write_correction(
    *,
    about: About,
    subject: UUID,
    of: Person | Household,
    before: Mapping[str, str],
    after: Mapping[str, str],
    reason: str,
    by: Viewer,
    now: datetime,
    undoes: Correction | None = None,
) -> Correction:
    """Write down what stood, what stands, and why, with its audit row. Call it in the transaction that puts it there.

    of: whose fact it is. Raises CorrectionNeedsReason, NothingCorrected.
    """
    if not reason.strip():
        raise CorrectionNeedsReason
    if not after or dict(before) == dict(after):
        raise NothingCorrected(subject)
    correction = Correction.objects.create(
        county=of.county,
        community=of.community,
        area=of.area,
        about=about,
        subject=subject,
        person=of if isinstance(of, Person) else None,
        before_sealed=_sealed(before),
        after_sealed=_sealed(after),
        reason=reason.strip(),
        at=now,
        by=by.user_id,
        undoes=undoes,
    )
    write_event(
        action=f"{about.value.lower()}.{'correction_undone' if undoes else 'corrected'}",
        area=of.area,
        by=by.user_id,
        now=now,
        subject=of.pk,
        changed={"fields": sorted(after), "of": str(subject), "correction": str(correction.pk)},
    )
    return correction


def keep_told_again(*, new: Sequence[NewTelling], by: Viewer, now: datetime) -> None:
    """Keep what was told again and differs, to wait for a decision. Call it inside a transaction."""
    insert_rows(
        ToldAgain(
            id=new_id(),
            county=one.person.county,
            community=one.person.community,
            area=one.person.area,
            person=one.person,
            arrival=one.arrival,
            told_sealed=_sealed(one.told),
            stood_sealed=_sealed(one.stood),
            kind=one.kind,
            at=now,
            by=by.user_id,
            is_unseen=one.is_unseen,
        )
        for one in new
    )


def decide_told_again(
    *, telling: ToldAgain, verdict: Verdict, reason: str, by: Viewer, now: datetime
) -> None:
    """Put a verdict on something told again; of two deciders one wins. Call it inside a transaction.

    Raises CorrectionNeedsReason, DecidedAlready.
    """
    if not reason.strip():
        raise CorrectionNeedsReason
    decided = ToldAgain.objects.filter(pk=telling.pk, decision="").update(
        decision=verdict, decided_at=now, decided_by=by.user_id, reason=reason.strip()
    )
    if not decided:
        raise DecidedAlready(telling.pk)
    write_event(
        action="told_again.decided",
        area=telling.area,
        by=by.user_id,
        now=now,
        subject=telling.person_id,
        changed={"told_again": str(telling.pk), "verdict": verdict},
    )


def _sealed(facts: Mapping[str, str]) -> bytes:
    return seal(json.dumps(dict(facts), ensure_ascii=False, sort_keys=True))
