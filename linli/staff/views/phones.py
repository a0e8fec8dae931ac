"""The page on which whoever runs a community puts right where a colleague is rung."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.rules import AreaCode
from linli.staff.colleague_forms import WorkPhoneForm
from linli.staff.commands.phones import correct_phone_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries.colleagues import colleagues_seen, may_rename
from linli.staff.refusals import done
from linli.staff.views.contacts import REFUSALS


@staff_page
def correct(request: StaffRequest, colleague_post_id: UUID) -> HttpResponse:
    """Put right where a colleague is rung; not where they also work elsewhere."""
    post = get_object_or_404(colleagues_seen(viewer=request.viewer), pk=colleague_post_id)
    if not may_rename(post=post, viewer=request.viewer):
        raise PermissionDenied
    form = WorkPhoneForm(request.POST or None, initial={"phone": post.user.phone})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        area = AreaCode(post.area_id)
        if done(
            form=form,
            refusals=REFUSALS,
            act=lambda: correct_phone_of(
                user_id=post.user_id, area=area, **said, by=request.viewer, now=timezone.now()
            ),
        ):
            messages.success(request, _("已保存工作电话。"))
            return redirect("staff:colleague", colleague_post_id)
    context = {
        "form": form,
        "name": post.user.full_name,
        "back": "staff:colleague",
        "back_to": colleague_post_id,
    }
    return render(request, "staff/phone.html", context, status=422 if form.errors else 200)
