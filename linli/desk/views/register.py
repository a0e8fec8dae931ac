"""The register: people of the viewer's areas, found, narrowed and sorted."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.http import require_POST

from linli.areas.queries import names_of
from linli.clock import day_of
from linli.desk.queries.register import Missing, Narrowed, narrowed
from linli.desk.queries.states import newest_states
from linli.desk.register_form import MISSING, RegisterForm
from linli.people import commands, queries
from linli.people.queries import Person
from linli.people.queries.cards import overwritten_for
from linli.people.queries.corrections import told_again_waiting
from linli.people.queries.duplicates import pairs_open
from linli.staff.http import StaffRequest, staff_lookup, staff_page
from linli.staff.rights import Action
from linli.staff.rules import may

PEOPLE_A_PAGE = 50
# Words longer than this are no name and no door.
WORDS_LENGTH = 100


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List the people whom the viewer may see; `q` searches, the other choices narrow and sort (RegisterForm)."""
    if not may(viewer=request.viewer, action=Action.SEE_PERSON):
        return render(request, "403.html", status=403)
    return _page(request, _words(request.GET.get("q", "")))


@staff_lookup
@require_POST
def find(request: StaffRequest) -> HttpResponse:
    """Find somebody by what was typed in the one field of every page.

    A number is answered at once, so that it stands in no address, no log and no history; anything else leads to the register.
    """
    if not may(viewer=request.viewer, action=Action.SEE_PERSON):
        return render(request, "403.html", status=403)
    words = _words(request.POST.get("q", ""))
    if queries.is_by_number(words=words):
        return _page(request, words)
    return redirect(f"{resolve_url('desk:people')}?{urlencode({'q': words})}")


def _words(text: str) -> str:
    # PostgreSQL takes no NUL in a text, and nobody types one.
    return text.replace("\0", "").strip()[:WORDS_LENGTH]


def _page(request: StaffRequest, words: str) -> HttpResponse:
    now = timezone.now()
    found = queries.people_found(viewer=request.viewer, words=words)
    areas = queries.people_visible(viewer=request.viewer).order_by().values_list("area", flat=True).distinct()
    names = names_of(codes=areas)
    form = RegisterForm(request.GET, grids={str(code): name for code, name in sorted(names.items())})
    asked = form.asked()
    rows = narrowed(viewer=request.viewer, people=found, asked=asked, today=day_of(now))
    page = Paginator(rows, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    commands.note_people_searched(words=words, hits=page.paginator.count, by=request.viewer, now=now)
    people = list(page.object_list)
    states = newest_states(viewer=request.viewer, people=people)
    context = {
        "page": page,
        "words": words,
        "is_by_number": queries.is_by_number(words=words),
        "form": form,
        "is_narrowed": asked != Narrowed(order=asked.order),
        "pairs_open": pairs_open(viewer=request.viewer).count(),
        "told_again": told_again_waiting(viewer=request.viewer).count(),
        "overwritten": overwritten_for(viewer=request.viewer).count(),
        "may_join": may(viewer=request.viewer, action=Action.JOIN_PEOPLE),
        "may_register": may(viewer=request.viewer, action=Action.REGISTER_PERSON),
        "rows": [(person, states.get(person.pk), _lacks(person)) for person in people],
    }
    return render(request, "desk/people.html", context)


def _lacks(person: Person) -> list[object]:
    """Return words for what somebody's own entry does not tell."""
    told = {
        Missing.PAPER: person.id_digest,
        Missing.PHONE: person.phone_digest,
        Missing.BIRTH: person.born_on,
        Missing.DOOR: person.household.address_key,
        Missing.GRID: person.area != person.community,
    }
    return [MISSING[fact] for fact, is_told in told.items() if not is_told]
