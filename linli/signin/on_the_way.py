"""Who is on the way in: the password was right, the second factor is still asked."""

from allauth.account.stages import LoginStageController
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from linli.staff.models import User


def username_in(request: HttpRequest) -> str:
    """Return the name of who is signed in, or of who is on the way in; '' for a stranger."""
    if isinstance(request.user, User):
        return request.user.username
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    user = stage.login.user if stage else None
    return user.username if isinstance(user, User) else ""
