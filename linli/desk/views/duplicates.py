"""Pairs of entries that may be one person: the list, both sides of one pair, the decision, and its undoing."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from linli.clock import SHANGHAI
from linli.desk.queries.states import observations_of
from linli.joins.commands import join_people, undo_join
from linli.observation.commands import AlertStillOpen, ReferralStillOpen
from linli.observation.labels import SEXES, STATES
from linli.observation.rules import State
from linli.people.commands import (
    DecisionNeedsReason,
    JoinUndoneAlready,
    NotJoinable,
    PairDecidedAlready,
    TwoIdNumbers,
    tell_apart,
)
from linli.people.forms import DecisionForm, UndoForm
from linli.people.labels import SOURCES
from linli.people.queries import Person
from linli.people.queries import duplicates as queries
from linli.staff.http import StaffRequest, staff_page
from linli.staff.refusals import Refusals, say
from linli.staff.rights import Action
from linli.staff.rules import may

PAIRS_A_PAGE = 50
JOINS_SHOWN = 50


@dataclass(frozen=True)
class Compared:
    """One fact of both sides in words, '' where it was not told; alike: None where one side does not tell it."""

    label: str
    one: str
    other: str
    alike: bool | None


@staff_page
def index(request: StaffRequest) -> HttpResponse:
    """List the pairs that wait for a decision, and the joins that stand."""
    if not may(viewer=request.viewer, action=Action.JOIN_PEOPLE):
        return render(request, "403.html", status=403)
    pairs = Paginator(queries.pairs_open(viewer=request.viewer), PAIRS_A_PAGE)
    context = {
        "page": pairs.get_page(request.GET.get("page")),
        "joins": queries.joins_visible(viewer=request.viewer).filter(undone_at=None)[:JOINS_SHOWN],
    }
    return render(request, "desk/duplicates.html", context)


@staff_page
def show(request: StaffRequest, pair_id: UUID) -> HttpResponse:
    """Show both sides of a pair field by field, and take the decision."""
    pair = get_object_or_404(queries.pairs_visible(viewer=request.viewer), pk=pair_id)
    form = DecisionForm(request.POST if request.method == "POST" else None, auto_id="decision-%s")
    if request.method == "POST" and form.is_valid() and _decided(request, pair, form):
        return redirect("desk:duplicates")
    return _page(request, pair, form=form)


def _page(
    request: StaffRequest,
    pair: queries.DuplicatePair,
    form: DecisionForm | None = None,
    undo_form: UndoForm | None = None,
) -> HttpResponse:
    one, other = queries.sides_of(pair=pair)
    failed = bool((form and form.errors) or (undo_form and undo_form.errors))
    context = {
        "pair": pair,
        "rows": _compared(request, one, other),
        "form": form or DecisionForm(auto_id="decision-%s"),
        "join": queries.join_of(pair=pair),
        "undo_form": undo_form or UndoForm(auto_id="undo-%s"),
        "decider": queries.decider_of(pair=pair),
        "gone": pair.one.joined_to_id or pair.other.joined_to_id,
    }
    return render(request, "desk/duplicate.html", context, status=422 if failed else 200)


# Why a pair cannot be decided like this, and at which field that is said; None is the whole form.
REFUSED: Final[Refusals] = {
    DecisionNeedsReason: ("reason", gettext_lazy("请写明依据。")),
    PairDecidedAlready: (None, gettext_lazy("这一对刚才已经有人处理过，见下方。")),
    NotJoinable: (None, gettext_lazy("其中一条刚才已合并或转出，请回到列表查看。")),
    TwoIdNumbers: (None, gettext_lazy("两条登记的证件号码不同，不能合并。")),
    AlertStillOpen: (None, gettext_lazy("其中一条还有预警没有复核，先复核再合并。")),
    ReferralStillOpen: (None, gettext_lazy("其中一条的送医还没有办结，先办结再合并。")),
}


def _decided(request: StaffRequest, pair: queries.DuplicatePair, form: DecisionForm) -> bool:
    reason, now = form.cleaned_data["reason"], timezone.now()
    try:
        if form.cleaned_data["decision"] == "SAME":
            join = join_people(pair=pair, reason=reason, by=request.viewer, now=now)
            words = _("%(name)s：两条登记已合并为一人。") % {"name": join.kept.name}
        else:
            tell_apart(pair=pair, reason=reason, by=request.viewer, now=now)
            words = _("已记为两个人，不再询问。")
    except tuple(REFUSED) as refusal:
        say(form=form, refused=refusal, refusals=REFUSED)
        pair.refresh_from_db()
        return False
    messages.success(request, words)
    return True


@staff_page
@require_POST
def undo(request: StaffRequest, join_id: UUID) -> HttpResponse:
    """Part two joined entries again, for a reason."""
    join = get_object_or_404(queries.joins_visible(viewer=request.viewer), pk=join_id)
    form = UndoForm(request.POST, auto_id="undo-%s")
    if form.is_valid():
        try:
            undo_join(join=join, reason=form.cleaned_data["reason"], by=request.viewer, now=timezone.now())
        except DecisionNeedsReason:
            form.add_error("reason", _("请写明原因。"))
        except JoinUndoneAlready:
            messages.warning(request, _("这次合并已经撤销。"))
            return redirect("desk:duplicates")
        else:
            messages.success(request, _("已撤销合并，两条登记又各自成为一人。"))
            return redirect("desk:duplicates")
    return _page(request, join.pair, undo_form=form)


def _compared(request: StaffRequest, one: queries.Side, other: queries.Side) -> list[Compared]:
    """Return the facts of both sides, in the order of the page; numbers are compared whole and shown masked."""
    a, b = one.person, other.person
    return [
        _line(_("姓名"), a.name, b.name),
        _line(_("性别"), _sex(a.sex), _sex(b.sex)),
        _line(_("出生日期"), _day(a.born_on), _day(b.born_on)),
        _line(
            _("证件号码"), one.identity.id_number, other.identity.id_number, (one.id_digest, other.id_digest)
        ),
        _line(
            _("联系电话"), one.identity.phone, other.identity.phone, (one.phone_digest, other.phone_digest)
        ),
        _line(_("住址"), a.household.address, b.household.address, (a.household_id, b.household_id)),
        # Of these two entries of one person differ as a matter of course.
        Compared(_("观察"), _state(request, a), _state(request, b), None),
        Compared(_("怎么得知"), _sources(one), _sources(other), None),
        Compared(_("登记时间"), _clock(a.registered_at), _clock(b.registered_at), None),
    ]


def _line(label: str, one: str, other: str, keys: tuple[Any, Any] | None = None) -> Compared:
    first, second = keys or (one, other)
    told = bool(one and other)
    return Compared(label, one, other, first == second if told else None)


def _sex(code: str) -> str:
    return str(SEXES[code]) if code else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _clock(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _sources(side: queries.Side) -> str:
    kinds = dict(SOURCES)
    return "、".join(dict.fromkeys(str(kinds[source.kind]) for source in side.sources))


def _state(request: StaffRequest, person: Person) -> str:
    """Return the open observation in words, else the newest one, '' where there is none."""
    observations = observations_of(viewer=request.viewer, person=person)
    if not observations:
        return ""
    first = next((o for o in observations if o.state == State.OBSERVING), observations[0])
    return f"{STATES[first.state]} {first.last_on.isoformat()}"
