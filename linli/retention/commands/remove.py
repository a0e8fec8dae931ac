"""Identity removed: everything that does not stand in the whitelist goes, in one transaction for some people."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from linli.audit.commands import write_events
from linli.erasure import Erasure
from linli.observation.models import Observation
from linli.people.commands import hold_people
from linli.people.models import Person
from linli.phone.queries.phones import subjects_waiting
from linli.retention.commands.file import empty_log
from linli.retention.models import Announcement, HoldBack
from linli.retention.queries.files import ACTIVE, Standing, kept_of_asked, standings
from linli.retention.registers import APPS


@transaction.atomic
def remove_due(*, people: Sequence[UUID], waiting: Collection[UUID], now: datetime) -> list[UUID]:
    """Remove the identity of those of some people whom nothing keeps now; return whose.

    Each is looked at again under a lock, so that who came back this minute is kept. A second call removes nobody. A
    fixed number of statements for each county, however many people; call it with some hundreds.
    """
    rows = Person.objects.filter(Q(pk__in=people) | Q(joined_to__in=people))
    hold_people(people=list(rows.values_list("pk", flat=True)))
    still = list(
        Person.objects.filter(pk__in=people, joined_to=None, identity_removed_at=None).values_list(
            "pk", flat=True
        )
    )
    due = [s.person for s in standings(people=still, waiting=waiting, now=now) if not s.kept]
    if due:
        _remove(due, now)
    return due


@transaction.atomic
def remove_asked(*, person: UUID, now: datetime) -> Standing | None:
    """Remove the identity of somebody who asked for it, under a lock; where something keeps them return how they stand."""
    rows = Person.objects.filter(Q(pk=person) | Q(joined_to=person))
    hold_people(people=list(rows.values_list("pk", flat=True)))
    (standing,) = standings(people=[person], waiting=subjects_waiting(), now=now)
    if kept_of_asked(standing=standing):
        return standing
    _remove([person], now)
    transaction.on_commit(empty_log)
    return None


def _remove(due: Sequence[UUID], now: datetime) -> None:
    """Let every app forget some people and write it down. Call it inside a transaction that holds them."""
    group = list(Person.objects.filter(Q(pk__in=due) | Q(joined_to__in=due)))
    entries = [row.pk for row in group]
    names = {(row.name, row.phone_digest) for row in group}
    _forget(Erasure(people=entries, names=names, communities=_communities(entries), now=now))
    _finish(due, {row.pk: row.community for row in group}, now)


def _forget(erasure: Erasure) -> None:
    """Let every app forget, in the order of APPS; each sees which rows those before it named."""
    for app in APPS:
        if app.forget is not None:
            erasure = replace(erasure, subjects=erasure.subjects | set(app.forget(erasure)))


def _communities(entries: Sequence[UUID]) -> set[str]:
    """Return where people were registered or observed."""
    observed = Observation.objects.filter(person__in=entries).values_list("community", flat=True)
    return {*observed, *Person.objects.filter(pk__in=entries).values_list("community", flat=True)}


def _finish(people: Sequence[UUID], communities: dict[UUID, str], now: datetime) -> None:
    rows = Announcement.objects.filter(ACTIVE, person__in=people)
    HoldBack.objects.filter(announcement__person__in=people).update(reason="")
    rows.update(removed_at=now)
    by_community: dict[str, list[UUID]] = defaultdict(list)
    for person in people:
        by_community[communities[person]].append(person)
    for community, those in by_community.items():
        write_events(action="identity.removed", area=community, by=None, now=now, subjects=those)
