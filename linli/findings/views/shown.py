"""One finding: its evidence, what was said to it, and the forms of whoever answers or judges."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.findings import commands
from linli.findings.forms import FindingAnswerForm, FindingCorrectionForm, FindingJudgementForm
from linli.findings.queries.findings import ReportFinding, findings_seen, steps_of, told
from linli.findings.queries.lines import lines_of
from linli.findings.queries.reach import answers_at, judges_at
from linli.findings.rules.steps import FindingState, Move, NotNow, may_move
from linli.findings.words import MOVES, STATES
from linli.staff.http import StaffRequest, staff_page
from linli.staff.refusals import Refusals, done
from linli.staff.rights import Action
from linli.staff.rules import may_at

# So many rows stand on the page; the sentence says how many there are.
ROWS_SHOWN: Final = 50
WRONG: Final = 422
REFUSALS: Final[Refusals] = {
    commands.WordsMissing: ("words", gettext_lazy("请写明情况。")),
    commands.ReasonMissing: ("reason", gettext_lazy("请写明为什么更正。")),
    commands.OwnAnswer: (None, gettext_lazy("自己答复的、本级该答复的，要由别人来判断。")),
    NotNow: (None, gettext_lazy("刚才已有人处理过，请看现在的情况。")),
}


@staff_page
def show(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """Show a finding with its evidence and what was said to it; keep what a person answers."""
    row = _seen(request, finding_id)
    if request.method != "POST":
        return _page(request, row, {})
    if not answers_at(viewer=request.viewer, area=AreaCode(row.area)):
        return render(request, "403.html", status=403)
    form = FindingAnswerForm(request.POST)
    if form.is_valid() and done(
        form=form,
        refusals=REFUSALS,
        act=lambda: commands.answer_finding(
            finding=row, answer=form.cleaned_data["answer"], by=request.viewer, now=timezone.now()
        ),
    ):
        messages.success(request, _("已答复，等上级判断。"))
        return redirect("findings:finding", row.pk)
    return _page(request, row, {"answer_form": form})


@staff_page
@require_POST
def correct(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """Put another answer in place of the one that stands."""
    row = _seen(request, finding_id)
    if not answers_at(viewer=request.viewer, area=AreaCode(row.area)):
        return render(request, "403.html", status=403)
    form = FindingCorrectionForm(request.POST)
    if form.is_valid() and done(
        form=form,
        refusals=REFUSALS,
        act=lambda: commands.correct_answer(
            finding=row,
            answer=form.cleaned_data["answer"],
            reason=form.cleaned_data["reason"],
            by=request.viewer,
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("已更正答复，原来的保留，等上级再判断。"))
        return redirect("findings:finding", row.pk)
    return _page(request, row, {"correction_form": form})


@staff_page
@require_POST
def judge(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """Find an answer enough, or send it back (`move`)."""
    row = _seen(request, finding_id)
    if not judges_at(viewer=request.viewer, above=row.above):
        return render(request, "403.html", status=403)
    form = FindingJudgementForm(request.POST)
    sends_back = request.POST.get("move") == Move.SEND_BACK
    act = commands.send_back if sends_back else commands.find_enough
    if form.is_valid() and done(
        form=form,
        refusals=REFUSALS,
        act=lambda: act(finding=row, words=form.cleaned_data["words"], by=request.viewer, now=timezone.now()),
    ):
        messages.success(request, _("已退回，等再答复。") if sends_back else _("已了结。"))
        return redirect("findings:finding", row.pk)
    return _page(request, row, {"judgement_form": form})


@staff_page
@require_POST
def take_back(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """Take a judgement back, with a reason."""
    row = _seen(request, finding_id)
    if not judges_at(viewer=request.viewer, above=row.above):
        return render(request, "403.html", status=403)
    form = FindingJudgementForm(request.POST)
    if form.is_valid() and done(
        form=form,
        refusals=REFUSALS,
        act=lambda: commands.take_back_judgement(
            finding=row, words=form.cleaned_data["words"], by=request.viewer, now=timezone.now()
        ),
    ):
        messages.success(request, _("已撤回判断。"))
        return redirect("findings:finding", row.pk)
    return _page(request, row, {"take_back_form": form})


def _seen(request: StaffRequest, finding_id: UUID) -> ReportFinding:
    """Return a finding that the viewer answers or judges, or answer 404."""
    return get_object_or_404(findings_seen(viewer=request.viewer), pk=finding_id)


def _page(request: StaffRequest, row: ReportFinding, forms: dict[str, Form]) -> HttpResponse:
    """Draw the page of a finding; forms: what was sent and not taken, in place of an empty one."""
    viewer, area = request.viewer, AreaCode(row.area)
    if forms:
        row.refresh_from_db()  # who was quicker stands on the page
    state, is_answered = FindingState(row.state), row.answered_at is not None
    answers = answers_at(viewer=viewer, area=area)
    judges = judges_at(viewer=viewer, above=row.above) and (not answers or row.above == row.area)

    def opens(move: Move, *, mine: bool) -> bool:
        return mine and may_move(state=state, move=move, is_answered=is_answered)

    (shown,) = told(findings=[row])
    context = {
        "told": shown,
        "finding": row,
        "state": STATES[state],
        "above": names_of(codes=[row.above]).get(row.above, row.above),
        "steps": [(one, MOVES[one.step.move]) for one in steps_of(finding=row)],
        "lines": lines_of(finding=row, viewer=viewer, most=ROWS_SHOWN),
        "rows_shown": ROWS_SHOWN,
        "may_see_report": may_at(viewer=viewer, action=Action.SEE_REPORT, area=row.area),
        "may_answer": opens(Move.ANSWER, mine=answers),
        "may_correct": opens(Move.CORRECT_ANSWER, mine=answers),
        "may_judge": opens(Move.FIND_ENOUGH, mine=judges),
        "may_send_back": opens(Move.SEND_BACK, mine=judges),
        "may_take_back": opens(Move.TAKE_BACK, mine=judges),
        "answer_form": FindingAnswerForm(),
        "correction_form": FindingCorrectionForm(initial={"answer": row.answer}, auto_id="correct-%s"),
        "judgement_form": FindingJudgementForm(auto_id="judge-%s"),
        "take_back_form": FindingJudgementForm(auto_id="back-%s"),
        **forms,
    }
    return render(request, "findings/finding.html", context, status=WRONG if forms else 200)
