"""How pages show a line of the worklist."""

from functools import cache
from typing import Final, Protocol
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

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


# Stands for an id in an address that is kept.
_NOBODY: Final = UUID(int=0)


@cache
def _address(name: str) -> str:
    return reverse(name, args=[_NOBODY])


@register.filter
def address_at(id: UUID, name: str) -> str:
    """Return the address of a page that is called by one id. A list has hundreds, so each is put together once."""
    return _address(name).replace(str(_NOBODY), str(id))


@register.filter
def page_url(page: Page) -> str:
    """Return the address of a page that a subject names."""
    return address_at(page.id, page.name)


@register.filter
def answer_url(line: Answerable) -> str:
    """Return where a line is answered: the page of its kind, or that of its subject."""
    if line.kind.answer_page:
        return address_at(line.subject, line.kind.answer_page)
    return page_url(line.shown.page)


@register.filter
def recorded_together(members: int) -> str:
    """Return the words that lead to the page on which a whole household is recorded."""
    return _("全户 %(n)s 人一起登记") % {"n": members}


@register.filter
def task_word(state: str) -> str | Promise:
    """Return the words for how a duty stands."""
    return TASK_STATES[state]


@register.filter
def is_session(code: str) -> bool:
    """Say whether a slot is a session of the day, which has words of its own; any other is told by its hour."""
    return code in SESSIONS
