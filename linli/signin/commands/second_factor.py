"""Second factors: codes that count once, and help for whoever lost theirs."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction

from linli.audit.commands import write_event
from linli.signin.models import TotpStep
from linli.signin.queries.places import area_of
from linli.signin.rules import matching_step
from linli.staff.commands.sessions import end_sessions
from linli.staff.models import User
from linli.staff.rules import Viewer


def authenticator_of_code(*, user: User, code: str, now: datetime) -> Authenticator | None:
    """Return whose code it is, an app's or a recovery code, and use it up; None for a wrong or a used one."""
    typed = "".join(code.split())
    for authenticator in Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN):
        if authenticator.type == Authenticator.Type.TOTP:
            fits = _use_step(authenticator, typed, now)
        else:
            fits = authenticator.wrap().validate_code(typed)
        if fits:
            return authenticator
    return None


def _use_step(authenticator: Authenticator, code: str, now: datetime) -> bool:
    """Say whether a code fits and its time step was not used before, nor a later one; it is used then."""
    step = matching_step(secret=decrypt(authenticator.data["secret"]), code=code, at=now)
    if step is None:
        return False
    if TotpStep.objects.filter(pk=authenticator.pk, step__lt=step).update(step=step):
        return True
    try:
        with transaction.atomic():
            TotpStep.objects.create(authenticator=authenticator, step=step)
    except IntegrityError:
        return False
    return True


def factors_held(*, user_id: UUID) -> dict[int, str]:
    """Return the kinds of a user's factors, recovery codes among them, by the id of their row."""
    return dict(Authenticator.objects.filter(user_id=user_id).values_list("pk", "type"))


@transaction.atomic
def note_factors_changed(
    *, user: User, before: Mapping[int, str], current: str, code: str, now: datetime
) -> None:
    """Write down which factors a user added or removed since `before`.

    With a new one, sessions that began without it end, all but `current`, as its key is kept. code: what showed that a new app
    has the secret; it counted once with that.
    """
    after = factors_held(user_id=user.pk)
    gone = [kind for pk, kind in before.items() if pk not in after]
    new = [kind for pk, kind in after.items() if pk not in before]
    renewed = [kind for kind in new if kind in gone]
    for action, kinds in (
        ("second_factor.added", [kind for kind in new if kind not in renewed]),
        ("second_factor.removed", [kind for kind in gone if kind not in renewed]),
        ("second_factor.renewed", renewed),
    ):
        for kind in kinds:
            _write(action=action, user=user, kind=kind, now=now)
    for authenticator in Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exclude(
        pk__in=before
    ):
        _use_step(authenticator, "".join(code.split()), now)
    if any(kind != Authenticator.Type.RECOVERY_CODES for kind in new):
        end_sessions(sessions=UserSession.objects.filter(user=user).exclude(session_key=current))


def _write(*, action: str, user: User, kind: str, now: datetime) -> None:
    write_event(
        action=action,
        area=area_of(user=user),
        by=user.pk,
        now=now,
        subject=user.pk,
        changed={"kind": kind},
    )


@transaction.atomic
def reset_second_factor(*, user: User, by: Viewer | None, now: datetime) -> int:
    """Take all second factors from somebody who lost theirs, end their sessions, and return how many factors went.

    Where the role needs one, the next sign-in leads to setting one up.
    """
    _total, by_model = Authenticator.objects.filter(user=user).delete()
    end_sessions(sessions=UserSession.objects.filter(user=user))
    write_event(
        action="second_factor.reset",
        area=area_of(user=user),
        by=by.user_id if by else None,
        now=now,
        subject=user.pk,
    )
    return int(by_model.get("mfa.Authenticator", 0))
