"""Sections of the pages of a person and of a household, a move of households, and a giving that somebody was not told of."""

from typing import Any

from django.utils import timezone

from linli.disclosures.models import DisclosureWord
from linli.disclosures.rules import Because, Kind, Said
from linli.moves.models import MoveRequest
from linli.moves.rules import MoveState
from linli.people.models import GridMove, GuardianWord
from linli.people.rules.guardians import Consent
from tests.made import NOTE, Made


def rows(made: Made) -> dict[str, Any]:
    """Name one section of each page; linli/desk/tests/test_sections.py opens them all. Keep that a household was moved."""
    home = made.observation.person.household_id
    move = GridMove.objects.create(
        community=made.community,
        to_area=made.area,
        households={str(home): made.area},
        at=timezone.now(),
        by=made.by.user_id,
    )
    GuardianWord.objects.create(
        county=made.observation.county,
        community=made.community,
        person=made.observation.person,
        consent=Consent.NO,
        guardian=NOTE,
        told_by=NOTE,
        at=timezone.now(),
        by=made.by.user_id,
    )
    named = {"guide_page": "secretary", "person_section": "sheets", "household_section": "members"}
    return {**named, "grid_move_id": move.pk} | _untold(made)


def _untold(made: Made) -> dict[str, Any]:
    """Let another community have been asked and have refused, and say why the person does not know."""
    now = timezone.now()
    observation, place = made.observation, {"county": made.observation.county, "area": made.observation.area}
    move = MoveRequest.objects.create(
        **place,
        community=observation.community,
        observation=observation,
        to_community=observation.community,
        asked_at=now,
        asked_by=made.by.user_id,
        state=MoveState.REFUSED,
        answered_at=now,
        answered_by=made.by.user_id,
    )
    word = DisclosureWord.objects.create(
        **place,
        community=observation.community,
        person=observation.person,
        kind=Kind.MOVE,
        about=move.pk,
        recipient=move.to_community,
        said=Said.NOT_YET,
        because=Because.LAW,
        words=NOTE,
        at=now,
        by=made.by.user_id,
    )
    return {"disclosure_about": move.pk, "disclosure_word_id": word.pk}
