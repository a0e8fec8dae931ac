"""What the list of accounts is narrowed to: whom one looks for, a role, a place, how somebody stands."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from linli.areas.rules import AreaCode
from linli.clock import day_of, start_of
from linli.spoken import begins
from linli.staff.models import Post, User
from linli.staff.rights import Role
from linli.staff.rules import UNUSED
from linli.staff.worded import Worded, _


class State(Worded):
    """How an account or its post stands."""

    WAITING = "WAITING", _("等人确认")
    LOCKED = "LOCKED", _("已停用")
    UNUSED = "UNUSED", _("30 天没有登录")
    WITHOUT = "WITHOUT", _("没有岗位")


@dataclass(frozen=True)
class Wanted:
    """What is looked for; what is None or '' is not asked. words: of a name, its pinyin or initials, or a user name."""

    words: str = ""
    role: Role | None = None
    area: AreaCode | None = None
    state: State | None = None

    @property
    def lists_posts(self) -> bool:
        """Whether posts are among what is looked for."""
        return self.state is not State.WITHOUT

    @property
    def lists_without(self) -> bool:
        """Whether accounts without a post are among what is looked for."""
        return self.role is None and self.state in {None, State.WITHOUT}


def called(*, words: str) -> Q:
    """Return the condition that a user is called so: by part of the name or user name, or read so from its beginning."""
    plain = words.strip()
    condition = Q(full_name__contains=plain) | Q(username__contains=plain.lower())
    letters = begins(letters=plain)
    return condition | Q(spoken__contains=letters) if letters else condition


def posts_narrowed(*, posts: QuerySet[Post], wanted: Wanted, now: datetime) -> QuerySet[Post]:
    """Return those of some posts that are looked for."""
    if wanted.words.strip():
        posts = posts.filter(Exists(User.objects.filter(called(words=wanted.words), pk=OuterRef("user_id"))))
    if wanted.role:
        posts = posts.filter(role=wanted.role)
    if wanted.area:
        from_, until = wanted.area.range
        posts = posts.filter(area_id__gte=from_, area_id__lt=until)
    match wanted.state:
        case State.WAITING:
            return posts.exclude(waits_since_on=None)
        case State.LOCKED:
            return posts.filter(user__is_active=False)
        case State.UNUSED:
            idle = Exists(User.objects.filter(_idle(now), pk=OuterRef("user_id"), is_active=True))
            return posts.filter(idle, waits_since_on=None, from_on__lte=day_of(now - UNUSED))
    return posts


def _idle(now: datetime) -> Q:
    return Q(last_login=None) | Q(last_login__lte=now - UNUSED)


def is_idle(*, post: Post, now: datetime) -> bool:
    """Say of a post at hand whether its holder, who may come in, has not done so for UNUSED, nor was given it since."""
    seen = post.user.last_login
    last = max(seen, start_of(post.from_on)) if seen else start_of(post.from_on)
    return post.user.is_active and post.waits_since_on is None and now - last >= UNUSED


def users_narrowed(*, users: QuerySet[User], wanted: Wanted) -> QuerySet[User]:
    """Return those of `queries.standing.without_any` that are looked for."""
    if wanted.words.strip():
        users = users.filter(called(words=wanted.words))
    if wanted.area:
        from_, until = wanted.area.range
        users = users.filter(Q(("kept_at__gte", from_), ("kept_at__lt", until)))
    return users
