"""By which ways somebody comes in that nobody else gave them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q

from linli.staff.models import Post, User
from linli.staff.queries.held import held_on
from linli.staff.rights import Role


def without_own_way(*, users: Iterable[User], on: date) -> set[UUID]:
    """Return those who have no way in of their own: somebody else's password, not yet changed, or none at all.

    A provider is one's own, and the link of who is a volunteer already, where there is no password. One statement,
    none where everybody has a password.
    """
    known = list(users)
    lacking = {user.pk for user in known if user.has_usable_password() and user.password_given_at}
    none = {user.pk for user in known if not user.has_usable_password()}
    if not none:
        return lacking
    by_provider = Exists(SocialAccount.objects.filter(user=OuterRef("pk")))
    by_link = Exists(Post.objects.filter(held_on(on=on), user=OuterRef("pk"), role=Role.HELPER))
    found = User.objects.filter(by_provider | by_link, pk__in=none).values_list("pk", flat=True)
    return lacking | (none - set(found))


def own_way(*, on: date) -> Q:
    """Return the condition that a user has a way in of their own, as `without_own_way` says it of users at hand."""
    none = Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    by_provider = Exists(SocialAccount.objects.filter(user=OuterRef("pk")))
    by_link = Exists(Post.objects.filter(held_on(on=on), user=OuterRef("pk"), role=Role.HELPER))
    return (~none & Q(password_given_at=None)) | (none & (by_provider | by_link))
