"""What is still ahead of a referral, and what a page offers first."""

from linli.referrals.rules import CLOSED, HOME_RESULTS, LIMIT_OF, PATH, USUAL, State


def is_usual(*, from_: State, to: State) -> bool:
    """Say whether a page offers a step first: of who was not taken, another clinic, before going home."""
    return to == State.SENT_ON if from_ == State.REFUSED else to in USUAL


def ahead_of(*, state: State, result: str = "") -> tuple[State, ...]:
    """Return the usual way that is still ahead, from a way out as from where it left; nothing after the last.

    result: the word that stands; with one that keeps somebody from going home the way ends in a bed. Whom a clinic did not
    take is out already: the next is another clinic.
    """
    if state in CLOSED:
        return ()
    if state == State.REFUSED:
        return (State.SENT_ON, *ahead_of(state=State.TRANSPORT))
    ahead = PATH[PATH.index(LIMIT_OF.get(state, state)) + 1 :]
    if result and result not in HOME_RESULTS:
        return tuple(State.ADMITTED if to == State.RETURNED else to for to in ahead)
    return ahead
