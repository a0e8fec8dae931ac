"""A grid's team, and somebody who stands in."""

from django.test import Client
from django.utils import timezone

from linli.clock import day_of
from linli.staff.models import Post, User
from linli.staff.rights import Role
from tests.cast import GRID

TEAM = f"/teams/{GRID}/"


def user_of(role: Role, area: str) -> User:
    return User.objects.get(username=f"page-{role.lower()}-{area}")


def stand_in(secretary_client: Client, absent: User, substitute: User, **typed: str) -> object:
    today = day_of(timezone.now()).isoformat()
    post = Post.objects.get(user=absent, substitution=None)
    said = {
        "absent": str(post.pk),
        "substitute": str(substitute.pk),
        "from_on": today,
        "until_on": today,
        "reason": "看病",
    }
    return secretary_client.post("/substitutions/", said | typed, follow=True)
