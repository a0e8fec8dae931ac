"""To whom a secretary may issue a one-time code, and what was issued."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from linli.areas.rules import AreaCode
from linli.signin.models import SignInCode
from linli.staff.models import Post
from linli.staff.queries import PostOfColleague, colleagues_under
from linli.staff.queries.held import lasting_or_waiting
from linli.staff.rights import COLLEAGUE_ROLES, Action, roles_with
from linli.staff.rules import Viewer, scope
from linli.staff.two_steps import takes_other_step

# Nobody who could take the other step of a rule of two persons against whoever issues: no doctor, whose exports she approves.
FIELD_ROLES: Final = frozenset(
    role
    for role in COLLEAGUE_ROLES
    if not any(
        takes_other_step(role=role, issuer=issuer) for issuer in roles_with(action=Action.ISSUE_SIGN_IN_CODE)
    )
)


@dataclass(frozen=True)
class Worker:
    """Somebody who works at doors, and until when the code issued last holds; None when none does."""

    post: PostOfColleague
    code_until: datetime | None


def workers_visible(*, viewer: Viewer, now: datetime, on: date) -> list[Worker]:
    """Return the workers of the communities where the viewer issues codes, one line a person.

    Nobody who also holds a post of another role or in another community: a code opens everything that its user may do.
    """
    posts: dict[UUID, PostOfColleague] = {}
    for area in scope(viewer=viewer, action=Action.ISSUE_SIGN_IN_CODE).areas:
        for post in colleagues_under(area=area, action=Action.RECORD_CHECK, on=on):
            if post.role in FIELD_ROLES and post.user_id != viewer.user_id:
                posts.setdefault(post.user_id, post)
    for user_id in _hold_more(user_ids=set(posts), on=on):
        del posts[user_id]
    open_ = SignInCode.objects.filter(
        user_id__in=posts, used_at=None, revoked_at=None, expires_at__gt=now
    ).values_list("user_id", "expires_at")
    until = dict(open_)
    return [Worker(post, until.get(user_id)) for user_id, post in posts.items()]


def worker_visible(*, viewer: Viewer, user_id: UUID, now: datetime, on: date) -> Worker | None:
    """Return one of them; None for anybody else."""
    found = workers_visible(viewer=viewer, now=now, on=on)
    return next((worker for worker in found if worker.post.user_id == user_id), None)


def _hold_more(*, user_ids: set[UUID], on: date) -> set[UUID]:
    """Return those who hold a post, today, later or when it is confirmed, beside work at the doors of one community."""
    posts = Post.objects.filter(lasting_or_waiting(since=on, today=on), user_id__in=user_ids)
    communities: dict[UUID, set[str]] = {}
    more: set[UUID] = set()
    for user_id, role, area in posts.values_list("user_id", "role", "area_id"):
        communities.setdefault(user_id, set()).add(AreaCode(area).community)
        if role not in FIELD_ROLES:
            more.add(user_id)
    return more | {user_id for user_id, codes in communities.items() if len(codes) > 1}
