"""The catalogue of indicators: every column has its rule, and a figure is known as of an instant."""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.figures.registers import When
from linli.ids import new_id
from linli.reports.labels import WHEN_WORDS
from linli.reports.models import Report
from linli.reports.queries import indicators
from linli.reports.queries.daily import draft_of_community
from linli.reports.registers import CATALOGUE, COLUMNS, INDICATORS, LINES
from linli.reports.rules.forms import FIRST_COLUMNS, FIRST_LINES
from linli.reports.tests.days import BusyDay, Seal
from linli.reports.unrecorded import NOT_RECORDED
from linli.staff.rights import Role
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, FOREIGN, GRID, PROVINCE, SIBLING, TOWNSHIP

SignIn = Callable[..., Client]
PAGE = "/indicators/"


def correct(report: Report, *, new: int) -> Report:
    """Put a second version behind a sealed report, one hour later."""
    figures = report.figures | {"new": new}
    report = Report.objects.get(pk=report.pk)
    report.pk, report.version, report.figures = new_id(), 2, figures
    report.sealed_at += timedelta(hours=1)
    report.save(force_insert=True)
    return report


def test_every_column_of_the_daily_report_is_an_indicator_once() -> None:
    shown = [indicator.key for _title, known in CATALOGUE for indicator in known]

    assert set(INDICATORS) == set(COLUMNS)
    assert sorted(shown) == sorted(COLUMNS)


@pytest.mark.parametrize("key", COLUMNS)
def test_every_indicator_says_what_it_counts(key: str) -> None:
    indicator = INDICATORS[key]

    assert str(indicator.sentence).endswith("。")
    assert str(indicator.unit)
    assert str(indicator.rows)
    assert indicator.when in WHEN_WORDS
    assert re.fullmatch(r"[a-z][a-z0-9_]*", key)


@pytest.mark.parametrize("key", COLUMNS)
def test_only_what_happens_in_a_window_adds_up_over_days(key: str) -> None:
    assert INDICATORS[key].when is When.DURING or not INDICATORS[key].adds_up


def test_what_is_not_recorded_leads_to_no_rows_and_says_why() -> None:
    assert {key for key in COLUMNS if INDICATORS[key].why_no_rows} == {
        *NOT_RECORDED,
        "doors_known",
        "doors_asked",
    }


def test_the_first_forms_columns_and_lines_are_frozen() -> None:
    frozen = hashlib.sha256(" ".join((*sorted(FIRST_COLUMNS), *FIRST_LINES)).encode()).hexdigest()
    assert (len(FIRST_COLUMNS), frozen[:16]) == (50, "65cd313f36a1dec8")
    assert set(FIRST_LINES) <= set(LINES)


@pytest.mark.parametrize(
    ("key", "when"),
    [
        ("before", When.BEGINNING),
        ("epidemic_area_before", When.BEGINNING),
        ("new", When.DURING),
        ("elsewhere_released", When.DURING),
        ("after", When.END),
        ("with_contact", When.END),
    ],
)
def test_an_indicator_looks_at_a_part_of_the_window(key: str, when: When) -> None:
    assert INDICATORS[key].when is when


def test_the_terms_of_a_group_name_the_group() -> None:
    assert str(INDICATORS["epidemic_area_new"].sentence).startswith("只算来自疫情发生地区的人。")
    assert str(INDICATORS["epidemic_area_new"].sentence).endswith(str(INDICATORS["new"].sentence))


def test_derived_figures_are_those_of_the_daily_report(busy_day: BusyDay, seal: Seal) -> None:
    report = seal(area=COMMUNITY)

    assert (
        draft_of_community(area=COMMUNITY, day=FIRST_DAY, now=report.sealed_at).figures
        == report.figures
        == indicators.sealed_sum(area=COMMUNITY, day=FIRST_DAY, as_of=report.sealed_at)
    )


