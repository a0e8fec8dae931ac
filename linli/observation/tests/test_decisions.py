"""Decisions about one observation: longer, tested, refused; and who signs its release."""

from datetime import date, time, timedelta

import pytest

from linli.clock import moment
from linli.duties.models import Duty
from linli.ids import new_id
from linli.observation import commands
from linli.observation.commands import NewCheck, record_check
from linli.observation.models import Observation, ObservationDecision
from linli.observation.queries.ladders import refusal_of
from linli.observation.rules import Channel, CheckOutcome, DecisionKind, State
from linli.observation.rules.extensions import Moved, extensions_standing
from linli.observation.rules.households import HoldKind
from linli.observation.rules.refusals import LADDER
from linli.observation.tests.test_endings import explain_all
from linli.staff.rules import Viewer
from tests.cast import COUNTY, FIRST_DAY, MORNING, MakeObservation, look_for

LAST_DAY = date(2020, 2, 9)
NOON = moment(FIRST_DAY, time(12))


def told(observation: Observation, outcome: CheckOutcome, by: Viewer, hour: int) -> None:
    at = moment(FIRST_DAY, time(hour))
    tenths = 365 if outcome == CheckOutcome.DONE else None
    new = NewCheck(new_id(), observation, outcome, Channel.VISIT, at, temperature_tenths=tenths)
    record_check(new=new, by=by, now=at)


