"""Papers that say what has been put right since: revoked at once, so that none of them is shown as valid."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F

from linli.audit.commands import write_event
from linli.observation.models import Observation
from linli.papers.models import Paper
from linli.papers.queries.values import values_of
from linli.papers.rules import WITHOUT_PERIOD, Kind
from linli.sealing.seals import unseal
from linli.staff.rules import Viewer

OVERTAKEN: Final = "OVERTAKEN"
LAST_DAY_MOVED: Final = "LAST_DAY_MOVED"  # a longer or shorter period: nothing of what was told was wrong
# Who and where; and what a period says. The rest of a paper is of its office and of its day.
WHO: Final = ("name", "sex", "id_last4", "address")
PERIOD: Final = ("anchor_day", "first_day", "last_day")


@transaction.atomic
def revoke_left_behind(*, now: datetime) -> list[Paper]:
    """Revoke the valid papers whose last day is not that of their observation any more; return them.

    A last day moves at a door, by a list and by what is told again too, where nobody looks at papers: the beat does.
    """
    behind = Paper.objects.filter(revoked_at=None, last_on__isnull=False).exclude(
        last_on=F("observation__last_on")
    )
    people = sorted(set(behind.values_list("observation__person", flat=True)))
    return revoke_overtaken(people=people, by=None, now=now) if people else []


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
    for paper in gone:
        why = LAST_DAY_MOVED if told[paper.pk] == {"last_day"} else OVERTAKEN
        Paper.objects.filter(pk=paper.pk).update(
            revoked_at=now, revoked_by=by.user_id if by else None, revoked_reason=why
        )
        write_event(
            action="paper.revoked",
            area=paper.community,
            by=by.user_id if by else None,
            now=now,
            subject=paper.observation_id,
            changed={"number": paper.number, "kind": paper.kind},
        )
    return gone


def _differing(paper: Paper, fresh: dict[str, str]) -> set[str]:
    """Return what a paper says otherwise than it would now; nothing where it still holds."""
    said: dict[str, str] = json.loads(unseal(paper.values_sealed) or "{}")
    names = WHO if Kind(paper.kind) in WITHOUT_PERIOD else WHO + PERIOD
    return {name for name in names if name in said and name in fresh and said[name] != fresh[name]}
