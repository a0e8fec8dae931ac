"""Who was expected is told as it was known: a later decision changes no sealed version and no older moment."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from linli.areas.models import Area
from linli.reports.commands.participation import begin, strike
from linli.reports.models import Participation
from linli.reports.queries.area_day import area_day
from linli.reports.queries.rollup import roll_up_as_known
from linli.reports.queries.shown import shown_of
from linli.reports.rules.participation import Period
from linli.reports.tests.days import SIGNERS, Seal, Signer, on_first_day
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, MORNING, SIBLING, TOWNSHIP

SignIn = Callable[..., Client]
DAY = FIRST_DAY.isoformat()
pytestmark = pytest.mark.both


def expected_in_township(*, at_hour: int, minute: int = 0) -> int:
    at = on_first_day(at_hour, minute)
    return roll_up_as_known(area=TOWNSHIP, day=FIRST_DAY, at=at).received.expected


def test_what_was_declared_and_struck_later_changes_no_older_moment(
    areas: dict[str, Area], signer: Signer
) -> None:
    Participation.objects.all().delete()
    by = signer(area=COUNTY)
    begin(area=TOWNSHIP, from_on=FIRST_DAY, reason="启用", by=by, now=on_first_day(9))
    strike(area=SIBLING, period=Period(FIRST_DAY, None), reason="填错", by=by, now=on_first_day(12))
    assert [expected_in_township(at_hour=hour) for hour in (8, 9, 11, 13)] == [0, 2, 2, 1]
    assert expected_in_township(at_hour=8, minute=59) == 0


def test_a_sealed_version_keeps_its_table_of_units_and_says_what_is_expected_since(
    areas: dict[str, Area], signer: Signer, seal: Seal, sign_in: SignIn
) -> None:
    Participation.objects.all().delete()
    by = signer(area=COUNTY)
    begin(area=TOWNSHIP, from_on=FIRST_DAY, reason="启用", by=by, now=MORNING)
    seal(area=COMMUNITY)
    seal(area=COUNTY, at=on_first_day(17))
    strike(area=SIBLING, period=Period(FIRST_DAY, None), reason="填错", by=by, now=on_first_day(18))

    shown = shown_of(of=area_day(area=COUNTY, day=FIRST_DAY), now=on_first_day(19))
    assert shown.told
    assert shown.received
    assert sum(part.received.expected for part in shown.told.below) == shown.received.expected == 2
    assert shown.told.not_in_use + shown.received.expected == shown.live.not_in_use + 1  # type: ignore[union-attr]
    since = {one.key: (one.then, one.now) for one in shown.reported_since}
    assert since == {"expected": (2, 1), "missing": (1, 0)}
    page = sign_in(role=SIGNERS[COUNTY.level], area=COUNTY).get(reverse("reports:day", args=[COUNTY, DAY]))
    words = " ".join(page.content.decode().split())
    assert "应报的社区" in words
    assert "1 / 2" in words


def test_a_moment_before_anything_was_declared_still_shows_it_so(
    areas: dict[str, Area], signer: Signer
) -> None:
    Participation.objects.all().delete()
    assert expected_in_township(at_hour=10) == 0
    begin(
        area=TOWNSHIP,
        from_on=FIRST_DAY,
        reason="启用",
        by=signer(area=COUNTY),
        now=on_first_day(10) + timedelta(minutes=1),
    )
    assert expected_in_township(at_hour=10) == 0
    assert expected_in_township(at_hour=11) == 2
