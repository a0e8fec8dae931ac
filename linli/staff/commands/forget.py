"""Teams of single observations that are over for good."""

from collections.abc import Collection, Sequence
from uuid import UUID

from linli.staff.models import Team, TeamMember


def disband_teams(*, communities: Collection[str], subjects: Sequence[UUID]) -> None:
    """Remove the teams that were made for single subjects; a grid's own team stays."""
    teams = Team.objects.filter(community__in=communities, subject__in=subjects)
    TeamMember.objects.filter(team__in=teams.values("pk")).delete()
    teams.delete()
