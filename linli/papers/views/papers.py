"""The papers of one observation: issued, printed, revoked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.observation.queries.cases import Observation, observations_visible
from linli.papers import commands, forms
from linli.papers.labels import KINDS, WHEN
from linli.papers.queries import papers as reads
from linli.papers.rules import Kind
from linli.papers.views.pdf import pdf_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action


@staff_page
def of_observation(request: StaffRequest, observation_id: UUID) -> HttpResponse:
    """Show the papers of an observation and issue one; 404 where the viewer may not issue papers."""
    visible = observations_visible(viewer=request.viewer, action=Action.ISSUE_PAPER)
    observation = get_object_or_404(visible, pk=observation_id)
    if request.method == "POST":
        return _issued(request, observation)
    return _page(request, observation, None, None, status=200)


def _issued(request: StaffRequest, observation: Observation) -> HttpResponse:
    kind = Kind(request.POST["kind"]) if request.POST.get("kind") in set(Kind) else None
    if kind is None:
        return _page(request, observation, None, None, status=422)
    try:
        issued = commands.issue_papers(
            observations=[observation], kind=kind, by=request.viewer, now=timezone.now()
        )
    except commands.NotFitting:
        messages.error(
            request, _("%(paper)s%(when)s，没有出具。") % {"paper": KINDS[kind], "when": WHEN[kind]}
        )
        return _page(request, observation, None, None, status=422)
    messages.success(
        request,
        _("已出具%(paper)s，编号 %(number)s。") % {"paper": KINDS[kind], "number": issued[0].number},
    )
    return redirect("papers:of_observation", observation.pk)


def _page(
    request: StaffRequest,
    observation: Observation,
    refused: UUID | None,
    form: forms.RevokeForm | None,
    *,
    status: int,
) -> HttpResponse:
    told = reads.papers_of(viewer=request.viewer, observation=observation)
    held = {row.paper.kind for row in told if row.paper.revoked_at is None}
    context = {
        "observation": observation,
        "person": observation.person,
        "kinds": [
            (kind, kind in reads.fitting_kinds(observation=observation), kind in held) for kind in Kind
        ],
        "papers": [
            (
                row,
                form
                if form is not None and row.paper.pk == refused
                else forms.RevokeForm(auto_id=f"paper-{row.paper.pk}-%s"),
                row.paper.pk == refused,
            )
            for row in told
        ],
    }
    return render(request, "papers/of_observation.html", context, status=status)


@staff_page
def show(request: StaffRequest, paper_id: UUID) -> HttpResponse:
    """Return one paper as PDF; a revoked one says so across the page. 404 outside the viewer's areas."""
    paper = get_object_or_404(reads.papers_visible(viewer=request.viewer), pk=paper_id)
    answer = pdf_of(request=request, papers=[paper], filename=paper.number)
    if answer["Content-Type"] == "application/pdf":
        commands.note_paper_printed(paper=paper, by=request.viewer, now=timezone.now())
    return answer


@staff_page
@require_POST
def revoke(request: StaffRequest, paper_id: UUID) -> HttpResponse:
    """Revoke a paper with a reason; 404 outside the viewer's areas."""
    paper = get_object_or_404(reads.papers_visible(viewer=request.viewer), pk=paper_id)
    form = forms.RevokeForm(request.POST, auto_id=f"paper-{paper.pk}-%s")
    if not form.is_valid():
        visible = observations_visible(viewer=request.viewer, action=Action.ISSUE_PAPER)
        observation = get_object_or_404(visible, pk=paper.observation_id)
        return _page(request, observation, paper.pk, form, status=422)
    try:
        commands.revoke_paper(
            paper=paper, reason=form.cleaned_data["reason"], by=request.viewer, now=timezone.now()
        )
    except commands.AlreadyRevoked:
        messages.warning(request, _("这张文书刚才已经作废。"))
    else:
        messages.success(request, _("编号 %(number)s 已作废。") % {"number": paper.number})
    return redirect("papers:of_observation", paper.observation_id)
