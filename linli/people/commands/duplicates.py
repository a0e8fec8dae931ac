"""Writes of duplicates: pairs found, and pairs that somebody told apart."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.people.models import DuplicatePair, Person
from linli.people.queries.duplicates import Suspicion, duplicates_in, duplicates_of
from linli.people.rules.duplicates import Certainty, certainty_of
from linli.people.rules.same_person import Ground
from linli.staff.rules import Viewer


class PairDecidedAlready(Exception):
    """Somebody decided this pair before; that decision stands."""


class DecisionNeedsReason(Exception):
    """Whether two entries are one person is decided with a reason."""


@transaction.atomic
def note_duplicates(*, community: AreaCode, people: Collection[UUID], now: datetime) -> None:
    """Note the pairs that some people make with anybody of their community. A pair known already is left as it is."""
    if people:
        _note(community, duplicates_of(community=community, people=people), now)


@transaction.atomic
def note_duplicates_of_community(*, community: AreaCode, now: datetime) -> None:
    """Note every pair of a community; a pair known already, decided or not, is left as it is."""
    _note(community, duplicates_in(community=community), now)


def _note(community: AreaCode, found: Sequence[Suspicion], now: datetime) -> None:
    DuplicatePair.objects.bulk_create(
        [
            DuplicatePair(
                county=community.county,
                community=community,
                one_id=suspicion.one,
                other_id=suspicion.other,
                certainty=certainty_of(judgement=suspicion.judgement),
                grounds=list(suspicion.judgement.grounds),
                found_at=now,
            )
            for suspicion in found
        ],
        ignore_conflicts=True,
        batch_size=1000,
    )


def weaken_pairs(*, pairs: Collection[UUID]) -> None:
    """Let pairs that what was told since makes doubtful wait for a person."""
    DuplicatePair.objects.filter(pk__in=pairs, decision="").update(certainty=Certainty.DOUBTFUL)


@transaction.atomic
def tell_apart(*, pair: DuplicatePair, reason: str, by: Viewer, now: datetime) -> None:
    """Remember that two entries are two people; the pair is not asked again.

    Raises DecisionNeedsReason, PairDecidedAlready.
    """
    decide(pair=pair, decision=DuplicatePair.Decision.DIFFERENT, reason=reason, by=by, now=now)
    write_event(
        action="duplicate.told_apart",
        area=pair.community,
        by=by.user_id,
        now=now,
        subject=pair.one_id,
        changed={"pair": str(pair.pk), "other": str(pair.other_id)},
    )


def decide(
    *, pair: DuplicatePair, decision: DuplicatePair.Decision, reason: str, by: Viewer, now: datetime
) -> None:
    """Put a decision on an open pair. Call it inside a transaction.

    Raises DecisionNeedsReason, PairDecidedAlready, so that of two deciders one wins.
    """
    if not reason.strip():
        raise DecisionNeedsReason
    changed = DuplicatePair.objects.filter(pk=pair.pk, decision="").update(
        decision=decision, decided_at=now, decided_by=by.user_id, reason=reason.strip()
    )
    if not changed:
        raise PairDecidedAlready(pair.pk)


def note_same_id(*, person: UUID, digest: str, now: datetime) -> UUID | None:
    """Note that a person has the ID number of another who holds its digest; return the other, None where nobody does.

    For a rotation of keys, that finds somebody registered twice meanwhile. Call it inside a transaction.
    """
    others = Person.objects.filter(id_digest=digest, taken_back_at=None).exclude(pk=person)
    other = others.values_list("pk", flat=True).first()
    if other is None:
        return None
    here = Person.objects.get(pk=person)
    one, two = sorted((person, other))
    DuplicatePair.objects.get_or_create(
        one_id=one,
        other_id=two,
        defaults={
            "county": here.county,
            "community": here.community,
            "certainty": Certainty.CERTAIN,
            "grounds": [Ground.SAME_ID],
            "found_at": now,
        },
    )
    return other
