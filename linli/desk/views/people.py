"""One person's page."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.queries import path_names
from linli.areas.rules import AreaCode
from linli.budgets.commands import BudgetSpent
from linli.budgets.spent_page import spent_page
from linli.desk.parts import parts_of
from linli.desk.queries.access_log import looks_of
from linli.desk.sections import PERSON_SECTIONS, REMOVED_PERSON_SECTIONS
from linli.desk.views.sections import section_named, section_page
from linli.people import commands, queries
from linli.people.commands import RevealReason
from linli.people.queries import PersonFile
from linli.people.queries.guardians import asks_guardian
from linli.people.reveal_page import Number, revealed_page
from linli.people.sections import GUARDIANS
from linli.staff.http import StaffRequest, staff_lookup, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may_at
from linli.staff.sections import Section


@staff_page
def show(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Show one person: what every app has of them, section by section (linli.desk.sections).

    The address of an entry that was joined leads to the person who stayed.
    """
    file = queries.file_of(viewer=request.viewer, id=person_id)
    if file is None:
        return _to_who_stayed(request, person_id)
    now = timezone.now()
    person = file.person
    if not person.identity_removed_at:
        commands.note_read(person=person, by=request.viewer, now=now)
    page = {
        "person": person,
        "place": path_names(code=AreaCode(person.area)),
        "may_register": may_at(viewer=request.viewer, action=Action.REGISTER_PERSON, area=person.area),
        "parts": parts_of(
            sections=_sections_of(file),
            viewer=request.viewer,
            file=file,
            now=now,
            address=lambda section: reverse("desk:person_section", args=[person.pk, section.name]),
        ),
    }
    template = "desk/removed_person.html" if person.identity_removed_at else "desk/person.html"
    return render(request, template, page)


def _sections_of(file: PersonFile) -> tuple[Section[PersonFile], ...]:
    if file.person.identity_removed_at:
        return REMOVED_PERSON_SECTIONS
    if asks_guardian(file=file):
        return PERSON_SECTIONS
    return tuple(section for section in PERSON_SECTIONS if section is not GUARDIANS)


def _to_who_stayed(request: StaffRequest, person_id: UUID) -> HttpResponse:
    kept = queries.person_kept(viewer=request.viewer, id=person_id)
    if kept is None:
        raise Http404
    return redirect("desk:person", kept.pk)


@staff_page
def section(request: StaffRequest, person_id: UUID, person_section: str) -> HttpResponse:
    """Show one section of a person alone."""
    file = queries.file_of(viewer=request.viewer, id=person_id)
    if file is None:
        return _to_who_stayed(request, person_id)
    found = section_named(sections=_sections_of(file), name=person_section)
    person = file.person
    if not person.identity_removed_at:
        commands.note_read(person=person, by=request.viewer, now=timezone.now())
    page = {
        "person": person,
        "title": person.name,
        "address": person.household.address,
        "back": reverse("desk:person", args=[person.pk]),
    }
    return section_page(request=request, section=found, file=file, page=page)


@staff_page
def access_log(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Show who looked at a person, to who sees the person; to an auditor the same without the name."""
    seen = queries.file_of(viewer=request.viewer, id=person_id)
    if seen is not None and seen.person.identity_removed_at:
        seen = None
    file = seen or queries.file_in_audit(viewer=request.viewer, id=person_id)
    if file is None:
        raise Http404
    now = timezone.now()
    commands.note_looks_read(person=file.person, by=request.viewer, now=now)
    context = {
        "person": seen.person if seen else None,
        "number": person_id,
        "place": path_names(code=AreaCode(file.person.community)),
        "now": now,
        "looks": looks_of(file=file),
    }
    return render(request, "desk/access_log_page.html", context)


@staff_lookup
@require_POST
def reveal(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Show ID number and phone for a minute, for a reason that is written down; 404 where the viewer may not."""
    people = queries.people_visible(viewer=request.viewer)
    person = get_object_or_404(people, pk=person_id)
    if not may_at(viewer=request.viewer, action=Action.REVEAL_IDENTITY, area=person.area):
        return render(request, "403.html", status=403)
    reason = request.POST.get("reason", "")
    if reason not in set(RevealReason):
        return redirect("desk:person", person_id)
    back = reverse("desk:person", args=[person.pk])
    try:
        identity = commands.reveal_identity(
            person=person, reason=RevealReason(reason), by=request.viewer, now=timezone.now()
        )
    except BudgetSpent as spent:
        return spent_page(request=request, spent=spent, viewer=request.viewer, back=back)
    return revealed_page(
        request=request,
        title=person.name,
        numbers=[Number(_("证件号码"), text=identity.id_number), Number(_("联系电话"), phone=identity.phone)],
        back=back,
    )
