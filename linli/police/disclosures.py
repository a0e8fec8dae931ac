"""Hand-overs to the police as givings of somebody's data. One that was taken back could be read until then."""

from typing import Final

from linli.disclosures.kinds import HandedOn
from linli.disclosures.rules import Kind
from linli.police.models import PoliceHandOver

HANDED_ON: Final = HandedOn(
    Kind.POLICE, PoliceHandOver.objects.all, person="observation__person", recipient="office", at="at"
)
