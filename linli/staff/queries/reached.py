"""Who can be rung: colleagues with their telephones, those at a place today and those along the viewer's chain."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.staff.models import Post, Substitution
from linli.staff.queries.held import held_on, stood_in_on
from linli.staff.rights import Action, Role, roles_with
from linli.staff.ringing import is_on_chain, rung_first
from linli.staff.rules import Viewer


@dataclass(frozen=True)
class Reached:
    """Somebody at a place. phone: '' where none is told, or where it is not the viewer's to see. seals: its report."""

    user_id: UUID
    name: str
    phone: str
    role: Role
    seals: bool


def there_today(*, areas: Iterable[str], on: date) -> QuerySet[Post]:
    """Return the posts at these very areas of who can be rung there on a day, stand-ins too; nobody who is on leave there."""
    away = Substitution.objects.filter(
        stood_in_on(on=on),
        absent=OuterRef("user_id"),
        area=OuterRef("area_id"),
        post__role=OuterRef("role"),
    )
    return (
        Post.objects.filter(
            ~Exists(away),
            held_on(on=on),
            area_id__in=list(areas),
            role__in=roles_with(action=Action.SEE_WORK_PHONES),
            user__is_active=True,
        )
        .select_related("user")
        .order_by("area_id", "role", "user__full_name", "user_id")
    )


def rung_at(*, viewer: Viewer, areas: Collection[str], on: date) -> dict[str, list[Reached]]:
    """Return whom one rings about the report of each area: who seals it there, and a deputy; one statement.

    An area at which nobody is has no key.
    """
    found = people_at(viewer=viewer, areas=areas, on=on)
    return {area: rung_first(people=people, seals=lambda one: one.seals) for area, people in found.items()}


def people_at(*, viewer: Viewer, areas: Collection[str], on: date) -> dict[str, list[Reached]]:
    """Return who can be rung at each of these very areas, by role and name; one statement."""
    sealing = roles_with(action=Action.SEAL_REPORT)
    found: dict[str, list[Reached]] = defaultdict(list)
    for post in there_today(areas=areas, on=on):
        is_told = is_on_chain(viewer=viewer, area=post.area_id)
        phone = post.user.phone if is_told else ""
        role = Role(post.role)
        found[post.area_id].append(
            Reached(post.user_id, post.user.full_name, phone, role, seals=role in sealing)
        )
    return found


def beneath(*, areas: Iterable[AreaCode]) -> dict[str, str]:
    """Return the open areas directly beneath some with their names, in order of code; one statement."""
    under = Q(pk__in=[])
    for area in areas:
        if area.child_level is not None:
            from_, until = area.range
            under |= Q(code__gte=from_, code__lt=until, level=area.child_level)
    return dict(Area.objects.filter(under, valid_until=None).order_by("code").values_list("code", "name"))
