"""Many papers in one run: asked for, followed, downloaded as one file."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import names_of as area_names
from linli.areas.rules import AreaCode
from linli.beat.queries import AtWork, at_work
from linli.beat.rules import WORKER
from linli.papers import commands, forms, tasks
from linli.papers.queries import papers as reads
from linli.papers.queries.texts import communities_to_edit
from linli.papers.rules import Kind
from linli.papers.views.pdf import pdf_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Start a run for a community or a grid, and show those before it."""
    if not may(viewer=request.viewer, action=Action.ISSUE_PAPER):
        return render(request, "403.html", status=403)
    areas = reads.areas_to_issue(viewer=request.viewer)
    form = forms.RunForm(request.POST if request.method == "POST" else None, areas=areas)
    if form.is_bound and form.is_valid():
        run = _started(request, form)
        if run is not None:
            return redirect("papers:run", run.pk)
    context = {
        "form": form,
        "runs": reads.newest_runs(viewer=request.viewer),
        "communities": communities_to_edit(viewer=request.viewer),
        "worker": at_work(name=WORKER, now=timezone.now()),
    }
    return render(request, "papers/batch.html", context, status=422 if form.errors else 200)


def _started(request: StaffRequest, form: forms.RunForm) -> reads.PaperRun | None:
    """Start a run and queue it; None when it was refused, and then the form says why."""
    kind, area = Kind(form.cleaned_data["kind"]), AreaCode(form.cleaned_data["area"])
    ids = reads.waiting_for(viewer=request.viewer, kind=kind, area=area)
    try:
        run = commands.start_run(area=area, kind=kind, ids=ids, by=request.viewer, now=timezone.now())
    except commands.NobodyFits:
        form.add_error(None, _("这里没有需要这种文书的人：要么都已经有了，要么还不到出具的时候。"))
    except commands.TooMany as many:
        form.add_error(
            "area", _("共有 %(count)s 人，一次出不完，请按网格分别出具。") % {"count": many.args[0]}
        )
    else:
        tasks.issue_run.enqueue(str(run.pk))
        return run
    return None


@staff_page
def show(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """Show how far a run is, then its file and its papers. 404 outside the viewer's areas."""
    run = get_object_or_404(reads.runs_visible(viewer=request.viewer), pk=run_id)
    papers = list(reads.papers_of_run(run=run).select_related("observation__person"))
    context = {
        "run": run,
        "area": area_names(codes=[run.area]).get(run.area, ""),
        "papers": papers,
        "passed_over": run.total - len(papers),
        "worker": _worker(run),
    }
    return render(request, "papers/run.html", context)


def _worker(run: reads.PaperRun) -> AtWork | None:
    """Return whether whoever makes the papers is there, for the page that waits; None where nothing is waited for."""
    return at_work(name=WORKER, now=timezone.now()) if run.state == "OPEN" else None


@staff_page
def progress(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """Return the part of the page that says how far a run is; once it is over the page is loaded anew."""
    run = get_object_or_404(reads.runs_visible(viewer=request.viewer), pk=run_id)
    response = render(request, "papers/run_progress.html", {"run": run, "worker": _worker(run)})
    if run.state == "DONE":
        response["HX-Refresh"] = "true"
    return response


@staff_page
def download(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """Return the valid papers of a finished run as one PDF, and write down who took it. 404 when there are none."""
    run = get_object_or_404(reads.runs_visible(viewer=request.viewer).filter(state="DONE"), pk=run_id)
    papers = list(reads.papers_of_run(run=run).select_related("observation"))
    if not papers:
        raise Http404
    answer = pdf_of(request=request, papers=papers, filename=f"{papers[0].number}-{papers[-1].number}")
    if answer["Content-Type"] == "application/pdf":
        commands.note_run_printed(run=run, papers=papers, by=request.viewer, now=timezone.now())
    return answer
