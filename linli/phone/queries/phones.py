"""Reads of phones: those that the staff of the viewer's communities carry, and what a revoked one still had."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from linli.areas.rules import AreaCode
from linli.observation.models import Observation
from linli.people.queries import households_visible, people_visible

# Pages may name the type of a row, though never reach for its table.
from linli.phone.models import HeldOperation as HeldOperation
from linli.phone.models import Phone as Phone
from linli.phone.rules import ClockIsNonsense, by_our_clock
from linli.sealing.seals import unseal
from linli.staff.models import Post, User
from linli.staff.queries import in_scope, names_of, reach_of
from linli.staff.queries.held import held_between
from linli.staff.rights import Action
from linli.staff.rules import LATE_DELIVERY, PostSpan, Reach, Viewer, scope

DECIDED_SHOWN: Final = 50


@dataclass(frozen=True)
class HeldTold:
    """A held operation in what can be said of it; whose: the person, '' where the viewer may not see them.

    claimed_at: by our clock, None where it tells no moment. times: when it may have been made, None where that is known.
    """

    held: HeldOperation
    kind: str
    claimed_at: datetime | None
    whose: str
    door: str  # its address; '' where the viewer may not see it
    temperature_tenths: int | None
    words: str
    times: list[datetime] | None


def staff_with_phones(*, viewer: Viewer | None, on: date) -> QuerySet[User]:
    """Return who holds or held a post within fourteen days where the viewer keeps the phones.

    Whoever left before stays as long as something is held of theirs that nobody has decided on.
    """
    waits = HeldOperation.objects.filter(decided_at=None).values("phone__user")
    posts = Post.objects.filter(
        held_between(since=on - LATE_DELIVERY, on=on) | Q(user__in=waits),
        in_scope(viewer=viewer, action=Action.KEEP_PHONES, field="area_id"),
    )
    return User.objects.filter(pk__in=posts.values("user_id"))


def phones_visible(*, viewer: Viewer | None, on: date) -> QuerySet[Phone]:
    """Return the phones of those staff, by name and last call; `waiting`: held operations nobody decided on."""
    staff = staff_with_phones(viewer=viewer, on=on)
    return (
        Phone.objects.filter(user__in=staff)
        .select_related("user")
        .annotate(waiting=Count("held", filter=Q(held__decided_at=None)))
        .order_by("user__full_name", "-last_seen_at", "pk")
    )


def phones_named(*, ids: Collection[str]) -> dict[str, Phone]:
    """Return phones by their id as text, for whoever may see whose they are."""
    return {str(phone.pk): phone for phone in Phone.objects.filter(pk__in=ids)} if ids else {}


def held_waiting(*, viewer: Viewer | None, on: date) -> QuerySet[HeldOperation]:
    """Return what nobody has decided on yet, of phones that the viewer keeps."""
    return HeldOperation.objects.filter(
        decided_at=None, phone__user__in=staff_with_phones(viewer=viewer, on=on).values("pk")
    )


def reach_in(*, viewer: Viewer, user: User, on: date) -> Reach:
    """Return a worker with the posts of late, as far as they lie in the areas where the viewer keeps the phones."""
    reach = reach_of(user=user, on=on)
    own = scope(viewer=viewer, action=Action.KEEP_PHONES)
    return replace(reach, spans=tuple(one for one in reach.spans if own.allows(one.post.area.community)))


def reach_to_decide(*, reach: Reach) -> Reach:
    """Return a worker with each post over its whole community on any day: whoever decides judges by more than days and grids."""
    return replace(reach, spans=tuple(PostSpan(post, date.min, None) for post in reach.communities.posts))


def area_of(*, reach: Reach, viewer: Viewer) -> AreaCode:
    """Return the area that an act on a worker's phone is written down under: of a post of theirs, or of who keeps the phone."""
    posts = reach.communities.posts
    return posts[0].area if posts else scope(viewer=viewer, action=Action.KEEP_PHONES).areas[0]


def held_on(*, viewer: Viewer, phone: Phone) -> list[HeldTold]:
    """Return what a visible phone still had and nobody has decided on, in the order it came."""
    rows = HeldOperation.objects.filter(phone=phone, decided_at=None)
    return told_of(viewer=viewer, rows=rows.order_by("received_at", "pk"))


