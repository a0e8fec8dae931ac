"""A kept query finds what Django's own finds, is put together once, and sees each time what is asked about then."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli import kept
from linli.duties.models import Duty
from linli.observation.models import Observation
from tests.cast import MORNING, MakeObservation

made: list[int] = []


@pytest.fixture(autouse=True)
def nothing_made_yet() -> None:
    made.clear()


def due_at(*, community: str, at: datetime) -> kept.Values:
    """Whose period has passed at a moment, or began before it, of one community."""
    made.append(1)
    rows = Observation.objects.filter(community=community, opened_at__lt=at)
    return rows.order_by("pk").values_list(
        "pk", "opened_at", "last_on", "person__name", "person__household__note"
    )


def named(*, ids: Sequence[UUID]) -> kept.Values:
    return Observation.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "state")


def reckoned(*, at: datetime) -> kept.Values:
    return Observation.objects.filter(opened_at__lt=at - timedelta(days=1)).values_list("pk")


def one_only(*, ids: Sequence[UUID]) -> kept.Values:
    return Observation.objects.filter(pk=ids[0]).values_list("pk")


def both(*, county: str) -> kept.Values:
    duties = Duty.objects.filter(county=county).order_by()
    open_ = duties.filter(outcome="").values_list("subject", "due_at")
    nobody: kept.Values = duties.none().values_list("subject", "due_at")
    return nobody.union(open_, all=True)


def test_it_tells_what_django_tells_of_every_kind_of_column(make_observation: MakeObservation) -> None:
    rows = [make_observation(at=MORNING, name=name) for name in ("王芳", "李强")]
    community = rows[0].community
    later = MORNING + timedelta(hours=1)
    asked = kept.query(due_at, community=community)
    assert kept.rows(asked, at=later) == list(due_at(community=community, at=later))
    assert len(kept.rows(asked, at=later)) == 2
    told = kept.rows(kept.query(both, county=rows[0].county))
    assert sorted(told) == sorted(both(county=rows[0].county))
    assert told


def test_it_is_put_together_once_and_asked_each_time_about_another_moment(
    make_observation: MakeObservation,
) -> None:
    observation = make_observation(at=MORNING)
    asked = kept.query(due_at, community=observation.community)
    kept.rows(asked, at=MORNING)
    made.clear()
    with CaptureQueriesContext(connection) as statements:
        found = [len(kept.rows(asked, at=MORNING + timedelta(minutes=n))) for n in (-1, 1, 0)]
    assert found == [0, 1, 0]
    assert (len(statements), made) == (3, [])
    kept.rows(kept.query(due_at, community="310101001001"), at=MORNING)
    assert made == [1]


def test_ids_are_those_of_this_time(make_observation: MakeObservation) -> None:
    first, second, third = sorted(make_observation(at=MORNING).pk for _n in range(3))
    for ids in ([first, second], [third, first], [second, second]):
        found = [pk for pk, _state in kept.rows(kept.query(named), ids=ids)]
        assert found == sorted(set(ids))
    assert kept.rows(kept.query(named), ids=[]) == []


def test_what_reckons_with_what_stands_for_others_is_refused(make_observation: MakeObservation) -> None:
    make_observation(at=MORNING)
    with pytest.raises(ValueError, match="opened_at"):
        kept.rows(kept.query(reckoned), at=MORNING)
    with pytest.raises(ValueError, match="observation"):
        kept.rows(kept.query(one_only), ids=[UUID(int=5), UUID(int=6)])
