"""A roster's sheets with the mapping of their columns, before anything is registered."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from linli.rosters.models import HeaderMapping, RosterImport
from linli.rosters.rules.headers import ColumnMapping, How, map_headers, missing_fields, needs_confirmation
from linli.rosters.rules.sheets import Header, find_header, samples_of
from linli.sealing.seals import unseal_bytes
from linli.sheets.cells import Cell, text_of
from linli.sheets.workbooks import Sheet, Workbook, unpacked

SAMPLES_SHOWN: Final = 5
SAMPLES_WEIGHED: Final = 30


@dataclass(frozen=True)
class SheetMapping:
    """One sheet: its columns as they would be taken, and five sample rows as they stand."""

    name: str
    header: Header
    columns: tuple[ColumnMapping, ...]
    samples: tuple[tuple[str, ...], ...]  # one tuple a column
    needs_confirmation: bool
    missing: tuple[str, ...]


def sheets_of(*, workbook: Workbook) -> list[tuple[Sheet, Header]]:
    """Return the sheets that have a header row; others (notes, empty ones) are left out."""
    found = [(sheet, find_header(sheet=sheet)) for sheet in workbook.sheets]
    return [(sheet, header) for sheet, header in found if header is not None]


def workbook_of(*, roster: RosterImport) -> Workbook:
    """Return a roster's sheets as they were read when it came."""
    return unpacked(packed=zlib.decompress(unseal_bytes(roster.content_sealed)))


def preview(*, workbook: Workbook, community: str) -> list[SheetMapping]:
    """Guess the mapping of each sheet, what was confirmed in this community first."""
    sheets = sheets_of(workbook=workbook)
    headers = {name for _, header in sheets for name in header.names}
    known = HeaderMapping.objects.filter(area=community, header__in=headers)
    remembered = dict(known.values_list("header", "field"))
    return [_mapping(sheet, header, remembered) for sheet, header in sheets]


def _mapping(sheet: Sheet, header: Header, remembered: Mapping[str, str]) -> SheetMapping:
    cells = samples_of(sheet=sheet, header=header, rows=SAMPLES_WEIGHED)
    columns = map_headers(headers=header.names, remembered=remembered, samples=cells)
    return SheetMapping(
        name=sheet.name,
        header=header,
        columns=columns,
        samples=tuple(_first_texts(column) for column in cells),
        needs_confirmation=needs_confirmation(mapping=columns),
        missing=missing_fields(mapping=columns),
    )


def _first_texts(column: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(text_of(cell) for cell in column[:SAMPLES_SHOWN])


def mapped(*, headers: Sequence[str], fields: Sequence[str]) -> tuple[ColumnMapping, ...]:
    """Return a confirmed mapping as columns."""
    return tuple(
        ColumnMapping(index, header, field or None, 1.0, How.REMEMBERED)
        for index, (header, field) in enumerate(zip(headers, fields, strict=True))
    )
