"""The family of somebody who is isolated away from home: by when it is called on for the first time, and by what."""

from datetime import timedelta
from typing import Final

from linli.people.rules.calls import DISTURBING, Outcome, Purpose, Way

# The kind of duty that the first contact answers: linli/people/duties.py.
KIND_CARE: Final = "CARE"
# Within so long after a family was named to care somebody has spoken with it. Source: docs/rules/duties.md#care.
FIRST_CONTACT_WITHIN: Final = timedelta(days=1)


def is_first_contact(*, way: Way, purpose: Purpose, outcome: Outcome) -> bool:
    """Say whether a call or visit is one for whose sake the family was named: somebody was spoken with, about care.

    A message is none: nobody has heard it yet. Source: docs/rules/duties.md#care.
    """
    return way in DISTURBING and purpose == Purpose.CARE and outcome == Outcome.REACHED
