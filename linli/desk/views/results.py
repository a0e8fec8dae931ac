"""Another word on what somebody has: the next one, or a correction; by a doctor, and by the clinic."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from linli.cases import commands
from linli.desk.commands import correct_result
from linli.desk.views.fallen import tell_clinic, tell_family
from linli.referrals import queries
from linli.referrals.commands import NoResultYet, ResultChanged
from linli.referrals.forms import CorrectionForm, WordForm
from linli.referrals.queries.results import next_words
from linli.referrals.rules import Result
from linli.referrals.rules.results import NO_RESULT, WITH_RESULT, ResultNotNext
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at

# What a page draws: what is done, its words, where it goes, its form.
Shown = tuple[str, str | Promise, str, WordForm]
MOVE = gettext_lazy("登记进一步的结果")
CORRECT = gettext_lazy("更正结果")


@staff_page
@require_POST
def enter(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Enter another word as the community's doctor; 404 where the viewer does not judge."""
    referral = get_object_or_404(queries.referrals_visible(viewer=request.viewer), pk=referral_id)
    if not may_at(viewer=request.viewer, action=Action.JUDGE_REFERRAL, area=referral.area):
        raise Http404
    return _entered(request, referral, "desk:result", "desk:referral")


@staff_page
@require_POST
def answer(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Enter another word as the clinic to which somebody was sent; 404 for others."""
    sent = queries.sent_here(viewer=request.viewer, now=timezone.now())
    referral = get_object_or_404(sent, pk=referral_id)
    return _entered(request, referral, "desk:clinic_result", "desk:clinic_patient")


def word_forms(*, referral: queries.Referral, address: str) -> list[Shown]:
    """Return the forms for the words that may follow on a referral, or stand in the place of the one that does."""
    if referral.state not in WITH_RESULT:
        return []
    said = reverse(address, args=[referral.pk])
    initial = {"seen": referral.result}
    forms: list[Shown] = []
    if words := next_words(referral=referral):
        forms.append(("move", MOVE, said, WordForm(initial=initial, results=words, auto_id="move-%s")))
    if not referral.result:
        return forms
    others = [*(result for result in Result if result != referral.result), NO_RESULT]
    correction = CorrectionForm(initial=initial, results=others, auto_id="correct-%s")
    return [*forms, ("correct", CORRECT, said, correction)]


def _entered(request: StaffRequest, referral: queries.Referral, address: str, back: str) -> HttpResponse:
    is_move = request.POST.get("what") == "move"
    form = (WordForm if is_move else CorrectionForm)(
        request.POST,
        results=next_words(referral=referral) if is_move else [*Result, NO_RESULT],
        auto_id="move-%s" if is_move else "correct-%s",
    )
    if form.is_valid() and _kept(request, referral, form, is_move=is_move):
        return redirect(back, referral.pk)
    said = reverse(address, args=[referral.pk])
    shown: Shown = ("move", MOVE, said, form) if is_move else ("correct", CORRECT, said, form)
    page = {"referral": referral, "word_forms": [shown], "back": reverse(back, args=[referral.pk])}
    return render(request, "referrals/word.html", page, status=422)


def _kept(request: StaffRequest, referral: queries.Referral, form: WordForm, *, is_move: bool) -> bool:
    said, now = form.cleaned_data, timezone.now()
    judges = may_at(viewer=request.viewer, action=Action.JUDGE_REFERRAL, area=referral.area)
    fell = None
    try:
        if is_move:
            commands.move_result(
                referral=referral,
                seen=said["seen"],
                result=said["result"],
                note=said["note"],
                by=request.viewer,
                now=now,
            )
        else:
            fell = correct_result(
                referral=referral,
                seen=said["seen"],
                result=said["result"],
                reason=said["note"],
                by=request.viewer,
                now=now,
            )
    except (NoResultYet, ResultChanged):
        form.add_error(None, _("刚才已有人登记了别的结果，请看最新情况。"))
    except ResultNotNext:
        form.add_error("result", _("这个结果不能接在现在的结果后面；原来的错了，请用“更正结果”。"))
    else:
        messages.success(request, _("已登记结果，原来的结果留在经过里。"))
        if fell and judges:
            tell_family(request, fell, referral.community)
        elif fell:
            tell_clinic(request, fell)
        return True
    return False
