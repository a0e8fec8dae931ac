"""What waits and is told on pages of the desk: rounds overdue, people sent to a clinic, doubtful entries, what to tell whom."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.areas.rules import Level
from linli.clock import day_of
from linli.desk.disclosures import HANDED_ON
from linli.disclosures.kinds import HandedOn
from linli.disclosures.queries import untold
from linli.duties.kinds import DutyKind
from linli.people.queries.cards import overwritten_for
from linli.people.queries.corrections import told_again_waiting
from linli.people.queries.duplicates import pairs_open
from linli.people.queries.guardians import refused_guardians
from linli.referrals.queries import disinfections_due, referrals_under_way, waiting_here
from linli.referrals.queries.overdue import steps_overdue_counts
from linli.staff.assigned import AssignedKind
from linli.staff.rights import Action
from linli.staff.rules import Viewer
from linli.staff.waits import Standing, WaitKind, WaitLines, Waits, WaitSum, WaitTold
from linli.subject_requests.duties import SUBJECT_REQUEST
from linli.tracing.duties import LEAD
from linli.worklist.queries.overdue import overdue_sums
from linli.worklist.queries.unseen import unseen_since

# Each of these stands on a line of its own already.
BY_NAME: Final[frozenset[DutyKind]] = frozenset({LEAD, SUBJECT_REQUEST})


def _overdue(viewer: Viewer, now: datetime) -> Sequence[WaitTold]:
    return [
        WaitTold(
            url=f"{reverse('desk:day')}?show=overdue",
            since=one.since,
            title=one.kind.words,
            count=one.count,
            standing=Standing.NOW,
        )
        for one in overdue_sums(viewer=viewer, now=now)
        if one.kind not in BY_NAME
    ]


def _unseen(viewer: Viewer, now: datetime) -> Sequence[WaitTold]:
    since = unseen_since(viewer=viewer, now=now)
    if not since:
        return []
    return [WaitTold(url=reverse("desk:unseen"), since=min(since), count=len(since), standing=Standing.NOW)]


def _late_below(viewer: Viewer, now: datetime) -> Sequence[WaitTold]:
    """Tell a township of which communities its delays have reached it; by number, never by name."""
    if not any(post.area.level is Level.TOWNSHIP for post in viewer.posts):
        return []
    return [
        WaitTold(url=reverse("desk:overdue"), place=one.area, count=one.township, standing=Standing.NOW)
        for one in steps_overdue_counts(viewer=viewer, now=now)
        if one.township
    ]


def _assigned(kind: AssignedKind, viewer: Viewer, now: datetime) -> Sequence[WaitTold]:
    return [
        WaitTold(url=line.url, title=line.title, place=line.place) for line in kind.lines(viewer, day_of(now))
    ]


def _untold(source: HandedOn, viewer: Viewer) -> QuerySet[Any]:
    return untold(source=source, viewer=viewer)


def assigned_waits(*, kinds: Sequence[AssignedKind]) -> tuple[Waits, ...]:
    """Return what is assigned to somebody by name as kinds of what waits."""
    right = frozenset({Action.SEE_ASSIGNED})
    return tuple(
        WaitLines(f"ASSIGNED_{kind.code}", kind.words, right, lines=partial(_assigned, kind))
        for kind in kinds
    )


WAITS: Final[tuple[Waits, ...]] = (
    WaitLines("OVERDUE", _("超时没有办的"), frozenset({Action.RECORD_CHECK}), lines=_overdue),
    WaitLines("REFERRAL_LATE", _("催办：送医超时"), frozenset({Action.SEE_OVERDUE}), lines=_late_below),
    WaitLines("UNSEEN", _("24 小时以上没有见到的人"), frozenset({Action.RECORD_CHECK}), lines=_unseen),
    WaitKind(
        "REFERRAL",
        _("办理送医"),
        frozenset({Action.JUDGE_REFERRAL, Action.MOVE_REFERRAL}),
        rows=lambda viewer: referrals_under_way(viewer=viewer),
        since="raised_at",
        until="due_at",
        title="person__name",
        page="desk:referrals",
        own_page="desk:referral",
        args=("pk",),
        door="desk:referrals",
    ),
    WaitKind(
        "DISINFECTION",
        _("家庭消毒"),
        frozenset({Action.RECORD_CHECK}),
        rows=lambda viewer: disinfections_due(viewer=viewer),
        since="disinfection_ordered_at",
        until="disinfection_due_at",
        title="person__name",
        page="desk:referrals",
        own_page="desk:disinfect",
        args=("pk",),
        acts=frozenset({"desk:disinfect"}),
    ),
    WaitKind(
        "PATIENT",
        _("接收或答复送来的人"),
        frozenset({Action.ANSWER_REFERRAL}),
        rows=lambda viewer: waiting_here(viewer=viewer),
        since="raised_at",
        title="person__name",
        place="community",
        page="desk:clinic",
        own_page="desk:clinic_patient",
        args=("pk",),
        acts=frozenset({"desk:clinic_patient", "desk:clinic_result"}),
    ),
    WaitKind(
        "DUPLICATE",
        _("判断两条登记是不是同一个人"),
        frozenset({Action.JOIN_PEOPLE}),
        rows=lambda viewer: pairs_open(viewer=viewer),
        since="found_at",
        title="one__name",
        place="community",
        page="desk:duplicates",
        own_page="desk:duplicate",
        args=("pk",),
        acts=frozenset({"desk:duplicate"}),
    ),
    WaitKind(
        "TOLD_AGAIN",
        _("核对后来说的和登记的不一样"),
        frozenset({Action.REGISTER_PERSON}),
        rows=lambda viewer: told_again_waiting(viewer=viewer),
        since="at",
        title="person__name",
        page="desk:told_again",
        own_page="desk:decide_told_again",
        args=("pk",),
        acts=frozenset({"desk:decide_told_again"}),
    ),
    WaitSum(
        "CARD_OVERWRITTEN",
        _("看被别人改掉的资料"),
        frozenset({Action.REGISTER_PERSON}),
        rows=lambda viewer: overwritten_for(viewer=viewer),
        since="received_at",
        page="desk:card_conflicts",
    ),
    WaitSum(
        "GUARDIAN_REFUSED",
        _("孩子的监护人不同意登记，记下怎么办的"),
        frozenset({Action.REGISTER_PERSON}),
        rows=lambda viewer: refused_guardians(viewer=viewer),
        since="at",
        page="desk:incomplete",
    ),
    *(
        WaitSum(
            "UNTOLD",
            _("个人信息给了别处，告诉本人"),
            frozenset({Action.ANSWER_REQUESTS}),
            rows=partial(_untold, source),
            since=source.at,
            page="desk:disclosures",
        )
        for source in HANDED_ON
    ),
)
