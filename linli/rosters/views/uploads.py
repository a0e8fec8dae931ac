"""A roster file comes in, and the list of those that came before."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas import queries as areas
from linli.beat.queries import at_work
from linli.beat.rules import WORKER
from linli.clock import day_of
from linli.rosters import commands, forms, queries
from linli.rosters.labels import OUTCOMES
from linli.sheets.reading import UnreadableFile
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries import names_of
from linli.staff.rights import Action
from linli.staff.rules import may, scope

ROSTERS_A_PAGE: Final = 20


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Take a file, and show the imports before it, the newest first."""
    if not may(viewer=request.viewer, action=Action.IMPORT_ROSTER):
        return render(request, "403.html", status=403)
    now = timezone.now()
    own = scope(viewer=request.viewer, action=Action.IMPORT_ROSTER)
    communities = [area for code in own.areas for area in areas.communities_under(code=code)]
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.UploadForm(*typed, communities=communities, today=day_of(now))
    if typed and form.is_valid():
        roster = _received(request, form, now)
        if roster is not None:
            return redirect("rosters:mapping", roster.pk)
    page = Paginator(queries.rosters_visible(viewer=request.viewer), ROSTERS_A_PAGE).get_page(
        request.GET.get("page")
    )
    rosters = list(page.object_list)
    context = {
        "form": form,
        "community": communities[0] if len(communities) == 1 else None,
        "page": page,
        "rosters": _with_counts(request, [roster.pk for roster in rosters]),
        "area_names": areas.names_of(codes={roster.area for roster in rosters}),
        "uploaders": names_of(ids={roster.uploaded_by for roster in rosters}),
        "worker": at_work(name=WORKER, now=now),
    }
    return render(request, "rosters/imports.html", context, status=422 if form.errors else 200)


def _received(request: StaffRequest, form: forms.UploadForm, now: datetime) -> queries.RosterImport | None:
    """Hand the file on; None when it was refused, and then the form says why."""
    said = form.cleaned_data
    file = said["file"]
    try:
        return commands.receive_roster(
            community=said["community"],
            filename=file.name,
            content=file.read(),
            year=said["year"] or said["on"].year,
            on=said["on"],
            by=request.viewer,
            now=now,
        )
    except UnreadableFile as bad:
        form.add_error("file", _(bad.message))
    except commands.NoHeaderFound:
        form.add_error("file", _("找不到表头。请确认有一行写着“姓名”“身份证号”“到达时间”等列名。"))
    except commands.DayInFuture:
        form.add_error("on", _("名单日期还没有到，请填今天或以前的日期。"))
    except commands.NotACommunity:
        form.add_error("community", _("这个社区已停用，请另选一个。"))
    return None


def _with_counts(request: StaffRequest, ids: Sequence[UUID]) -> list[queries.RosterImport]:
    """Return imports with `new`, `duplicate` and `error`, their counts of rows."""
    counts = {outcome.lower(): Count("rows", filter=Q(rows__outcome=outcome)) for outcome in OUTCOMES}
    return list(queries.rosters_visible(viewer=request.viewer).filter(pk__in=ids).annotate(**counts))
