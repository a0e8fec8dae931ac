"""What is on file of people who were observed, as far as it decides when their identity goes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.people.models import Person
from linli.protocols.versions import rules_of
from linli.referrals.models import Referral
from linli.referrals.rules import CLOSED
from linli.retention.models import Announcement
from linli.retention.registers import APPS
from linli.retention.rules import Ended, OnFile, Why, due_on, removal_on, why_kept

PEOPLE_AT_ONCE: Final = 200
# Codes of what apps know to be open of somebody, in the order in which they are told.
OPEN_IN_ORDER: Final = tuple(why for app in APPS for why in app.why)
ACTIVE: Final = Q(removed_at=None, taken_back_at=None)


@dataclass(frozen=True)
class Standing:
    """Somebody who was observed, and how they stand on a day.

    announced: what was announced and is neither done nor taken back. holds: how often they were held back since.
    ended_on: of the last observation.
    """

    person: UUID
    community: str
    area: str
    on_file: OnFile
    announced: Announcement | None
    holds: int
    ended_on: date | None
    due_on: date | None
    removal_on: date | None
    kept: tuple[str, ...]


def communities_with_people(*, area: AreaCode | None) -> list[AreaCode]:
    """Return the communities of an area, None for everywhere, where somebody's identity is kept, in order of code."""
    people = Person.objects.filter(identity_removed_at=None, joined_to=None)
    if area is not None:
        from_, until = area.range
        people = people.filter(community__gte=from_, community__lt=until)
    codes = people.order_by("community").values_list("community", flat=True).distinct()
    return [AreaCode(code) for code in codes]


def observed_in(*, community: str) -> list[UUID]:
    """Return who of a community is or was observed and has an identity, in order of id."""
    theirs = Observation.objects.filter(person=OuterRef("pk"))
    entries = Person.objects.filter(Exists(theirs), community=community)
    people = Person.objects.filter(
        pk__in=entries.values(owner=Coalesce("joined_to", "pk")),
        community=community,
        joined_to=None,
        identity_removed_at=None,
    )
    return list(people.order_by("pk").values_list("pk", flat=True))


def standings(*, people: Sequence[UUID], waiting: Collection[UUID], now: datetime) -> Iterator[Standing]:
    """Yield how people stand, in order; PEOPLE_AT_ONCE of them in a fixed number of statements.

    waiting: of whom revoked phones still tell, see phone.queries.phones.subjects_waiting.
    """
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        yield from _standings(people[start : start + PEOPLE_AT_ONCE], set(waiting), now)


class _Group:
    """The entries of some people, each under the person it belongs to."""

    def __init__(self, people: Sequence[UUID]) -> None:
        rows = Person.objects.filter(Q(pk__in=people) | Q(joined_to__in=people))
        self.entries = list(rows.only("pk", "joined_to", "area", "community"))
        self.owner = {row.pk: row.joined_to_id or row.pk for row in self.entries}
        self.open: dict[UUID, set[str]] = defaultdict(set)

    def mark(self, why: str, entries: Iterable[UUID]) -> None:
        """Write down that something is open of the persons behind some entries."""
        for entry in entries:
            if entry in self.owner:
                self.open[self.owner[entry]].add(why)


def _standings(people: Sequence[UUID], waiting: set[UUID], now: datetime) -> Iterator[Standing]:
    group = _Group(people)
    entries = list(group.owner)
    observations = list(
        Observation.objects.filter(person__in=entries).only("pk", "person", "state", "closed_at", "protocol")
    )
    whose = {o.pk: o.person_id for o in observations}
    observed = _observed(group, observations)
    referred = _referred(group, entries, observations, now)
    _mark_open(group)
    group.mark(Why.PHONE, waiting & set(entries))
    group.mark(Why.PHONE, (whose[pk] for pk in waiting & set(whose)))
    active = Announcement.objects.filter(ACTIVE, person__in=people).annotate(times=Count("holds"))
    announced = {row.person_id: row for row in active}
    rows = {row.pk: row for row in group.entries}
    for person in people:
        row, told = rows[person], announced.get(person)
        on_file = OnFile(
            observed=tuple(observed[person]),
            referred=tuple(referred[person]),
            open=frozenset(group.open[person]),
            announced_on=day_of(told.announced_at) if told else None,
            held_until=told.held_until if told else None,
        )
        yield Standing(
            person=person,
            community=row.community,
            area=row.area,
            on_file=on_file,
            announced=told,
            holds=told.times if told else 0,
            ended_on=max((ended.on for ended in on_file.observed), default=None),
            due_on=due_on(on_file=on_file),
            removal_on=removal_on(on_file=on_file, today=day_of(now)),
            kept=why_kept(on_file=on_file, today=day_of(now), open_in_order=OPEN_IN_ORDER),
        )


def _observed(group: _Group, observations: Sequence[Observation]) -> dict[UUID, list[Ended]]:
    found: dict[UUID, list[Ended]] = defaultdict(list)
    for o in observations:
        if o.closed_at is not None:
            found[group.owner[o.person_id]].append(
                Ended(day_of(o.closed_at), rules_of(o.protocol_id).keep_days)
            )
    group.mark(Why.OBSERVED, (o.person_id for o in observations if o.state == State.OBSERVING))
    return found


def _referred(
    group: _Group, entries: Sequence[UUID], observations: Sequence[Observation], now: datetime
) -> dict[UUID, list[Ended]]:
    """Return when closed referrals took their last step; each keeps as long as the observation it came from."""
    keep = {o.pk: rules_of(o.protocol_id).keep_days for o in observations}
    found: dict[UUID, list[Ended]] = defaultdict(list)
    rows = Referral.objects.filter(person__in=entries).annotate(last_at=Max("steps__at"))
    for referral in rows.only("pk", "person", "subject", "state", "raised_at", "disinfection_due_at"):
        if referral.state not in CLOSED or referral.disinfection_due_at is not None:
            group.mark(Why.REFERRAL, [referral.person_id])
        else:
            ended = day_of(referral.last_at or referral.raised_at)
            days = keep.get(referral.subject, 0)
            found[group.owner[referral.person_id]].append(Ended(ended, days))
    return found


def _mark_open(group: _Group) -> None:
    """Mark whom anything of any app keeps that is not done. One statement, however many apps."""
    first, *others = (rows for app in APPS if app.keeps is not None for rows in app.keeps(list(group.owner)))
    for why, entry in first.union(*others):
        group.mark(why, [entry])
