"""What somebody asked about their own data, given or removed: the copy as PDF, and the deletion."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.budgets.commands import BudgetSpent
from linli.budgets.spent_page import spent_page
from linli.desk.commands.own_requests import KeysTurning, StillKept, delete_asked, numbers_for_copy
from linli.desk.own_copy import copy_of, draw_copy
from linli.desk.queries.own_requests import kept_now
from linli.papers.views.pdf import drawn
from linli.people.queries import PersonFile, file_of
from linli.staff.http import StaffRequest, staff_lookup, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at
from linli.subject_requests import queries
from linli.subject_requests.commands import AnsweredAlready
from linli.subject_requests.rules import NotForThem, NotShown, Wanted

NEEDED: Final = (Action.ANSWER_REQUESTS, Action.REVEAL_IDENTITY)


def _asked(request: StaffRequest, id: UUID) -> tuple[queries.SubjectRequest, PersonFile]:
    """Return an open request with the file of its person, for who answers it. Raises Http404."""
    asked = get_object_or_404(queries.requests_open(viewer=request.viewer), pk=id)
    if not all(may_at(viewer=request.viewer, action=action, area=asked.area) for action in NEEDED):
        raise Http404
    file = file_of(viewer=request.viewer, id=asked.person_id) if asked.person_id else None
    if file is None or file.person.identity_removed_at:
        raise Http404
    return asked, file


@staff_lookup
@require_POST
def own_copy(request: StaffRequest, subject_request_id: UUID) -> HttpResponse:
    """Return what is held of the person as PDF; 404 for who does not answer requests, or may not read whole numbers."""
    asked, file = _asked(request, subject_request_id)
    now = timezone.now()
    back = reverse("subject_requests:request", args=[asked.pk])
    try:
        numbers = numbers_for_copy(request=asked, file=file, by=request.viewer, now=now)
    except BudgetSpent as spent:
        return spent_page(request=request, spent=spent, viewer=request.viewer, back=back)
    except (AnsweredAlready, NotShown):
        messages.error(request, _("先记下怎么核实的，再打印。"))
        return redirect(back)
    except NotForThem:
        messages.error(request, _("只有要求查看或者要复制件的，才打印。"))
        return redirect(back)
    parts = copy_of(viewer=request.viewer, file=file, numbers=numbers, now=now)
    return drawn(
        request=request,
        draw=lambda: draw_copy(parts=parts, file=file, given_by=request.viewer.name, now=now),
        filename="copy",
    )


@staff_page
def delete_own(request: StaffRequest, subject_request_id: UUID) -> HttpResponse:
    """Say whether the person's identity may go now and what keeps it.

    A post asks once more, with the name and with what goes; one that says it is sure removes it and answers the request.
    """
    asked, file = _asked(request, subject_request_id)
    if asked.wanted != Wanted.DELETE:
        raise Http404
    now = timezone.now()
    if request.method == "POST" and request.POST.get("sure") == "yes":
        try:
            delete_asked(request=asked, file=file, by=request.viewer, now=now)
        except (AnsweredAlready, NotForThem):
            messages.warning(request, _("刚才已有人办理，请看最新情况。"))
        except NotShown:
            messages.error(request, _("先记下怎么核实的，再删除。"))
        except KeysTurning:
            messages.error(request, _("正在更换密钥，换完以前不能删除，请稍后再来。"))
        except StillKept:
            messages.error(request, _("现在不能删除，原因见下。"))
            return redirect("desk:delete_own", asked.pk)
        else:
            messages.success(request, _("已删除：能认出此人的信息已经销毁，不能恢复。"))
        return redirect("subject_requests:request", asked.pk)
    kept = kept_now(file=file, now=now)
    page = {
        "asked": asked,
        "person": file.person,
        "kept": kept,
        "is_shown": asked.shown != "UNKNOWN",
    }
    asks = request.method == "POST" and page["is_shown"] and not kept.why
    return render(request, "desk/delete_own_sure.html" if asks else "desk/delete_own.html", page)
