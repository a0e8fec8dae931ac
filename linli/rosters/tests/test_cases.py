"""Rosters as they came, each with what is right about it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from linli.rosters.rules.entries import CleanRow
from linli.rosters.rules.headers import map_headers, needs_confirmation
from linli.rosters.rules.rows import clean_sheet
from linli.rosters.rules.sheets import find_header, samples_of
from linli.sheets.reading import read_workbook

CASES = Path(__file__).resolve().parents[4] / "cases"
FILES = (
    ("01-ditto", "roster.xlsx"),
    ("02-same-header-twice", "a_grid_workers_phone.xlsx"),
    ("02-same-header-twice", "b_plain_of_another_community.xlsx"),
    ("02-same-header-twice", "d_plain_after_c.xlsx"),
    ("03-days", "roster.xlsx"),
    ("04-several-persons", "roster.xlsx"),
    ("05-group-address", "roster.xlsx"),
    ("06-two-columns-one-field", "app_export.xlsx"),
    ("07-yes-no-columns", "register.xlsx"),
)


def told(content: bytes, filename: str) -> dict[int, dict[str, Any]]:
    """Return what becomes of each row; nothing where a person must look at the columns first."""
    (sheet,) = read_workbook(content=content, filename=filename).sheets
    header = find_header(sheet=sheet)
    assert header
    samples = samples_of(sheet=sheet, header=header, rows=60)
    mapping = map_headers(headers=header.names, remembered={}, samples=samples)
    if needs_confirmation(mapping=mapping):
        return {}
    rows = clean_sheet(sheet=sheet, header=header, mapping=mapping, year=2020, today=date(2020, 1, 27))
    return {row.row_number: shown(row) for row in rows}


def shown(row: CleanRow) -> dict[str, Any]:
    """Return a row in the words of truth.json."""
    if row.values is None:
        return {"outcome": "error", "field": row.problems[0].field}
    entry = row.values
    return {"outcome": "new", "contact": entry.contact_history, "alerts": entry.symptoms} | {
        name: str(getattr(entry, name))
        for name in ("name", "phone", "address", "origin_class", "left_on", "arrived_on", "exposed_on")
    }


def fits(wanted: dict[str, Any], row: dict[str, Any]) -> bool:
    """Say whether a row is one of the right ones; alerts are what the register makes of symptoms."""
    for key, value in wanted.items():
        allowed = value if isinstance(value, list) else [value]
        if key == "not":
            if any(row.get(k) in (v if isinstance(v, list) else [v]) for k, v in value.items()):
                return False
        elif key == "has":
            if not row["alerts"]:
                return False
        elif row.get(key) not in allowed:
            return False
    return True


@pytest.mark.parametrize(("case", "filename"), FILES)
def test_a_roster_as_it_came_is_read_right_or_asked_about(case: str, filename: str) -> None:
    if not CASES.is_dir():
        pytest.skip(f"The rosters as they came are not here; put them into {CASES}.")
    truth = json.loads((CASES / case / "truth.json").read_text(encoding="utf-8"))["rows"][filename]
    found = told((CASES / case / filename).read_bytes(), filename)
    for number, allowed in truth.items():
        row = found.get(int(number), {"outcome": "asked"})
        assert any(fits(one, row) for one in allowed), (number, row)
