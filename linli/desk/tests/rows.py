"""Sections of the pages of a person and of a household."""

from typing import Any

from tests.made import Made


def rows(_made: Made) -> dict[str, Any]:
    """Name one section of each page; linli/desk/tests/test_sections.py opens them all."""
    return {"person_section": "sheets", "household_section": "members"}
