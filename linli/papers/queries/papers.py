"""Reads of papers and runs, within the viewer's scope; and what anybody may read of one by its code."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from linli.areas.queries import grids_of, path_names
from linli.areas.queries import names_of as area_names
from linli.areas.rules import AreaCode, Level
from linli.clock import SHANGHAI
from linli.observation.models import Observation
from linli.observation.queries.cases import observations_visible
from linli.papers.models import Paper as Paper  # pages may name the type of a row
from linli.papers.models import PaperRun as PaperRun
from linli.papers.queries.texts import name_of
from linli.papers.rules import FITS, WITHOUT_PERIOD, Kind, fits, is_code, mask_name
from linli.sealing.seals import unseal
from linli.staff.queries import areas_condition, in_scope, names_of
from linli.staff.rights import Action
from linli.staff.rules import Scope, Viewer, scope

RUNS_SHOWN: Final = 20


@dataclass(frozen=True)
class PaperTold:
    """A paper with the names of who issued and who revoked it."""

    paper: Paper
    issued_by: str
    revoked_by: str


@dataclass(frozen=True)
class PaperShown:
    """What anybody who holds the code may read: no address, no health, no full name. Days only of a period told.

    name: '' once the identity is removed.
    """

    kind: str
    number: str
    community: str
    issued_at: datetime
    name: str
    first_on: date | None
    last_on: date | None
    revoked_at: datetime | None


def papers_visible(*, viewer: Viewer | None) -> QuerySet[Paper]:
    """Papers that the viewer may print, the newest first: those of doors where the viewer may issue one.

    None of somebody whose identity was removed: there is nothing to print.
    """
    return (
        Paper.objects.filter(
            in_scope(viewer=viewer, action=Action.ISSUE_PAPER, field="observation__area"),
            observation__person__identity_removed_at=None,
        )
        .select_related("template", "observation__person")
        .order_by("-issued_at", "-year", "-serial")
    )


def papers_of(*, viewer: Viewer | None, observation: Observation) -> list[PaperTold]:
    """Return the papers of an observation, the newest first, revoked ones included."""
    rows = list(papers_visible(viewer=viewer).filter(observation=observation))
    names = names_of(ids={who for row in rows for who in (row.issued_by, row.revoked_by) if who})
    return [
        PaperTold(row, names.get(row.issued_by, ""), names.get(row.revoked_by, "") if row.revoked_by else "")
        for row in rows
    ]


def values_stored(*, paper: Paper) -> dict[str, str]:
    """Return the values that a paper was issued with. Raises KeyWrong for changed ones."""
    values: dict[str, str] = json.loads(unseal(paper.values_sealed))
    return values


def paper_by_code(*, code: str) -> PaperShown | None:
    """Return what anybody may read of the paper that bears a code, or None."""
    paper = Paper.objects.filter(code=code).first() if is_code(text=code) else None
    if paper is None:
        return None
    return PaperShown(
        kind=paper.kind,
        number=paper.number,
        community=path_names(code=AreaCode(paper.community)),
        issued_at=paper.issued_at,
        name=mask_name(name=values_stored(paper=paper)["name"]) if paper.values_sealed else "",
        first_on=paper.first_on,
        last_on=paper.last_on,
        revoked_at=paper.revoked_at,
    )


def without_paper(*, kind: Kind, observations: QuerySet[Observation]) -> QuerySet[Observation]:
    """Narrow observations to those that fit a kind and hold no valid paper of it."""
    held = Paper.objects.filter(observation=OuterRef("pk"), kind=kind, revoked_at=None)
    fitting = observations.filter(~Exists(held), state__in=FITS[kind], person__identity_removed_at=None)
    if kind in WITHOUT_PERIOD:
        return fitting
    began = TruncDate(Coalesce("began_at", "opened_at"), tzinfo=SHANGHAI)
    return fitting.filter(last_on__gte=began)


def waiting_for(*, viewer: Viewer | None, kind: Kind, area: str) -> list[UUID]:
    """Return the observations of a community or grid that fit a kind and hold none yet, in walking order."""
    rows = without_paper(
        kind=kind,
        observations=observations_visible(viewer=viewer, action=Action.ISSUE_PAPER).filter(
            areas_condition(scope=Scope((AreaCode(area),)))
        ),
    )
    order = ("area", "person__household__walk_order", "person__name", "pk")
    return list(rows.order_by(*order).values_list("pk", flat=True))


def areas_to_issue(*, viewer: Viewer | None) -> list[tuple[str, str]]:
    """Return the communities and grids in which the viewer may issue papers, as (code, name); each before its grids."""
    areas: dict[str, str] = {}
    for own in scope(viewer=viewer, action=Action.ISSUE_PAPER).areas:
        if own.level in {Level.COMMUNITY, Level.GRID}:
            areas[own] = name_of(area=own)
        if own.level is Level.COMMUNITY:
            areas |= {grid.code: f"{areas[own]} · {grid.name}" for grid in grids_of(community=own)}
    return list(areas.items())


def runs_visible(*, viewer: Viewer | None) -> QuerySet[PaperRun]:
    """Return runs of areas where the viewer may issue papers, the newest first."""
    return PaperRun.objects.filter(in_scope(viewer=viewer, action=Action.ISSUE_PAPER)).order_by(
        "-asked_at", "-pk"
    )


@dataclass(frozen=True)
class RunTold:
    """A run with the names of its area and of who asked for it."""

    run: PaperRun
    area: str
    asked_by: str


def newest_runs(*, viewer: Viewer | None) -> list[RunTold]:
    """Return the newest runs that the viewer may see, the newest first."""
    runs = list(runs_visible(viewer=viewer)[:RUNS_SHOWN])
    areas = area_names(codes={run.area for run in runs})
    names = names_of(ids={run.asked_by for run in runs})
    return [RunTold(run, areas.get(run.area, ""), names.get(run.asked_by, "")) for run in runs]


def papers_of_run(*, run: PaperRun) -> QuerySet[Paper]:
    """Return the valid papers of a visible run by number; those replaced or without identity since are left out."""
    return (
        Paper.objects.filter(run=run, revoked_at=None, observation__person__identity_removed_at=None)
        .select_related("template")
        .order_by("community", "year", "serial")
    )


def fitting_kinds(*, observation: Observation) -> Sequence[Kind]:
    """Return the kinds that may be issued to an observation as it stands."""
    o = observation
    return [kind for kind in Kind if fits(kind=kind, state=o.state, began_on=o.began_on, last_on=o.last_on)]
