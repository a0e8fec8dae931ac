"""What was written of people removed from their observations; days, readings and ends stay."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from linli.duties.commands import forget_explanations
from linli.observation.models import (
    Alert,
    Arrival,
    CheckStrike,
    Finding,
    Observation,
    ObservationDecision,
)
from linli.observation.queries.standing import all_checks
from linli.observation.rules import State


def forget_observations(*, people: Sequence[UUID]) -> list[UUID]:
    """Remove words, seats and addresses of people's observations; return the observations.

    Statements: six, and three for each county. Call it inside a transaction.
    """
    rows = Observation.objects.filter(person__in=people)
    by_county: dict[str, list[UUID]] = defaultdict(list)
    for county, pk in rows.values_list("county", "pk"):
        by_county[county].append(pk)
    Arrival.objects.filter(person__in=people).update(
        origin="", transport="", vehicle="", seat="", companions="", note=""
    )
    # Of a move it is the code of the other community.
    rows.exclude(state=State.MOVED_OUT).update(closed_reason="")
    ids = [pk for those in by_county.values() for pk in those]
    ObservationDecision.objects.filter(observation__in=ids).update(reason="")
    Finding.objects.filter(observation__in=ids).update(words="")
    Alert.objects.filter(observation__in=ids).update(review_reason="")
    for county, those in by_county.items():
        all_checks(county=county, observation__in=those).update(note="", answers="")
        CheckStrike.objects.filter(county=county, observation__in=those).update(reason="", lifted_reason="")
        forget_explanations(county=county, subjects=those)
    return ids
