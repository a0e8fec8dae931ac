"""Doors of papers and the rights that open them."""

from typing import Final

from tests.door import A, At, Door, acts, doors

DOORS: Final[list[Door]] = [
    *doors(
        At.LIST,
        ("papers:batch", {A.ISSUE_PAPER}),
        ("papers:texts", {A.EDIT_PAPER_TEXTS}),
    ),
    *acts(
        At.LIST,
        ("papers:batch", {A.ISSUE_PAPER}, {}),
    ),
    *doors(
        At.AREA,
        ("papers:of_observation", {A.ISSUE_PAPER}),
        ("papers:show", {A.ISSUE_PAPER}),
        ("papers:run", {A.ISSUE_PAPER}),
        ("papers:run_progress", {A.ISSUE_PAPER}),
        ("papers:run_file", {A.ISSUE_PAPER}),
    ),
    *acts(
        At.AREA,
        ("papers:of_observation", {A.ISSUE_PAPER}, {}),
        ("papers:revoke", {A.ISSUE_PAPER}, {}),
    ),
    *doors(
        At.COMMUNITY,
        ("papers:office", {A.EDIT_PAPER_OFFICE}),
    ),
    *acts(
        At.COMMUNITY,
        ("papers:office", {A.EDIT_PAPER_OFFICE}, {}),
    ),
    *doors(
        At.COUNTY,
        ("papers:text", {A.EDIT_PAPER_TEXTS}),
    ),
    *acts(
        At.COUNTY,
        ("papers:text", {A.EDIT_PAPER_TEXTS}, {}),
    ),
]
