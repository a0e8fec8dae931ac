"""Whose findings a viewer answers, judges and sees: those of the own office, and of the level right below it."""

from django.db.models import Q

from linli.areas.rules import AreaCode
from linli.staff.rights import Action
from linli.staff.rules import Viewer, offices_with_next, own_offices, scope


def offices_answering(*, viewer: Viewer | None) -> tuple[AreaCode, ...]:
    """Return the areas whose findings the viewer answers: the own community, or the own office above one."""
    here = scope(viewer=viewer, action=Action.ANSWER_FINDING).areas
    return (*here, *own_offices(viewer=viewer, action=Action.ANSWER_FINDING))


def offices_judging(*, viewer: Viewer | None) -> tuple[AreaCode, ...]:
    """Return the areas for whose office the viewer judges what is answered right below."""
    return offices_with_next(viewer=viewer, action=Action.JUDGE_FINDING)


def answers_at(*, viewer: Viewer | None, area: AreaCode) -> bool:
    """Say whether the viewer answers what is found of an area."""
    return area in offices_answering(viewer=viewer)


def judges_at(*, viewer: Viewer | None, above: str) -> bool:
    """Say whether the viewer judges answers that are judged at an area."""
    return above in offices_judging(viewer=viewer)


def in_reach(*, viewer: Viewer | None) -> Q:
    """Return the condition that the viewer answers or judges a finding; deeper ones are numbers, in `below`."""
    own, judged = offices_answering(viewer=viewer), offices_judging(viewer=viewer)
    return Q(area__in=sorted({*own, *judged})) | Q(above__in=judged)
