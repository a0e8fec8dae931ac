"""The day of onset on the page of a referral: told, put right, taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.referrals import queries
from linli.referrals.commands.onset import OnsetChanged, OnsetNeedsReason, tell_onset
from linli.referrals.forms import OnsetForm
from linli.referrals.queries.onset import onsets_told
from linli.referrals.rules.onset import OnsetNotBelievable
from linli.staff.http import StaffRequest, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at


def told(*, request: StaffRequest, referral: queries.Referral) -> dict[str, object]:
    """Return the days of onset told of a referral, and the form where the viewer may tell one."""
    days = onsets_told(referral=referral)
    stands = days[0].on if days else None
    form = OnsetForm(initial={"seen": stands, "on": stands}, auto_id="onset-%s")
    if not days:
        del form.fields["reason"]
    return {"onsets": days, "onset_form": form if _may(request, referral) else None}


@staff_page
@require_POST
def tell(request: StaffRequest, referral_id: UUID) -> HttpResponse:
    """Keep a day of onset; 404 where the viewer does not move the referral."""
    referral = get_object_or_404(queries.referrals_visible(viewer=request.viewer), pk=referral_id)
    if not _may(request, referral):
        raise Http404
    form = OnsetForm(request.POST, auto_id="onset-%s")
    if form.is_valid() and _kept(request, referral, form):
        return redirect(reverse("desk:referral", args=[referral.pk]) + "#onset")
    page = {
        "referral": referral,
        "onsets": onsets_told(referral=referral),
        "onset_form": form,
        "back": reverse("desk:referral", args=[referral.pk]),
    }
    return render(request, "referrals/onset_wrong.html", page, status=422)


def _may(request: StaffRequest, referral: queries.Referral) -> bool:
    return may_at(viewer=request.viewer, action=Action.MOVE_REFERRAL, area=referral.area)


def _kept(request: StaffRequest, referral: queries.Referral, form: OnsetForm) -> bool:
    said = form.cleaned_data
    try:
        kept = tell_onset(
            referral=referral,
            seen=said["seen"],
            on=said["on"],
            reason=said["reason"],
            by=request.viewer,
            now=timezone.now(),
        )
    except OnsetChanged:
        form.add_error(None, _("刚才已有人登记了别的日期，请看最新情况。"))
    except OnsetNeedsReason:
        form.add_error("reason", _("请写明为什么改。"))
    except OnsetNotBelievable:
        form.add_error("on", _("这一天还没有到，或者比提出送医早两个多月，请核对。"))
    else:
        messages.success(request, _("已登记发病日期。") if kept else _("没有改动。"))
        return True
    return False
