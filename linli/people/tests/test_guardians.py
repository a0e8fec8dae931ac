"""Of whom a guardian must agree, at the edges."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.people.rules.guardians import Consent, GuardianSaid, adds, children_born_after, is_child

DAY = date(2020, 2, 10)


@pytest.mark.parametrize(
    ("born_on", "age", "expected"),
    [
        (date(2006, 2, 11), None, True),
        (date(2006, 2, 10), None, False),  # the fourteenth birthday
        (date(2006, 2, 10), 3, False),  # the birthday is surer than what was told
        (None, 13, True),
        (None, 14, False),
        (None, None, None),
        (DAY, None, True),
    ],
)
def test_of_whom_a_guardian_must_agree(
    born_on: date | None, age: int | None, *, expected: bool | None
) -> None:
    assert is_child(born_on=born_on, age=age, on=DAY) is expected


YES, NO = GuardianSaid(Consent.YES, "周志强", "母亲"), GuardianSaid(Consent.NO, "周志强", "母亲")
UNKNOWN, NAMED = GuardianSaid(Consent.UNKNOWN), GuardianSaid(Consent.UNKNOWN, "周志强")


@pytest.mark.parametrize(
    ("said", "before", "expected"),
    [
        (UNKNOWN, None, True),
        (UNKNOWN, YES, False),
        (NAMED, YES, False),
        (NAMED, UNKNOWN, True),
        (UNKNOWN, NAMED, False),
        (UNKNOWN, UNKNOWN, False),
        (YES, UNKNOWN, True),
        (YES, YES, False),
        (NO, YES, True),
        (GuardianSaid(Consent.YES, "周志强", "本人"), YES, True),
    ],
)
def test_what_adds_to_what_was_said(
    said: GuardianSaid, before: GuardianSaid | None, *, expected: bool
) -> None:
    assert adds(said=said, before=before) is expected


@given(on=st.dates(date(2000, 1, 1), date(2100, 1, 1)), days=st.integers(0, 12_000))
def test_the_statement_and_the_rule_say_the_same(on: date, days: int) -> None:
    born_on = on - timedelta(days=days)
    assert (born_on > children_born_after(on=on)) is is_child(born_on=born_on, age=None, on=on)
