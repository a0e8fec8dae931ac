"""First passwords of a list on one sheet for printing, shown this once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from linli.areas.queries import paths_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import ROLES
from linli.staff_lists.commands.passwords import give_first_passwords
from linli.staff_lists.views.lists import kept_list


@never_cache
@staff_page
@require_POST
def give(request: StaffRequest, staff_list_id: UUID, sheet: int) -> HttpResponse:
    """Give everybody of a sheet who has never signed in a password, and show them all, this once."""
    list_ = kept_list(request, staff_list_id)
    given = give_first_passwords(list_=list_, sheet=sheet, by=request.viewer, now=timezone.now())
    if not given:
        messages.info(request, _("这一份的人都已登录过，不用再给密码。"))
        return redirect("staff_lists:list", list_.pk)
    places = paths_of(codes={one.row.area for one in given if one.row.area})
    context = {
        "list": list_,
        "sheet": sheet,
        "people": [
            (one.row.user, one.password, places.get(one.row.area, ""), ROLES.get(one.row.role, ""))
            for one in given
        ],
    }
    return render(request, "staff_lists/passwords.html", context)
