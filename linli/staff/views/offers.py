"""Posts that were offered to one's own name, and those that one offered."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.queries import paths_of
from linli.staff.commands import AreaUnknown, PostHeldAlready, RolesKeptApart, offers
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import ROLES
from linli.staff.queries import colleagues as reads

# In which words it is told to whom a post was offered why they cannot have it.
REFUSALS: Final[dict[type[Exception], Callable[[], str]]] = {
    offers.OfferOver: lambda: _("这份邀请已经失效。"),
    AreaUnknown: lambda: _("那里已停用，请对方重新邀请。"),
    PostHeldAlready: lambda: _("您已有这个岗位。"),
    RolesKeptApart: lambda: _("您现有的岗位和这个岗位不能由同一个人担任。"),
}


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """Show what was offered to the name by which one is signed in."""
    rows = list(reads.offers_to(user=request.user, now=timezone.now()))
    places = paths_of(codes={row.area for row in rows})
    context = {"rows": [(row, ROLES[row.role], places.get(row.area, "")) for row in rows]}
    return render(request, "staff/offers.html", context)


@staff_page
@require_POST
def take(request: StaffRequest, offer_id: UUID) -> HttpResponse:
    """Take a post that was offered to oneself; 404 for what was offered to another name."""
    return _answer(
        request,
        offer_id,
        offers.take_offer,
        _("已接受，岗位从约定的那天起有效；要别人确认的，确认后才有效。"),
    )


@staff_page
@require_POST
def decline(request: StaffRequest, offer_id: UUID) -> HttpResponse:
    """Decline a post that was offered to oneself; 404 for what was offered to another name."""
    return _answer(request, offer_id, offers.decline_offer, _("已回复不接受。"))


def _answer(request: StaffRequest, offer_id: UUID, answer: Callable[..., object], words: str) -> HttpResponse:
    now = timezone.now()
    row = get_object_or_404(reads.offers_to(user=request.user, now=now), pk=offer_id)
    try:
        answer(offer=row, by=request.viewer, now=now)
    except tuple(REFUSALS) as refused:
        messages.error(request, REFUSALS[type(refused)]())
        return redirect("staff:offers")
    messages.success(request, words)
    return redirect("home")


@staff_page
@require_POST
def withdraw(request: StaffRequest, made_offer_id: UUID) -> HttpResponse:
    """Take an offer back that nobody has answered; 404 for one of another community."""
    now = timezone.now()
    row = get_object_or_404(reads.offers_made(viewer=request.viewer, now=now), pk=made_offer_id)
    try:
        offers.withdraw_offer(offer=row, by=request.viewer, now=now)
    except offers.OfferOver as refused:
        messages.error(request, REFUSALS[type(refused)]())
    else:
        messages.success(request, _("已收回邀请。"))
    return redirect("staff:colleagues")
