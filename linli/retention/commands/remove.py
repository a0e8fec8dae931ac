"""Identity removed: everything that does not stand in the whitelist goes, in one transaction for some people."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from linli.audit.commands import write_events
from linli.observation.commands.forget import forget_observations
from linli.observation.models import Observation
from linli.papers.commands import forget_papers
from linli.people.commands import forget_doors, forget_people, hold_people
from linli.people.models import Person
from linli.phone.commands.forget import forget_held_of
from linli.pictures.commands.forget import forget_pictures
from linli.referrals.commands import forget_referrals, forget_visits_of
from linli.reports.commands.forget import forget_emergencies
from linli.retention.models import Announcement, HoldBack
from linli.retention.queries.files import ACTIVE, standings
from linli.rosters.commands import forget_rows_of
from linli.staff.commands.forget import disband_teams, forget_assignments
from linli.tracing.commands import forget_leads_of


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
    if not due:
        return []
    group = list(Person.objects.filter(Q(pk__in=due) | Q(joined_to__in=due)))
    _forget([row.pk for row in group], {(row.name, row.phone_digest) for row in group}, now)
    _finish(due, {row.pk: row.community for row in group}, now)
    return due


def _forget(entries: list[UUID], names: set[tuple[str, str]], now: datetime) -> None:
    observations = forget_observations(people=entries)
    communities = set(Observation.objects.filter(pk__in=observations).values_list("community", flat=True))
    communities |= set(Person.objects.filter(pk__in=entries).values_list("community", flat=True))
    forget_referrals(people=entries)
    forget_visits_of(names=names)
    forget_leads_of(people=entries)
    forget_rows_of(people=entries)
    forget_papers(observations=observations)
    disband_teams(communities=communities, subjects=observations)
    forget_assignments(subjects={*entries, *observations})
    forget_pictures(subjects={*entries, *observations}, now=now)
    forget_people(people=entries, now=now)
    doors = forget_doors(people=entries, communities=communities)
    forget_emergencies(people=entries, households=doors)
    forget_held_of(subjects={*entries, *observations, *doors})


def _finish(people: Sequence[UUID], communities: dict[UUID, str], now: datetime) -> None:
    rows = Announcement.objects.filter(ACTIVE, person__in=people)
    HoldBack.objects.filter(announcement__person__in=people).update(reason="")
    rows.update(removed_at=now)
    by_community: dict[str, list[UUID]] = defaultdict(list)
    for person in people:
        by_community[communities[person]].append(person)
    for community, those in by_community.items():
        write_events(action="identity.removed", area=community, by=None, now=now, subjects=those)
