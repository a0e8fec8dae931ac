"""A child's guardian: the name, whether they agree, who said so; and what was done where one refused."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.people import commands
from linli.people.guardian_fields import GuardianDoneForm, GuardianForm, guardian_said
from linli.people.queries import PersonFile, file_of
from linli.people.queries.guardians import GuardianTold, asks_guardian, guardians_told
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at

DONE: Final = "done"


@staff_page
def show(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Show what was said of a child's guardian, and keep what is said now, or what was done; 404 for the grown."""
    file = _file(request, person_id)
    now = timezone.now()
    commands.note_guardians_read(person=file.person, by=request.viewer, now=now)
    told = guardians_told(file=file)
    refused = next((one for one in told if one.is_open), None)
    posted = request.POST or None
    is_done = request.POST.get("what") == DONE
    form = GuardianForm(None if is_done else posted)
    done_form = GuardianDoneForm(posted if is_done else None)
    if form.is_valid():
        said = guardian_said(said=form.cleaned_data)
        commands.record_guardians(told=[(file.person, said)], by=request.viewer, now=now)
        messages.success(request, _("已记下。"))
        return redirect("desk:person", file.person.pk)
    if done_form.is_valid():
        _note_done(request, refused, done_form.cleaned_data["done"], now)
        return redirect("desk:person", file.person.pk)
    page = {
        "person": file.person,
        "form": form,
        "done_form": done_form,
        "refused": refused,
        "guardians": told,
        "failed": done_form if is_done else form,
    }
    return render(request, "desk/guardian.html", page, status=422 if form.errors or done_form.errors else 200)


def _file(request: StaffRequest, person_id: UUID) -> PersonFile:
    """Return the file of a child whom the viewer registers. Raises Http404."""
    file = file_of(viewer=request.viewer, id=person_id)
    if file is None or file.person.identity_removed_at or not asks_guardian(file=file):
        raise Http404
    if not may_at(viewer=request.viewer, action=Action.REGISTER_PERSON, area=file.person.area):
        raise Http404
    return file


def _note_done(request: StaffRequest, refused: GuardianTold | None, done: str, now: datetime) -> None:
    if refused and _is_noted(refused, done, request, now):
        messages.success(request, _("已记下。"))
    else:
        messages.warning(request, _("刚才已有人记下，或监护人又有了新的答复，请看最新情况。"))


def _is_noted(refused: GuardianTold, done: str, request: StaffRequest, now: datetime) -> bool:
    try:
        commands.note_done(word=refused.word, done=done, by=request.viewer, now=now)
    except commands.NotRefused:
        return False
    return True
