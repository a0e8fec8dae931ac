"""Which roles need a second factor: the page of a security administrator of the province."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.signin.commands.requirements import require_second_factor
from linli.signin.queries.requirements import province_of, requirements
from linli.signin.rules import needs_second_factor
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import ROLES
from linli.staff.rights import Role


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show the roles and what they need; take the changed list."""
    area = province_of(viewer=request.viewer)
    if area is None:
        raise PermissionDenied
    if request.method == "POST":
        roles = [role for role in Role if role in request.POST.getlist("role")]
        if require_second_factor(roles=roles, area=area, by=request.viewer, now=timezone.now()):
            messages.success(request, _("已保存，下一次请求起生效。"))
        return redirect("signin:requirements")
    rows = [
        {"told": told, "label": ROLES[told.role], "advised": needs_second_factor(role=told.role)}
        for told in requirements()
    ]
    return render(request, "signin/requirements.html", {"rows": rows})
