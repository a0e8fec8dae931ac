"""Reads of exports: who asked for what, who agreed, who took it. Never whom they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from linli.areas.queries import names_of as area_names
from linli.audit.models import AuditEvent

# Pages may name the type of a row, though never reach for its table.
from linli.exports.models import Export as Export
from linli.exports.models import ExportCopy as ExportCopy  # pages may name the type of a row
from linli.exports.rules.asking import State
from linli.papers.acts import ACTS
from linli.staff.labels import Label
from linli.staff.queries import in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may_at, scope

COUNTED_DAYS: Final = 30
DOORS_SHOWN: Final = 30
# Lists of persons that leave by doors of their own, each with who and when on every page.
OTHER_DOORS: Final = ("papers.day_printed", "paper.run_printed")


@dataclass(frozen=True)
class CopyTold:
    """A copy and who took it."""

    copy: ExportCopy
    by: str


@dataclass(frozen=True)
class ExportTold:
    """An export with the names of its area and of who asked, decided and took it."""

    export: Export
    place: str
    asked_by: str
    decided_by: str
    copies: tuple[CopyTold, ...]


def exports_visible(*, viewer: Viewer | None) -> QuerySet[Export]:
    """Return exports where the viewer takes persons away or agrees to it, the newest first."""
    return Export.objects.filter(
        in_scope(viewer=viewer, action=Action.EXPORT_PEOPLE)
        | in_scope(viewer=viewer, action=Action.APPROVE_EXPORT)
    ).order_by("-asked_at", "-pk")


def exports_listed(*, viewer: Viewer) -> QuerySet[Export]:
    """Return exports of the areas out of which the viewer takes persons, the newest first."""
    own = in_scope(viewer=viewer, action=Action.EXPORT_PEOPLE)
    return Export.objects.filter(own).order_by("-asked_at", "-pk")


def exports_waiting(*, viewer: Viewer) -> QuerySet[Export]:
    """Return exports of others that wait for the viewer's word, the oldest first."""
    return (
        Export.objects.filter(in_scope(viewer=viewer, action=Action.APPROVE_EXPORT), state=State.ASKED)
        .exclude(asked_by=viewer.user_id)
        .order_by("asked_at", "pk")
    )


def exports_asked(*, viewer: Viewer) -> QuerySet[Export]:
    """Return exports that the viewer asked for and that wait for a second person's word, where they still take persons away."""
    return exports_listed(viewer=viewer).filter(state=State.ASKED, asked_by=viewer.user_id)


def waits_for(*, viewer: Viewer, export: Export) -> bool:
    """Say whether an export waits for this viewer's word."""
    return (
        export.state == State.ASKED
        and export.asked_by != viewer.user_id
        and may_at(viewer=viewer, action=Action.APPROVE_EXPORT, area=export.area)
    )


def told(*, exports: Sequence[Export]) -> list[ExportTold]:
    """Return visible exports with the words of a page, in their order. Three statements however many."""
    copies: dict[UUID, list[ExportCopy]] = {export.pk: [] for export in exports}
    for copy in ExportCopy.objects.filter(export__in=exports).order_by("number"):
        copies[copy.export_id].append(copy)
    users = {one for export in exports for one in (export.asked_by, export.decided_by) if one}
    names = names_of(ids=users | {copy.taken_by for those in copies.values() for copy in those})
    places = area_names(codes={export.area for export in exports})
    return [
        ExportTold(
            export=export,
            place=places.get(export.area, export.area),
            asked_by=names.get(export.asked_by, ""),
            decided_by=names.get(export.decided_by, "") if export.decided_by else "",
            copies=tuple(CopyTold(copy, names.get(copy.taken_by, "")) for copy in copies[export.pk]),
        )
        for export in exports
    ]


@dataclass(frozen=True)
class ExportCounts:
    """How much was taken out of one community."""

    place: str
    exports: int
    persons: int
    copies: int


def counts_below(*, viewer: Viewer, now: datetime) -> list[ExportCounts]:
    """Return what was made and taken in the last COUNTED_DAYS, a community a line, where the viewer agrees to exports."""
    since = now - timedelta(days=COUNTED_DAYS)
    own = in_scope(viewer=viewer, action=Action.APPROVE_EXPORT)
    made = (
        Export.objects.filter(own, made_at__gt=since)
        .values_list("community")
        .annotate(n=Count("pk"), sum=Sum("persons"))
        .order_by("community")
    )
    copies = dict(
        ExportCopy.objects.filter(own, taken_at__gt=since).values_list("community").annotate(n=Count("pk"))
    )
    rows = list(made)
    names = area_names(codes=[community for community, _n, _sum in rows])
    return [
        ExportCounts(names.get(community, community), n, persons, copies.get(community, 0))
        for community, n, persons in rows
    ]


@dataclass(frozen=True)
class Left:
    """A list of persons that left by another door: when, by whom, which, where."""

    at: datetime
    by: str
    act: Label
    place: str


def left_otherwise(*, viewer: Viewer) -> list[Left]:
    """Return the last lists that were printed where the viewer takes persons away, the newest first."""
    own = scope(viewer=viewer, action=Action.EXPORT_PEOPLE)
    events = list(
        AuditEvent.objects.filter(
            in_scope(viewer=viewer, action=Action.EXPORT_PEOPLE),
            county__in=own.counties,
            action__in=OTHER_DOORS,
        ).order_by("-id")[:DOORS_SHOWN]
    )
    names = names_of(ids={event.actor_id for event in events if event.actor_id})
    places = area_names(codes={event.area for event in events})
    return [
        Left(
            at=event.at,
            by=names.get(event.actor_id, "") if event.actor_id else "",
            act=ACTS.words[event.action],
            place=places.get(event.area, event.area),
        )
        for event in events
    ]
