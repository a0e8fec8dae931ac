"""Posts that wait again, because whoever gave their holder a password could not have given them alone."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext_noop

from linli.audit.commands import write_event
from linli.clock import day_of
from linli.staff.commands.waiting import wait_for_second
from linli.staff.models import Confirmation, Post, Substitution, User
from linli.staff.queries.again import posts_that_would_wait
from linli.staff.rules import Viewer

NEW_PASSWORD: Final = gettext_noop("新密码")


def wait_again(*, user: User, by: Viewer, now: datetime) -> None:
    """End each such post and let another like it wait, so that what was recorded stays judged by the post held then.

    Call it inside a transaction that has locked the user's row.
    """
    today = day_of(now)
    for post in posts_that_would_wait(user_id=user.pk, by=by, on=today):
        first = max(today, post.from_on)
        Post.objects.filter(pk=post.pk).update(until_on=first)
        again = Post.objects.create(
            user=user,
            area_id=post.area_id,
            role=post.role,
            from_on=first,
            until_on=post.until_on,
            waits_again=True,
        )
        Substitution.objects.filter(post=post).update(post=again)
        wait_for_second(post=again, asks=Confirmation.Asks.AGAIN, reason=NEW_PASSWORD, by=by, now=now)
        write_event(
            action="post.waits_again",
            area=post.area_id,
            by=by.user_id,
            now=now,
            subject=user.pk,
            changed={"role": post.role},
        )
