"""What a clinic is told of somebody sent to it: what it needs to receive them, and nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linli.alerts.queries.grounds import Ground, grounds_of
from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.course.queries.facts import Facts, facts_of
from linli.observation.models import Observation
from linli.people.rules.ages import age_on
from linli.referrals.queries import Referral
from linli.staff.queries import colleagues_at
from linli.staff.rights import Action


@dataclass(frozen=True)
class Patient:
    """Somebody sent to a clinic. age: whole years, None where the birthday is unknown; ground: why, None where it is not kept."""

    referral: Referral
    age: int | None
    ground: Ground | None
    community: str
    doctors: tuple[str, ...]  # of the community


def patients(*, referrals: Sequence[Referral], on: date) -> list[Patient]:
    """Return what the clinic may know of some referrals sent to it, in order."""
    grounds = grounds_of(referrals=referrals)
    places = names_of(codes={referral.community for referral in referrals})
    doctors = {
        community: tuple(
            colleague.name
            for colleague in colleagues_at(area=AreaCode(community), action=Action.JUDGE_REFERRAL, on=on)
        )
        for community in {referral.community for referral in referrals}
    }
    return [
        Patient(
            referral=referral,
            age=age_on(referral.person.born_on, on),
            ground=grounds.get(referral.pk),
            community=places.get(referral.community, ""),
            doctors=doctors[referral.community],
        )
        for referral in referrals
    ]


def history_of(*, referral: Referral, on: date) -> Facts:
    """Return the epidemiological history of somebody sent to the clinic, of this referral's observation alone."""
    rows = Observation.objects.select_related("person", "arrival")
    return facts_of(observation=rows.get(pk=referral.subject), on=on)
