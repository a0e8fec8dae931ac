"""The same page sent twice: known again by the token that each page carries, so that nothing is recorded a second time."""

from hashlib import sha256
from typing import Final

from django.contrib import messages
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

KEPT: Final = "sent_pages"
# So many pages of one session are known again; a reload or a step back comes long before.
PAGES_KEPT: Final = 40
TOKEN: Final = "csrfmiddlewaretoken"  # noqa: S105 (the field's name)


def mark_of(*, request: HttpRequest) -> str:
    """Return what one page with what was typed on it is known again by, '' for what no page of Linli sent.

    Django masks the token anew for each page that it draws, so two pages differ even where the same is typed on both.
    """
    if request.method != "POST" or not request.POST.get(TOKEN):
        return ""
    said = [f"{name}={value}" for name, values in request.POST.lists() for value in values]
    files = [f"{name}={one.name}:{one.size}" for name, ones in request.FILES.lists() for one in ones]
    return sha256("\n".join([request.get_full_path(), *said, *files]).encode()).hexdigest()


def answer_again(*, request: HttpRequest, mark: str) -> HttpResponse | None:
    """Return to where the same page led when it was sent first, and say so; None for a page that was not sent yet."""
    where = dict(request.session.get(KEPT, ())).get(mark)
    if where is None:
        return None
    messages.info(request, _("这一页刚才已经保存过，没有再登记一次。要再登记，请重新打开那一页。"))
    return redirect(where)


def note_sent(*, request: HttpRequest, mark: str, response: HttpResponse) -> None:
    """Keep where a page led that was saved. One that was answered with itself, or with an error, may be sent again."""
    told = get_messages(request)
    refused = False
    for message in told:
        refused = refused or message.level >= messages.ERROR
        # Django makes a sentence of words to be translated of what nobody has looked at, and no other is kept.
        message.message = str(message.message)
    if isinstance(told, BaseStorage):
        told.used = False  # looked at, not shown
    if isinstance(response, HttpResponseRedirect) and not refused:
        kept = [one for one in request.session.get(KEPT, ()) if one[0] != mark]
        request.session[KEPT] = [*kept, [mark, response.url]][-PAGES_KEPT:]
