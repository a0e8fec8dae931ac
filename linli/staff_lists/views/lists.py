"""Lists of colleagues: one comes in, is looked at row by row, and what is asked about it is answered."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.queries import paths_of
from linli.clock import day_of
from linli.sheets.reading import UnreadableFile
from linli.staff.colleague_forms import ReasonForm
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import ROLES
from linli.staff.queries.answered import words_declined
from linli.staff.queries.held import is_over
from linli.staff.rights import Action
from linli.staff.rules import may, may_at
from linli.staff_lists import queries, template_sheet
from linli.staff_lists.commands import receiving
from linli.staff_lists.commands.passwords import given_until, sheets_of, waits_for_password
from linli.staff_lists.commands.posts import may_take_back, wants_post
from linli.staff_lists.forms import AnswersForm, UploadForm
from linli.staff_lists.labels import FAULTS, REFUSED, WHY_LEFT
from linli.staff_lists.queries.preview import previewed
from linli.staff_lists.rules.columns import MOST_ROWS, NoHead, TooManyRows
from linli.staff_lists.rules.words import day_said

LISTS_A_PAGE: Final = 20
WRONG: Final = 422


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Take a list, of whoever keeps accounts, and show those that came before, the newest first."""
    keeps = may(viewer=request.viewer, action=Action.KEEP_ACCOUNTS)
    if not keeps and not may(viewer=request.viewer, action=Action.GIVE_POSTS):
        raise PermissionDenied
    if request.method == "POST" and not keeps:
        raise PermissionDenied
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*typed) if keeps else None
    if form is not None and typed and form.is_valid() and (list_ := _received(request, form, timezone.now())):
        return redirect("staff_lists:list", list_.pk)
    page = Paginator(queries.lists_counted(viewer=request.viewer), LISTS_A_PAGE).get_page(
        request.GET.get("page")
    )
    places = paths_of(codes={one.area for one in page.object_list})
    context = {"form": form, "page": page, "rows": [(one, places[one.area]) for one in page.object_list]}
    status = WRONG if form is not None and form.errors else 200
    return render(request, "staff_lists/lists.html", context, status=status)


def _received(request: StaffRequest, form: UploadForm, now: datetime) -> queries.StaffList | None:
    file = form.cleaned_data["file"]
    try:
        return receiving.receive_list(filename=file.name, content=file.read(), by=request.viewer, now=now)
    except UnreadableFile as bad:
        form.add_error("file", _(bad.message))
    except NoHead:
        form.add_error("file", _("找不到表头。请确认有一行写着“姓名”和“地区”，或者用模板。"))
    except TooManyRows:
        form.add_error("file", _("名单超过 %(most)s 人，请按街道拆成几份。") % {"most": MOST_ROWS})
    except receiving.EmptyList:
        form.add_error("file", _("表头下面没有人。"))
    return None


@staff_page
def template(request: StaffRequest) -> HttpResponse:
    """Hand out the empty sheet."""
    if not may(viewer=request.viewer, action=Action.KEEP_ACCOUNTS):
        raise PermissionDenied
    return HttpResponse(
        template_sheet.template_sheet(),
        content_type=template_sheet.CONTENT_TYPE,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{_quoted(template_sheet.FILENAME)}"},
    )


@staff_page
def left(request: StaffRequest, staff_list_id: UUID) -> HttpResponse:
    """Hand out the rows that were not added, as they were written, each with why: to be put right and sent again."""
    list_ = kept_list(request, staff_list_id)
    rows = [row for row in queries.rows_of(list_=list_) if row.user is None and not row.is_new]
    content = template_sheet.rows_sheet(
        rows=[
            (
                row.name,
                row.username,
                row.role_said,
                row.area_said,
                row.from_said,
                row.phone_said,
                str(WHY_LEFT.get(row.left_out, "")),
            )
            for row in rows
        ]
    )
    return HttpResponse(
        content,
        content_type=template_sheet.CONTENT_TYPE,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{_quoted(template_sheet.LEFT)}"},
    )


def _quoted(name: str) -> str:
    return "".join(f"%{byte:02X}" for byte in name.encode())


def list_of(request: StaffRequest, staff_list_id: UUID) -> queries.StaffList:
    """Return a list within the viewer's reach; 404 for any other."""
    return get_object_or_404(queries.lists_visible(viewer=request.viewer), pk=staff_list_id)


@staff_page
def show(request: StaffRequest, staff_list_id: UUID) -> HttpResponse:
    """Show what would become of each row, or what became of it."""
    return page(request, list_of(request, staff_list_id))


def page(request: StaffRequest, list_: queries.StaffList, *, form: AnswersForm | None = None) -> HttpResponse:
    """Draw the page of a list. form: answers that were sent and are not right."""
    if list_.state == queries.StaffList.State.UPLOADED:
        return _preview(request, list_, form)
    return _done(request, list_)


