"""Rules of two persons, as pairs of rights; and what a sign-in by somebody else's code does not open."""

from typing import Final

from linli.staff.apart import THREE_OFFICES
from linli.staff.rights import RIGHTS, Action, Role

# What one person begins and another one ends: neither takes the other's step.
TWO_STEPS: Final = (
    (Action.EXPORT_PEOPLE, Action.APPROVE_EXPORT),
    (Action.SEAL_REPORT, Action.RECEIVE_REPORT),
)
# Whoever issued the code may sit behind the session: it reads no whole identity, takes no step of two, and gives nobody rights.
NOT_BY_CODE: Final = frozenset(
    {
        Action.REVEAL_IDENTITY,
        Action.EXPORT_PEOPLE,
        Action.APPROVE_EXPORT,
        Action.SEAL_REPORT,
        Action.RECEIVE_REPORT,
        Action.REVIEW_ALERT,
        Action.JUDGE_REFERRAL,
        Action.RELEASE_PERSON,
        Action.CLOSE_OBSERVATION,
        Action.KEEP_ACCOUNTS,
        Action.GIVE_POSTS,
        Action.SET_SECOND_FACTORS,
        Action.KEEP_COLLEAGUES,
        Action.FILL_TEAMS,
        Action.STAFF_CLINICS,
        Action.LOCK_PERSON,
        Action.UNLOCK_PERSON,
        Action.RESET_PASSWORD,
        Action.ISSUE_SIGN_IN_CODE,
        Action.KEEP_HELPERS,
        Action.KEEP_PHONES,
        Action.KEEP_CHANNELS,
        Action.CONFIRM_POST,
        Action.JUDGE_FINDING,
    }
)


def takes_other_step(*, role: Role, issuer: Role) -> bool:
    """Say whether somebody of a role takes the step that needs a second person beside the issuer's own, or the other way."""
    own, others = set(RIGHTS[issuer]), set(RIGHTS[role])
    return any(
        (first in own and second in others) or (first in others and second in own)
        for first, second in TWO_STEPS
    )


def holds_other_office(*, role: Role, own: Role) -> bool:
    """Say whether a role is another of the three offices than one's own: who gives it a password could sit behind both."""
    return {role, own} <= THREE_OFFICES and role is not own
