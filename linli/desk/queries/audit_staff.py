"""What the audit tells of an event about a colleague: whom, which post, which names. Of persons of the register nothing."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from linli.audit.models import AuditEvent
from linli.staff.labels import CHANGES, ROLES
from linli.staff.models import User
from linli.staff.rules import username_of

Places = Mapping[str, str]


def people_in(*, events: Iterable[AuditEvent]) -> dict[UUID, str]:
    """Return everybody of the staff who did one of these, whom it is about or who asked for it: name（user name）. One statement.

    A subject that is no account is not among them.
    """
    ids = {told for event in events for told in (event.actor_id, event.subject, _asker(event)) if told}
    rows = User.objects.filter(pk__in=ids).values_list("pk", "full_name", "username")
    return {
        pk: _("%(name)s（%(username)s）") % {"name": name, "username": username}
        for pk, name, username in rows
    }


def places_in(*, events: Iterable[AuditEvent]) -> set[str]:
    """Return the codes of the areas at which these happened, and of the posts that they tell of."""
    return {code for event in events for code in (event.area, *_codes(event.changed))}


def words_of(*, event: AuditEvent, people: Mapping[UUID, str], places: Places) -> str:
    """Return what an event about a colleague tells beside whom: the post given or ended, the old name and the new one.

    '' of any other event. people, places: of `people_in` and of what `places_in` returned, in words.
    """
    if event.subject not in people:
        return ""
    return " · ".join(_parts(event, people, places))


def _parts(event: AuditEvent, people: Mapping[UUID, str], places: Places) -> Iterator[str]:
    changed = event.changed
    if kind := CHANGES.get(str(changed.get("kind", ""))):
        yield str(kind)
    if isinstance(changed.get("before"), dict) and isinstance(changed.get("after"), dict):
        before, after = (_told(changed[side], places) for side in ("before", "after"))
        yield before if before == after else f"{before} → {after}"
    elif "role" in changed:
        yield _told({"area": event.area, **changed}, places)
    if changed.get("asks") == "END":
        yield _("结束岗位")
    if changed.get("waits"):
        yield _("等人确认")
    if (asker := _asker(event)) and asker in people:
        yield _("%(who)s 提出") % {"who": people[asker]}


def _told(side: Mapping[str, Any], places: Places) -> str:
    """Return a name, or a post in words."""
    if "name" in side:
        return str(side["name"])
    role, area = str(side.get("role", "")), str(side.get("area", ""))
    return f"{ROLES.get(role, role)} {places.get(area, area)}".strip()


def _codes(changed: Mapping[str, Any]) -> list[str]:
    sides = (changed.get("before"), changed.get("after"))
    return [str(side["area"]) for side in sides if isinstance(side, dict) and side.get("area")]


def _asker(event: AuditEvent) -> UUID | None:
    asked_by = event.changed.get("asked_by")
    return UUID(asked_by) if isinstance(asked_by, str) and asked_by else None


def about_named(*, words: str, counties: Collection[str]) -> Q:
    """Return the condition that an event was done by, or is about, who is or was called so, or signs in by it. Two statements.

    Former names stand in the events of renaming of these counties.
    """
    renamed = AuditEvent.objects.filter(
        Q(changed__before__name__icontains=words) | Q(changed__after__name__icontains=words),
        county__in=counties,
        action="user.renamed",
    )
    users = User.objects.filter(
        Q(username=username_of(typed=words))
        | Q(full_name__contains=words)
        | Q(pk__in=set(renamed.values_list("subject", flat=True)))
    )
    found = list(users.values_list("pk", flat=True))
    return Q(actor_id__in=found) | Q(subject__in=found)
