"""Whom a leak concerns, and what to tell them."""

from typing import Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from linli.areas.queries import names_of
from linli.desk import commands
from linli.desk.leak_form import LeakForm
from linli.desk.queries.leaks import Leak, leak_of_account, leak_of_copy
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may

ROWS_A_PAGE: Final = 100


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Ask what leaked (?copy=, or ?who= with ?from_on= and ?until_on=); list whom it concerns. 422 for what is neither."""
    if not may(viewer=request.viewer, action=Action.FOLLOW_LEAK):
        return render(request, "403.html", status=403)
    form = LeakForm({name: words for name, words in request.GET.items() if name != "page"} or None)
    if not form.is_bound or not form.is_valid():
        return render(request, "desk/leak.html", {"form": form}, status=422 if form.errors else 200)
    leak = _leak(request, form)
    context: dict[str, object] = {"form": form, "asked": True, "leak": leak}
    if leak:
        shown = list(leak.people.values_list("pk", flat=True))
        commands.note_leak_read(
            subject=leak.subject,
            area=leak.area,
            persons=leak.persons,
            shown=shown,
            by=request.viewer,
            now=timezone.now(),
        )
        kept = request.GET.copy()
        kept.pop("page", None)
        context |= {
            "place": names_of(codes=[leak.area]).get(leak.area, leak.area),
            "page": Paginator(leak.people, ROWS_A_PAGE).get_page(request.GET.get("page")),
            "unseen": leak.persons - len(shown),
            "kept": kept.urlencode(),
        }
    return render(request, "desk/leak.html", context)


def _leak(request: StaffRequest, form: LeakForm) -> Leak | None:
    said = form.cleaned_data
    if said["copy"]:
        return leak_of_copy(viewer=request.viewer, label=said["copy"])
    return leak_of_account(
        viewer=request.viewer, username=said["who"], from_on=said["from_on"], until_on=said["until_on"]
    )
