"""Posts that begin or end when a second person confirms it: what waits for whom."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.areas.rules import DIGITS
from linli.clock import start_of
from linli.staff.confirming import WATCHES, confirms_in, levels_at
from linli.staff.models import Confirmation as Confirmation  # pages may name the type of a row
from linli.staff.models import Post, User
from linli.staff.queries import areas_condition, in_scope
from linli.staff.queries.held import lasting_or_waiting, of_post_not_over
from linli.staff.queries.ways import own_way
from linli.staff.rights import Action
from linli.staff.rules import CONFIRM_WITHIN, Scope, Viewer, day_after, may


def asked_since(*, on: date) -> datetime:
    """Return from which moment on what was asked still waits on a day."""
    return start_of(day_after(on - CONFIRM_WITHIN))


def still_waits(*, on: date) -> Q:
    """Return the condition that what nobody closed has not lapsed on a day; what waits again does not lapse."""
    return Q(asked_at__gte=asked_since(on=on)) | Q(asks=Confirmation.Asks.AGAIN)


def _waits(on: date) -> QuerySet[Confirmation]:
    """Return what waits on a day, the oldest first; nothing about somebody whose account is locked, or a post over by its day."""
    return (
        Confirmation.objects.filter(
            still_waits(on=on),
            of_post_not_over(since=on),
            outcome=Confirmation.Outcome.WAITS,
            post__user__is_active=True,
        )
        .select_related("post__user", "asked_by")
        .order_by("asked_at", "pk")
    )


def to_confirm(*, viewer: Viewer, on: date) -> QuerySet[Confirmation]:
    """Return what the viewer may confirm or decline, as `may_confirm` says it, the oldest first. One statement.

    Nothing of whom they gave a password.
    """
    where = confirms_in(viewer=viewer)
    here = areas_condition(scope=Scope(where.subtrees))
    for office in where.offices:
        from_, until = office.range
        lengths = sorted(DIGITS[level] for level in levels_at(office=office))
        here |= Q(area__gte=from_, area__lt=until, area__length__in=lengths)
    watches = Q(role__in=sorted(WATCHES))
    gives = in_scope(viewer=viewer, action=Action.GIVE_POSTS)
    return (
        _waits(on)
        .filter((here & ~watches) | (gives & watches))
        .exclude(asked_by=viewer.user_id)
        .exclude(post__user=viewer.user_id)
        .exclude(post__user__password_given_by=viewer.user_id)
    )


def _can_be_confirmed(on: date) -> Q:
    """Return the condition that it can be confirmed today: what begins needs a holder with a way in of their own."""
    ready = Exists(User.objects.filter(own_way(on=on), pk=OuterRef("post__user")))
    return Q(asks=Confirmation.Asks.END) | Q(ready)


def to_confirm_now(*, viewer: Viewer, on: date) -> QuerySet[Confirmation]:
    """Return those of `to_confirm` that can be confirmed: the others wait for their holder, who sets a password first."""
    return to_confirm(viewer=viewer, on=on).filter(_can_be_confirmed(on))


def to_confirm_later(*, viewer: Viewer, on: date) -> QuerySet[Confirmation]:
    """Return those of `to_confirm` that wait for their holder."""
    return to_confirm(viewer=viewer, on=on).exclude(_can_be_confirmed(on))


def asked_by(*, viewer: Viewer, on: date) -> QuerySet[Confirmation]:
    """Return what the viewer asked for and still may take back, the oldest first; nothing for who gives posts no more.

    What waits again nobody takes back.
    """
    waits = _waits(on).filter(asked_by=viewer.user_id).exclude(asks=Confirmation.Asks.AGAIN)
    return waits if may(viewer=viewer, action=Action.CONFIRM_POST) else waits.none()


def declined_to(*, viewer: Viewer, on: date) -> QuerySet[Confirmation]:
    """Return what the viewer asked for and somebody declined within CONFIRM_WITHIN, the newest first."""
    rows = Confirmation.objects.filter(
        asked_by=viewer.user_id,
        outcome=Confirmation.Outcome.DECLINED,
        closed_at__gte=asked_since(on=on),
    )
    return rows.select_related("post__user").order_by("-closed_at", "pk")


def declined_open(*, viewer: Viewer, on: date) -> QuerySet[Confirmation]:
    """Return those of `declined_to` that should have begun, whose holder may come in and has no post at all meanwhile."""
    has_post = Exists(
        Post.objects.filter(lasting_or_waiting(since=on, today=on), user=OuterRef("post__user"))
    )
    rows = declined_to(viewer=viewer, on=on).filter(post__user__is_active=True)
    return rows.exclude(asks=Confirmation.Asks.END).exclude(has_post)


def declined_of(*, viewer: Viewer, on: date) -> Confirmation | None:
    """Return what was declined last of the viewer's own posts within CONFIRM_WITHIN, or None."""
    rows = Confirmation.objects.filter(
        post__user=viewer.user_id,
        outcome=Confirmation.Outcome.DECLINED,
        closed_at__gte=asked_since(on=on),
    ).exclude(asks=Confirmation.Asks.END)
    return rows.select_related("post", "asked_by").order_by("-closed_at", "pk").first()


def waiting_for(*, viewer: Viewer, on: date) -> QuerySet[Confirmation]:
    """Return the viewer's own posts that wait to begin, or to go on, the oldest first."""
    return _waits(on).filter(post__user=viewer.user_id).exclude(asks=Confirmation.Asks.END)
