"""Layouts of a form: a new one comes in, its places are pointed at what Linli tells."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.clock import day_of
from linli.returns import commands, queries
from linli.returns.forms import LayoutForm, PointForm
from linli.returns.labels import UNUSABLE
from linli.returns.rules import place_spots
from linli.returns.views.keeping import form_page
from linli.returns.views.own import own_form
from linli.returns.views.preview import preview
from linli.sheets.layout import unpacked_sheet
from linli.sheets.unusable import UnusableWorkbook
from linli.staff.http import StaffRequest, staff_page


@staff_page
@require_POST
def layout(request: StaffRequest, form_id: UUID) -> HttpResponse:
    """Take a new layout, or the one in use again to point its places anew."""
    form = own_form(request, form_id)
    now = timezone.now()
    if request.POST.get("do") == "again":
        version = queries.version_on(form=form, day=day_of(now))
        if version and not queries.unpointed(form=form):
            content = bytes(version.workbook)
            commands.bring_layout(
                form=form, file_name=version.file_name, content=content, by=request.viewer, now=now
            )
        return redirect("returns:point", form.pk)
    layout_form = LayoutForm(request.POST, request.FILES)
    if layout_form.is_valid() and _brought(request, form, layout_form):
        return redirect("returns:point", form.pk)
    return form_page(request, form, layout_form, 422)


def _brought(request: StaffRequest, form: queries.Form, layout_form: LayoutForm) -> bool:
    file_name, content = layout_form.content(title=form.title)
    try:
        commands.bring_layout(
            form=form, file_name=file_name, content=content, by=request.viewer, now=timezone.now()
        )
    except UnusableWorkbook as bad:
        layout_form.add_error("file", str(UNUSABLE[bad.code]))
    else:
        return True
    return False


@staff_page
def point(request: StaffRequest, form_id: UUID) -> HttpResponse:
    """Show what a new layout asks for, with what it most likely means, and take what somebody says."""
    form = own_form(request, form_id)
    version = queries.unpointed(form=form)
    if version is None:
        return redirect("returns:show", form.pk)
    now = timezone.now()
    before = queries.version_on(form=form, day=day_of(now))
    known = {column.path: column for column in queries.columns_of(version=before)} if before else {}
    places = queries.places_of(version=version)
    typed = (request.POST,) if request.method == "POST" else ()
    point_form = PointForm(*typed, places=places, known=known)
    if typed and point_form.is_valid():
        commands.point_places(version=version, pointed=point_form.pointed(), by=request.viewer, now=now)
        messages.success(request, _("已记下，从今天起按这个版式自动填。"))
        return redirect("returns:day", form.pk, day_of(now).isoformat())
    sheet = unpacked_sheet(packed=bytes(version.layout))
    context = {
        "form": form,
        "version": version,
        "point_form": point_form,
        "rows": [
            (place, place_spots(spots=place.spots), select, reason, looked, place.path in known)
            for place, select, reason, looked in point_form.rows()
        ],
        "left": [path for path in known if path not in {place.path for place in places}],
        "preview": preview(sheet=sheet, values={spot.cell: spot.cell for p in places for spot in p.spots}),
        "sheet_name": sheet.name,
    }
    return render(request, "returns/point.html", context, status=422 if point_form.errors else 200)
