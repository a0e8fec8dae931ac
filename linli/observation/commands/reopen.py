"""An observation that was ended wrongly, or whose person was found again, goes on."""

from datetime import datetime

from django.db import transaction

from linli.ids import new_id
from linli.observation.commands.check_duties import fit_check_duties, open_check_duties
from linli.observation.commands.deaths import carry_on
from linli.observation.commands.decisions import write_decision
from linli.observation.models import Observation
from linli.observation.queries.reopening import may_reopen
from linli.observation.rules import DecisionKind, Opening
from linli.people.models import Person
from linli.staff.rules import Viewer


class NotToReopen(Exception):
    """The observation is open, ended by a rule of its own, or another one of the person came after it."""


@transaction.atomic
def reopen_observation(*, observation: Observation, reason: str, by: Viewer, now: datetime) -> Observation:
    """Let an observation that was struck off, lost or ended by death go on to its last day; return its continuation.

    It is a row of its own, so that no sealed count changes: an end of an earlier window stays counted, and the continuation
    counts as new. Its checks are due from now on; alerts and the referral that waited, or that a death closed, wait for it.
    Raises NotToReopen, DecisionNeedsReason.
    """
    # Held, so that of two who press at once the second sees what the first opened.
    held = (
        Observation.objects.select_for_update(of=("self",))
        .select_related("person__joined_to")
        .get(pk=observation.pk)
    )
    if not may_reopen(observation=held):
        raise NotToReopen(held.pk)
    again = open_again(old=held, person=held.person.joined_to or held.person, now=now)
    write_decision(
        observation=again,
        kind=DecisionKind.REOPENED,
        reason=reason,
        values={"of": str(held.pk), "ended_as": held.state},
        by=by,
        now=now,
    )
    open_check_duties(observations=[again], from_=now)
    if carry_on(old=held, again=again, by=by, now=now):
        fit_check_duties(observation=again, now=now)
    return again


def open_again(
    *, old: Observation, person: Person, now: datetime, opened_as: Opening = Opening.NEW
) -> Observation:
    """Open where a person is an observation with everything of an old one but its opening and end.

    Call it inside a transaction.
    """
    again = continuation_of(old=old, person=person, now=now, opened_as=opened_as)
    again.save(force_insert=True)
    return again


def continuation_of(
    *, old: Observation, person: Person, now: datetime, opened_as: Opening = Opening.NEW
) -> Observation:
    """Return an observation where a person is with everything of an old one but its opening and end, not saved."""
    return Observation(
        id=new_id(),
        county=person.county,
        community=person.community,
        area=person.area,
        person=person,
        arrival=old.arrival,
        protocol=old.protocol,
        anchor=old.anchor,
        anchor_on=old.anchor_on,
        last_on=old.last_on,
        held_until=old.held_until,
        place=old.place,
        category=old.category,
        opened_as=opened_as,
        opened_at=now,
        began_at=old.began_at or old.opened_at,
        continues=old,
    )
