"""The menu and the line about who is signed in, on every page of the desk."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.areas.queries import names_of
from linli.clock import day_of
from linli.emergencies.queries import waiting_for
from linli.reports.queries.reminders import reminders
from linli.retention.queries.announced import announced_count
from linli.signin.held_back import is_held_back
from linli.staff.http import viewer_in
from linli.staff.labels import ROLES, Label
from linli.staff.rights import Action
from linli.staff.rules import Viewer, may


@dataclass(frozen=True)
class Door:
    """A place that the menu leads to, for whoever may do one of its actions."""

    label: Promise
    url_name: str
    icon: str
    actions: frozenset[Action]


@dataclass(frozen=True)
class Entry:
    """A line of the menu as one viewer sees it."""

    label: Promise
    url: str
    icon: str
    active: bool


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in: name, and words for the first post held."""

    name: str
    role: Label | None
    area: str
    more_posts: int


DOORS: Final = (
    Door(
        _("紧急报告"),
        "emergencies:emergencies",
        "warning",
        frozenset({Action.ANSWER_EMERGENCY, Action.RAISE_EMERGENCY}),
    ),
    Door(_("今日工作"), "desk:day", "day", frozenset({Action.RECORD_CHECK})),
    Door(_("超时"), "desk:overdue", "clock", frozenset({Action.SEE_OVERDUE})),
    Door(_("预警"), "observation:alerts", "alert", frozenset({Action.REVIEW_ALERT, Action.RECORD_CHECK})),
    Door(_("分派给我的"), "desk:assigned", "day", frozenset({Action.SEE_ASSIGNED})),
    Door(_("送医"), "desk:referrals", "referral", frozenset({Action.SEE_REFERRAL})),
    Door(_("门诊"), "desk:clinic", "referral", frozenset({Action.ANSWER_REFERRAL})),
    Door(_("门诊名单"), "desk:clinics", "referral", frozenset({Action.KEEP_CLINICS})),
    Door(_("移交来的"), "observation:handed_over", "people", frozenset({Action.ANSWER_HAND_OVER})),
    Door(_("人数"), "desk:headcounts", "people", frozenset({Action.SEE_HEADCOUNTS})),
    Door(_("线索"), "tracing:leads", "search", frozenset({Action.TRACE_LEADS, Action.HAND_DOWN_LEADS})),
    Door(_("转出转入"), "observation:moves", "right", frozenset({Action.CLOSE_OBSERVATION})),
    Door(_("解除"), "observation:releases", "check", frozenset({Action.SEE_PERSON})),
    Door(_("台账"), "desk:people", "people", frozenset({Action.SEE_PERSON})),
    Door(_("文书"), "papers:batch", "print", frozenset({Action.ISSUE_PAPER})),
    Door(_("文书文本"), "papers:texts", "print", frozenset({Action.EDIT_PAPER_TEXTS})),
    Door(_("责任组"), "desk:teams", "staff", frozenset({Action.SEE_TEAMS, Action.EDIT_TEAMS})),
    Door(_("导入花名册"), "rosters:imports", "upload", frozenset({Action.IMPORT_ROSTER})),
    Door(_("导出"), "exports:index", "download", frozenset({Action.EXPORT_PEOPLE, Action.APPROVE_EXPORT})),
    Door(_("日报"), "reports:today", "report", frozenset({Action.SEE_REPORT})),
    Door(_("上级表格"), "returns:index", "report", frozenset({Action.KEEP_FORMS})),
    Door(_("核对"), "findings:findings", "search", frozenset({Action.ANSWER_FINDING})),
    Door(
        _("身份销毁"),
        "retention:index",
        "clock",
        frozenset({Action.KEEP_RETENTION, Action.SEE_RETENTION}),
    ),
    Door(_("观察方案"), "protocols:protocols", "info", frozenset(Action)),
    Door(_("留痕"), "desk:audit", "search", frozenset({Action.SEE_AUDIT})),
    Door(_("权限"), "staff:rights", "info", frozenset(Action)),
    Door(_("登录码"), "signin:codes", "key", frozenset({Action.ISSUE_SIGN_IN_CODE})),
    Door(_("志愿者"), "signin:helpers", "staff", frozenset({Action.KEEP_HELPERS})),
    Door(_("手机"), "phone:phones", "phone", frozenset({Action.KEEP_PHONES})),
    Door(_("人员与岗位"), "staff:list", "staff", frozenset({Action.MANAGE_STAFF})),
)


# Where the secretary's day begins: what goes within the week is said there and on its own page.
TOLD_ON: Final = "desk:day"


def menu(request: HttpRequest) -> dict[str, object]:
    """Return `menu`, the entries that the viewer may open, `signed_in`, `urgent`, the emergencies to acknowledge now.

    And `reminders`, the viewer's own reports that are to be sealed soon or should have been; `soon_removed`, how many
    people's identity goes within the week, on the first page of the day only.

    All of them are empty for a stranger; whoever still lacks a second factor has only a name.
    """
    # A request refused before anybody was recognised, such as one for a foreign host name, has no user.
    viewer = viewer_in(request) if hasattr(request, "user") else None
    if viewer is None:
        return {"menu": [], "signed_in": None, "urgent": 0, "reminders": [], "soon_removed": 0}
    if is_held_back(request):
        name = SignedIn(name=viewer.name, role=None, area="", more_posts=0)
        return {"menu": [], "signed_in": name, "urgent": 0, "reminders": [], "soon_removed": 0}
    return {
        "menu": _entries(viewer=viewer, path=request.path),
        "signed_in": _signed_in(viewer),
        "urgent": waiting_for(viewer=viewer).count()
        if may(viewer=viewer, action=Action.ANSWER_EMERGENCY)
        else 0,
        "reminders": reminders(viewer=viewer, now=timezone.now()),
        "soon_removed": _soon_removed(request, viewer),
    }


def _soon_removed(request: HttpRequest, viewer: Viewer) -> int:
    page = request.resolver_match
    if page is None or page.view_name != TOLD_ON or not may(viewer=viewer, action=Action.KEEP_RETENTION):
        return 0
    return announced_count(viewer=viewer, today=day_of(timezone.now()))


def _entries(*, viewer: Viewer, path: str) -> list[Entry]:
    entries = []
    for door in DOORS:
        if not any(may(viewer=viewer, action=action) for action in door.actions):
            continue
        url = reverse(door.url_name)
        entries.append(Entry(label=door.label, url=url, icon=door.icon, active=_is_within(path, url)))
    return entries


def _is_within(path: str, url: str) -> bool:
    """Say whether a page lies under an entry; the entry at / holds itself only."""
    return path == url or (url != "/" and path.startswith(url))


def _signed_in(viewer: Viewer) -> SignedIn:
    if not viewer.posts:
        return SignedIn(name=viewer.name, role=None, area="", more_posts=0)
    first = viewer.posts[0]
    area = names_of(codes=[first.area]).get(first.area, "")
    return SignedIn(name=viewer.name, role=ROLES[first.role], area=area, more_posts=len(viewer.posts) - 1)
