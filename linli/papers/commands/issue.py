"""Issuing and revoking. A number is given once, in order and without a gap; a paper is never changed, only replaced."""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db import transaction

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.observation.models import Observation
from linli.papers.models import Paper, PaperCounter, PaperRun
from linli.papers.queries.papers import without_paper
from linli.papers.queries.texts import texts_in_force
from linli.papers.queries.values import values_of
from linli.papers.rules import CODE_BYTES, WITHOUT_PERIOD, Kind, fits, number_of
from linli.sealing.seals import seal
from linli.staff.rules import Viewer


class NotFitting(Exception):
    """The observation is not in a state in which this kind may be issued; nothing was issued. args: kind, id."""


class AlreadyRevoked(Exception):
    """The paper was revoked or replaced meanwhile."""


class RevokeNeedsReason(Exception):
    """Whoever revokes a paper says why."""


@transaction.atomic
def issue_papers(
    *, observations: Sequence[Observation], kind: Kind, by: Viewer, now: datetime
) -> list[Paper]:
    """Issue a paper of a kind to each observation; a valid one of that kind is revoked and replaced.

    Returns them in order of number. A fixed number of statements for each community, however many observations.
    Raises NotFitting; nothing is issued then.
    """
    communities = sorted({o.community for o in observations})
    counters = _locked(communities, day_of(now).year)
    rows = _read([o.pk for o in observations])
    for row in rows:
        is_fitting = fits(kind=kind, state=row.state, began_on=row.began_on, last_on=row.last_on)
        if row.person.identity_removed_at or not is_fitting:
            raise NotFitting(kind, row.pk)
    held = Paper.objects.filter(observation__in=rows, kind=kind, revoked_at=None)
    held.update(revoked_at=now, revoked_by=by.user_id, revoked_reason="REPLACED")
    return _issue(rows, kind, counters, None, by, now)


@transaction.atomic
def issue_missing_papers(
    *, ids: Sequence[UUID], kind: Kind, run: PaperRun, by: Viewer, now: datetime
) -> list[Paper]:
    """Issue a paper of a kind, as part of a run, to those who fit and hold none; the others are left out."""
    counters = _locked([run.community], day_of(now).year)
    waiting = without_paper(kind=kind, observations=Observation.objects.filter(pk__in=ids))
    place = {one: n for n, one in enumerate(ids)}
    rows = sorted(_read(list(waiting.values_list("pk", flat=True))), key=lambda row: place[row.pk])
    return _issue(rows, kind, counters, run, by, now)


@transaction.atomic
def revoke_paper(*, paper: Paper, reason: str, by: Viewer, now: datetime) -> None:
    """Revoke a paper; its check page says so from then on. Raises RevokeNeedsReason, AlreadyRevoked."""
    if not reason.strip():
        raise RevokeNeedsReason
    changed = Paper.objects.filter(pk=paper.pk, revoked_at=None).update(
        revoked_at=now, revoked_by=by.user_id, revoked_reason=reason.strip()
    )
    if not changed:
        raise AlreadyRevoked(paper.pk)
    write_event(
        action="paper.revoked",
        area=paper.community,
        by=by.user_id,
        now=now,
        subject=paper.observation_id,
        changed={"number": paper.number, "kind": paper.kind},
    )


def _locked(communities: Sequence[str], year: int) -> dict[str, PaperCounter]:
    """Return the counters of communities, locked in order of code until the transaction ends."""
    PaperCounter.objects.bulk_create(
        [PaperCounter(community=code, year=year) for code in communities], ignore_conflicts=True
    )
    rows = PaperCounter.objects.select_for_update().filter(community__in=communities, year=year)
    return {row.community: row for row in rows.order_by("community")}


def _read(ids: Sequence[UUID]) -> list[Observation]:
    rows = Observation.objects.filter(pk__in=ids).select_related("person__household")
    return list(rows.order_by("community", "area", "person__household__walk_order", "pk"))


def _issue(
    rows: Sequence[Observation],
    kind: Kind,
    counters: dict[str, PaperCounter],
    run: PaperRun | None,
    by: Viewer,
    now: datetime,
) -> list[Paper]:
    """Give numbers, write the papers and the audit. The counters are locked."""
    papers: list[Paper] = []
    texts = {county: texts_in_force(county=county)[kind] for county in {row.county for row in rows}}
    for row, values in zip(rows, values_of(observations=rows, now=now), strict=True):
        counter = counters[row.community]
        counter.last += 1
        values["number"] = number_of(year=counter.year, serial=counter.last)
        papers.append(
            Paper(
                county=row.county,
                community=row.community,
                year=counter.year,
                serial=counter.last,
                kind=kind,
                observation=row,
                template=texts[row.county],
                values_sealed=seal(json.dumps(values, ensure_ascii=False, sort_keys=True)),
                code=secrets.token_urlsafe(CODE_BYTES),
                run=run,
                issued_at=now,
                issued_by=by.user_id,
                **_period(row, kind),
            )
        )
    Paper.objects.bulk_create(papers)
    PaperCounter.objects.bulk_update(counters.values(), ["last"])
    _write(papers, by, now)
    return papers


def _period(row: Observation, kind: Kind) -> dict[str, object]:
    if kind in WITHOUT_PERIOD:
        return {}
    return {"first_on": row.began_on, "last_on": row.last_on}


def _write(papers: Sequence[Paper], by: Viewer, now: datetime) -> None:
    """Write one event a community: of one paper with its observation, of many with the numbers from and to."""
    for community, group in groupby(papers, key=lambda paper: paper.community):
        issued = list(group)
        write_event(
            action="paper.issued",
            area=community,
            by=by.user_id,
            now=now,
            subject=issued[0].observation_id if len(issued) == 1 else None,
            changed={
                "kind": issued[0].kind,
                "first": issued[0].number,
                "last": issued[-1].number,
                "count": len(issued),
            },
            about={paper.observation.person_id for paper in issued},
        )
