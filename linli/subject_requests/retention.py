"""What stays of requests when identity is removed, and what goes."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet, Value
from django.utils.translation import gettext_lazy as _

from linli.erasure import PLACE, Erasure, Retention, table
from linli.subject_requests.commands import forget_requests_of
from linli.subject_requests.queries import waiting_requests
from linli.subject_requests.rules import Wanted


def forget(erasure: Erasure) -> list[UUID]:
    """Close what still waits, remove what requests say in words; return them."""
    return forget_requests_of(people=erasure.people, now=erasure.now)


def keeps(entries: Collection[UUID]) -> list[QuerySet[Any, Any]]:
    """Find who asked for something that cannot be given any more once identity is gone: all but being deleted."""
    rows = waiting_requests().filter(person__in=entries).exclude(wanted=Wanted.DELETE)
    return [rows.values_list(Value("REQUEST"), "person")]


RETENTION: Final = Retention(
    app="subject_requests",
    personal={
        "SubjectRequest": table(
            f"{PLACE} person wanted asker shown way asked_at taken_in_at taken_in_by due_at turn state answered_at answered_by",
            "name words asker_name",
            "that somebody asked about their data and was answered in time",
        ),
        "SubjectRequestStep": table(
            "id request county community what at by", "words", "what was done with a request, and by whom"
        ),
    },
    forget=forget,
    why={"REQUEST": _("本人对自己数据的要求还没有答复")},
    keeps=keeps,
)
