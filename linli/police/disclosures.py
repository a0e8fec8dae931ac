"""Hand-overs to the police as givings of somebody's data. One that was taken back could be read until then."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from linli.disclosures.kinds import HandedOn
from linli.disclosures.rules import Kind
from linli.police.models import PoliceHandOver
from linli.police.queries import told_of


def _what(rows: Collection[UUID]) -> dict[UUID, str]:
    """Return of which hand-overs the telephone was told; what was told of the forgotten is gone."""
    handed = PoliceHandOver.objects.filter(pk__in=rows)
    return {row.pk: "POLICE_PHONE" for row in handed if row.told_sealed and told_of(row=row).phone}


HANDED_ON: Final = HandedOn(
    Kind.POLICE,
    PoliceHandOver.objects.all,
    person="observation__person",
    recipient="office",
    at="at",
    giver="community",
    what=_what,
)
