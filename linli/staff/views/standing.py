"""In words: what a post is that waits, and why somebody has none."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from linli.clock import day_of
from linli.staff.labels import ROLES
from linli.staff.queries.colleagues import Post
from linli.staff.queries.confirmations import Confirmation, asked_since
from linli.staff.queries.standing import Stood
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


def why_none(*, stood: Stood, places: Mapping[str, str], on: date) -> str:
    """Return what became of the last post of somebody who holds none. places: by code, in words."""
    post = stood.post
    what = f"{ROLES[post.role]} · {places.get(post.area_id, post.area_id)}"
    if post.waits_since_on is None or stood.asked_at is None:
        until = post.until_on or post.from_on
        return _("%(what)s，%(day)s 结束") % {"what": what, "day": date_format(until, "DATE_FORMAT")}
    return _("%(what)s，%(day)s起等确认，%(became)s") % {
        "what": what,
        "day": date_format(day_of(stood.asked_at), "DATE_FORMAT"),
        "became": _became(stood, stood.asked_at, on),
    }


def _became(stood: Stood, asked_at: datetime, on: date) -> str:
    if stood.is_now:
        return _("还在等")
    if stood.outcome == Confirmation.Outcome.DECLINED:
        return _("有人不同意")
    if stood.outcome == Confirmation.Outcome.TAKEN_BACK:
        return _("已收回")
    return lapse_said(outcome=stood.outcome or "", asked_at=asked_at, on=on)


def lapse_said(*, outcome: str, asked_at: datetime, on: date) -> str:
    """Return why something lapsed; what was marked so after its day may have done either."""
    is_late = asked_at < asked_since(on=on)
    if is_late and outcome == Confirmation.Outcome.WAITS:
        return _("%(days)s 天没有人确认，已失效") % {"days": CONFIRM_WITHIN.days}
    return _("没有人确认，或者账号停用过，已失效") if is_late else _("账号停用，已失效")
