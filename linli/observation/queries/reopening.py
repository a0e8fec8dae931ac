"""Which observation that was ended may go on again."""

from django.db.models import Q

from linli.observation.models import Observation
from linli.observation.rules import REOPENABLE, State
from linli.referrals.models import Referral
from linli.referrals.rules import State as ReferralState


def may_reopen(*, observation: Observation) -> bool:
    """Say whether an ended observation may go on: ended by a statement, its person's newest, and the person still here."""
    person = observation.person.joined_to or observation.person
    later = Q(opened_at__gt=observation.opened_at) | Q(state=State.OBSERVING)
    return (
        observation.state in REOPENABLE
        and person.community == observation.community
        and person.taken_back_at is None
        and not Observation.objects.filter(later, person=person).exists()
    )


def may_take_back(*, referral: Referral) -> bool:
    """Say whether the last step of a referral may be taken back as far as observation goes.

    A bed ended the observation, which must be able to go on.
    """
    if referral.state != ReferralState.ADMITTED:
        return True
    observation = Observation.objects.select_related("person__joined_to").get(pk=referral.subject)
    return observation.state != State.REFERRED or may_reopen(observation=observation)
