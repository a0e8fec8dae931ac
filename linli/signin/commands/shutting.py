"""Everything by which somebody comes in, taken away at once."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction

from linli.signin.models import HelperLink, SignInCode
from linli.staff.commands.sessions import end_sessions
from linli.staff.models import User
from linli.staff.rules import Viewer


@transaction.atomic
def shut_out(*, user: User, by: Viewer | None, now: datetime) -> None:
    """Do as `sign_out`; take back second factors and connections to providers, too. Posts stay."""
    sign_out(user=user, by=by, now=now)
    Authenticator.objects.filter(user=user).delete()
    SocialAccount.objects.filter(user=user).delete()


@transaction.atomic
def sign_out(*, user: User, by: Viewer | None, now: datetime) -> None:
    """End every session of a user; take back codes and link that were given."""
    end_sessions(sessions=UserSession.objects.filter(user=user))
    SignInCode.objects.filter(user=user, used_at=None, revoked_at=None).update(revoked_at=now)
    HelperLink.objects.filter(user=user, taken_back_at=None).update(
        taken_back_at=now, taken_back_by=by.user_id if by else None
    )
