"""Posts that wait for a second person: of whoever confirms, of whoever gave them, of whose they will be."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.areas.queries import paths_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.staff.colleague_forms import ReasonForm
from linli.staff.commands import AreaUnknown, confirmations
from linli.staff.confirming import who_confirms
from linli.staff.http import StaffRequest, staff_page
from linli.staff.labels import ROLES, Label
from linli.staff.queries import colleagues, names_of
from linli.staff.queries import confirmations as reads
from linli.staff.queries.answered import closed, lapsed_to
from linli.staff.queries.ended import ended_by
from linli.staff.queries.ways import without_own_way
from linli.staff.rights import Action, Role
from linli.staff.rules import CONFIRM_WITHIN, Viewer, may
from linli.staff.views.standing import lapse_said

# In which words it is told why nothing was done.
REFUSALS: Final[dict[type[Exception], Callable[[], str]]] = {
    confirmations.ConfirmationOver: lambda: _("已经有人答复，或者已经失效。"),
    confirmations.NotTheSecond: lambda: _("这个岗位要由别人确认。"),
    confirmations.NoOwnPassword: lambda: _("本人还没有设自己的密码，设了以后才能确认。"),
    AreaUnknown: lambda: _("那里已停用，不能再任命。"),
}
# What whoever comes second reads, by how it came out.
_OUTCOME: Final = reads.Confirmation.Outcome
CLOSED: Final[dict[str, Callable[[], str]]] = {
    _OUTCOME.CONFIRMED: lambda: _("已由 %(who)s 确认。"),
    _OUTCOME.DECLINED: lambda: _("已由 %(who)s 答复不同意。"),
    _OUTCOME.TAKEN_BACK: lambda: _("已由 %(who)s 收回。"),
}


@dataclass(frozen=True)
class Waiting:
    """One that waits, in words. who: by which posts it is confirmed, and where.

    lacks_own_way: its holder has no password of their own, nor another way in.
    """

    row: reads.Confirmation
    role: Label
    place: str
    who: str
    lacks_own_way: bool

    @property
    def is_end(self) -> bool:
        """Say whether it is an end that waits."""
        return self.row.asks == reads.Confirmation.Asks.END

    @property
    def is_again(self) -> bool:
        """Say whether it held until its holder was given a password."""
        return self.row.asks == reads.Confirmation.Asks.AGAIN


def own_waiting(*, viewer: Viewer, on: date) -> list[Waiting]:
    """Return the viewer's own posts that wait, in words. Three statements, one where there is none."""
    return _told(reads.waiting_for(viewer=viewer, on=on))


@dataclass(frozen=True)
class Declined:
    """One of the viewer's own posts that somebody declined, in words. by: the name of who did."""

    row: reads.Confirmation
    role: Label
    place: str
    by: str


def own_declined(*, viewer: Viewer, on: date) -> list[Declined]:
    """Return the viewer's own posts that were declined lately, in words. Three statements, one where there is none."""
    rows = list(reads.own_declined(viewer=viewer, on=on))
    if not rows:
        return []
    names = names_of(ids={row.closed_by for row in rows if row.closed_by})
    told = in_words(posts=[row.post for row in rows])
    return [
        Declined(row, role, place, names.get(row.closed_by, "") if row.closed_by else "")
        for row, (role, place, _who) in zip(rows, told, strict=True)
    ]


def _told(rows: Iterable[reads.Confirmation]) -> list[Waiting]:
    known = list(rows)
    lacking = without_own_way(users=(row.post.user for row in known), on=day_of(timezone.now()))
    return [
        Waiting(row=row, role=role, place=place, who=who, lacks_own_way=row.post.user_id in lacking)
        for row, (role, place, who) in zip(known, in_words(posts=[row.post for row in known]), strict=True)
    ]


def in_words(*, posts: Sequence[colleagues.Post]) -> list[tuple[Label, str, str]]:
    """Return of each post its role, its place, and who confirms it. One statement, none for no post."""
    offices = [who_confirms(role=Role(post.role), area=AreaCode(post.area_id)) for post in posts]
    codes = {post.area_id for post in posts} | {str(area) for told in offices for _role, area in told}
    places = paths_of(codes=codes) if codes else {}
    return [
        (
            ROLES[post.role],
            places.get(post.area_id, post.area_id),
            _who(
                [
                    _("%(role)s（%(place)s）") % {"role": ROLES[role], "place": places.get(area, area)}
                    for role, area in told
                ]
            ),
        )
        for post, told in zip(posts, offices, strict=True)
    ]


