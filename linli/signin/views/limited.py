"""Limits around the forms that ask for a secret once somebody is known: second factor, password again."""

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from linli.signin.commands.attempts import TooManyTries, forgive, note_failed, take_attempt
from linli.signin.middleware import too_many
from linli.signin.on_the_way import username_in
from linli.signin.places import place_of
from linli.signin.rules import Kind

View = Callable[..., HttpResponseBase]
WRONG: Final = 422


def limited(*, kind: Kind) -> Callable[[View], View]:
    """Count every secret that is sent to a page and refuse it over the limit; a wrong one is answered with 422."""

    def around(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            username = username_in(request)
            if request.method != "POST" or not username:
                return view(request, *args, **kwargs)
            place = place_of(request)
            try:
                take_attempt(kind=kind, username=username, place=place, now=timezone.now())
            except TooManyTries as error:
                return too_many(request, error)
            response = view(request, *args, **kwargs)
            if _is_wrong(response):
                note_failed(kind=kind, username=username, now=timezone.now())
                response.status_code = WRONG
            else:
                forgive(username=username, place=place, kinds=[kind])
            return response

        return page

    return around


def _is_wrong(response: HttpResponseBase) -> bool:
    """Say whether a form was sent back: allauth shows it again with its errors, as if nothing were wrong."""
    told = getattr(response, "context_data", None) or {}
    forms = (told.get(name) for name in ("form", "webauthn_form"))
    return response.status_code == WRONG or any(form is not None and form.errors for form in forms)
