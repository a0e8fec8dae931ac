"""The nightly run: announce, then remove what was announced a week ago, community by community."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from linli.areas.rules import AreaCode
from linli.phone.queries.phones import subjects_waiting
from linli.retention.commands.announce import Announced, announce_due
from linli.retention.commands.old_rows import OldRows, forget_old_held, forget_old_rows
from linli.retention.commands.remove import remove_due
from linli.retention.queries.files import communities_with_people, on_file_in, standings
from linli.retention.queries.old_rows import counties_with_rows

REMOVED_AT_ONCE: Final = 200


@dataclass(frozen=True)
class Outcome:
    """What became of a community's people.

    on_file: of how many (queries.files.on_file_in). kept: how many for each reason; somebody may have several.
    """

    community: str
    on_file: int
    removed: int
    announced: int = 0
    taken_back: int = 0
    kept: Counter[str] = field(default_factory=Counter)


def rehearse(*, area: AreaCode | None, now: datetime) -> Iterator[Outcome]:
    """Yield what a run would do now in each community of an area, None for everywhere. Nothing is written."""
    waiting = subjects_waiting()
    for community in communities_with_people(area=area):
        found = list(standings(people=on_file_in(community=community, now=now), waiting=waiting, now=now))
        kept = Counter(why for s in found for why in s.kept)
        yield Outcome(community, len(found), sum(not s.kept for s in found), kept=kept)


def run_retention(*, area: AreaCode | None, now: datetime) -> Iterator[Outcome]:
    """Announce and remove in each community of an area, None for everywhere; yield what became of each.

    REMOVED_AT_ONCE people a transaction. Stopped in between, the next run goes on: what is done is not done again.
    """
    for community in communities_with_people(area=area):
        waiting = subjects_waiting()
        found = list(standings(people=on_file_in(community=community, now=now), waiting=waiting, now=now))
        told = announce_due(community=community, found=found, now=now)
        due = [s.person for s in found if not s.kept]
        removed = 0
        for start in range(0, len(due), REMOVED_AT_ONCE):
            removed += len(remove_due(people=due[start : start + REMOVED_AT_ONCE], waiting=waiting, now=now))
        kept = Counter(why for s in found for why in s.kept)
        yield Outcome(community, len(found), removed, told.new, told.taken_back, kept)


def announce_in(*, community: str, now: datetime) -> Announced:
    """Announce in one community who is due within a week, and take back who no longer is; nobody is removed."""
    people = on_file_in(community=community, now=now)
    found = list(standings(people=people, waiting=subjects_waiting(), now=now))
    return announce_due(community=community, found=found, now=now)


def run_old_rows(*, area: AreaCode | None, now: datetime) -> OldRows:
    """Remove what rows of nobody told of somebody in an area, None for everywhere; return how many."""
    total: Counter[str] = Counter(held=forget_old_held(now=now) if area is None else 0)
    for county, communities in counties_with_rows(area=area).items():
        total.update(vars(forget_old_rows(county=county, communities=communities, now=now)))
    return OldRows(**total)