def decided_on(*, viewer: Viewer, phone: Phone) -> list[tuple[HeldTold, str]]:
    """Return what was decided on of a visible phone and is on file, with by whom, the newest first; DECIDED_SHOWN at most."""
    rows = HeldOperation.objects.filter(phone=phone, decided_at__isnull=False).exclude(sealed__isempty=True)
    told = told_of(viewer=viewer, rows=rows.order_by("-decided_at", "pk")[:DECIDED_SHOWN])
    names = names_of(ids={one.held.decided_by for one in told if one.held.decided_by})
    return [(one, names.get(one.held.decided_by, "")) for one in told if one.held.decided_by]


def alarms_held(*, viewer: Viewer | None, on: date) -> QuerySet[HeldOperation]:
    """Return what tells a fever or an emergency and nobody has decided on yet, of phones that the viewer keeps."""
    return held_waiting(viewer=viewer, on=on).exclude(alarm="")


def alarms_near(*, viewer: Viewer | None) -> QuerySet[HeldOperation]:
    """Return the same of doors where the viewer reviews alerts."""
    near = in_scope(viewer=viewer, action=Action.REVIEW_ALERT)
    return HeldOperation.objects.filter(near, decided_at=None).exclude(alarm="")


def told_of(*, viewer: Viewer, rows: QuerySet[HeldOperation]) -> list[HeldTold]:
    """Return what can be said of held operations, in their order. Four statements at most, one where there are none."""
    held = list(rows)
    if not held:
        return []
    said = {row.pk: json.loads(unseal(row.sealed)) for row in held}
    names = _names(viewer, [_data(one) for one in said.values()])
    return [_told(row, said[row.pk], names) for row in held]


def held_one(*, phone: Phone, id: UUID) -> HeldOperation | None:
    """Return a held operation of a visible phone, or None."""
    return (
        HeldOperation.objects.filter(phone=phone, pk=id)
        .exclude(sealed__isempty=True)
        .select_related("phone")
        .first()
    )


def _names(viewer: Viewer, told: list[Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    """Return (name, address) of what is visible by the id of an observation, a person or, with no name, a door, as text."""
    seen = people_visible(viewer=viewer)
    observations = Observation.objects.filter(
        pk__in=_ids(told, "observation"), person__in=seen.order_by().values("pk")
    ).values_list("pk", "person__name", "person__household__address")
    people = seen.filter(pk__in=_ids(told, "person")).order_by()
    doors = households_visible(viewer=viewer).filter(pk__in=_ids(told, "household")).order_by()
    return {
        str(pk): (name, address)
        for pk, name, address in [
            *observations,
            *people.values_list("pk", "name", "household__address"),
            *((pk, "", address) for pk, address in doors.values_list("pk", "address")),
        ]
    }


def _data(said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what an operation says; nothing where its shape is broken."""
    data = said.get("data")
    return data if isinstance(data, dict) else {}


def _ids(told: list[Mapping[str, Any]], key: str) -> list[UUID]:
    found = []
    for data in told:
        try:
            found.append(UUID(str(data.get(key, ""))))
        except ValueError:
            continue  # not of this kind, or never an id
    return found


def _told(row: HeldOperation, said: Mapping[str, Any], names: Mapping[str, tuple[str, str]]) -> HeldTold:
    data = _data(said)
    subject = str(data.get("observation") or data.get("person") or data.get("household") or "")
    whose, door = names.get(subject, ("", ""))
    tenths = data.get("temperature_tenths")
    return HeldTold(
        held=row,
        kind=str(said.get("kind", "")),
        claimed_at=_claimed_at(said, row.skew_seconds) if row.times is None else None,
        times=None if row.times is None else [datetime.fromisoformat(one) for one in row.times],
        whose=whose or str(data.get("name", "")),
        door=door,
        temperature_tenths=tenths if isinstance(tenths, int) else None,
        words=str(data.get("note") or data.get("words") or "")[:200],
    )


def _claimed_at(said: Mapping[str, Any], skew_seconds: int) -> datetime | None:
    """Return the moment that an operation tells of, by our clock; None where it tells none."""
    try:
        told = datetime.fromisoformat(str(said.get("claimed_at", "")))
        return by_our_clock(told=told, skew_seconds=skew_seconds) if told.tzinfo else None
    except (ValueError, ClockIsNonsense):
        return None


def subjects_told(*, held: HeldOperation) -> set[UUID]:
    """Return the person, observation and household that a held operation tells of, as far as it names them."""
    data = _data(json.loads(unseal(held.sealed)))
    return {pk for key in ("person", "observation", "household") for pk in _ids([data], key)}


def subjects_waiting() -> set[UUID]:
    """Return whom operations tell of that nobody has decided on; for commands, which have no viewer."""
    rows = HeldOperation.objects.filter(decided_at=None)
    return {pk for row in rows for pk in subjects_told(held=row)}
