"""Whatever is told again and put right, in any order: what is undone leaves last day, duties and figures as they were."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import Any, Final

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.arrivals.commands import (
    DaysOutOfOrder,
    NewArrival,
    correct_arrival,
    decide_again,
    register_arrivals,
    undo_arrival,
)
from linli.census.queries.counts import counted
from linli.duties.models import Duty
from linli.observation.commands import extend_observation
from linli.observation.models import Arrival, Observation
from linli.people.commands import NothingCorrected, PersonCard, correct_person, undo_person
from linli.people.models import Correction, Person, ToldAgain
from linli.people.rules.corrections import Verdict
from linli.protocols.versions import rules_of
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, MORNING
from tests.properties import examples

DAYS: Final = st.integers(0, 20).map(lambda ago: (FIRST_DAY - timedelta(days=ago)).isoformat())
CARD: Final = PersonCard(
    name="王芳",
    id_type="ID_CARD",
    id_number="11010519491231002X",
    phone="13812345678",
    address="1栋1单元101室",
)
ARRIVAL: Final = st.fixed_dictionaries(
    {},
    optional={
        "arrived_on": DAYS,
        "left_on": st.one_of(st.just(""), DAYS),
        "exposed_on": st.one_of(st.just(""), DAYS),
        "origin": st.sampled_from(["武汉", "浙江省温州市", ""]),
        "contact_history": st.sampled_from(["", "YES", "NO"]),
    },
)
PERSON: Final = st.fixed_dictionaries(
    {},
    optional={
        "sex": st.sampled_from(["", "F", "M"]),
        "phone": st.sampled_from(["13900000000", "13900000001"]),
    },
)
ACTS: Final = st.lists(
    st.one_of(
        st.tuples(st.just("arrival"), ARRIVAL),
        st.tuples(st.just("person"), PERSON),
        st.tuples(st.just("told"), DAYS),
    ),
    max_size=4,
)


class RollBack(Exception):
    """The example is over; its rows go."""


@pytest.fixture
def begun(secretary: Viewer) -> Callable[[], Observation]:
    def begin() -> Observation:
        told = NewArrival(card=CARD, arrived_on=date(2020, 1, 20), origin="武汉", origin_class="WUHAN")
        observation = register_arrivals(community=COMMUNITY, arrivals=[told], by=secretary, now=MORNING)[
            0
        ].observation
        assert observation
        return observation

    return begin


def picture() -> Any:
    """Return what stands: period, category, facts, duties due, figures."""
    (observation,) = Observation.objects.select_related("arrival", "person")
    arrival, person = observation.arrival, observation.person
    duties = Duty.objects.filter(county=COUNTY, subject=observation.pk, outcome="").values_list(
        "slot_on", "session"
    )
    return (
        (observation.anchor, observation.anchor_on, observation.last_on, observation.category),
        (arrival.arrived_on, arrival.left_on, arrival.exposed_on, arrival.origin, arrival.contact_history),
        (person.sex, person.phone_digest),
        sorted(duties),
        counted(community=COMMUNITY, from_=MORNING - timedelta(hours=1), until=MORNING + timedelta(hours=9)),
    )


@settings(
    max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS, extended=st.booleans())
def test_what_is_undone_leaves_everything_as_it_was(
    begun: Callable[[], Observation], secretary: Viewer, acts: list[tuple[str, Any]], extended: bool
) -> None:
    with suppress(RollBack), transaction.atomic():
        observation = begun()
        if extended:
            until = observation.last_on + timedelta(days=3)
            extend_observation(
                observation=observation, last_on=until, reason="家人确诊", by=secretary, now=MORNING
            )
        before = picture()
        undo: list[Callable[[], object]] = []
        for kind, said in acts:
            undo += _done(kind, said, secretary)
            _holds()
        for one in reversed(undo):
            one()
        for telling in ToldAgain.objects.filter(decision=""):
            decide_again(telling=telling, verdict=Verdict.KEPT, reason="没有", by=secretary, now=MORNING)
        assert picture() == before
        raise RollBack


def _done(kind: str, said: Any, by: Viewer) -> list[Callable[[], object]]:
    """Put something right, or tell it again; return how it is undone."""
    if kind == "told":
        told = NewArrival(card=CARD, arrived_on=date.fromisoformat(said), origin="武汉", origin_class="WUHAN")
        had = set(Correction.objects.values_list("pk", flat=True))
        register_arrivals(community=COMMUNITY, arrivals=[told], by=by, now=MORNING)
        kept = list(Correction.objects.exclude(pk__in=had))
        return [partial(undo_arrival, correction=row, reason="撤销", by=by, now=MORNING) for row in kept]
    try:
        if kind == "arrival":
            made = correct_arrival(
                arrival=Arrival.objects.get(), said=said, reason="更正", by=by, now=MORNING
            )
            return [lambda: undo_arrival(correction=made, reason="撤销", by=by, now=MORNING)]
        corrected = correct_person(person=Person.objects.get(), said=said, reason="更正", by=by, now=MORNING)
    except (NothingCorrected, DaysOutOfOrder):
        return []
    row = corrected.correction
    assert row
    return [lambda: undo_person(correction=row, reason="撤销", by=by, now=MORNING)]


def _holds() -> None:
    """Nobody ends before what is known or waits would have it, and is due to the last day."""
    (observation,) = Observation.objects.all()
    assert observation.last_on >= observation.anchor_on + timedelta(
        days=rules_of(observation.protocol_id).length_days
    )
    waiting = Duty.objects.filter(county=COUNTY, subject=observation.pk, outcome="")
    if observation.last_on >= FIRST_DAY:
        assert waiting.order_by("-slot_on").values_list("slot_on", flat=True)[0] == observation.last_on
    else:
        assert not waiting.exists()
