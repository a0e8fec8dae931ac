"""Layouts of a form: a new one comes in, its rows are said and its places pointed at what Linli tells, one is taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.returns import commands, queries
from linli.returns.commands import layouts
from linli.returns.forms import LayoutForm
from linli.returns.labels import LEFT, LOST, UNUSABLE
from linli.returns.point_forms import PointForm, Stand
from linli.returns.point_words import figure_names
from linli.returns.rows_forms import RowsForm
from linli.returns.rules.units import Questions
from linli.returns.views.keeping import form_page
from linli.returns.views.own import own_form
from linli.returns.views.preview import preview
from linli.sheets.layout import Book
from linli.sheets.unusable import UnusableWorkbook
from linli.staff.http import StaffRequest, staff_page

WORDS_LENGTH = 200


@staff_page
@require_POST
def layout(request: StaffRequest, form_id: UUID) -> HttpResponse:
    """Take a new layout, or the one in use again to point its places anew."""
    form = own_form(request, form_id)
    if request.POST.get("do") == "again":
        try:
            layouts.point_again(form=form, why=_words(request, "why"), by=request.viewer, now=timezone.now())
        except commands.ReasonMissing:
            return form_page(request, form, LayoutForm(), 422, again_error=_("请写明哪里不对，再重新核对。"))
        except layouts.NothingBefore:
            return redirect("returns:show", form.pk)
        return redirect("returns:point", form.pk)
    if request.POST.get("do") == "drop":
        if layouts.drop_layout(form=form, by=request.viewer, now=timezone.now()):
            messages.success(request, _("已丢弃，仍按在用的版式填。"))
        return redirect("returns:show", form.pk)
    layout_form = LayoutForm(request.POST, request.FILES)
    if layout_form.is_valid() and _brought(request, form, layout_form):
        return redirect("returns:point", form.pk)
    return form_page(request, form, layout_form, 422)


def _words(request: StaffRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "").strip()[:WORDS_LENGTH]


def _brought(request: StaffRequest, form: queries.Form, layout_form: LayoutForm) -> bool:
    file_name, content = layout_form.content(title=form.title)
    try:
        layouts.bring_layout(
            form=form, file_name=file_name, content=content, by=request.viewer, now=timezone.now()
        )
    except UnusableWorkbook as bad:
        layout_form.add_error("file", str(UNUSABLE[bad.code]))
    else:
        return True
    return False


@staff_page
def point(request: StaffRequest, form_id: UUID) -> HttpResponse:
    """Show what a new layout asks for, with what it most likely means, and take what somebody says.

    While nobody has said of which area some rows tell, that is asked first.
    """
    form = own_form(request, form_id)
    version = queries.unpointed(form=form)
    if version is None:
        return redirect("returns:show", form.pk)
    questions = queries.questions_on(version=version)
    if questions.open:
        return redirect("returns:rows", form.pk)
    now = timezone.now()
    before = queries.version_on(form=form, day=day_of(now))
    known = {column.path: column for column in queries.columns_of(version=before)} if before else {}
    places, book = queries.places_of(version=version), queries.book_of(version=version)
    typed = (request.POST,) if request.method == "POST" else ()
    point_form = PointForm(
        *typed,
        places=places,
        known=known,
        left_before=queries.left_alone(version=before) if before else (),
        hidden={sheet.name for sheet in book.sheets if sheet.is_hidden},
        today=day_of(now),
    )
    if typed and point_form.is_valid():
        since = point_form.cleaned_data["since"] or day_of(now)
        commands.point_places(
            version=version, pointed=point_form.pointed(), by=request.viewer, now=now, since=since
        )
        messages.success(request, _("已记下，按这个版式自动填；从哪一天起，看“设置”。"))
        return redirect("returns:day", form.pk, since.isoformat())
    context = {
        "form": form,
        "version": version,
        "point_form": point_form,
        "parts": _parts(point_form, is_again=bool(version.why)),
        "figures": figure_names(),
        "gone": [path for path in known if path not in {place.path for place in places}],
        **_read(version, book),
        "tabs": preview(book=book, values={spot.cell: spot.cell for spot in point_form.to_be_filled()}),
        "questions": questions,
        "missing": _missing(form, questions),
    }
    return render(request, "returns/point.html", context, status=422 if point_form.errors else 200)


def _read(version: queries.FormVersion, book: Book) -> dict[str, object]:
    """Return what both pages of a new layout say of its file: sheets that are left, and what of an .xls did not come over."""
    return {
        "left": [(name, LEFT[why]) for name, why in book.left if why in LEFT],
        "lost": [(LOST[code], where) for code, where in version.lost or ()],
    }


def _parts(point_form: PointForm, *, is_again: bool) -> list[dict[str, object]]:
    """Return the places in the order in which somebody looks at them: what must be said, what must be seen, the rest folded.

    is_again: the layout is pointed anew because something was wrong, so what stands lies open.
    """
    words = {
        Stand.OPEN: _("没认准的，请一项一项选"),
        Stand.SURE: _("认准的，请看一眼"),
        Stand.KNOWN: _("和上一版一样的"),
        Stand.LEFT: _("不填的：备注、序号和隐藏的工作表"),
    }
    return [
        {
            "stand": stand,
            "title": title,
            "rows": rows,
            "is_folded": stand in ((Stand.LEFT,) if is_again else (Stand.KNOWN, Stand.LEFT))
            and not any(
                row.holds.errors or row.day.errors or row.reason.errors or row.plus.errors for row in rows
            ),
        }
        for stand, title in words.items()
        if (rows := point_form.rows(stand=stand))
    ]


def _missing(form: queries.Form, questions: Questions) -> list[str]:
    if not questions.missing:
        return []
    units = queries.units_below(area=AreaCode(form.area))
    return [units[code] for code in questions.missing]


@staff_page
def rows(request: StaffRequest, form_id: UUID) -> HttpResponse:
    """Ask of which area below rows tell whose names nobody bears, or two, and take what somebody says."""
    form = own_form(request, form_id)
    version = queries.unpointed(form=form)
    questions = queries.questions_on(version=version) if version else Questions()
    asked = (*questions.unknown, *questions.twice)
    if version is None or not asked:
        return redirect("returns:point", form.pk)
    units = queries.units_below(area=AreaCode(form.area))
    typed = (request.POST,) if request.method == "POST" else ()
    rows_form = RowsForm(*typed, rows=asked, units=units)
    if typed and rows_form.is_valid():
        layouts.say_rows(version=version, said=rows_form.said(), by=request.viewer, now=timezone.now())
        return redirect("returns:point", form.pk)
    fields, book = rows_form.fields_of_rows(), queries.book_of(version=version)
    context = {
        "form": form,
        "version": version,
        "rows_form": rows_form,
        "unknown": fields[: len(questions.unknown)],
        "twice": fields[len(questions.unknown) :],
        "missing": [units[code] for code in questions.missing],
        "tabs": preview(book=book, values={}),
        **_read(version, book),
    }
    return render(request, "returns/rows.html", context, status=422 if rows_form.errors else 200)


@staff_page
@require_POST
def take_back(request: StaffRequest, form_id: UUID, layout_number: int) -> HttpResponse:
    """Take a layout out of use; the one before it is in use again."""
    form = own_form(request, form_id)
    version = _version(form, layout_number)
    try:
        layouts.take_back(version=version, why=_words(request, "why"), by=request.viewer, now=timezone.now())
    except commands.ReasonMissing:
        return form_page(request, form, LayoutForm(), 422, back_error=_("请写明为什么收回。"))
    except layouts.NothingBefore:
        return form_page(
            request, form, LayoutForm(), 422, back_error=_("没有更早的版式可用；要改，请重新核对每一格。")
        )
    messages.success(request, _("已收回，从现在起又按上一版填；交过的都还在。"))
    return redirect("returns:show", form.pk)


@staff_page
@require_POST
def use_again(request: StaffRequest, form_id: UUID, layout_number: int) -> HttpResponse:
    """Put a layout that was taken back into use again."""
    form = own_form(request, form_id)
    layouts.use_again(version=_version(form, layout_number), by=request.viewer, now=timezone.now())
    messages.success(request, _("已重新起用。"))
    return redirect("returns:show", form.pk)


def _version(form: queries.Form, number: int) -> queries.FormVersion:
    found = [version for version in queries.layouts(form=form) if version.number == number]
    if not found:
        raise Http404
    return found[0]
