"""Two entries made one person with what that does to observations, and parted again.

The balance holds through both: an observation is opened once and closed once, in its community. A join that finds two
open ones closes one of them as struck off; undoing it opens nothing again that is closed, because what a sealed report
counted as struck off stays so. It opens a new one under the same protocol with the same last day, counted as new.
"""

from datetime import datetime
from typing import Final

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.observation.commands import AlertStillOpen, ReferralStillOpen, give_observation, observe_parted
from linli.observation.commands.endings import close_observation
from linli.observation.models import Alert, Observation
from linli.observation.rules import State, keeps_first
from linli.people.commands import (
    NotJoinable,
    PairDecidedAlready,
    TwoIdNumbers,
    join_entries,
    part_entries,
    weaken_pairs,
)
from linli.people.models import DuplicatePair, Person, PersonJoin
from linli.people.queries.duplicates import duplicates_of, pairs_waiting
from linli.people.rules.duplicates import Certainty
from linli.people.rules.same_person import Answer
from linli.referrals.queries import has_open_referral
from linli.staff.rules import Viewer

MOVED: Final = "observations"  # open observations given to the entry that stays
STRUCK_OFF: Final = "struck_off"  # observations closed because the person was observed twice
STRUCK_OFF_REASON: Final = "重复登记，合并到同一人"
CERTAIN_REASON: Final = "证件号码相同，或电话和姓名都相同"
REFUSALS: Final = (AlertStillOpen, ReferralStillOpen, NotJoinable, TwoIdNumbers, PairDecidedAlready)


@transaction.atomic
def join_people(*, pair: DuplicatePair, reason: str, by: Viewer, now: datetime) -> PersonJoin:
    """Join the two entries of a pair of the viewer's scope.

    The one with an ID number stays, else the one under observation, else the one registered first. Of two open
    observations the one with the later last day stays open, for the person who stays; the other is struck off.

    Raises AlertStillOpen and ReferralStillOpen where the entry that goes, or the observation that ends, has an alert
    without review or a referral on the way; DecisionNeedsReason, PairDecidedAlready, NotJoinable, TwoIdNumbers.
    """
    people = list(Person.objects.filter(pk__in=[pair.one_id, pair.other_id]))
    open_ = {o.person_id: o for o in Observation.objects.filter(person__in=people, state=State.OBSERVING)}
    kept, joined = sorted(people, key=lambda p: (not p.id_digest, p.pk not in open_, p.registered_at, p.pk))
    if has_open_referral(person=joined.pk):
        raise ReferralStillOpen(joined.pk)
    join = join_entries(pair=pair, kept=kept.pk, joined=joined.pk, reason=reason, by=by, now=now)
    mine, theirs = open_.get(kept.pk), open_.get(joined.pk)
    moved: dict[str, list[str]] = {MOVED: [], STRUCK_OFF: []}
    if mine and theirs:
        over = theirs if keeps_first(first=mine.last_on, second=theirs.last_on) else mine
        _strike_off(over, by, now)
        moved[STRUCK_OFF] = [str(over.pk)]
        theirs = None if over is theirs else theirs
    if theirs:
        give_observation(observation=theirs, person=kept)
        moved[MOVED] = [str(theirs.pk)]
    join.moved = join.moved | moved
    join.save(update_fields=["moved"])
    return join


def _strike_off(observation: Observation, by: Viewer, now: datetime) -> None:
    if Alert.objects.filter(observation=observation, reviewed_at=None).exists():
        raise AlertStillOpen(observation.pk)
    if has_open_referral(person=observation.person_id):
        raise ReferralStillOpen(observation.pk)
    close_observation(
        observation=observation, state=State.STRUCK_OFF, reason=STRUCK_OFF_REASON, by=by, now=now
    )


def join_certain(*, community: AreaCode, by: Viewer, now: datetime) -> int:
    """Join the certain pairs of a community that wait; return how many were joined.

    One that cannot be joined now (an alert, a referral, two ID numbers) goes on waiting on the page of reviews. They are
    judged again by what is told by now: one that became doubtful waits for a person.
    """
    waiting = list(pairs_waiting(community=community).filter(certainty=Certainty.CERTAIN))
    same = _still_same(community, waiting)
    weaken_pairs(pairs=[pair.pk for pair in waiting if pair not in same])
    done = 0
    for pair in same:
        try:
            join_people(pair=pair, reason=CERTAIN_REASON, by=by, now=now)
        except REFUSALS:
            continue  # a savepoint of its own: nothing of this pair is left
        done += 1
    return done


def _still_same(community: AreaCode, pairs: list[DuplicatePair]) -> list[DuplicatePair]:
    if not pairs:
        return []
    people = {person for pair in pairs for person in (pair.one_id, pair.other_id)}
    same = {
        (found.one, found.other)
        for found in duplicates_of(community=community, people=people)
        if found.judgement.answer == Answer.SAME
    }
    return [pair for pair in pairs if (pair.one_id, pair.other_id) in same]


@transaction.atomic
def undo_join(*, join: PersonJoin, reason: str, by: Viewer, now: datetime) -> list[Observation]:
    """Part two entries again; return the observations opened anew.

    What was given to the person who stayed goes back, closed or not. An observation that was struck off stays closed;
    its person gets a new one with the same protocol and last day, unless one is open or the person has moved away.
    Raises DecisionNeedsReason, JoinUndoneAlready.
    """
    holder = part_entries(join=join, reason=reason, by=by, now=now)
    joined = Person.objects.get(pk=join.joined_id)
    for observation in Observation.objects.filter(pk__in=join.moved.get(MOVED, []), person=holder):
        give_observation(observation=observation, person=joined)
    struck_off = Observation.objects.filter(pk__in=join.moved.get(STRUCK_OFF, [])).select_related(
        "person__joined_to"
    )
    return observe_parted(
        observations=[old for old in struck_off if _needs_another(old)], join=join.pk, by=by, now=now
    )


def _needs_another(old: Observation) -> bool:
    person = old.person.joined_to or old.person  # whoever stayed at a later join stands for the entry
    is_observed = Observation.objects.filter(person=person, state=State.OBSERVING).exists()
    return person.community == old.community and not is_observed
