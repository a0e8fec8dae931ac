"""The page on which whoever keeps an account puts right where its holder is rung."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.access.views import account_in
from linli.areas.rules import AreaCode
from linli.staff.colleague_forms import WorkPhoneForm
from linli.staff.commands.phones import correct_phone_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.refusals import done
from linli.staff.rights import Action
from linli.staff.views.contacts import REFUSALS


@staff_page
def correct(request: StaffRequest, account_id: UUID) -> HttpResponse:
    """Put right where somebody is rung."""
    account = account_in(request, account_id, Action.KEEP_ACCOUNTS)
    form = WorkPhoneForm(request.POST or None, initial={"phone": account.phone})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        area = AreaCode(account.area)
        if done(
            form=form,
            refusals=REFUSALS,
            act=lambda: correct_phone_of(
                user_id=account_id, area=area, **said, by=request.viewer, now=timezone.now()
            ),
        ):
            messages.success(request, _("已保存工作电话。"))
            return redirect("access:account", account_id)
    context = {"form": form, "name": account.name, "back": "access:account", "back_to": account_id}
    return render(request, "staff/phone.html", context, status=422 if form.errors else 200)
