"""Children decided: of whom a guardian must agree.

Source: 个人信息保护法 art. 31, under fourteen years (general knowledge of the text); docs/rules/people.md#guardians.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from linli.people.rules.ages import age_on

GROWN_AT: Final = 14


class Consent(StrEnum):
    """What is known of a guardian's consent; UNKNOWN where it was not to be had yet."""

    YES = "YES"
    NO = "NO"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True)
class GuardianSaid:
    """What is told of a guardian. guardian and told_by: '' only where the consent is UNKNOWN."""

    consent: Consent
    guardian: str = ""
    told_by: str = ""


def is_child(*, born_on: date | None, age: int | None, on: date) -> bool | None:
    """Say whether a guardian must agree; None where neither birthday nor age is known. On the 14th birthday nobody must."""
    years = age_on(born_on, on) if born_on else age
    return None if years is None else years < GROWN_AT


def adds(*, said: GuardianSaid, before: GuardianSaid | None) -> bool:
    """Say whether what is said at another registration adds to what was said last.

    The same again adds nothing. UNKNOWN undoes no answer: that nobody asked this time takes nothing back.
    """
    if before is None:
        return True
    is_name = said.consent != Consent.UNKNOWN or bool(said.guardian and before.consent == Consent.UNKNOWN)
    return is_name and said != before


def children_born_after(*, on: date) -> date:
    """Return the day after which whoever was born is a child on a day."""
    try:
        return on.replace(year=on.year - GROWN_AT)
    except ValueError:  # 29 February
        return on.replace(year=on.year - GROWN_AT, day=on.day - 1)
