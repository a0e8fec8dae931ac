"""How pages show a line of the worklist."""

from typing import Protocol
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.functional import Promise

from linli.duties.kinds import DutyKind, DutySubject, Page
from linli.protocols.labels import SESSIONS
from linli.worklist.labels import TASK_STATES

register = template.Library()


class Answerable(Protocol):
    """A line of any list: of the day, or of what is overdue."""

    @property
    def kind(self) -> DutyKind:
        """What kind it is of."""

    @property
    def subject(self) -> UUID:
        """Whose id."""

    @property
    def shown(self) -> DutySubject:
        """What it is about."""


@register.filter
def page_url(page: Page) -> str:
    """Return the address of a page that a subject names."""
    return reverse(page.name, args=[page.id])


@register.filter
def answer_url(line: Answerable) -> str:
    """Return where a line is answered: the page of its kind, or that of its subject."""
    if line.kind.answer_page:
        return reverse(line.kind.answer_page, args=[line.subject])
    return page_url(line.shown.page)


@register.filter
def task_word(state: str) -> str | Promise:
    """Return the words for how a duty stands."""
    return TASK_STATES[state]


@register.filter
def is_session(code: str) -> bool:
    """Say whether a slot is a session of the day, which has words of its own; any other is told by its hour."""
    return code in SESSIONS
