"""A hand-over to the police."""

import json
from typing import Any

from django.utils import timezone

from linli.observation.models import Observation
from linli.police.models import PoliceHandOver
from linli.sealing.seals import seal
from linli.staff.rules import Viewer
from tests.made import ADDRESS, NOTE, Made


def _police(observation: Observation, by: Viewer) -> PoliceHandOver:
    """Hand the person of an observation to the police of the township."""
    told = {
        "name": observation.person.name,
        "address": ADDRESS,
        "phone": "13700000000",
        "steps": [],
        "words": NOTE,
    }
    return PoliceHandOver.objects.create(
        county=observation.county,
        community=observation.community,
        area=observation.area,
        observation=observation,
        office=observation.community[:9],
        told_sealed=seal(json.dumps(told)),
        at=timezone.now(),
        by=by.user_id,
    )


def rows(made: Made) -> dict[str, Any]:
    """Tell the police of somebody."""
    return {"police_id": _police(made.observation, made.by).pk}
