"""What staff was given for somebody whose identity goes."""

from collections.abc import Collection, Sequence
from uuid import UUID

from linli.staff.models import Assignment, Team, TeamMember


def disband_teams(*, communities: Collection[str], subjects: Sequence[UUID]) -> None:
    """Remove the teams that were made for single subjects; a grid's own team stays."""
    teams = Team.objects.filter(community__in=communities, subject__in=subjects)
    TeamMember.objects.filter(team__in=teams.values("pk")).delete()
    teams.delete()


def forget_assignments(*, subjects: Collection[UUID]) -> None:
    """Remove the words with which subjects were taken back from somebody; that they were assigned stays."""
    Assignment.objects.filter(subject__in=subjects).update(taken_back_reason="")
