"""First passwords of a list on one sheet for printing, shown this once."""

from uuid import UUID

from django.conf import settings
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
from linli.staff_lists.commands.passwords import GivenAlready, give_first_passwords
from linli.staff_lists.views.lists import kept_list


@never_cache
@staff_page
@require_POST
def give(request: StaffRequest, staff_list_id: UUID, sheet: int) -> HttpResponse:
    """Give everybody of a sheet who has never signed in a password, and show them all, this once.

    What was given before is void then, so that is asked first, and asked again when the page is loaded anew.
    """
    list_ = kept_list(request, staff_list_id)
    seen = request.POST.get("seen", "")
    try:
        given = give_first_passwords(
            list_=list_, sheet=sheet, seen=seen, by=request.viewer, now=timezone.now()
        )
    except GivenAlready as already:
        had, last = already.args
        context = {"list": list_, "sheet": sheet, "had": had, "last": last, "seen": last.isoformat()}
        return render(request, "staff_lists/passwords_sure.html", context)
    if not given:
        messages.info(request, _("这一份的人都已登录过，不用再给密码。"))
        return redirect("staff_lists:list", list_.pk)
    places = paths_of(codes={one.row.area for one in given if one.row.area})
    context = {
        "list": list_,
        "sheet": sheet,
        "sign_in": settings.PUBLIC_URL or request.build_absolute_uri("/").rstrip("/"),
        "people": [
            (one.row.user, one.password, places.get(one.row.area, ""), ROLES.get(one.row.role, ""))
            for one in given
        ],
    }
    return render(request, "staff_lists/passwords.html", context)
