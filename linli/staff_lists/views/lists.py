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
from linli.staff.queries.held import is_over
from linli.staff.rights import Action
from linli.staff.rules import may, may_at
from linli.staff_lists import queries, template_sheet
from linli.staff_lists.commands import receiving
from linli.staff_lists.commands.passwords import sheets_of, waits_for_password
from linli.staff_lists.commands.posts import wants_post
from linli.staff_lists.forms import AnswersForm, UploadForm
from linli.staff_lists.labels import FAULTS, REFUSED
from linli.staff_lists.queries.preview import previewed
from linli.staff_lists.rules.columns import MOST_ROWS, NoHead, TooManyRows

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
        list_, said = receiving.receive_list(
            filename=file.name, content=file.read(), by=request.viewer, now=now
        )
    except UnreadableFile as bad:
        form.add_error("file", _(bad.message))
    except NoHead:
        form.add_error("file", _("找不到表头。请确认有一行写着“姓名”和“地区”，或者用模板。"))
    except TooManyRows:
        form.add_error("file", _("名单超过 %(most)s 人，请按街道拆成几份。") % {"most": MOST_ROWS})
    except receiving.EmptyList:
        form.add_error("file", _("表头下面没有人。"))
    else:
        if said.has_phones:
            messages.info(request, _("名单里的电话没有存。"))
        return list_
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
            (
                one.row,
                ROLES.get(one.judged.role or "", one.row.role_said),
                places.get(one.judged.area or "", one.row.area_said),
                FAULTS.get(one.judged.fault or "", ""),
                asked.field_of(one),
            )
            for one in rows
        ],
        "ready": sum(one.judged.may_be_added for one in rows),
        "questions": len(asked.asked),
        "faults": sum(one.judged.fault is not None for one in rows),
    }
    return render(request, "staff_lists/preview.html", context, status=WRONG if asked.errors else 200)


def _done(request: StaffRequest, list_: queries.StaffList) -> HttpResponse:
    today = day_of(timezone.now())
    rows = queries.rows_of(list_=list_)
    places = paths_of(codes={row.area for row in rows if row.area})
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
                "refused": REFUSED.get(row.refused, ""),
            }
            for row in rows
        ],
        "keeps": is_open and may_at(viewer=request.viewer, action=Action.KEEP_ACCOUNTS, area=list_.area),
        "gives": is_open and may_at(viewer=request.viewer, action=Action.GIVE_POSTS, area=list_.area),
        "sheets": [
            (number, len(people), sum(waits_for_password(row=row) for row in people))
            for number, people in enumerate(sheets_of(rows=rows), start=1)
        ],
        "to_give": sum(wants_post(row=row) for row in rows),
        "given": any(
            row.post is not None and not is_over(until_on=row.post.until_on, on=today) for row in rows
        ),
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
