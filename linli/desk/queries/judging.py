"""Who decides on a referral where its reader may not: the doctors of the community, or whom one rings where it has none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linli.areas.rules import AreaCode, Level
from linli.referrals.queries import Referral
from linli.staff.queries.reached import Reached, people_at
from linli.staff.rights import Action, roles_with
from linli.staff.ringing import rung_first
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class Judging:
    """Who can be asked today. above: of the township, where the community has no doctor."""

    doctors: Sequence[Reached]
    above: Sequence[Reached]


def who_judges(*, viewer: Viewer, referral: Referral, on: date) -> Judging:
    """Return the doctors at hand in the community of a referral, else whom one rings above it; one statement."""
    community = AreaCode(referral.community)
    township = next(code for code in community.ancestors if code.level is Level.TOWNSHIP)
    here = {community, AreaCode(referral.area)}
    found = people_at(viewer=viewer, areas=[*here, township], on=on)
    judging = roles_with(action=Action.JUDGE_REFERRAL)
    doctors = [one for area in sorted(here) for one in found.get(area, ()) if one.role in judging]
    above = [] if doctors else rung_first(people=found.get(township, []), seals=lambda one: one.seals)
    return Judging(doctors, above)
