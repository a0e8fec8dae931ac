"""The rows behind a figure are as many as the figure says."""

from datetime import time, timedelta

import pytest

from linli.census.rules import BALANCE
from linli.clock import moment
from linli.figures.registers import RowBehind
from linli.observation.models import Observation
from linli.people.models import Household
from linli.reports.queries.behind import rows_behind
from linli.reports.queries.daily import Draft, draft_of_community
from linli.reports.registers import COLUMNS, INDICATORS, KEYS_WITH_ROWS
from linli.reports.tests.days import CUT_OFF, BusyDay, on_first_day
from linli.reports.unrecorded import NOT_RECORDED
from tests.cast import COMMUNITY, FIRST_DAY, SIBLING


def draft() -> Draft:
    return draft_of_community(area=COMMUNITY, day=FIRST_DAY, now=CUT_OFF)


def rows(key: str) -> list[RowBehind]:
    return rows_in(draft(), key)


def rows_in(day: Draft, key: str) -> list[RowBehind]:
    return rows_behind(community=COMMUNITY, key=key, from_=day.window.from_, until=day.window.as_of)


# Doors by the thousand stand on the pages of screening, by grid.
OF_THE_BASE = ("doors_known", "doors_asked")
# Nobody can be moved in from the epidemic area twice over: the busy day has one, from elsewhere, and so on.
EMPTY_ON_THE_BUSY_DAY = {
    "epidemic_area_moved_in",
    "epidemic_area_lost",
    "epidemic_area_died",
    "epidemic_area_referred",
    "elsewhere_released",
    "elsewhere_over_before",
    "elsewhere_struck_off",
    "elsewhere_moved_out",
    # Who moved in is the only one of whom nobody said whence.
    "elsewhere_moved_in",
    "from_area_unsaid",
    "from_nowhere",
    "from_unknown",
    "of_household",
    *(f"local_{key}" for key in BALANCE),
    "households_typed",
    "checks_refused",
    *(f"unknown_{key}" for key in BALANCE if key not in {"moved_in", "after"}),
}


def test_as_many_rows_as_the_figure_says(busy_day: BusyDay) -> None:
    day = draft()
    figures = {key: day.figures[key] for key in KEYS_WITH_ROWS}

    assert {key: len(rows_in(day, key)) for key in KEYS_WITH_ROWS} == figures
    # A figure of nothing would prove nothing.
    assert {key for key in KEYS_WITH_ROWS if figures[key] == 0} == EMPTY_ON_THE_BUSY_DAY


def test_every_column_leads_to_rows_or_says_why_not() -> None:
    without = {*NOT_RECORDED, *OF_THE_BASE}
    assert {key for key, indicator in INDICATORS.items() if str(indicator.why_no_rows)} == without
    assert set(COLUMNS) - KEYS_WITH_ROWS == without


def test_every_row_is_named_and_has_a_page_or_has_gone_away(busy_day: BusyDay) -> None:
    day = draft()
    for row in (row for key in KEYS_WITH_ROWS for row in rows_in(day, key)):
        assert row.label
        assert bool(row.page) is not row.is_away


def test_the_household_figure_leads_to_each_door_where_somebody_was_seen_or_registered(
    busy_day: BusyDay,
) -> None:
    doors = [row.page for row in rows("households_seen") if not row.is_away]
    assert len(doors) == len(set(doors)) > len(rows("persons_seen"))


def test_an_end_is_told_with_its_own_hour(busy_day: BusyDay) -> None:
    assert [row.at for row in rows("released")] == [on_first_day(11)]
    assert [row.at for row in rows("new")] == [on_first_day(8)] * 3


def test_somebody_who_moved_away_is_named_without_the_new_address(busy_day: BusyDay) -> None:
    Household.objects.filter(community=SIBLING).update(address="9栋")
    (gone,) = rows("moved_out")
    stays = rows("new")[0]

    assert (gone.label, gone.is_away, gone.place, gone.page) == ("王5", True, "", "")
    assert (stays.is_away, stays.place) == (False, "31栋1单元101室")


def test_rows_of_a_window_that_is_over_stay_the_same_when_more_happens(busy_day: BusyDay) -> None:
    covered = draft().window
    until = covered.as_of
    before = rows_behind(community=COMMUNITY, key="after", from_=covered.from_, until=until)
    later = moment(FIRST_DAY + timedelta(days=1), time(9))
    Observation.objects.filter(community=COMMUNITY, closed_at=None).update(closed_at=later, state="LOST")

    assert rows_behind(community=COMMUNITY, key="after", from_=covered.from_, until=until) == before


def test_a_column_without_a_register_has_no_rows_to_ask_for(busy_day: BusyDay) -> None:
    with pytest.raises(KeyError):
        rows("masks_used")
