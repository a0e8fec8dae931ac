"""The page of one decision about somebody: what stands, a form, one button. Shared by every room that has such a decision."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from linli.observation.models import Observation


def decide_page(
    *,
    request: HttpRequest,
    observation: Observation,
    form: BaseForm,
    title: str | Promise,
    words: str | Promise,
    action: str | Promise,
    **more: object,
) -> HttpResponse:
    """Return the page; 422 where its form has faults. more: what the template shows beside, such as `nothing`."""
    page = {
        "observation": observation,
        "person": observation.person,
        "form": form,
        "title": title,
        "words": words,
        "action": action,
        **more,
    }
    return render(request, "observation/decide.html", page, status=422 if form.errors else 200)
