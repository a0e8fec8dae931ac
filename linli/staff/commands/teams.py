"""What seats the teams of a place have, and who sits on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.clock import day_of
from linli.staff.models import Team, TeamMember, TeamPattern, TeamSeat
from linli.staff.queries.teams import candidates
from linli.staff.rules import Seat, Viewer


class PatternEmpty(Exception):
    """A pattern needs a name and at least one seat that must be filled."""


class NotOnThisSeat(Exception):
    """The user holds no post that fits the seat at this grid. The first argument is the seat."""


@dataclass(frozen=True)
class MemberTold:
    """Who is to sit on a seat: a user, or a typed name; nobody leaves it empty."""

    seat: Seat
    user_id: UUID | None = None
    name: str = ""
    phone: str = ""


@transaction.atomic
def set_pattern(
    *,
    area: AreaCode,
    name: str,
    required: Sequence[Seat],
    optional: Sequence[Seat],
    source: str,
    by: Viewer,
    now: datetime,
) -> TeamPattern:
    """Set the seats of the teams of an area, in place of what stood there. Raises PatternEmpty."""
    if not name.strip() or not required:
        raise PatternEmpty(area)
    said = {"name": name.strip(), "source": source.strip()}
    pattern, _is_new = TeamPattern.objects.update_or_create(area=area, defaults=said)
    pattern.seats.all().delete()
    free = [seat for seat in optional if seat not in required]
    TeamSeat.objects.bulk_create(
        [
            *(TeamSeat(pattern=pattern, seat=seat, required=True) for seat in required),
            *(TeamSeat(pattern=pattern, seat=seat, required=False) for seat in free),
        ]
    )
    write_event(
        action="team.pattern_set",
        area=area,
        by=by.user_id,
        now=now,
        subject=pattern.pk,
        changed={**said, "required": list(required), "optional": free},
    )
    return pattern


@transaction.atomic
def fill_team(
    *, grid: AreaCode, subject: UUID | None, members: Sequence[MemberTold], by: Viewer, now: datetime
) -> Team:
    """Set who sits on the seats of a grid's team, or of the team of one observation (`subject`).

    A subject without any member goes back to the grid's team. Raises NotOnThisSeat; nothing is changed then.
    """
    fitting = candidates(grid=grid, on=day_of(now))
    for told in members:
        if told.user_id and told.user_id not in {colleague.user_id for colleague in fitting[told.seat]}:
            raise NotOnThisSeat(told.seat)
    community = grid.community
    key = {"subject": subject, "community": community} if subject else {"subject": None, "area": grid}
    team, _is_new = Team.objects.get_or_create(
        **key, defaults={"county": grid.county, "community": community, "area": grid}
    )
    team.members.all().delete()
    TeamMember.objects.bulk_create(
        [
            TeamMember(
                team=team,
                seat=told.seat,
                user_id=told.user_id,
                name="" if told.user_id else told.name.strip(),
                phone=told.phone.strip(),
            )
            for told in members
            if told.user_id or told.name.strip()
        ]
    )
    write_event(
        action="team.filled",
        area=grid,
        by=by.user_id,
        now=now,
        subject=subject or team.pk,
        changed={"seats": [told.seat for told in members if told.user_id or told.name.strip()]},
    )
    return team
