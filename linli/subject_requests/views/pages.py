"""Requests: the list, one of them, and taking one in."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.people.commands import note_read
from linli.people.queries import Person, people_visible
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import may, may_at
from linli.subject_requests import commands, forms, queries
from linli.subject_requests.rules import AskedAhead, Asker, Shown, State, Wanted, Way, has_whole_numbers


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List requests that wait, due soonest first, and under them those that were closed last."""
    if not may(viewer=request.viewer, action=Action.REGISTER_PERSON):
        return render(request, "403.html", status=403)
    page = {
        "open": list(queries.requests_open(viewer=request.viewer)),
        "closed": list(queries.requests_closed(viewer=request.viewer)[: queries.CLOSED_SHOWN]),
        "now": timezone.now(),
    }
    return render(request, "subject_requests/index.html", page)


@staff_page
def show(request: StaffRequest, subject_request_id: UUID) -> HttpResponse:
    """Show a request with all that was done, and what may be done now; 404 outside the viewer's areas."""
    asked = get_object_or_404(queries.requests_visible(viewer=request.viewer), pk=subject_request_id)
    now = timezone.now()
    if asked.person and not asked.person.identity_removed_at:
        note_read(person=asked.person, by=request.viewer, now=now)
    answers = may_at(viewer=request.viewer, action=Action.ANSWER_REQUESTS, area=asked.area)
    is_open = asked.state == State.OPEN
    page = {
        "asked": asked,
        "person": asked.person,
        "steps": queries.steps_of(request=asked),
        "is_open": is_open,
        "is_gone": asked.person is not None and asked.person.identity_removed_at is not None,
        "is_shown": asked.shown != Shown.UNKNOWN,
        "may_answer": answers,
        "was_name": bool(asked.name),
        "is_masked": not has_whole_numbers(asker=Asker(asked.asker)),
        "may_copy": answers
        and asked.wanted in {Wanted.COPY, Wanted.SEE}
        and may_at(viewer=request.viewer, action=Action.REVEAL_IDENTITY, area=asked.area),
        "namesakes": queries.namesakes(request=asked, viewer=request.viewer) if answers and is_open else [],
        "now": now,
        "words_form": forms.WordsForm(),
        "refuse_form": forms.ReasonForm(auto_id="refuse-%s"),
        "withdraw_form": forms.ReasonForm(auto_id="withdraw-%s"),
        "reopen_form": forms.ReasonForm(auto_id="reopen-%s"),
        "shown_form": forms.ShownForm(auto_id="shown-%s"),
    }
    return render(request, "subject_requests/request.html", page)


@staff_page
def add(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Take in what somebody on file asks; 404 for who may not register people there."""
    mine = in_scope(viewer=request.viewer, action=Action.REGISTER_PERSON)
    person = get_object_or_404(people_visible(viewer=request.viewer).filter(mine), pk=person_id)
    now = timezone.now()
    form = forms.RequestForm(request.POST or None, initial={"asked_at": now})
    if request.method == "POST" and form.is_valid():
        taken = _taken_in(request, form, AreaCode(person.community), now, person=person)
        if taken is not None:
            return redirect("subject_requests:request", taken.pk)
    page = {"person": person, "form": form}
    return render(request, "subject_requests/add.html", page, status=422 if form.errors else 200)


@staff_page
def add_name(request: StaffRequest) -> HttpResponse:
    """Take in a request about somebody of whom only a name was told. Whether they are on file is not said here."""
    communities = queries.communities_for(viewer=request.viewer)
    if not communities:
        return render(request, "403.html", status=403)
    now = timezone.now()
    head = forms.NameForm(request.POST or None, communities=communities)
    form = forms.RequestForm(request.POST or None, initial={"asked_at": now})
    if request.method == "POST" and all([head.is_valid(), form.is_valid()]):
        community = AreaCode(head.cleaned_data["community"])
        taken = _taken_in(request, form, community, now, name=head.cleaned_data["name"])
        if taken is not None:
            return redirect("subject_requests:index")
    failed = bool(head.errors or form.errors)
    page = {"head": head, "form": form}
    return render(request, "subject_requests/add.html", page, status=422 if failed else 200)


def _taken_in(
    request: StaffRequest,
    form: forms.RequestForm,
    community: AreaCode,
    now: datetime,
    *,
    person: Person | None = None,
    name: str = "",
) -> queries.SubjectRequest | None:
    said = form.cleaned_data
    new = commands.NewRequest(
        community=community,
        wanted=Wanted(said["wanted"]),
        asker=Asker(said["asker"]),
        shown=Shown(said["shown"]),
        way=Way(said["way"]),
        asked_at=said["asked_at"],
        person=person,
        name=name,
        asker_name=said["asker_name"],
        words=said["words"],
    )
    try:
        taken = commands.take_in(new=new, by=request.viewer, now=now)
    except AskedAhead:
        form.add_error("asked_at", _("这个时间还没有到。"))
        return None
    day = day_of(taken.due_at).isoformat()
    messages.success(request, _("已登记，书记在 %(day)s 以前答复。") % {"day": day})
    return taken
