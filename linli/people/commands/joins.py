"""Two entries made one person, and parted again. What happens to observations is decided in `joins`, which stands above.

Nothing is copied: the joined entry keeps its rows and points to the one that stays, and reads follow the pointer.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.audit.commands import write_event
from linli.people.commands.duplicates import DecisionNeedsReason, decide
from linli.people.models import DuplicatePair, Person, PersonJoin
from linli.people.queries.duplicates import groups_of
from linli.people.rules.same_person import are_two_people
from linli.staff.rules import Viewer

FOLLOWERS = "followers"  # entries joined earlier to the one that is joined now


class NotJoinable(Exception):
    """One of the two is joined already, or lives in another community."""


class TwoIdNumbers(Exception):
    """The two hold different ID numbers, so they are two people whoever says otherwise."""


class JoinUndoneAlready(Exception):
    """The join was undone before."""


@transaction.atomic
def join_entries(
    *, pair: DuplicatePair, kept: UUID, joined: UUID, reason: str, by: Viewer, now: datetime
) -> PersonJoin:
    """Point one entry of a pair to the other, which stays; entries joined to it earlier follow.

    Raises DecisionNeedsReason, PairDecidedAlready, NotJoinable, TwoIdNumbers; nothing is changed then.
    """
    decide(pair=pair, decision=DuplicatePair.Decision.SAME, reason=reason, by=by, now=now)
    # In order of their ids, so that two joins of the same people never wait for one another.
    rows = Person.objects.select_for_update().filter(pk__in=[kept, joined]).order_by("pk")
    people = {person.pk: person for person in rows}
    if any(p.joined_to_id or p.community != pair.community for p in people.values()):
        raise NotJoinable(pair.pk)
    groups = groups_of(people=people, community=pair.community)
    if any(are_two_people(one=one, other=other) for one in groups[kept] for other in groups[joined]):
        raise TwoIdNumbers(pair.pk)
    following = Person.objects.filter(joined_to=joined)
    followers = [str(pk) for pk in following.values_list("pk", flat=True)]
    following.update(joined_to=kept)
    Person.objects.filter(pk=joined).update(joined_to=kept, joined_at=now)
    _hand_on_open_pairs(kept=kept, joined=joined)
    join = PersonJoin.objects.create(
        county=pair.county,
        community=pair.community,
        pair=pair,
        kept_id=kept,
        joined_id=joined,
        joined_at=now,
        by=by.user_id,
        reason=reason.strip(),
        moved={FOLLOWERS: followers},
    )
    write_event(
        action="person.joined",
        area=pair.community,
        by=by.user_id,
        now=now,
        subject=kept,
        changed={"joined": str(joined), "join": str(join.pk)},
    )
    return join


def _hand_on_open_pairs(*, kept: UUID, joined: UUID) -> None:
    """Ask of the one that stays what was still asked of the joined one."""
    pairs = DuplicatePair.objects.filter(decision="")
    waiting = [*pairs.filter(one=joined), *pairs.filter(other=joined)]
    asked = []
    for pair in waiting:
        third = pair.other_id if pair.one_id == joined else pair.one_id
        if third != kept:
            one, other = sorted((kept, third))
            asked.append(
                DuplicatePair(
                    county=pair.county,
                    community=pair.community,
                    one_id=one,
                    other_id=other,
                    certainty=pair.certainty,
                    grounds=pair.grounds,
                    found_at=pair.found_at,
                )
            )
    DuplicatePair.objects.bulk_create(asked, ignore_conflicts=True)


@transaction.atomic
def part_entries(*, join: PersonJoin, reason: str, by: Viewer, now: datetime) -> UUID:
    """Make the joined entry a person of its own again; return whom it pointed to until now.

    Entries that followed at the join follow back, unless they were parted meanwhile. The pair counts as told apart from
    now on. Raises DecisionNeedsReason through an empty reason, JoinUndoneAlready.
    """
    if not reason.strip():
        raise DecisionNeedsReason
    changed = PersonJoin.objects.filter(pk=join.pk, undone_at=None).update(
        undone_at=now, undone_by=by.user_id, undo_reason=reason.strip()
    )
    if not changed:
        raise JoinUndoneAlready(join.pk)
    joined = Person.objects.select_for_update().get(pk=join.joined_id)
    holder = joined.joined_to_id
    if holder is None:
        raise JoinUndoneAlready(join.pk)
    Person.objects.filter(pk=joined.pk).update(joined_to=None, joined_at=None)
    Person.objects.filter(pk__in=join.moved.get(FOLLOWERS, []), joined_to=holder).update(joined_to=joined.pk)
    DuplicatePair.objects.filter(pk=join.pair_id).update(
        decision=DuplicatePair.Decision.DIFFERENT,
        decided_at=now,
        decided_by=by.user_id,
        reason=reason.strip(),
    )
    write_event(
        action="person.join_undone",
        area=join.community,
        by=by.user_id,
        now=now,
        subject=holder,
        changed={"joined": str(joined.pk), "join": str(join.pk)},
    )
    return holder
