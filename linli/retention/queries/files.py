"""What is on file of people, as far as it decides when their identity goes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce

from linli.areas.rules import AreaCode
from linli.clock import day_of, start_of
from linli.observation.models import Observation
from linli.observation.rules import State
from linli.people.models import Person, PersonSource
from linli.people.queries.earlier_doors import doors_left
from linli.protocols.rules import NEVER_OBSERVED_DAYS
from linli.protocols.versions import rules_of
from linli.referrals.models import Referral
from linli.referrals.rules import CLOSED
from linli.retention.models import Announcement
from linli.retention.registers import APPS
from linli.retention.rules import (
    NOTICE_DAYS,
    Ended,
    OnFile,
    Why,
    due_on,
    kept_though_asked,
    never_observed,
    removal_on,
    why_kept,
)

PEOPLE_AT_ONCE: Final = 200
# Codes of what apps know to be open of somebody, in the order in which they are told.
OPEN_IN_ORDER: Final = tuple(why for app in APPS for why in app.why)
ACTIVE: Final = Q(removed_at=None, taken_back_at=None)


class Since(StrEnum):
    """What the days run from after which identity goes."""

    OBSERVATION = "OBSERVATION"  # the end of their own
    HOUSEHOLD = "HOUSEHOLD"  # the end of the last observation of somebody of the household
    TOLD = "TOLD"  # when they were registered or told of: nobody of the household was observed


@dataclass(frozen=True)
class Standing:
    """Somebody, and how they stand on a day.

    announced: what was announced and is neither done nor taken back. holds: how often they were held back since.
    ended_on: of the last observation, or what stands for it (`since`).
    """

    person: UUID
    community: str
    area: str
    on_file: OnFile
    announced: Announcement | None
    holds: int
    since: Since
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


def communities_behind(*, code: str, limit: int) -> list[str]:
    """Return the next communities behind a code where somebody's identity is kept, in order."""
    people = Person.objects.filter(identity_removed_at=None, joined_to=None, community__gt=code)
    return list(people.order_by("community").values_list("community", flat=True).distinct()[:limit])


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


def on_file_in(*, community: str, now: datetime) -> list[UUID]:
    """Return of whom of a community a run may have something to tell, in order of id.

    Everybody with an identity who is or was observed; of the others who lives where somebody was observed and nobody is, or was
    registered so long ago that their term may end within the notice. `standings` tells of each.
    """
    observed = observed_in(community=community)
    at_the_door = Observation.objects.filter(person__household=OuterRef("household"))
    before = start_of(day_of(now) - timedelta(days=NEVER_OBSERVED_DAYS - NOTICE_DAYS - 1))
    others = Person.objects.filter(
        Exists(at_the_door) | Q(registered_at__lt=before),
        ~Exists(Observation.objects.filter(person=OuterRef("pk"))),
        ~Exists(Observation.objects.filter(person__joined_to=OuterRef("pk"))),
        ~Exists(at_the_door.filter(state=State.OBSERVING)),
        community=community,
        joined_to=None,
        identity_removed_at=None,
    )
    return sorted([*observed, *others.values_list("pk", flat=True)])


def standings(*, people: Sequence[UUID], waiting: Collection[UUID], now: datetime) -> Iterator[Standing]:
    """Yield how people stand, in order; PEOPLE_AT_ONCE of them in a fixed number of statements.

    waiting: of whom revoked phones still tell, see phone.queries.phones.subjects_waiting.
    """
    for start in range(0, len(people), PEOPLE_AT_ONCE):
        yield from _standings(people[start : start + PEOPLE_AT_ONCE], set(waiting), now)


def kept_of_asked(*, standing: Standing) -> tuple[str, ...]:
    """Return what keeps somebody who asked to be deleted, in order."""
    was_observed = standing.since is Since.OBSERVATION
    return kept_though_asked(kept=standing.kept, was_observed=was_observed)


class _Group:
    """The entries of some people, each under the person it belongs to."""

    def __init__(self, people: Sequence[UUID]) -> None:
        rows = Person.objects.filter(Q(pk__in=people) | Q(joined_to__in=people))
        self.entries = list(rows.only("pk", "joined_to", "area", "community", "household", "registered_at"))
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
    never = set(people) - {group.owner[o.person_id] for o in observations}
    instead = _instead(group, never)
    _mark_shared_doors(group, never, now)
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
            observed=instead[person].ended if person in instead else tuple(observed[person]),
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
            since=instead[person].since if person in instead else Since.OBSERVATION,
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


@dataclass(frozen=True)
class _Instead:
    """What stands for the observations of somebody who never had one."""

    since: Since
    ended: tuple[Ended, ...]


def _instead(group: _Group, never: set[UUID]) -> dict[UUID, _Instead]:
    """Return what stands for the observations of whom was never observed; two statements, none where there is nobody."""
    entries = [entry for entry in group.entries if group.owner[entry.pk] in never]
    told: dict[UUID, list[datetime]] = defaultdict(list)
    sources = PersonSource.objects.filter(person__in=[entry.pk for entry in entries])
    for person, at in sources.values_list("person").annotate(last=Max("told_at")):
        told[group.owner[person]].append(at)
    doors: dict[UUID, set[UUID]] = defaultdict(set)
    for entry in entries:
        told[group.owner[entry.pk]].append(entry.registered_at)
        doors[entry.household_id].add(entry.pk)
    ended: dict[UUID, list[Ended]] = defaultdict(list)
    around = Observation.objects.filter(person__household__in=doors)
    for door, state, closed_at, protocol in around.values_list(
        "person__household", "state", "closed_at", "protocol"
    ):
        if state == State.OBSERVING:
            group.mark(Why.HOUSEHOLD, doors[door])
        elif closed_at is not None:
            for pk in doors[door]:
                ended[group.owner[pk]].append(Ended(day_of(closed_at), rules_of(protocol).keep_days))
    return {
        person: _Instead(
            since=Since.HOUSEHOLD if ended[person] else Since.TOLD,
            ended=never_observed(told_on=day_of(max(told[person])), household=ended[person]),
        )
        for person in never
    }


def _mark_shared_doors(group: _Group, never: set[UUID], now: datetime) -> None:
    """Mark who was never observed and shared a door with somebody who is: now, or within the term before either left it.

    An address put right keeps nobody from what the door was asked to do. Three statements.
    """
    since = now - timedelta(days=NEVER_OBSERVED_DAYS)
    entries = [entry for entry in group.entries if group.owner[entry.pk] in never]
    left = doors_left(people=[entry.pk for entry in entries], since=since)
    who: dict[UUID, set[UUID]] = defaultdict(set)
    for entry in entries:
        for door in {entry.household_id, *left[entry.pk]}:
            who[door].add(entry.pk)
    observing = Observation.objects.filter(
        state=State.OBSERVING, community__in={entry.community for entry in entries}
    )
    there = observing.filter(person__household__in=[door for doors in left.values() for door in doors])
    shared = set(there.values_list("person__household", flat=True))
    for doors in doors_left(people=observing.values("person"), since=since).values():
        shared |= doors
    for door in shared & set(who):
        group.mark(Why.HOUSEHOLD, who[door])


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
