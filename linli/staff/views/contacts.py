"""The page of telephones: one's own, of the levels above, of one's place and of those directly beneath."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.areas.queries import names_of, note_names
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.staff.colleague_forms import OwnPhoneForm
from linli.staff.commands.names import NothingChanged, ReasonMissing
from linli.staff.commands.phones import set_own_phone
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import ROLES
from linli.staff.queries.reached import Reached, beneath, people_at
from linli.staff.refusals import Refusals, done
from linli.staff.rights import Action
from linli.staff.rules import chain_of

WRONG: Final = 422
PLACES_A_PAGE: Final = 50
REFUSALS: Final[Refusals] = {
    ReasonMissing: ("reason", gettext_lazy("请写明原因。")),
    NothingChanged: ("phone", gettext_lazy("和现在的一样，没有改动。")),
}


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show whom the viewer can ring, and take their own telephone."""
    own = chain_of(viewer=request.viewer, action=Action.SEE_WORK_PHONES)
    if not own:
        raise PermissionDenied
    form = OwnPhoneForm(request.POST or None, initial={"phone": request.user.phone})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form=form,
            refusals=REFUSALS,
            act=lambda: set_own_phone(
                user=request.user, area=own[0], phone=form.cleaned_data["phone"], now=timezone.now()
            ),
        )
    ):
        messages.success(request, _("已保存您的工作电话。"))
        return redirect("staff:contacts")
    places = {area for one in own for area in (*one.ancestors, one, one.community)}
    under = beneath(areas=own)
    note_names(names=under)
    page = Paginator(list(under), PLACES_A_PAGE).get_page(request.GET.get("page"))
    shown = [*sorted(places), *(code for code in page.object_list if code not in places)]
    people = people_at(viewer=request.viewer, areas=shown, on=day_of(timezone.now()))
    names = names_of(codes=shown)
    context = {
        "form": form,
        "page": page,
        "groups": [
            (AreaCode(area), names.get(area, ""), _told(people.get(area, []), request)) for area in shown
        ],
    }
    return render(request, "staff/contacts.html", context, status=WRONG if form.errors else 200)


def _told(people: list[Reached], request: StaffRequest) -> list[tuple[Reached, object]]:
    return [(one, ROLES[one.role]) for one in people if one.user_id != request.viewer.user_id]
