"""Who read how many persons' whole numbers, and who may allow more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from linli.areas.rules import DIGITS, Level
from linli.budgets.models import Allowance, IdentityRead
from linli.budgets.rules import LIMIT, MANY, WITHIN, is_within
from linli.clock import day_of, start_of
from linli.staff.models import Post, User
from linli.staff.queries import areas_condition, in_scope, names_at, names_of
from linli.staff.queries.held import held_on
from linli.staff.rights import Action
from linli.staff.rules import Scope, Viewer, may, scope


def read_before(*, by: UUID, now: datetime) -> dict[UUID, bool]:
    """Return whom an account read within the time that counts, and whether a second person agreed to each."""
    rows = IdentityRead.objects.filter(by=by, at__gt=now - WITHIN)
    return dict(rows.values_list("subject", "is_agreed"))


def allowed_to(*, account: UUID, now: datetime) -> int:
    """Return how many persons more a second person allowed an account that still count."""
    rows = _standing(now).filter(account=account)
    return rows.aggregate(sum=Sum("persons"))["sum"] or 0


def _standing(now: datetime) -> QuerySet[Allowance]:
    """Return the allowances that still count."""
    return Allowance.objects.filter(at__gt=now - WITHIN, taken_back_at=None)


def may_read(*, subjects: Collection[UUID], by: UUID, now: datetime) -> bool:
    """Say whether an account may read these persons without a second person; nothing is counted."""
    before = read_before(by=by, now=now)
    counted = [subject for subject, is_agreed in before.items() if not is_agreed]
    more = set(subjects) - set(before)
    return is_within(read=counted, more=more, allowed=allowed_to(account=by, now=now))


def is_told(*, viewer: Viewer | None) -> bool:
    """Say whether the viewer is told who read many: whoever may agree to more, and who audits."""
    return may(viewer=viewer, action=Action.APPROVE_EXPORT) or may(viewer=viewer, action=Action.SEE_AUDIT)


def is_beyond_reach(*, viewer: Viewer) -> bool:
    """Say whether nobody in the viewer's reach reads a whole number: an auditor of a city or province has an office alone."""
    return not any(
        scope(viewer=viewer, action=action).areas for action in (Action.APPROVE_EXPORT, Action.SEE_AUDIT)
    )


def read_many(*, viewer: Viewer, today: date) -> QuerySet[User]:
    """Return the accounts that yesterday read more than MANY persons of the viewer's areas."""
    return User.objects.filter(pk__in=_many(viewer, today).values("by"))


@dataclass(frozen=True)
class Many:
    """An account that read many: by name, and how many persons."""

    name: str
    persons: int


def many_told(*, viewer: Viewer, today: date) -> list[Many]:
    """Return who read more than MANY persons of the viewer's areas yesterday, the most first."""
    rows = sorted(_many(viewer, today), key=lambda row: -row["persons"])
    names = names_of(ids={row["by"] for row in rows})
    return [Many(names.get(row["by"], ""), row["persons"]) for row in rows]


def _many(viewer: Viewer, today: date) -> QuerySet[IdentityRead, Any]:
    own = [*scope(viewer=viewer, action=Action.APPROVE_EXPORT).areas]
    own += scope(viewer=viewer, action=Action.SEE_AUDIT).areas
    yesterday = today - timedelta(days=1)
    rows = IdentityRead.objects.filter(
        areas_condition(scope=Scope(tuple(own))), at__gte=start_of(yesterday), at__lt=start_of(today)
    )
    return rows.values("by").annotate(persons=Count("subject", distinct=True)).filter(persons__gt=MANY)


@dataclass(frozen=True)
class Account:
    """An account with its budget. area: of the post by which the viewer answers for it; read, limit: persons."""

    user_id: UUID
    name: str
    area: str
    read: int
    limit: int


def accounts_answered_for(*, viewer: Viewer | None, now: datetime) -> list[Account]:
    """Return the accounts other than the viewer's that read anybody of late and hold a post where the viewer agrees to more.

    Those with the least left come first. Four statements.
    """
    if viewer is None or not may(viewer=viewer, action=Action.APPROVE_EXPORT):
        return []
    posts = Post.objects.filter(
        held_on(on=day_of(now)),
        in_scope(viewer=viewer, action=Action.APPROVE_EXPORT, field="area_id"),
        user__is_active=True,
    ).exclude(user=viewer.user_id)
    area_of = dict(posts.order_by("-area_id").values_list("user_id", "area_id"))
    counted = IdentityRead.objects.filter(by__in=area_of, at__gt=now - WITHIN, is_agreed=False)
    read = dict(counted.values_list("by").annotate(persons=Count("subject", distinct=True)))
    more = _standing(now).filter(account__in=read)
    allowed = dict(more.values_list("account").annotate(sum=Sum("persons")))
    names = names_of(ids=set(read))
    found = [
        Account(who, names.get(who, ""), area_of[who], persons, LIMIT + allowed.get(who, 0))
        for who, persons in read.items()
    ]
    return sorted(found, key=lambda account: (account.limit - account.read, account.name))


def who_agrees(*, viewer: Viewer, on: date) -> list[str]:
    """Return the names of those who may allow the viewer more: of the areas of the own posts and their townships."""
    areas = {
        str(post.area)[: DIGITS[level]]
        for post in viewer.posts
        for level in (Level.COMMUNITY, Level.TOWNSHIP)
    }
    names = names_at(areas=sorted(areas), action=Action.APPROVE_EXPORT, on=on)
    return [name for area in sorted(names, reverse=True) for name in names[area] if name != viewer.name]
