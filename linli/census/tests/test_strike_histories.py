"""Whatever is recorded, struck and put back in whatever order: what counts is what stands."""

from datetime import timedelta
from typing import Final

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.census.queries.counts import counted
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation.commands import NewCheck, put_back_check, record_check, strike_check
from linli.observation.models import Alert, Check
from linli.observation.queries.standing import standing_checks
from linli.observation.rules import Channel, CheckOutcome
from linli.referrals.models import Referral
from linli.referrals.rules import CLOSED
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, MORNING, MakeObservation
from tests.properties import examples

FEVER: Final = 381
LAST_NUMBER: Final = 4
# Record a reading, or strike or put back the one of this number: whichever of the two it allows.
ACTS: Final = st.lists(
    st.one_of(st.sampled_from([365, FEVER, None]), st.integers(0, LAST_NUMBER)), max_size=10
)


class RollBack(Exception):
    """Ends an example, so that the next begins with nothing."""


@settings(max_examples=examples(32))
@given(acts=ACTS)
def test_what_counts_is_what_stands(
    acts: list[int | None], make_observation: MakeObservation, worker: Viewer
) -> None:
    with pytest.raises(RollBack), transaction.atomic():
        _lived_and_rolled_back(acts, make_observation, worker)


def _lived_and_rolled_back(acts: list[int | None], make: MakeObservation, by: Viewer) -> None:
    observation = make()
    made: list[Check] = []
    struck: set[int] = set()
    for minute, act in enumerate(acts):
        now = MORNING + timedelta(minutes=minute)
        if act is None or act > LAST_NUMBER:
            outcome = CheckOutcome.DONE if act else CheckOutcome.NOBODY_HOME
            new = NewCheck(new_id(), observation, outcome, Channel.VISIT, now, temperature_tenths=act)
            check = record_check(new=new, by=by, now=now).check
            assert check is not None
            made.append(check)
        elif act in struck:
            put_back_check(check=made[act], reason="没有记错", by=by, now=now)
            struck.remove(act)
        elif act < len(made):
            strike_check(check=made[act], reason="记错了", by=by, now=now)
            struck.add(act)

    standing = [check for number, check in enumerate(made) if number not in struck]
    assert set(standing_checks(county=COUNTY).values_list("id", flat=True)) == {one.id for one in standing}
    feverish = {one.id for one in standing if one.temperature_tenths == FEVER}
    assert set(Alert.objects.filter(reviewed_at=None).values_list("check_id", flat=True)) == feverish
    causes = Referral.objects.exclude(state__in=CLOSED).values_list("cause", flat=True)
    assert len(causes) == bool(feverish)
    assert set(causes) <= feverish
    duty = Duty.objects.filter(county=COUNTY, subject=observation.pk).order_by("due_at")[0]
    outcomes = {one.outcome for one in standing}
    assert duty.outcome == ("DONE" if "DONE" in outcomes else "NOBODY_HOME" if outcomes else "")
    assert (duty.fact_id in {one.id for one in standing}) == bool(standing)
    told = counted(community=COMMUNITY, from_=MORNING, until=MORNING + timedelta(hours=12))
    assert (told["alerts"], told["persons_seen"]) == (len(feverish), int("DONE" in outcomes))
    raise RollBack
