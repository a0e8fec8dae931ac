"""Hand-overs between communities: asked, accepted, refused, withdrawn."""

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.elsewhere.commands import FoundAnsweredAlready
from linli.elsewhere.queries import found_away
from linli.moves import commands, forms
from linli.moves import queries as reads
from linli.observation.commands import AlreadyThere, ObservationClosed, ReferralStillOpen
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show what waits for an answer here, and what this community has asked for."""
    return _page(request, None, None, status=200)


def _page(
    request: StaffRequest, refused: UUID | None, form: forms.RefusalForm | None, *, status: int
) -> HttpResponse:
    if not may(viewer=request.viewer, action=Action.CLOSE_OBSERVATION):
        return render(request, "403.html", status=403)
    to_answer = reads.told(requests=list(reads.moves_to_answer(viewer=request.viewer)))
    together = Counter(_household(told.request) for told in to_answer)
    context = {
        "to_answer": [
            (
                told,
                form
                if form is not None and told.request.pk == refused
                else forms.RefusalForm(auto_id=f"move-{told.request.pk}-%s"),
                together[_household(told.request)],
            )
            for told in to_answer
        ],
        "found": list(reads.found_unanswered(viewer=request.viewer)[: reads.SHOWN]),
        "asked": reads.told(requests=list(reads.moves_asked(viewer=request.viewer)[: reads.SHOWN])),
        "taken": reads.told(requests=list(reads.moves_taken(viewer=request.viewer)[: reads.SHOWN])),
    }
    return render(request, "moves/index.html", context, status=status)


def _household(move: reads.MoveRequest) -> tuple[object, ...]:
    """Return by what the hand-overs of one household that were asked for at once are known."""
    return move.asked_at, move.to_community, move.observation.person.household_id


@staff_page
@require_POST
def give_over(request: StaffRequest, found_id: UUID) -> HttpResponse:
    """Give somebody who stands elsewhere over, with one tap; 404 unless the viewer's community has them registered."""
    found = get_object_or_404(found_away(viewer=request.viewer), pk=found_id)
    try:
        asked = commands.give_over(found=found, by=request.viewer, now=timezone.now())
    except commands.MoveAskedAlready:
        messages.warning(request, _("已经提出转出，正等对方社区答复。"))
    except ReferralStillOpen:
        messages.error(request, _("送医还没有办结，先办结送医再转出。"))
    except (AlreadyThere, ObservationClosed, FoundAnsweredAlready):
        messages.warning(request, _("刚才已有人答复，请看最新情况。"))
    else:
        if asked:
            messages.success(request, _("已提出转出；对方社区接收以前，仍由本社区负责。"))
        else:
            messages.success(request, _("档案已转给对方社区，由他们登记到达。"))
    return redirect("moves:index")


@staff_page
@require_POST
def accept(request: StaffRequest, move_id: UUID) -> HttpResponse:
    """Take somebody over; 404 unless it was handed to the viewer's community and waits."""
    move = get_object_or_404(reads.moves_to_answer(viewer=request.viewer), pk=move_id)
    whole = request.POST.get("together") == "yes"
    requests = reads.asked_with(request=move, viewer=request.viewer) if whole else [move]
    try:
        moved = commands.accept_all(requests=requests, by=request.viewer, now=timezone.now())
    except commands.MoveAnsweredAlready:
        messages.warning(request, _("刚才已有人答复，请看最新情况。"))
    except (AlreadyThere, ObservationClosed):
        messages.warning(request, _("此人已不在对方社区观察，没有可接收的。"))
    except ReferralStillOpen:
        messages.error(request, _("此人的送医还没有办结，对方办结以后才能接收。"))
    else:
        names = "、".join(one.person.name for one in moved)
        messages.success(request, _("已接收 %(name)s，从现在起由本社区负责。") % {"name": names})
        return redirect("desk:person", moved[0].person_id)
    return redirect("moves:index")


@staff_page
@require_POST
def refuse(request: StaffRequest, move_id: UUID) -> HttpResponse:
    """Send a hand-over back with a reason; 404 unless it was handed to the viewer's community and waits."""
    move = get_object_or_404(reads.moves_to_answer(viewer=request.viewer), pk=move_id)
    form = forms.RefusalForm(request.POST, auto_id=f"move-{move.pk}-%s")
    if not form.is_valid():
        return _page(request, move.pk, form, status=422)
    whole = request.POST.get("together") == "yes"
    requests = reads.asked_with(request=move, viewer=request.viewer) if whole else [move]
    try:
        commands.refuse_all(
            requests=requests, reason=form.cleaned_data["reason"], by=request.viewer, now=timezone.now()
        )
    except commands.MoveAnsweredAlready:
        messages.warning(request, _("刚才已有人答复，请看最新情况。"))
    else:
        messages.success(request, _("已退回，仍由对方社区负责。"))
    return redirect("moves:index")


@staff_page
@require_POST
def withdraw(request: StaffRequest, move_id: UUID) -> HttpResponse:
    """Take a request back; 404 unless the viewer's community asked."""
    move = get_object_or_404(reads.moves_asked(viewer=request.viewer), pk=move_id)
    try:
        commands.withdraw_move(request=move, by=request.viewer, now=timezone.now())
    except commands.MoveAnsweredAlready:
        messages.warning(request, _("刚才已有人答复，请看最新情况。"))
    else:
        messages.success(request, _("已撤回，仍由本社区负责。"))
    return redirect("moves:index")


@staff_page
@require_POST
def know_refusal(request: StaffRequest, move_id: UUID) -> HttpResponse:
    """Say that one knows that a hand-over was sent back; 404 unless the viewer's community asked."""
    move = get_object_or_404(reads.moves_asked(viewer=request.viewer), pk=move_id)
    commands.know_refusal(request=move, by=request.viewer, now=timezone.now())
    messages.success(request, _("已记下您知道了；仍由本社区负责，可以重新转出。"))
    return redirect("moves:index")
