"""Which forms an area fills, for whom, and what they ask twice."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.queries import names_of
from linli.clock import day_of
from linli.reports.labels import full_column
from linli.returns import commands, queries
from linli.returns.forms import LayoutForm, NewForm
from linli.returns.labels import UNUSABLE, holds_words
from linli.returns.queries import days
from linli.returns.rules import Holds, asked_twice
from linli.returns.suggested import surely
from linli.returns.views.own import own_form
from linli.sheets.unusable import UnusableWorkbook
from linli.staff.http import StaffRequest, staff_page


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show the forms that are asked of the viewer's areas, and where each stands today."""
    if not queries.own_areas(viewer=request.viewer):
        return render(request, "403.html", status=403)
    now = timezone.now()
    today = day_of(now)
    forms = queries.forms_in_use(viewer=request.viewer)
    versions = queries.newest_versions(forms=forms)
    handed = queries.first_hand_ins(forms=forms, day=today)
    names = names_of(codes={form.area for form in forms})
    missed = days.missed_days(forms=forms, now=now)
    context = {
        "today": today,
        "ended": queries.forms_ended(viewer=request.viewer),
        "several": len(queries.own_areas(viewer=request.viewer)) > 1,
        "rows": [
            (
                form,
                names.get(form.area, ""),
                versions.get(form.pk),
                handed.get(form.pk),
                queries.standing_on(form=form, day=today, first=handed.get(form.pk), now=now),
                missed[form.pk] if form.pk in versions else (),
            )
            for form in forms
        ],
    }
    return render(request, "returns/index.html", context)


@staff_page
def add(request: StaffRequest) -> HttpResponse:
    """Take a superior's form: its file, or the names of its columns."""
    areas = queries.own_areas(viewer=request.viewer)
    if not areas:
        return render(request, "403.html", status=403)
    names = names_of(codes=areas)
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = NewForm(*typed, areas=[(code, names.get(code, code)) for code in areas])
    if typed and form.is_valid():
        brought = _brought(request, form, timezone.now())
        if brought:
            return redirect("returns:point", brought.pk)
    return render(request, "returns/new.html", {"form": form}, status=422 if form.errors else 200)


def _brought(request: StaffRequest, form: NewForm, now: datetime) -> queries.Form | None:
    """Hand the form on; None when its file was refused, and then the page says why."""
    said = form.cleaned_data
    file_name, content = form.content(title=said["title"])
    area = next(code for code in queries.own_areas(viewer=request.viewer) if code == said["area"])
    try:
        return commands.bring_form(
            area=area,
            title=said["title"],
            asked_by=said["asked_by"],
            due_at=said["due_at"],
            file_name=file_name,
            content=content,
            by=request.viewer,
            now=now,
        )
    except UnusableWorkbook as bad:
        form.add_error("file", str(UNUSABLE[bad.code]))
    return None


@staff_page
def show(request: StaffRequest, form_id: UUID) -> HttpResponse:
    """Show a form: who asks for it, its layouts, and a way to bring a new one."""
    return form_page(request, own_form(request, form_id), LayoutForm(), 200)


def form_page(
    request: StaffRequest,
    form: queries.Form,
    layout_form: LayoutForm,
    status: int,
    again_error: str = "",
    back_error: str = "",
) -> HttpResponse:
    """Return the page of a form, with what was typed of a new layout, and why it was not pointed again or taken back."""
    versions = queries.layouts(form=form)
    context = {
        "form": form,
        "area_name": names_of(codes=[form.area]).get(form.area, ""),
        "versions": versions,
        "in_use": _in_use(versions),
        "again_error": again_error,
        "back_error": back_error,
        "layout_form": layout_form,
        "today": day_of(timezone.now()),
        "handed_in": queries.last_hand_ins(form=form),
        "missed": days.missed_days(forms=[form], now=timezone.now())[form.pk]
        if _in_use(versions)[0] and form.ended_at is None
        else (),
        "excuses": days.last_excuses(form=form),
    }
    return render(request, "returns/form.html", context, status=status)


def _in_use(versions: list[queries.FormVersion]) -> tuple[int, bool]:
    """Return the number of the layout that was put in use last, 0 for none, and whether another could stand in its place."""
    pointed = [one for one in versions if one.valid_from is not None and one.taken_back_at is None]
    last = max(pointed, key=lambda one: one.number, default=None)
    return (last.number if last else 0), len(pointed) > 1


@staff_page
@require_POST
def end(request: StaffRequest, form_id: UUID) -> HttpResponse:
    """Say that nobody asks for a form any more."""
    commands.end_form(form=own_form(request, form_id), by=request.viewer, now=timezone.now())
    messages.success(request, _("这张表不再填报；交过的都还在。"))
    return redirect("returns:index")


@staff_page
@require_POST
def reopen(request: StaffRequest, form_id: UUID) -> HttpResponse:
    """Say that a form is asked for after all."""
    form = own_form(request, form_id)
    commands.reopen_form(form=form, by=request.viewer, now=timezone.now())
    messages.success(request, _("又列出来了，照旧填报。"))
    return redirect("returns:show", form.pk)


@staff_page
def asked(request: StaffRequest) -> HttpResponse:
    """Show which body asks for what, what is asked twice, and what is typed in though Linli tells it."""
    if not queries.own_areas(viewer=request.viewer):
        return render(request, "403.html", status=403)
    forms = queries.forms_in_use(viewer=request.viewer)
    versions = queries.newest_versions(forms=forms)
    columns = {str(pk): queries.columns_of(version=version) for pk, version in versions.items()}
    known = [form for form in forms if form.pk in versions]
    asking = asked_twice(forms=columns)
    context = {
        "forms": known,
        "bodies": _by_body(known),
        "rows": [
            (full_column(key), [str(form.pk) in asked_by for form in known], len(asked_by))
            for key, asked_by in asking.items()
        ],
        "typed": [
            (
                form,
                column,
                [holds_words(holds=one.holds, key=one.key) for one in [surely(path=column.path)] if one],
            )
            for form in known
            for column in columns[str(form.pk)]
            if column.holds is Holds.TYPED
        ],
    }
    return render(request, "returns/asked.html", context)


def _by_body(forms: list[queries.Form]) -> list[tuple[str, list[queries.Form]]]:
    bodies: dict[str, list[queries.Form]] = {}
    for form in forms:
        bodies.setdefault(form.asked_by, []).append(form)
    return sorted(bodies.items(), key=lambda item: -len(item[1]))
