"""Whatever happened, removing the identity of those who were observed changes no figure, no seal and no audit event."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from linli.audit.models import AuditEvent
from linli.clock import moment, start_of
from linli.observation.models import Alert, Observation
from linli.observation.rules import State
from linli.people.models import Person
from linli.referrals.models import Referral
from linli.reports.models import Report
from linli.reports.queries.behind import rows_behind
from linli.reports.queries.chain import broken_in
from linli.reports.queries.daily import draft_of_community
from linli.reports.queries.indicators import sealed_sum
from linli.reports.queries.rollup import roll_up
from linli.reports.registers import KEYS_WITH_ROWS
from linli.retention.commands.run import run_old_rows, run_retention
from tests.cast import COUNTY, FIRST_DAY, TOWNSHIP
from tests.properties import examples
from tests.test_balance import COMMUNITIES, SEASON, RollBack, Season
from tests.test_balance import season as season

# Both report hours fall into the day; the second after all acts of a day.
HOURS: Final = (12, 23)


@settings(
    max_examples=examples(2), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(days=SEASON)
def test_no_figure_changes_when_identity_goes(
    season: Callable[[], Season], days: list[list[tuple[str, int, int]]]
) -> None:
    with pytest.raises(RollBack), transaction.atomic():
        _lived_and_removed(season(), days)


def _lived_and_removed(lived: Season, days: list[list[tuple[str, int, int]]]) -> None:
    end = lived.live(days) + timedelta(days=1)
    _let_most_be_over(end)
    number = len(days) + 2
    before = _figures(number)
    audit = list(AuditEvent.objects.filter(county=COUNTY).order_by("id").values())
    observed = Person.objects.filter(observations__isnull=False).exists()

    list(run_retention(area=None, now=end + timedelta(days=30)))
    gone = sum(one.removed for one in run_retention(area=None, now=end + timedelta(days=37)))
    run_old_rows(area=None, now=end + timedelta(days=37))

    assert gone > 0 or not observed
    assert not Person.objects.filter(identity_removed_at__isnull=False).exclude(phone_digest="").exists()
    assert _figures(number) == before
    assert list(broken_in(area=None)) == []
    kept = [row["id"] for row in audit]
    now = list(AuditEvent.objects.filter(county=COUNTY, id__in=kept).order_by("id").values())
    assert now == audit
    raise RollBack


def _let_most_be_over(end: datetime) -> None:
    """Close what the season left open, but for one observation, which must stay as it is."""
    Alert.objects.filter(reviewed_at=None).update(reviewed_at=end, reviewed_by=COMMUNITIES_ID)
    Referral.objects.update(state="RETURNED", disinfection_due_at=None)
    open_ = list(
        Observation.objects.filter(state=State.OBSERVING).order_by("pk").values_list("pk", flat=True)
    )
    over = open_ if len(open_) < Observation.objects.count() else open_[:-1] or open_
    Observation.objects.filter(pk__in=over).update(state=State.RELEASED, closed_at=end)


COMMUNITIES_ID: Final = "01941f29-7c00-7000-8000-000000000009"


def _figures(days: int) -> dict[str, object]:
    """Return every figure of every day at two instants, whom the figures count, and what is sealed."""
    found: dict[str, object] = {"reports": list(Report.objects.order_by("pk").values())}
    for number in range(days):
        day = FIRST_DAY + timedelta(days=number)
        for community in COMMUNITIES:
            for hour in HOURS:
                at = moment(day, datetime.min.time()) + timedelta(hours=hour)
                draft = draft_of_community(area=community, day=day, now=at)
                found[f"{community} {at}"] = draft.figures
        at = start_of(day + timedelta(days=1))
        found[f"sum {day}"] = sealed_sum(area=TOWNSHIP, day=day, as_of=at)
        found[f"roll-up {day}"] = roll_up(area=TOWNSHIP, day=day, now=at).figures
    for community in COMMUNITIES:
        found[f"{community} behind"] = _behind(community, days)
    return found


def _behind(community: str, days: int) -> dict[str, list[str]]:
    """Return whom each figure of the whole season counts, by figure."""
    from_, until = start_of(FIRST_DAY), start_of(FIRST_DAY + timedelta(days=days))
    return {
        key: sorted(
            str((one.page, one.at))
            for one in rows_behind(community=community, key=key, from_=from_, until=until)
        )
        for key in sorted(KEYS_WITH_ROWS)
    }
