"""Who stands in for whom: the list, a new one, ending one."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from linli.areas.queries import names_of
from linli.clock import day_of
from linli.staff import commands, forms
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import ROLES
from linli.staff.queries import substitutions as reads
from linli.staff.refusals import Refusals, say
from linli.staff.rights import Action
from linli.staff.rules import may

SHOWN = 50


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List substitutions of the viewer's areas; who fills teams sets a new one here."""
    now = timezone.now()
    today = day_of(now)
    if not may(viewer=request.viewer, action=Action.SEE_TEAMS):
        return render(request, "403.html", status=403)
    may_fill = may(viewer=request.viewer, action=Action.FILL_TEAMS)
    if request.method == "POST" and not may_fill:
        return render(request, "403.html", status=403)
    form = _form(request, today) if may_fill else None
    if form is not None and form.is_valid() and _substituted(request, form, now):
        messages.success(request, _("已安排代班。代班期间，代班人能看到并登记请假人的名单。"))
        return redirect("staff:substitutions")
    rows = list(reads.substitutions_seen(viewer=request.viewer)[:SHOWN])
    names = names_of(codes={row.area for row in rows})
    to_end = set(reads.substitutions_to_end(viewer=request.viewer, on=today).values_list("pk", flat=True))
    context = {
        "form": form,
        "rows": [
            (row, names.get(row.area, ""), reads.state_of(row=row, on=today), row.pk in to_end)
            for row in rows
        ],
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "staff/substitutions.html", context, status=status)


def _form(request: StaffRequest, today: date) -> forms.SubstitutionForm:
    posts = list(reads.posts_to_stand_in_for(viewer=request.viewer, on=today))
    return forms.SubstitutionForm(
        request.POST or None,
        posts=[(str(p.pk), f"{p.user.full_name} · {ROLES[p.role]} · {p.area.name}") for p in posts],
        staff=[
            (str(u.pk), u.full_name)
            for u in reads.staff_to_fill(viewer=request.viewer, on=today)
            if u.pk != request.viewer.user_id
        ],
        today=today,
    )


# Why nobody can be stood in for like this, and at which field that is said.
REFUSED: Final[Refusals] = {
    commands.WrongDays: ("until_on", gettext_lazy("开始日期不能早于今天，结束日期不能早于开始日期。")),
    commands.TooLong: (
        "until_on",
        gettext_lazy("一次代班最长 30 天，最早提前 30 天安排。到期还没有回来的，再安排一次。"),
    ),
    commands.OwnAppointment: ("substitute", gettext_lazy("不能安排自己代班，请选别人。")),
    commands.SamePerson: ("substitute", gettext_lazy("不能由请假人自己代班。")),
    commands.OtherCommunity: ("substitute", gettext_lazy("代班的人在这些天里必须在同一个社区有岗位。")),
    commands.MayNotStandIn: ("substitute", gettext_lazy("医生只能由医生代班。")),
    commands.PostTooShort: ("absent", gettext_lazy("请假人在这些天里不都在这个岗位上。")),
    commands.StoodInAlready: (
        "from_on",
        gettext_lazy("这些天里已有人替此人代班。先结束原来的代班，再安排新的。"),
    ),
}


def _substituted(request: StaffRequest, form: forms.SubstitutionForm, now: datetime) -> bool:
    said = form.cleaned_data
    posts = reads.posts_to_stand_in_for(viewer=request.viewer, on=day_of(now))
    staff = reads.staff_to_fill(viewer=request.viewer, on=day_of(now))
    try:
        commands.substitute(
            absent=posts.get(pk=said["absent"]),
            by_whom=staff.get(pk=said["substitute"]),
            from_on=said["from_on"],
            until_on=said["until_on"],
            reason=said["reason"],
            by=request.viewer,
            now=now,
        )
    except commands.RolesKeptApart as apart:
        role = ROLES[apart.args[0]]
        form.add_error("substitute", _("此人是%(role)s，两个岗位不能由同一个人担任。") % {"role": role})
    except tuple(REFUSED) as refusal:
        say(form=form, refused=refusal, refusals=REFUSED)
    else:
        return True
    return False


@staff_page
@require_POST
def end(request: StaffRequest, substitution_id: UUID) -> HttpResponse:
    """End a substitution now; 404 where the viewer does not fill teams, or when it is over."""
    now = timezone.now()
    rows = reads.substitutions_to_end(viewer=request.viewer, on=day_of(now))
    row = get_object_or_404(rows, pk=substitution_id)
    try:
        commands.end_substitution(substitution=row, by=request.viewer, now=now)
    except commands.OverAlready:
        messages.warning(request, _("这次代班刚才已经结束。"))
    else:
        messages.success(request, _("代班已结束，代班人从现在起看不到这份名单。"))
    return redirect("staff:substitutions")
