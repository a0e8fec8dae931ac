"""Which observation that was ended may go on again."""

from django.db.models import Q

from linli.observation.models import Observation
from linli.observation.rules import REOPENABLE, State
from linli.observation.rules.states import Unopened
from linli.referrals.models import Referral
from linli.referrals.rules import State as ReferralState


def may_reopen(*, observation: Observation) -> bool:
    """Say whether an ended observation may go on: ended by a statement, its person's newest, and the person still here."""
    return why_not_to_reopen(observation=observation) is None


def why_not_to_reopen(*, observation: Observation) -> Unopened | None:
    """Return why an observation cannot go on, the first reason that holds; None where it may."""
    person = observation.person.joined_to or observation.person
    later = Q(opened_at__gt=observation.opened_at) | Q(state=State.OBSERVING)
    reasons = (
        (observation.state == State.OBSERVING, Unopened.GOES_ON),
        (observation.state == State.RELEASED, Unopened.RELEASED),
        (observation.state not in REOPENABLE, Unopened.OTHERWISE),
        (person.taken_back_at is not None, Unopened.TAKEN_BACK),
        (person.community != observation.community, Unopened.AWAY),
    )
    for is_so, reason in reasons:
        if is_so:
            return reason
    return Unopened.LATER if Observation.objects.filter(later, person=person).exists() else None


def may_take_back(*, referral: Referral) -> bool:
    """Say whether the last step of a referral may be taken back as far as observation goes.

    A bed ended the observation, which must be able to go on.
    """
    if referral.state != ReferralState.ADMITTED:
        return True
    observation = Observation.objects.select_related("person__joined_to").get(pk=referral.subject)
    return observation.state != State.REFERRED or may_reopen(observation=observation)
