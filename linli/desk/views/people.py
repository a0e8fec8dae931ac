"""The ledger: people of the viewer's areas, and one person's page."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.areas.queries import path_names
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.desk.queries.access_log import looks_of
from linli.desk.views.calls import calls_context
from linli.observation.queries import cases
from linli.observation.queries.ladders import refusal_of
from linli.observation.queries.moves import moves_of
from linli.observation.queries.police import hand_overs_of, waits_for_police
from linli.observation.queries.protocols import decisions_of
from linli.observation.queries.releases import may_sign, slots_to_explain
from linli.people import commands, queries
from linli.people.commands import RevealReason
from linli.people.labels import REVEAL_REASONS
from linli.people.queries.access_log import person_in_audit
from linli.people.queries.cards import overwritten_for
from linli.people.queries.duplicates import joins_on_page, pairs_open
from linli.people.reveal_page import Number, revealed_page
from linli.protocols import queries as protocols
from linli.referrals.queries import referrals_visible
from linli.staff.http import StaffRequest, staff_page
from linli.staff.queries.teams import team_at
from linli.staff.rights import Action
from linli.staff.rules import may, may_at

PEOPLE_A_PAGE = 50
LOOKS_SHOWN = 8


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List the people whom the viewer may see; `q` searches name, pinyin, initials and address."""
    if not may(viewer=request.viewer, action=Action.SEE_PERSON):
        return render(request, "403.html", status=403)
    # PostgreSQL takes no NUL in a text, and nobody types one.
    words = request.GET.get("q", "").replace("\0", "").strip()
    page = Paginator(queries.people_found(viewer=request.viewer, words=words), PEOPLE_A_PAGE).get_page(
        request.GET.get("page")
    )
    commands.note_people_searched(
        words=words, hits=page.paginator.count, by=request.viewer, now=timezone.now()
    )
    states = cases.newest_states(viewer=request.viewer, people=list(page.object_list))
    context = {
        "page": page,
        "words": words,
        "pairs_open": pairs_open(viewer=request.viewer).count(),
        "overwritten": overwritten_for(viewer=request.viewer).count(),
        "may_join": may(viewer=request.viewer, action=Action.JOIN_PEOPLE),
        "rows": [(person, states.get(person.pk)) for person in page.object_list],
    }
    return render(request, "desk/people.html", context)


@staff_page
def show(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Show one person: masked identity, sources, contacts, arrivals, observations with every slot and check.

    The address of an entry that was joined leads to the person who stayed.
    """
    kept = queries.person_kept(viewer=request.viewer, id=person_id)
    if kept is not None:
        return redirect("desk:person", kept.pk)
    person = get_object_or_404(queries.people_on_file(viewer=request.viewer), pk=person_id)
    if person.identity_removed_at:
        return render(request, "desk/removed_person.html", _what_is_kept(request, person))
    commands.note_read(person=person, by=request.viewer, now=timezone.now())
    return render(request, "desk/person.html", _context(request, person))


def _what_is_kept(request: StaffRequest, person: queries.Person) -> dict[str, object]:
    """Return what is shown of somebody whose identity was removed: days, readings and ends, and who had looked."""
    now = timezone.now()
    observations = cases.observations_of(viewer=request.viewer, person=person)
    return {
        "person": person,
        "place": path_names(code=AreaCode(person.area)),
        "observations": [
            {
                "observation": o,
                "sheet": cases.sheet_of(observation=o, until=day_of(now), now=now),
                "findings": cases.findings_of(observation=o),
                "moves": [],
            }
            for o in observations
        ],
        "decisions": {o.pk: decisions_of(observation=o) for o in observations},
        "version_names": protocols.version_names(),
        "looks": looks_of(person=person),
    }


@staff_page
def access_log(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Show who looked at a person, to who sees the person; to an auditor the same without the name."""
    person = queries.people_visible(viewer=request.viewer).filter(pk=person_id).first()
    shown = person or person_in_audit(viewer=request.viewer, id=person_id)
    if shown is None:
        raise Http404
    now = timezone.now()
    commands.note_looks_read(person=shown, by=request.viewer, now=now)
    context = {
        "person": person,
        "number": person_id,
        "place": path_names(code=AreaCode(shown.community)),
        "now": now,
        "looks": looks_of(person=shown),
    }
    return render(request, "desk/access_log_page.html", context)


def _context(request: StaffRequest, person: queries.Person) -> dict[str, object]:
    now = timezone.now()
    today = day_of(now)
    observations = cases.observations_of(viewer=request.viewer, person=person)

    def allowed(action: Action) -> bool:
        return may_at(viewer=request.viewer, action=action, area=person.area)

    return {
        "person": person,
        "now": now,
        "place": path_names(code=AreaCode(person.area)),
        "identity": queries.masked_identity(person=person),
        "arrivals": cases.arrivals_of(person=person),
        "observations": [
            {
                "observation": o,
                "sheet": cases.sheet_of(observation=o, until=today, now=now),
                "is_over": o.last_on < today,
                "to_explain": bool(slots_to_explain(observation=o, now=now)),
                "findings": cases.findings_of(observation=o),
                "moves": moves_of(observation=o),
                "team": team_at(area=AreaCode(o.area), subject=o.pk, on=today),
                "refusal": refusal_of(observation=o),
                "police": hand_overs_of(observation=o),
                "waits_for_police": waits_for_police(observation=o),
                "may_sign": allowed(Action.RELEASE_PERSON) and may_sign(viewer=request.viewer, observation=o),
            }
            for o in observations
        ],
        "decisions": {o.pk: decisions_of(observation=o) for o in observations},
        "version_names": protocols.version_names(),
        "alerts": cases.alerts_visible(viewer=request.viewer).filter(observation__person=person),
        "referrals": referrals_visible(viewer=request.viewer).filter(person=person),
        "sources": queries.sources_of(person=person),
        "joins": joins_on_page(person=person),
        "may_join": may_at(viewer=request.viewer, action=Action.JOIN_PEOPLE, area=person.community),
        **calls_context(request=request, person=person, now=now),
        "reveal_reasons": REVEAL_REASONS,
        "looks": looks_of(person=person)[:LOOKS_SHOWN],
        "may_register": allowed(Action.REGISTER_PERSON),
        "may_reveal": allowed(Action.REVEAL_IDENTITY),
        "may_check": allowed(Action.RECORD_CHECK),
        "may_review": allowed(Action.REVIEW_ALERT),
        "may_release": allowed(Action.RELEASE_PERSON),
        "may_issue": allowed(Action.ISSUE_PAPER),
        "may_fill_teams": allowed(Action.FILL_TEAMS),
        "may_hand_over": allowed(Action.HAND_OVER_TO_POLICE),
        "may_end": allowed(Action.CLOSE_OBSERVATION),
    }


@staff_page
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
    identity = commands.reveal_identity(
        person=person, reason=RevealReason(reason), by=request.viewer, now=timezone.now()
    )
    return revealed_page(
        request=request,
        title=person.name,
        numbers=[Number(_("证件号码"), text=identity.id_number), Number(_("联系电话"), phone=identity.phone)],
        back=reverse("desk:person", args=[person.pk]),
    )
