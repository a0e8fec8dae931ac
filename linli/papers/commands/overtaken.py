"""Papers that say what has been put right since: revoked at once, so that none of them is shown as valid."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.observation.models import HouseholdHold, Observation
from linli.observation.rules.households import HoldKind
from linli.papers.models import Paper
from linli.papers.queries.values import values_of
from linli.papers.rules import SAY_IT_IS_OVER, WITHOUT_PERIOD, Kind
from linli.protocols.rules import Anchor
from linli.sealing.seals import unseal
from linli.staff.rules import Viewer

OVERTAKEN: Final = "OVERTAKEN"
OBSERVED_AGAIN: Final = "OBSERVED_AGAIN"
LAST_DAY_MOVED: Final = "LAST_DAY_MOVED"  # a longer or shorter period: nothing of what was told was wrong
# Who and where; and what a period says. The rest of a paper is of its office and of its day.
WHO: Final = ("name", "sex", "id_last4", "address")
PERIOD: Final = ("anchor_day", "first_day", "last_day")


@transaction.atomic
def revoke_left_behind(*, now: datetime) -> list[Paper]:
    """Revoke the valid papers whose last day is not that of their observation any more; return what was revoked.

    So it does of papers that say of somebody that it is over who is observed again because of a case at home. A last day
    moves at a door, by a list and by what is told again too, and a bed is entered by a clinic, where nobody looks at
    papers: the beat does.
    """
    behind = Paper.objects.filter(revoked_at=None, last_on__isnull=False).exclude(
        last_on=F("observation__last_on")
    )
    people = sorted(set(behind.values_list("observation__person", flat=True)))
    moved = revoke_overtaken(people=people, by=None, now=now) if people else []
    return [*moved, *_revoke_of_observed_again(now)]


def _revoke_of_observed_again(now: datetime) -> list[Paper]:
    """Revoke what says that a period is complete, where the last day with a case was not after the release."""
    holds = HouseholdHold.objects.filter(kind=HoldKind.FAMILY, lifted_at=None, opened__isnull=False)
    again = Observation.objects.filter(
        pk__in=holds.values("opened"), person=OuterRef("observation__person"), anchor=Anchor.EXPOSED
    )
    papers = Paper.objects.filter(
        kind__in=SAY_IT_IS_OVER, revoked_at=None, observation__person__holds__in=holds
    ).annotate(exposed_on=Subquery(again.order_by("-anchor_on").values("anchor_on")[:1]))
    gone: list[Paper] = [
        paper
        for paper in papers.select_related("observation").distinct()
        if (closed_at := paper.observation.closed_at)
        and paper.exposed_on
        and paper.exposed_on <= day_of(closed_at)
    ]
    _revoke(gone, OBSERVED_AGAIN, None, now)
    return gone


def revoke_overtaken(*, people: Sequence[UUID], by: Viewer | None, now: datetime) -> list[Paper]:
    """Revoke the valid papers of people that would say otherwise were they issued now; return them. by: None for the beat.

    A fixed number of statements, and one a paper revoked. Call it inside the transaction that puts something right.
    """
    papers = list(
        Paper.objects.filter(
            observation__person__in=people, observation__person__identity_removed_at=None, revoked_at=None
        )
    )
    ids = {paper.observation_id for paper in papers}
    if not ids:
        return []
    rows = list(Observation.objects.filter(pk__in=ids).select_related("person__household"))
    fresh = {row.pk: said for row, said in zip(rows, values_of(observations=rows, now=now), strict=True)}
    told = {paper.pk: _differing(paper, fresh[paper.observation_id]) for paper in papers}
    gone = [paper for paper in papers if told[paper.pk]]
    moved = [paper for paper in gone if told[paper.pk] == {"last_day"}]
    _revoke(moved, LAST_DAY_MOVED, by, now)
    _revoke([paper for paper in gone if paper not in moved], OVERTAKEN, by, now)
    return gone


def _revoke(papers: Sequence[Paper], reason: str, by: Viewer | None, now: datetime) -> None:
    for paper in papers:
        Paper.objects.filter(pk=paper.pk).update(
            revoked_at=now, revoked_by=by.user_id if by else None, revoked_reason=reason
        )
        write_event(
            action="paper.revoked",
            area=paper.community,
            by=by.user_id if by else None,
            now=now,
            subject=paper.observation_id,
            changed={"number": paper.number, "kind": paper.kind},
        )


def _differing(paper: Paper, fresh: dict[str, str]) -> set[str]:
    """Return what a paper says otherwise than it would now; nothing where it still holds."""
    said: dict[str, str] = json.loads(unseal(paper.values_sealed) or "{}")
    names = WHO if Kind(paper.kind) in WITHOUT_PERIOD else WHO + PERIOD
    return {name for name in names if name in said and name in fresh and said[name] != fresh[name]}
