"""A child's guardian: the name, whether they agree, and who said so."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.people.commands import record_guardians
from linli.people.guardian_fields import GuardianForm, guardian_said
from linli.people.queries import people_visible
from linli.people.queries.guardians import guardian_word_of
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries import in_scope
from linli.staff.rights import Action


@staff_page
def show(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Show what was said last of a person's guardian, and keep what is said now."""
    mine = in_scope(viewer=request.viewer, action=Action.REGISTER_PERSON)
    person = get_object_or_404(people_visible(viewer=request.viewer).filter(mine), pk=person_id)
    form = GuardianForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = guardian_said(said=form.cleaned_data)
        record_guardians(told=[(person, said)], by=request.viewer, now=timezone.now())
        messages.success(request, _("已记下。"))
        return redirect("desk:person", person.pk)
    context = {"person": person, "form": form, "word": guardian_word_of(person=person)}
    return render(request, "desk/guardian.html", context, status=422 if form.errors else 200)
