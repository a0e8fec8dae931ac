"""What is done with a request: said to be theirs, answered, taken back, opened again. Each is a post and leads back to it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at
from linli.subject_requests import commands, forms, queries
from linli.subject_requests.rules import NotForThem, NotShown, Shown, State

# What stands in the way of an act, in words.
REFUSALS: Final[dict[type[Exception], str | Promise]] = {
    commands.AnsweredAlready: _("刚才已有人办理，请看最新情况。"),
    commands.NamesakeStands: _("登记册上有同名的人：先确认是不是，不是的请写明怎么知道不是此人。"),
    commands.PersonGone: _("此人的身份已经销毁，不能重新办理。"),
    commands.StillOpen: _("还在等答复，不用重新办理。"),
    commands.WordsMissing: _("请写明理由。"),
    NotShown: _("先记下怎么核实的，再给、再改、再删。"),
    NotForThem: _(
        "这个答复不适合这件事：登记在册的人不能答复“没有数据”，只有姓名的不能办结，要求删除的只有删除了才算已办。"
    ),
}


def _asked(request: StaffRequest, id: UUID, action: Action) -> queries.SubjectRequest:
    """Return a request of where the viewer may do something. Raises Http404."""
    asked = get_object_or_404(queries.requests_visible(viewer=request.viewer), pk=id)
    if not may_at(viewer=request.viewer, action=action, area=asked.area):
        raise Http404
    return asked


def _done(request: StaffRequest, id: UUID, act: Callable[[datetime], None]) -> HttpResponse:
    """Do an act and lead back, with why where it was refused."""
    try:
        act(timezone.now())
    except tuple(REFUSALS) as refused:
        messages.error(request, str(REFUSALS[type(refused)]))
    else:
        messages.success(request, str(_("已记下。")))
    return redirect("subject_requests:request", id)


def _words(request: StaffRequest) -> str:
    form = forms.WordsForm(request.POST)
    return form.cleaned_data["words"] if form.is_valid() else ""


def _said(request: StaffRequest, id: UUID, act: Callable[..., None]) -> HttpResponse:
    """Do an act that takes words. act: told the request, the words, who and when."""
    asked = _asked(request, id, Action.ANSWER_REQUESTS)
    words = _words(request)
    return _done(request, id, lambda now: act(request=asked, words=words, by=request.viewer, now=now))


def _answered(request: StaffRequest, id: UUID, to: State) -> HttpResponse:
    return _said(request, id, partial(commands.answer, to=to))


@staff_page
@require_POST
def done(request: StaffRequest, subject_request_id: UUID) -> HttpResponse:
    """Answer that it was done, with what was given; 404 for who does not answer."""
    return _answered(request, subject_request_id, State.DONE)


@staff_page
@require_POST
def nothing_held(request: StaffRequest, subject_request_id: UUID) -> HttpResponse:
    """Answer that nothing of that name is on file here; 404 for who does not answer."""
    return _answered(request, subject_request_id, State.NOTHING_HELD)


@staff_page
@require_POST
def refuse(request: StaffRequest, subject_request_id: UUID) -> HttpResponse:
    """Refuse with the reason in words; 404 for who does not answer."""
    return _answered(request, subject_request_id, State.REFUSED)


@staff_page
@require_POST
def withdraw(request: StaffRequest, subject_request_id: UUID) -> HttpResponse:
    """Note that who asked takes it back; 404 for who does not answer."""
    return _said(request, subject_request_id, commands.withdraw)


@staff_page
@require_POST
def reopen(request: StaffRequest, subject_request_id: UUID) -> HttpResponse:
    """Open what was closed wrongly, with the reason; 404 for who does not answer."""
    return _said(request, subject_request_id, commands.reopen)


@staff_page
@require_POST
def shown(request: StaffRequest, subject_request_id: UUID) -> HttpResponse:
    """Say how it was shown that it is they; 404 for who does not answer."""
    asked = _asked(request, subject_request_id, Action.ANSWER_REQUESTS)
    form = forms.ShownForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(_("请选择怎么核实的。")))
        return redirect("subject_requests:request", asked.pk)
    said = form.cleaned_data
    return _done(
        request,
        asked.pk,
        lambda now: commands.say_shown(
            request=asked, shown=Shown(said["shown"]), words=said["words"], by=request.viewer, now=now
        ),
    )


@staff_page
@require_POST
def who(request: StaffRequest, subject_request_id: UUID) -> HttpResponse:
    """Say which namesake on file is meant, nobody else; 404 for who does not answer."""
    asked = _asked(request, subject_request_id, Action.ANSWER_REQUESTS)
    person = queries.namesake(request=asked, viewer=request.viewer, id=request.POST.get("person", ""))
    if person is None or asked.person_id:
        messages.error(request, str(_("请从同名的人里选。")))
        return redirect("subject_requests:request", asked.pk)
    return _done(
        request,
        asked.pk,
        lambda now: commands.say_who(request=asked, person=person, by=request.viewer, now=now),
    )


@staff_page
@require_POST
def not_who(request: StaffRequest, subject_request_id: UUID) -> HttpResponse:
    """Take back which namesake was meant; 404 for who does not answer."""
    asked = _asked(request, subject_request_id, Action.ANSWER_REQUESTS)
    return _done(request, asked.pk, lambda now: commands.unsay_who(request=asked, by=request.viewer, now=now))
