"""Checks typed on one page, of a household or of a whole list: all of them are recorded, or none."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from linli.observation.commands.checks import NewCheck, Recorded, record_checks
from linli.staff.rules import Viewer


class ChecksRefused(Exception):
    """Some of the checks were refused, so none was saved; `refused`: place in the list -> why, of every one."""

    def __init__(self, refused: Mapping[int, Exception]) -> None:
        super().__init__(refused)
        self.refused = refused


@transaction.atomic
def record_together(*, new: Sequence[NewCheck], by: Viewer, now: datetime) -> list[Recorded]:
    """Record checks, answered in their order: every one, or none. Raises ChecksRefused.

    As many statements for one person as for hundreds of one county.
    """
    answers: dict[int, Recorded] = {}
    for county in {one.observation.county for one in new}:
        places = [place for place, one in enumerate(new) if one.observation.county == county]
        told = record_checks(county=county, new=[new[place] for place in places], by=by, now=now)
        answers |= dict(zip(places, told, strict=True))
    refused = {place: answer.refused for place, answer in sorted(answers.items()) if answer.refused}
    if refused:
        raise ChecksRefused(refused)
    return [answers[place] for place in range(len(new))]