def _preview(request: StaffRequest, list_: queries.StaffList, form: AnswersForm | None) -> HttpResponse:
    rows = previewed(list_=list_, viewer=request.viewer)
    asked = form or AnswersForm(None, rows=rows)
    places = paths_of(codes={one.judged.area for one in rows if one.judged.area})
    context = {
        "list": list_,
        "form": asked,
        "rows": [
            {
                "one": one,
                "row": one.row,
                "role": ROLES.get(one.judged.role or "", one.row.role_said),
                "place": places.get(one.judged.area or "", one.row.area_said),
                "from_on": day_said(text=one.row.from_said, year=one.facts.year),
                "fault": FAULTS.get(one.judged.fault or "", ""),
                "fields": asked.fields_of(one),
            }
            for one in rows
        ],
        "new": sum(one.judged.may_be_added and not one.is_known for one in rows),
        "known": sum(one.judged.may_be_added and one.is_known for one in rows),
        "questions": sum(one.judged.question is not None for one in rows),
        "has_fields": bool(asked.asked),
        "faults": sum(one.judged.fault is not None for one in rows),
    }
    return render(request, "staff_lists/preview.html", context, status=WRONG if asked.errors else 200)


def _done(request: StaffRequest, list_: queries.StaffList) -> HttpResponse:
    today = day_of(timezone.now())
    rows = queries.rows_of(list_=list_)
    places = paths_of(codes={row.area for row in rows if row.area})
    declined = words_declined(posts=[row.post_id for row in rows if row.post_id])
    mine = [row for row in rows if may_take_back(row=row, by=request.viewer, on=today)]
    is_open = list_.state == queries.StaffList.State.ADDED
    context = {
        "list": list_,
        "is_open": is_open,
        "rows": [
            {
                "row": row,
                "role": ROLES.get(row.role, row.role_said),
                "place": places.get(row.area, row.area_said),
                "over": row.post is not None and is_over(until_on=row.post.until_on, on=today),
                "declined": declined.get(row.post_id) if row.post_id else None,
                "left_out": WHY_LEFT.get(row.left_out, ""),
                "refused": REFUSED.get(row.refused, ""),
            }
            for row in rows
        ],
        "keeps": is_open and may_at(viewer=request.viewer, action=Action.KEEP_ACCOUNTS, area=list_.area),
        "gives": is_open and may_at(viewer=request.viewer, action=Action.GIVE_POSTS, area=list_.area),
        "sheets": [
            (
                number,
                len(people),
                sum(waits_for_password(row=row) for row in people),
                given_until(rows=people),
            )
            for number, people in enumerate(sheets_of(rows=rows), start=1)
        ],
        "to_give": sum(wants_post(row=row) for row in rows),
        "left": any(row.user is None and not row.is_new for row in rows),
        "waiting": [row for row in mine if row.post and row.post.waits_since_on],
        "holding": [
            (row, ROLES.get(row.role, row.role_said), places.get(row.area, ""))
            for row in mine
            if row.post and not row.post.waits_since_on
        ],
        "reason_form": ReasonForm(auto_id="back-%s"),
        "posts_reason_form": ReasonForm(auto_id="posts-back-%s"),
    }
    return render(request, "staff_lists/done.html", context)


@staff_page
@require_POST
def answer(request: StaffRequest, staff_list_id: UUID) -> HttpResponse:
    """Keep what was answered about rows, and look at them again."""
    list_ = kept_list(request, staff_list_id)
    if list_.state != queries.StaffList.State.UPLOADED:
        return closed(request, list_)
    form = AnswersForm(request.POST, rows=previewed(list_=list_, viewer=request.viewer))
    if not form.is_valid():
        return page(request, list_, form=form)
    receiving.answer_rows(list_=list_, answers=form.answers())
    return redirect("staff_lists:list", list_.pk)


@staff_page
@require_POST
def cancel(request: StaffRequest, staff_list_id: UUID) -> HttpResponse:
    """Put a list away of which nothing was added."""
    list_ = kept_list(request, staff_list_id)
    try:
        receiving.cancel_list(list_=list_, by=request.viewer, now=timezone.now())
    except receiving.ListClosed:
        return closed(request, list_)
    messages.success(request, _("已放弃这份名单，没有添加账号。"))
    return redirect("staff_lists:lists")


def kept_list(request: StaffRequest, staff_list_id: UUID) -> queries.StaffList:
    """Return a list where the viewer keeps accounts; 404 for any other."""
    list_ = list_of(request, staff_list_id)
    if not may_at(viewer=request.viewer, action=Action.KEEP_ACCOUNTS, area=list_.area):
        raise PermissionDenied
    return list_


def closed(request: StaffRequest, list_: queries.StaffList) -> HttpResponse:
    """Say that somebody was faster, and show the list as it is now."""
    messages.info(request, _("这份名单已经办过，请看最新情况。"))
    return redirect("staff_lists:list", list_.pk)
