"""To whom somebody's data went, and noting that the person was told; who of the community nobody told yet."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.desk.disclosures import HANDED_ON
from linli.desk.queries.untold import Untold, untold_people
from linli.disclosures import commands
from linli.disclosures.forms import NotYetForm, StrikeForm, ToldForm
from linli.disclosures.queries import GivenTold, person_given, told_given, words_to_strike
from linli.disclosures.rules import Because, ReasonMissing, ToldAhead, ToldBefore, Way
from linli.people.queries import Person, PersonFile, file_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may, may_at

ROWS_A_PAGE: Final = 60
NOT_YET: Final = "not_yet"


def _file(request: StaffRequest, person_id: UUID) -> PersonFile:
    """Return the file of somebody of whom the viewer notes this. Raises Http404."""
    file = file_of(viewer=request.viewer, id=person_id)
    if file is None or file.person.identity_removed_at:
        raise Http404
    if not may_at(viewer=request.viewer, action=Action.REGISTER_PERSON, area=file.person.area):
        raise Http404
    return file


def _given(request: StaffRequest, people: Collection[UUID], about: UUID) -> GivenTold:
    """Return one giving; where a row gave to several, the one that is named, else the newest. Raises Http404."""
    rows = [told for told in told_given(sources=HANDED_ON, people=people) if told.given.about == about]
    to = request.GET.get("to", "")
    rows = [told for told in rows if told.given.recipient == to] if to else rows
    if not rows:
        raise Http404
    return rows[0]


def _whom(request: StaffRequest, person_id: UUID, about: UUID) -> tuple[Person, list[UUID], str]:
    """Return of whom this is noted, their entries, and where it leads back to. Raises Http404.

    Who gave tells, of somebody who lives elsewhere since too, and sees this one giving of them.
    """
    if file_of(viewer=request.viewer, id=person_id):
        file = _file(request, person_id)
        return file.person, file.ids, reverse("desk:person", args=[person_id])
    person = person_given(sources=HANDED_ON, viewer=request.viewer, person=person_id, about=about)
    if person is None:
        raise Http404
    return person, [person.pk], reverse("desk:disclosures")


@staff_page
def note(request: StaffRequest, person_id: UUID, disclosure_about: UUID) -> HttpResponse:
    """Note that somebody was told of one giving, or why not yet; 404 for who may not."""
    person, entries, back = _whom(request, person_id, disclosure_about)
    told = _given(request, entries, disclosure_about)
    now = timezone.now()
    chosen = request.POST.get("what", "")
    posted = request.method == "POST"
    told_form = ToldForm(
        request.POST if posted and chosen != NOT_YET else None, auto_id="told-%s", initial={"told_at": now}
    )
    not_yet_form = NotYetForm(request.POST if posted and chosen == NOT_YET else None, auto_id="not-yet-%s")
    form = not_yet_form if chosen == NOT_YET else told_form
    if posted and form.is_valid() and _noted(request, person, told, form, now):
        messages.success(request, _("已记下。"))
        return redirect(back)
    page = {
        "person": person,
        "back": back,
        "told": told,
        "told_form": told_form,
        "not_yet_form": not_yet_form,
        "failed": form,
    }
    return render(request, "desk/disclosure.html", page, status=422 if form.errors else 200)


def _noted(
    request: StaffRequest, person: Person, told: GivenTold, form: ToldForm | NotYetForm, now: datetime
) -> bool:
    said = form.cleaned_data
    try:
        if isinstance(form, NotYetForm):
            commands.note_not_yet(
                given=told.given,
                person=person,
                because=Because(said["because"]),
                words=said["words"],
                by=request.viewer,
                now=now,
            )
        else:
            new = commands.NewTold(Way(said["way"]), said["told_at"], said["words"])
            commands.note_told(given=told.given, person=person, new=new, by=request.viewer, now=now)
    except ToldAhead:
        form.add_error("told_at", _("这个时间还没有到。"))
    except ToldBefore:
        form.add_error("told_at", _("这个时间还没有给出去：告诉本人不能早于给出的时间。"))
    except ReasonMissing:
        form.add_error("words", _("请写明理由。"))
    except commands.ToldAlready:
        form.add_error(None, _("已经记过告诉了本人；记错了的，先撤下那一条。"))
    else:
        return True
    return False


@staff_page
def strike(request: StaffRequest, person_id: UUID, disclosure_word_id: UUID) -> HttpResponse:
    """Take a word back with a reason; 404 for who may not note one, and for what was struck."""
    file = _file(request, person_id)
    word = get_object_or_404(words_to_strike(people=file.ids), pk=disclosure_word_id)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            commands.strike_word(
                word=word, reason=form.cleaned_data["reason"], by=request.viewer, now=timezone.now()
            )
        except commands.StruckAlready:
            messages.warning(request, _("刚才已有人撤下。"))
        else:
            messages.success(request, _("已撤下，原来的记录还看得到。"))
        return redirect("desk:person", file.person.pk)
    page = {"person": file.person, "word": word, "form": form}
    return render(request, "desk/strike_disclosure.html", page, status=422 if form.errors else 200)


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List people whose data went to others and who, as far as is known, were not told, the oldest giving first."""
    if not may(viewer=request.viewer, action=Action.ANSWER_REQUESTS):
        return render(request, "403.html", status=403)
    rows: list[Untold] = untold_people(viewer=request.viewer)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/untold.html", {"page": page})