def _who(offices: list[str]) -> str:
    """Return in words who confirms: one of some offices, or another who gives posts there."""
    return _("，").join(
        [*offices, _("或者另一位管理这里的安全管理员") if offices else _("另一位管理这里的安全管理员")]
    )


@staff_page
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """List what the viewer may confirm, what they asked for, and what was declined of it, or lapsed, lately."""
    viewer, today = request.viewer, day_of(timezone.now())
    if not may(viewer=viewer, action=Action.CONFIRM_POST):
        raise PermissionDenied
    kinds = (reads.to_confirm, reads.asked_by, reads.declined_to, lapsed_to)
    found = [list(kind(viewer=viewer, on=today)) for kind in kinds]
    told = {one.row.pk: one for one in _told(row for rows in found for row in rows)}
    waiting, asked, declined, lapsed = ([told[row.pk] for row in rows] for rows in found)
    gives_posts = may(viewer=viewer, action=Action.GIVE_POSTS)
    ended = ended_by(viewer=viewer, on=today) if gives_posts else []
    context = {
        "waiting": waiting,
        "asked": asked,
        "declined": declined,
        "lapsed": [(one, _lapse(one.row, today)) for one in lapsed],
        "days": CONFIRM_WITHIN.days,
        "gives_posts": gives_posts,
        "ended": [(post, ROLES[post.role]) for post in ended],
    }
    return render(request, "staff/waiting.html", context)


@staff_page
@require_POST
def confirm(request: StaffRequest, confirmation_id: UUID) -> HttpResponse:
    """Confirm as the second person; 404 for whoever is none."""
    row = _found(request, confirmation_id, reads.to_confirm)
    if row is None:
        return _closed(request, confirmation_id)
    return _answer(
        request,
        lambda: confirmations.confirm(confirmation=row, by=request.viewer, now=timezone.now()),
        _("已确认。"),
    )


@staff_page
@require_POST
def decline(request: StaffRequest, confirmation_id: UUID) -> HttpResponse:
    """Decline as the second person, with a word; 404 for whoever is none."""
    row = _found(request, confirmation_id, reads.to_confirm)
    if row is None:
        return _closed(request, confirmation_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("不同意要写明原因。"))
        return redirect("staff:waiting")
    word = form.cleaned_data["reason"]
    return _answer(
        request,
        lambda: confirmations.decline(confirmation=row, word=word, by=request.viewer, now=timezone.now()),
        _("已答复不同意。"),
    )


@staff_page
@require_POST
def take_back(request: StaffRequest, asked_confirmation_id: UUID) -> HttpResponse:
    """Take back what one asked for; 404 for what somebody else did."""
    row = _found(request, asked_confirmation_id, reads.asked_by)
    if row is None:
        return _closed(request, asked_confirmation_id)
    return _answer(
        request,
        lambda: confirmations.take_back(confirmation=row, by=request.viewer, now=timezone.now()),
        _("已收回。"),
    )


@staff_page
@require_POST
def know_declined(request: StaffRequest, declined_confirmation_id: UUID) -> HttpResponse:
    """Say that one knows that somebody declined what one asked for; 404 for what somebody else asked."""
    row = _found(request, declined_confirmation_id, reads.declined_to)
    if row is None:
        raise Http404
    confirmations.know_declined(confirmation=row, by=request.viewer, now=timezone.now())
    messages.success(request, _("已记下您知道了。"))
    return redirect("staff:waiting")


def _lapse(row: reads.Confirmation, on: date) -> str:
    return lapse_said(outcome=row.outcome, asked_at=row.asked_at, on=on)


def _found(
    request: StaffRequest, id: UUID, among: Callable[..., QuerySet[reads.Confirmation]]
) -> reads.Confirmation | None:
    return among(viewer=request.viewer, on=day_of(timezone.now())).filter(pk=id).first()


def _closed(request: StaffRequest, id: UUID) -> HttpResponse:
    """Say to whoever came second how it came out; 404 to whoever could never have answered."""
    today = day_of(timezone.now())
    row = closed(viewer=request.viewer, confirmation_id=id, on=today)
    if row is None:
        raise Http404
    if row.closed_by is None:
        messages.error(request, _("%(why)s。") % {"why": _lapse(row, today)})
    else:
        who = names_of(ids={row.closed_by}).get(row.closed_by, "")
        messages.error(request, CLOSED[reads.Confirmation.Outcome(row.outcome)]() % {"who": who})
    return redirect("staff:waiting")


def _answer(request: StaffRequest, act: Callable[[], None], words: str) -> HttpResponse:
    try:
        act()
    except tuple(REFUSALS) as refused:
        messages.error(request, REFUSALS[type(refused)]())
    else:
        messages.success(request, words)
    return redirect("staff:waiting")
