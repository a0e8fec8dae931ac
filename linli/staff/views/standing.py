"""In words: what a post is that waits, and why somebody has none."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from linli.areas.queries import paths_of
from linli.clock import day_of
from linli.staff.labels import ROLES
from linli.staff.models import Confirmation, Post
from linli.staff.queries.confirmations import asked_since
from linli.staff.queries.standing import last_posts
from linli.staff.rules import CONFIRM_WITHIN


def roles_said(*, posts: Iterable[Post]) -> list[str]:
    """Return the roles of posts that hold, are to come or wait, each once; what waits says so, and nothing is no post."""
    said = [
        _("%(role)s（等人确认）") % {"role": ROLES[post.role]}
        if post.waits_since_on
        else str(ROLES[post.role])
        for post in posts
    ]
    return list(dict.fromkeys(said)) or [_("没有岗位")]


def why_none(*, users: Iterable[UUID], on: date) -> dict[UUID, str]:
    """Return what became of the last post of each of these, who hold none. Three statements; '' who never had one."""
    users = set(users)
    posts = last_posts(users=users) if users else {}
    places = paths_of(codes={post.area_id for post in posts.values()})
    return {user: _told(posts[user], places, on) if user in posts else "" for user in users}


def lapse_said(*, row: Confirmation, on: date) -> str:
    """Return why something lapsed; what was marked so after its day may have done either."""
    is_late = row.asked_at < asked_since(on=on)
    if is_late and row.outcome == Confirmation.Outcome.WAITS:
        return _("%(days)s 天没有人确认，已失效") % {"days": CONFIRM_WITHIN.days}
    return _("没有人确认，或者账号停用过，已失效") if is_late else _("账号停用，已失效")


def _told(post: Post, places: dict[str, str], on: date) -> str:
    what = f"{ROLES[post.role]} · {places.get(post.area_id, post.area_id)}"
    asked = list(post.confirmations.all())
    if post.waits_since_on is None or not asked:
        until = post.until_on or post.from_on
        return _("%(what)s，%(day)s 结束") % {"what": what, "day": date_format(until, "DATE_FORMAT")}
    row = asked[-1]
    became = {
        Confirmation.Outcome.DECLINED: _("有人不同意"),
        Confirmation.Outcome.TAKEN_BACK: _("已收回"),
    }.get(Confirmation.Outcome(row.outcome))
    if became is None and post.until_on is None and row.asked_at >= asked_since(on=on):
        became = _("还在等")
    return _("%(what)s，%(day)s起等确认，%(became)s") % {
        "what": what,
        "day": date_format(day_of(row.asked_at), "DATE_FORMAT"),
        "became": became or lapse_said(row=row, on=on),
    }
