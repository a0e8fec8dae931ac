from datetime import date, datetime, time

import pytest

from linli.rosters.rules.dates import BadDate, DateFault, read_birth_date, read_date
from linli.sheets.cells import Cell

TODAY = date(2020, 1, 27)
DAY = date(2020, 1, 23)


@pytest.mark.parametrize(
    "cell",
    [
        DAY,
        datetime.fromisoformat("2020-01-23T14:30:00"),
        "2020-01-23",
        "2020/1/23",
        "2020.1.23",
        "2020年1月23日",
        "20年1月23日",
        "20.1.23",
        "1月23日",
        "1月23号",
        "１月２３日",
        "1.23",
        "1/23",
        "1-23",
        "01-23",
        "20200123",
        "200123",
        20200123,
        20200123.0,
        43853.0,
        43853.6,
        "43853",
        1.23,
        "2020-01-23 14:30",
        "2020-01-23T14:30:00",
        "2020/1/23 9:05 AM",
        "1月23日晚8:30",
        "1月23日下午",
        "1月23日14时",
        "1月23日(周四)",
        "二〇二〇年一月二十三日",
        "元月23日",
        "23 Jan 2020",
        "January 23, 2020",
        "23-Jan-20",
        "1/23/2020",
        "23/1/2020",
    ],
)
def test_a_day_is_read_however_it_is_written(cell: Cell) -> None:
    assert read_date(cell=cell, year=2020, today=TODAY) == DAY


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("2月30日", DateFault.IMPOSSIBLE),
        ("13月1日", DateFault.IMPOSSIBLE),
        ("1月32日", DateFault.IMPOSSIBLE),
        ("2020-02-31", DateFault.IMPOSSIBLE),
        ("20200231", DateFault.IMPOSSIBLE),
        ("2019-02-29", DateFault.IMPOSSIBLE),
        (1.2, DateFault.AMBIGUOUS),
        (1.1, DateFault.AMBIGUOUS),
        ("1/2/2020", DateFault.AMBIGUOUS),
        ("2020年1月", DateFault.UNREADABLE),
        ("1月20日-1月22日", DateFault.UNREADABLE),
        ("1.20-1.22", DateFault.UNREADABLE),
        ("? to 23-Jan", DateFault.UNREADABLE),
        ("290-Jan", DateFault.IMPOSSIBLE),
        ("昨天", DateFault.UNREADABLE),
        (5, DateFault.UNREADABLE),
        (3.4e17, DateFault.UNREADABLE),
        (float("inf"), DateFault.UNREADABLE),
        (float("nan"), DateFault.UNREADABLE),
        (True, DateFault.UNREADABLE),
        (time(9, 30), DateFault.UNREADABLE),
        ("正月初五", DateFault.LUNAR),
    ],
)
def test_what_names_no_day_is_refused(cell: Cell, fault: DateFault) -> None:
    with pytest.raises(BadDate) as raised:
        read_date(cell=cell, year=2020, today=TODAY)
    assert raised.value.fault is fault


@pytest.mark.parametrize("cell", [None, "", "  ", "无", "-", "不详"])
def test_an_empty_cell_is_no_day(cell: Cell) -> None:
    assert read_date(cell=cell, year=2020, today=TODAY) is None


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1.20", date(2020, 1, 20)),
        ("1.2", date(2020, 1, 2)),
        (1.05, date(2020, 1, 5)),
        (1.5, date(2020, 1, 5)),  # there is no 50 January
        (1.19, date(2020, 1, 19)),
    ],
)
def test_a_text_keeps_the_zero_that_a_number_loses(cell: Cell, day: date) -> None:
    assert read_date(cell=cell, year=2020, today=TODAY) == day


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("12月30日", date(2019, 12, 30)),
        ("1月28日", date(2020, 1, 28)),  # tomorrow: the row decides
        ("1月29日", date(2020, 1, 29)),  # rather a slip than a year ago
        ("7月28日", date(2019, 7, 28)),
        ("7月27日", date(2020, 7, 27)),  # 184 days ago
    ],
)
def test_a_day_without_a_year_lies_in_the_rosters_year_or_shortly_before(cell: str, day: date) -> None:
    assert read_date(cell=cell, year=2020, today=TODAY) == day


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1985-03-01", date(1985, 3, 1)),
        ("85.3.1", date(1985, 3, 1)),
        ("850301", date(1985, 3, 1)),
        ("19850301", date(1985, 3, 1)),
        (31000.0, date(1984, 11, 14)),
        (None, None),
    ],
)
def test_a_birth_date_is_read(cell: Cell, day: date | None) -> None:
    assert read_birth_date(cell=cell, today=TODAY) == day


@pytest.mark.parametrize("cell", ["3月1日", "1990", "3.1"])
def test_a_birth_date_needs_its_year(cell: str) -> None:
    with pytest.raises(BadDate):
        read_birth_date(cell=cell, today=TODAY)
