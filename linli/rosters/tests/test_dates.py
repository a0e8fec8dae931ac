from datetime import UTC, date, datetime, time

import pytest

from linli.rosters.rules.dates import BadDate, DateFault, read_birth_date, read_date, says_year
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
        ("腊月二十六", DateFault.LUNAR),
        ("农历1月20日", DateFault.LUNAR),
        ("1月17-19日", DateFault.SEVERAL),
        ("1月18、19日", DateFault.SEVERAL),
        ("1月17/18", DateFault.SEVERAL),
        ("1.17-19", DateFault.SEVERAL),
        ("1月17日、18日", DateFault.UNREADABLE),
        ("3.5?", DateFault.UNREADABLE),
        ("5-1", DateFault.AMBIGUOUS),  # 5 January, for 1 May lies in no reach
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


@pytest.mark.parametrize(
    "cell", ["3月1日", "1990", "3.1", "0201-05-05", "2085-03-01", date(2021, 1, 1), date(1066, 1, 1)]
)
def test_a_birth_date_needs_its_year_and_lies_in_a_life(cell: str) -> None:
    with pytest.raises(BadDate):
        read_birth_date(cell=cell, today=TODAY)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2020-01-20T16:00:00.000Z", date(2020, 1, 21)),
        ("2020-01-20T15:59:59Z", date(2020, 1, 20)),
        ("2020-01-20 16:30 UTC", date(2020, 1, 21)),
        ("2020-01-21T00:30:00+08:00", date(2020, 1, 21)),
        ("2020-01-21 00:30+0900", date(2020, 1, 20)),
        ("2020-01-20T23:00:00-05:00", date(2020, 1, 21)),
        ("2020-01-20 09:00-17:00", date(2020, 1, 20)),  # from nine to five
        (datetime(2020, 1, 20, 17, tzinfo=UTC), date(2020, 1, 21)),
    ],
)
def test_a_moment_with_its_offset_is_the_day_in_shanghai(cell: Cell, day: date) -> None:
    assert read_date(cell=cell, year=2020, today=TODAY) == day


@pytest.mark.parametrize(
    "cell",
    [
        "1月23日（腊月二十九）",
        "腊月二十九（1月23日）",
        "2020年1月23日 腊月二十九",
        "1月23日22时左右",
        "1月23日晚10点半左右",
    ],
)
def test_what_stands_beside_a_day_does_not_hide_it(cell: Cell) -> None:
    assert read_date(cell=cell, year=2020, today=TODAY) == DAY


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (DAY, True),
        (43853.0, True),
        (1.23, False),
        ("2020-01-23", True),
        ("20.1.23", True),
        ("20年1月23日", True),
        ("20200123", True),
        ("1月23日", False),
        ("1.23 14:30", False),
        ("1月23日（腊月二十九）", False),
    ],
)
def test_a_day_says_its_year_or_not(cell: Cell, says: bool) -> None:
    assert says_year(cell=cell) is says
