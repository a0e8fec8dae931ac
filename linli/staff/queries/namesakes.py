"""Who else is called so at a place, so that nobody is renamed to a colleague unasked."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from linli.areas.rules import AreaCode
from linli.staff.models import Post, User
from linli.staff.queries.held import lasting_or_waiting


def namesakes(*, full_name: str, area: AreaCode, but: UUID, on: date) -> list[str]:
    """Return the user names of others of that very name with a post, or an account added, at an area's community. One statement.

    Above a community: at the area and beneath it. Locked ones too.
    """
    from_, until = area.community.range
    posts = Post.objects.filter(
        lasting_or_waiting(since=on, today=on), area_id__gte=from_, area_id__lt=until
    ).values("user")
    users = User.objects.filter(Q(pk__in=posts) | Q(area__gte=from_, area__lt=until), full_name=full_name)
    return list(users.exclude(pk=but).order_by("username").values_list("username", flat=True))
