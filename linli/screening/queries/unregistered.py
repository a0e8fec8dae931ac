"""Doors with somebody from outside of whom nobody was registered since: said, and to be done."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from linli.observation.models import Observation
from linli.screening.models import DoorAnswer, Round
from linli.screening.queries.asked import row_stands
from linli.screening.queries.doors import answers_visible
from linli.screening.rules import ANSWERED, Answer
from linli.staff.rules import Viewer


def unregistered(*, viewer: Viewer | None) -> QuerySet[DoorAnswer]:
    """Return of the viewer's doors each newest answer of the round that names somebody who is not registered, oldest first.

    That nobody opened says nothing of who is in, so the answer before it stays. Source: docs/rules/screening.md#unregistered.
    """
    rounds = Round.objects.filter(community=OuterRef("community")).order_by("-began_at")
    newer = DoorAnswer.objects.filter(
        household=OuterRef("household"), at__gt=OuterRef("at"), answer__in=ANSWERED, taken_back_at=None
    )
    registered = Observation.objects.filter(
        row_stands(), person__household=OuterRef("household"), opened_at__gte=OuterRef("at")
    )
    said = answers_visible(viewer=viewer).filter(
        answer=Answer.SOMEBODY, at__gte=Subquery(rounds.values("began_at")[:1])
    )
    rows = said.exclude(Exists(newer)).exclude(Exists(registered))
    return rows.select_related("household").order_by("at", "pk")
