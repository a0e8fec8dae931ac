"""The secretary's page of one-time codes."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from linli.clock import day_of
from linli.signin.commands.attempts import TooManyTries
from linli.signin.commands.codes import issue_code
from linli.signin.middleware import too_many
from linli.signin.queries.codes import worker_visible, workers_visible
from linli.signin.rules import CODE_HOLDS
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may


@never_cache
@staff_page
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """List the workers to whom a code may be issued."""
    if not may(viewer=request.viewer, action=Action.ISSUE_SIGN_IN_CODE):
        raise PermissionDenied
    now = timezone.now()
    workers = workers_visible(viewer=request.viewer, now=now, on=day_of(now))
    return render(request, "signin/codes.html", {"workers": workers})


@never_cache
@staff_page
@require_POST
def issue(request: StaffRequest, user_id: UUID) -> HttpResponse:
    """Issue a code and show it, this once; 404 for somebody who works elsewhere."""
    if not may(viewer=request.viewer, action=Action.ISSUE_SIGN_IN_CODE):
        raise PermissionDenied
    now = timezone.now()
    worker = worker_visible(viewer=request.viewer, user_id=user_id, now=now, on=day_of(now))
    if worker is None:
        raise Http404
    try:
        code = issue_code(to=worker.post, by=request.viewer, now=now)
    except TooManyTries as error:
        return too_many(request, error)
    said = {"worker": worker, "code": f"{code[:4]} {code[4:]}", "until": now + CODE_HOLDS}
    return render(request, "signin/code_issued.html", said)
