"""A day of onset that can be believed, at its edges."""

from datetime import date, timedelta

import pytest

from linli.referrals.rules.onset import OnsetNotBelievable, check_onset

TODAY = date(2020, 1, 27)
RAISED = date(2020, 1, 25)


@pytest.mark.parametrize(
    ("on", "is_believable"),
    [
        (TODAY, True),
        (TODAY + timedelta(days=1), False),
        (RAISED, True),
        (RAISED - timedelta(days=60), True),
        (RAISED - timedelta(days=61), False),
    ],
)
def test_onset_lies_between_two_months_before_the_referral_and_today(on: date, is_believable: bool) -> None:
    if is_believable:
        check_onset(on=on, raised_on=RAISED, today=TODAY)
        return
    with pytest.raises(OnsetNotBelievable):
        check_onset(on=on, raised_on=RAISED, today=TODAY)
