"""By what data of people go to other bodies, collected from the apps."""

from typing import Final

from linli.disclosures.kinds import HandedOn
from linli.elsewhere.disclosures import HANDED_ON as FOUND
from linli.moves.disclosures import HANDED_ON as MOVES
from linli.police.disclosures import HANDED_ON as POLICE
from linli.referrals.disclosures import NAMED, NAMED_BEFORE
from linli.tracing.disclosures import HANDED_ON as LEADS

HANDED_ON: Final[tuple[HandedOn, ...]] = (NAMED, NAMED_BEFORE, POLICE, MOVES, FOUND, LEADS)
