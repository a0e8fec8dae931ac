"""What an app declares of a kind of duty, so that every list shows it: collected in linli/worklist/kinds.py.

The rows are opened and answered by the app's own commands through linli.duties.commands. The delays after which an
overdue duty reaches the secretary and the township are a row of EscalationRow in a migration of the app.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from linli.duties.rules import Ends
from linli.staff.rights import Action


class Page(NamedTuple):
    """An address of the product: its name, and the one id in it."""

    name: str
    id: UUID


class DutySubject(NamedTuple):
    """Whom or what a duty is about, as a list shows it. household: None for a place, which stands by its area.

    away: nobody is to be found there now, so nothing is asked for. at_door: somebody goes to a door that is known; not so
    to whom must be found yet.
    """

    title: str
    address: str
    area: str
    household: UUID | None
    page: Page
    away: bool = False
    at_door: bool = True


Subjects = Callable[[Collection[UUID]], Mapping[UUID, DutySubject]]


@dataclass(frozen=True)
class Watch:
    """Subjects that stand on the day's list whether or not something is due: thousands in a community.

    rows: those of some areas, given a condition on their field `area`. household: the way from such a row to its household, as
    a query names it. away: a query of the ids of those of some areas who are not to be found there now, given the same.
    """

    rows: Callable[[Q], QuerySet[Any]]
    household: str
    away: Callable[[Q], QuerySet[Any, UUID]]


@dataclass(frozen=True, eq=False)
class DutyKind:
    """A kind of duty.

    code: as stored, at most 20 letters. subjects: in a fixed number of statements, however many; one that is gone is
    left out, and so is its line. seen_by: whose lists show it; answered_by: who goes and does it, on the phone and on
    paper; both right to see persons where the subject is one. ends: what happens when nobody answers.

    answer_page: the name of the page, by the subject's id, on which it is answered; '' where that is the subject's own.

    watch: whom to go to whether or not something is due; a duty of one who is not among them is nobody's any more. None: each
    duty stands for itself, and is in the area that it says.
    """

    code: str
    words: str | Promise
    ends: Ends
    seen_by: Action
    answered_by: Action
    subjects: Subjects
    answer_page: str = ""
    watch: Watch | None = None
