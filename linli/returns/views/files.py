"""A form of a day as a file: in exactly the superior's layout, or as a plain list."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from pathlib import PurePath
from typing import Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header

from linli.reports.queries.daily import DayNotBegun
from linli.reports.views.place import day_named
from linli.returns import queries
from linli.returns.queries import filling
from linli.returns.rules import Column
from linli.returns.views.own import own_form
from linli.sheets.filling import fill_book
from linli.sheets.formulas import inert
from linli.sheets.layout import Value
from linli.staff.http import StaffRequest, staff_page

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff_page
def download(request: StaffRequest, form_id: UUID, day: str, kind: str) -> HttpResponse:
    """Give a form of a day as it stands, or one that was handed in (?hand_in=1); kind: xlsx or csv."""
    form, on = own_form(request, form_id), day_named(day)
    if kind not in ("xlsx", "csv"):
        raise Http404
    handed = _handed(request, form, on)
    if handed:
        version, columns, values = handed.version, queries.columns_of(version=handed.version), handed.values
    else:
        try:
            filled = filling.filled_form(
                form=form, day=on, prepared_by=request.viewer.name, now=timezone.now()
            )
        except DayNotBegun as error:
            raise Http404 from error
        if filled is None:
            return redirect("returns:point", form.pk)
        version, columns, values = filled.version, filled.columns, dict(filled.values)
    name = f"{PurePath(version.file_name).stem} {on.isoformat()}.{kind}"
    if kind == "csv":
        return _file(name, "text/csv; charset=utf-8", csv_of(columns=columns, values=values))
    return _file(name, XLSX, fill_book(content=bytes(version.workbook), values=values))


def _handed(request: StaffRequest, form: queries.Form, on: date) -> queries.HandIn | None:
    number = request.GET.get("hand_in", "")
    if not number:
        return None
    found = [row for row in queries.hand_ins(form=form, day=on) if str(row.number) == number]
    if not found:
        raise Http404
    return found[0]


def _file(name: str, content_type: str, content: bytes) -> HttpResponse:
    disposition = content_disposition_header(True, name)  # noqa: FBT003 (Django's own signature)
    headers = {"Content-Disposition": disposition or "attachment", "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)


def csv_of(*, columns: tuple[Column, ...], values: Mapping[str, Value]) -> bytes:
    """Return what each cell of a form holds as CSV; no heading and no word of a superior runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    for column in columns:
        for spot in column.spots:
            value = values.get(spot.cell)
            told = inert(value) if isinstance(value, str) else value
            writer.writerow([inert(column.path), spot.cell, "" if told is None else told])
    return out.getvalue().encode("utf-8-sig")
