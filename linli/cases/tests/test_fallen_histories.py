"""Whatever is entered, corrected and undone in whatever order, the family is held where a case stands."""

from datetime import date, time, timedelta
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from linli.cases.commands import (
    correct_result,
    move_result,
    take_back_step,
    take_referral_step,
)
from linli.cases.tests.test_results import at_result
from linli.clock import moment
from linli.observation.commands import extend_observation
from linli.observation.models import Observation
from linli.referrals.models import Referral
from linli.referrals.rules import BED_RESULTS, CONTAGIOUS, Result, State
from linli.referrals.rules.results import MOVES
from linli.staff.rules import Viewer
from tests.cast import FIRST_DAY, MakeObservation
from tests.properties import examples

HOME = "9栋1单元901室"
NOON = moment(FIRST_DAY, time(11, 30))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OWN, FAMILY = FIRST_DAY + 4 * DAY, FIRST_DAY + 14 * DAY
DOORS = count(1)


def last_day(observation: Observation) -> date:
    observation.refresh_from_db()
    return observation.last_on


class Expected:
    """What should stand: words in force, whether in a bed, whether the family is held, a day decided by hand."""

    def __init__(self, result: Result) -> None:
        self.words, self.in_bed, self.held, self.by_hand = [result], False, False, OWN

    def enter(self) -> None:
        """Follow a word that was put at the end."""
        if self.in_bed and self.words[-1] in CONTAGIOUS:
            self.held = True

    def correct(self, result: Result) -> None:
        """Put a word in the place of the last."""
        self.words[-1] = result
        self.enter()
        self.held &= any(word in CONTAGIOUS for word in self.words)


@settings(max_examples=examples(40))
@given(acts=st.lists(st.sampled_from([*Result, "BED", "UNDO", "MOVE", "HAND"]), max_size=9))
def test_whatever_is_entered_corrected_and_undone_the_family_is_held_where_a_case_stands(
    db: None, make_observation: MakeObservation, doctor: Viewer, acts: list[str]
) -> None:
    home = f"10栋1单元{next(DOORS)}室"
    wife = make_observation(name=f"妻{home}", arrived_on=FIRST_DAY - 10 * DAY, address=home)
    referral = at_result(make_observation(name=f"夫{home}", address=home), Result.SUSPECTED, doctor)
    expected = Expected(Result.SUSPECTED)
    for hour, act in enumerate(acts, start=1):
        _do(act, referral, wife, expected, doctor, hour)
        days = [OWN, expected.by_hand, *([FAMILY] if expected.held else [])]
        assert last_day(wife) == max(days)
        wife.person.refresh_from_db()
        assert bool(wife.person.tags) is expected.held


def _do(act: str, referral: Referral, wife: Observation, expected: Expected, by: Viewer, hour: int) -> None:
    now = NOON + hour * timedelta(minutes=5)
    referral.refresh_from_db()
    last = expected.words[-1]
    if act == "BED" and not expected.in_bed and last in BED_RESULTS:
        take_referral_step(referral=referral, to=State.ADMITTED, by=by, now=now)
        expected.in_bed, expected.held = True, last in CONTAGIOUS
    elif act == "UNDO" and expected.in_bed:
        take_back_step(referral=referral, seen=State.ADMITTED, reason="错", by=by, now=now)
        expected.in_bed = expected.held = False
    elif act == "MOVE" and MOVES[last]:
        move_result(referral=referral, seen=last, result=MOVES[last][0], note="", by=by, now=now)
        expected.words.append(MOVES[last][0])
        expected.enter()
    elif act == "HAND" and last_day(wife) < FAMILY + 3 * DAY:
        until = last_day(wife) + DAY
        extend_observation(observation=wife, last_on=until, reason="决定", by=by, now=now)
        expected.by_hand = until
    elif act in set(Result) and act != last:
        correct_result(referral=referral, seen=last, result=act, reason="错", by=by, now=now)
        expected.correct(Result(act))