def test_an_area_sums_its_communities_and_leaves_out_the_others(busy_day: BusyDay, seal: Seal) -> None:
    one, two, foreign = seal(area=COMMUNITY), seal(area=SIBLING), seal(area=FOREIGN)
    at = max(one.sealed_at, two.sealed_at, foreign.sealed_at)

    figures = indicators.sealed_sum(area=TOWNSHIP, day=FIRST_DAY, as_of=at)

    assert figures["cumulative"] == one.figures["cumulative"] + two.figures["cumulative"]
    assert two.figures["cumulative"] > 0


def test_the_sums_that_levels_above_sealed_are_not_counted_again(busy_day: BusyDay, seal: Seal) -> None:
    one, above = seal(area=COMMUNITY), seal(area=TOWNSHIP)

    figures = indicators.sealed_sum(area=COUNTY, day=FIRST_DAY, as_of=above.sealed_at)

    assert figures["new"] == one.figures["new"] == 3


def test_a_correction_counts_from_when_it_was_sealed_and_never_before(busy_day: BusyDay, seal: Seal) -> None:
    first = seal(area=COMMUNITY)
    second = correct(first, new=5)

    def new_as_of(as_of: datetime) -> int | None:
        return indicators.sealed_sum(area=PROVINCE, day=FIRST_DAY, as_of=as_of)["new"]

    assert new_as_of(first.sealed_at - timedelta(microseconds=1)) is None
    assert new_as_of(first.sealed_at) == 3
    assert new_as_of(second.sealed_at - timedelta(microseconds=1)) == 3
    assert new_as_of(second.sealed_at) == 5


def test_what_nobody_recorded_is_none_and_what_is_zero_is_zero(areas: dict[str, Area], seal: Seal) -> None:
    report = seal(area=COMMUNITY)

    figures = indicators.sealed_sum(area=COUNTY, day=FIRST_DAY, as_of=report.sealed_at)

    assert (figures["new"], figures["volunteers"]) == (0, None)


@pytest.mark.parametrize(
    ("role", "area"),
    [(Role.SECRETARY, COMMUNITY), (Role.TOWNSHIP_OFFICER, TOWNSHIP), (Role.PROVINCE_OFFICER, PROVINCE)],
)
def test_whoever_sees_reports_reads_the_catalogue(role: Role, area: AreaCode, sign_in: SignIn) -> None:
    response = sign_in(role=role, area=area).get(PAGE)

    assert response.status_code == 200
    for key in COLUMNS:
        assert f'id="{key}"' in response.content.decode()


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.GRID_WORKER, GRID),
        (Role.DOCTOR, COMMUNITY),
        (Role.CLINIC, COUNTY),
        (Role.ADMINISTRATOR, PROVINCE),
    ],
)
def test_others_do_not(role: Role, area: AreaCode, sign_in: SignIn) -> None:
    assert sign_in(role=role, area=area).get(PAGE).status_code == 403


def test_the_secretary_sees_todays_zeros_apart_from_what_is_not_recorded(sign_in: SignIn) -> None:
    figures = sign_in(role=Role.SECRETARY, area=COMMUNITY).get(PAGE).context["figures"]

    assert (figures["new"], figures["masks_used"]) == (0, None)


@pytest.mark.usefixtures("open_at_once")
def test_above_it_a_draft_is_not_seen(sign_in: SignIn, seal: Seal) -> None:
    client = sign_in(role=Role.TOWNSHIP_OFFICER, area=TOWNSHIP)

    assert client.get(PAGE).context["figures"] is None

    seal(area=COMMUNITY, day=day_of(timezone.now()), at=timezone.now())
    assert client.get(PAGE).context["figures"]["new"] == 0


def test_a_figure_leads_to_its_rule(busy_day: BusyDay, sign_in: SignIn) -> None:
    client = sign_in(role=Role.SECRETARY, area=COMMUNITY)
    day = FIRST_DAY.isoformat()

    rows = client.get(reverse("reports:figure", args=[COMMUNITY, day, "new"])).content.decode()
    sheet = client.get(reverse("reports:day", args=[COMMUNITY, day])).content.decode()

    assert f'href="{PAGE}#new"' in rows
    assert f'href="{PAGE}"' in sheet
