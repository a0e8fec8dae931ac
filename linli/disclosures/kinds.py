"""What an app declares of giving somebody's data to another body, so that the person's page shows it and the day counts it.

Each app that gives declares a `HandedOn` in its `disclosures.py`; linli/desk/disclosures.py collects them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from linli.disclosures.rules import Kind


@dataclass(frozen=True)
class HandedOn:
    """How rows of an app say that data were given.

    rows: every row that gave, in no order. person, recipient, at: from such a row to the person, to whom it went (the code of
    an area, or a name), and the moment. giver: to the community that gave and tells the person, wherever they live since.
    about: to the row that a word names; with another recipient it is another giving. what: which words of labels.WHAT say
    what went by rows; those of the kind where it names none.
    """

    kind: Kind
    rows: Callable[[], QuerySet[Any]]
    person: str
    recipient: str
    at: str
    giver: str
    about: str = "pk"
    what: Callable[[Collection[UUID]], Mapping[UUID, str]] | None = None


@dataclass(frozen=True)
class Given:
    """One time that somebody's data were given: by which row, of which entry, to whom, when."""

    kind: Kind
    about: UUID
    person: UUID
    recipient: str
    at: datetime