def test_a_longer_period_opens_its_checks_and_keeps_why(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    observation = make_observation()
    until = LAST_DAY + timedelta(days=3)
    commands.extend_observation(
        observation=observation, last_on=until, reason="又有接触", by=doctor, now=NOON
    )
    observation.refresh_from_db()
    assert observation.last_on == until
    duties = Duty.objects.filter(county=COUNTY, subject=observation.pk, slot_on__gt=LAST_DAY, outcome="")
    assert sorted({duty.slot_on for duty in duties}) == [LAST_DAY + timedelta(days=n) for n in (1, 2, 3)]
    assert duties.count() == 6
    assert ObservationDecision.objects.get().reason == "又有接触"


@pytest.mark.parametrize(
    ("days", "refused"), [(0, commands.NotLater), (-1, commands.NotLater), (15, commands.TooFarOff)]
)
def test_a_period_grows_by_at_most_one_more(
    make_observation: MakeObservation, doctor: Viewer, days: int, refused: type[Exception]
) -> None:
    observation = make_observation()
    until = LAST_DAY + timedelta(days=days)
    with pytest.raises(refused):
        commands.extend_observation(observation=observation, last_on=until, reason="久", by=doctor, now=NOON)
    assert not ObservationDecision.objects.exists()


def test_a_refusal_is_answered_step_by_step_and_by_nothing_more(
    make_observation: MakeObservation, worker: Viewer
) -> None:
    observation = make_observation()

    def step(number: int) -> None:
        commands.take_refusal_step(
            observation=observation, step=LADDER[number], reason="在门口", by=worker, now=NOON
        )

    with pytest.raises(commands.NobodyRefuses):
        step(0)
    told(observation, CheckOutcome.REFUSED, worker, 9)
    with pytest.raises(commands.NotTheNextStep):
        step(1)
    for number in range(3):
        step(number)
    stands = refusal_of(observation=observation)
    assert stands is not None
    assert (stands.taken, stands.next) == (LADDER, None)
    for number in range(3):
        with pytest.raises(commands.NotTheNextStep):
            step(number)

    observation.refresh_from_db()
    assert observation.state == State.OBSERVING  # nothing else follows
    told(observation, CheckOutcome.DONE, worker, 15)
    assert refusal_of(observation=observation) is None


def test_somebody_seen_again_is_not_lost(make_observation: MakeObservation, secretary: Viewer) -> None:
    observation = make_observation(at=MORNING - timedelta(days=2), arrived_on=FIRST_DAY - timedelta(days=2))
    look_for(observation=observation, by=secretary, until=MORNING)
    told(observation, CheckOutcome.DONE, secretary, 9)
    with pytest.raises(commands.TooFewTries) as few:
        commands.end_with_reason(
            observation=observation, state=State.LOST, reason="电话不通", by=secretary, now=NOON
        )
    assert (few.value.tries, few.value.days) == (0, 0)


def test_the_protocol_names_who_signs(
    make_observation: MakeObservation, doctor: Viewer, secretary: Viewer
) -> None:
    observation = make_observation()
    after = moment(LAST_DAY + timedelta(days=1), time(9))
    explain_all(observation, doctor, after)
    with pytest.raises(commands.NotTheSigner):
        commands.release(observation=observation, by=secretary, now=after)
    commands.release(observation=observation, by=doctor, now=after)
    assert observation.state == State.RELEASED


def test_an_extension_entered_by_hand_is_taken_back_and_what_else_holds_stays(
    make_observation: MakeObservation, doctor: Viewer, secretary: Viewer
) -> None:
    observation = make_observation()
    first, second = (
        commands.extend_observation(
            observation=observation,
            last_on=LAST_DAY + timedelta(days=days),
            reason="又有接触",
            by=doctor,
            now=NOON,
        )
        for days in (2, 5)
    )

    def back(extension: ObservationDecision, by: Viewer) -> date:
        return commands.take_back_extension(
            observation=observation, extension=extension.pk, reason="听错了", by=by, now=NOON
        )

    with pytest.raises(commands.DecisionNeedsReason):
        commands.take_back_extension(
            observation=observation, extension=second.pk, reason=" ", by=doctor, now=NOON
        )
    assert back(second, secretary) == LAST_DAY + timedelta(days=2)
    assert back(first, doctor) == LAST_DAY
    with pytest.raises(commands.NotExtended):
        back(first, doctor)
    observation.refresh_from_db()
    assert (observation.last_on, observation.held_until) == (LAST_DAY, None)
    waiting = Duty.objects.filter(county=COUNTY, subject=observation.pk, outcome="")
    assert max(duty.slot_on for duty in waiting) == LAST_DAY
    told = ObservationDecision.objects.order_by("at", "pk").values_list("kind", flat=True)
    assert sorted(told) == ["EXTENDED", "EXTENDED", "UNEXTENDED", "UNEXTENDED"]


def test_a_rule_that_extended_is_no_extension_by_hand(
    make_observation: MakeObservation, doctor: Viewer
) -> None:
    observation = make_observation()
    by_rule = commands.extend_observation(
        observation=observation,
        last_on=LAST_DAY + timedelta(days=2),
        reason=HoldKind.FAMILY,
        by=doctor,
        now=NOON,
    )
    with pytest.raises(commands.NotExtended):
        commands.take_back_extension(
            observation=observation, extension=by_rule.pk, reason="不要", by=doctor, now=NOON
        )


@pytest.mark.parametrize(("days", "left"), [((2, 5), 5), ((5, 2), 5)])
def test_an_extension_goes_along_to_another_version_and_comes_back_from_there(
    days: tuple[int, int], left: int
) -> None:
    one, other = new_id(), new_id()
    day = date(2020, 2, 9)
    moves = [
        Moved(one, DecisionKind.EXTENDED, day, day + timedelta(days=days[0])),
        Moved(other, DecisionKind.EXTENDED, day, day + timedelta(days=days[1])),
        Moved(new_id(), DecisionKind.PROTOCOL, day, day - timedelta(days=7)),
    ]
    standing = extensions_standing(moves=moves)
    assert max(standing.values()) == day + timedelta(days=left - 7)
    moves.append(Moved(new_id(), DecisionKind.UNEXTENDED, day, day, of=one))
    assert extensions_standing(moves=moves) == {other: day + timedelta(days=days[1] - 7)}
