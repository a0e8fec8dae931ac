"""Who somebody signed in is, in one statement on every request: the user, the posts held, what they need and what they have."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection

from linli.areas.queries import note_names
from linli.signin.queries.requirements import FACTORS
from linli.signin.rules import needs_second_factor
from linli.staff.models import Post
from linli.staff.queries import User, with_posts, with_spans
from linli.staff.queries.substitutions import note_whether_standing_in
from linli.staff.rights import Role
from linli.staff.rules import LATE_DELIVERY

_LACKS: Final = "_linli_lacks_second_factor"
# Written out, for it is asked on every request and putting it together costs more than asking it.
_ASKED: Final = """
SELECT person.id, person.username, person.password, person.last_login, person.full_name, person.is_active,
       person.password_given_at,
       post.role AS role, post.area_id AS place, area.name AS place_name, requirement.second_factor AS required,
       (post.until_on IS NULL OR post.until_on > %s) AS is_held, post.until_on IS NOT NULL AS ends,
       post.from_on AS begins_on, post.until_on AS ends_on,
       EXISTS (SELECT 1 FROM mfa_authenticator factor WHERE factor.user_id = person.id AND factor.type IN (%s, %s)) AS has_factor
FROM staff_user person
LEFT JOIN staff_post post
       ON post.user_id = person.id AND post.waits_since_on IS NULL
       AND post.from_on <= %s AND (post.until_on IS NULL OR post.until_on > %s)
LEFT JOIN areas_area area ON area.code = post.area_id
LEFT JOIN signin_rolerequirement requirement ON requirement.role = post.role
WHERE person.id = %s AND person.is_active
ORDER BY post.id
"""


def recognised(*, user_id: UUID, on: date) -> User | None:
    """Return an active user with `viewers` read, and whether a second factor is lacking noted; None when there is none."""
    day, since = (connection.ops.adapt_datefield_value(one) for one in (on, on - LATE_DELIVERY))
    key = User._meta.pk.get_db_prep_value(user_id, connection)
    rows: list[Any] = list(User.objects.raw(_ASKED, [day, *FACTORS, day, since, key]))
    if not rows:
        return None
    user: User = rows[0]
    posts = [
        (Post(role=row.role, area_id=row.place, from_on=_day(row.begins_on), until_on=_day(row.ends_on)), row)
        for row in rows
        if row.role
    ]
    held = [(post, row) for post, row in posts if row.is_held]
    user.viewers = (
        with_posts(user=user, posts=(post for post, _row in held)),
        with_spans(user=user, posts=(post for post, _row in posts)),
    )
    needed = any(
        needs_second_factor(role=Role(row.role)) if row.required is None else row.required
        for _post, row in held
    )
    setattr(user, _LACKS, needed and not rows[0].has_factor)
    note_whether_standing_in(user_id=user_id, may_be=any(row.ends for _post, row in held))
    note_names(names={row.place: row.place_name for _post, row in posts})
    return user


def _day(said: Any) -> Any:
    """Return a day as either database tells it of a column that no field reads."""
    return date.fromisoformat(said) if isinstance(said, str) else said


def noted_lacking(*, user: User) -> bool | None:
    """Say whether a user was recognised without the second factor that they need; None for a user read otherwise."""
    return getattr(user, _LACKS, None)
