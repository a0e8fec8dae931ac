"""A form of a day as CSV."""

from linli.returns.rules import Column, Holds, Spot
from linli.returns.views.files import csv_of


def test_neither_a_heading_nor_a_word_runs_as_a_formula_and_a_number_stays_one() -> None:
    columns = (
        Column('=HYPERLINK("x")', (Spot("B5"), Spot("B6")), Holds.TYPED, reason="x"),
        Column("+人数", (Spot("C5"), Spot("C6")), Holds.TYPED, reason="x"),
    )
    told = csv_of(columns=columns, values={"B5": "@SUM(1)", "B6": None, "C5": -3, "C6": "三"})
    assert told.decode("utf-8-sig").splitlines() == [
        '"\'=HYPERLINK(""x"")",B5,\'@SUM(1)',
        '"\'=HYPERLINK(""x"")",B6,',
        "'+人数,C5,-3",
        "'+人数,C6,三",
    ]
