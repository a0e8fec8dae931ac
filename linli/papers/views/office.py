"""Whom the papers of a community tell people to ring."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.papers import commands, forms
from linli.papers.queries import texts as reads
from linli.staff.http import StaffRequest, staff_page


@staff_page
def show(request: StaffRequest, community: str) -> HttpResponse:
    """Edit the telephones and the health unit of a community; 404 for one that the viewer does not lead."""
    code = next(
        (area for area in reads.communities_to_edit(viewer=request.viewer) if area == community), None
    )
    if code is None:
        raise Http404
    office = reads.office_of(community=code)
    now_known = {
        "phone": office.phone,
        "health_unit": office.health_unit,
        "doctor_phone": office.doctor_phone,
    }
    form = forms.OfficeForm(request.POST if request.method == "POST" else None, initial=now_known)
    if form.is_bound and form.is_valid():
        commands.change_office(community=code, by=request.viewer, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("已保存，从下一张文书起印上。"))
        return redirect("papers:batch")
    context = {"form": form, "name": reads.name_of(area=code)}
    return render(request, "papers/office.html", context, status=422 if form.errors else 200)
