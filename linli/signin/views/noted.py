"""Writing down, in the transaction of allauth's own change, which second factors came and went."""

from collections.abc import Callable
from functools import wraps

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from linli.signin.commands.second_factor import factors_held, note_factors_changed
from linli.staff.session_keys import kept_as

View = Callable[..., HttpResponseBase]


def noted(view: View) -> View:
    """Compare a user's factors before and after a change; the events stand or fall with it."""

    @wraps(view)
    def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method != "POST" or request.user.is_anonymous:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            before = factors_held(user_id=request.user.pk)
            response = view(request, *args, **kwargs)
            note_factors_changed(
                user=request.user,
                before=before,
                current=kept_as(key=request.session.session_key),
                code=request.POST.get("code", ""),
                now=timezone.now(),
            )
        return response

    return page
