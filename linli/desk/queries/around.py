"""What is counted around every page, in one statement together with what a page counts itself."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from django.db.models import Count, QuerySet, Value

from linli.desk.nav import doors_of
from linli.memo import asked_once
from linli.reports.queries.reminders import Reminder, sealed_on
from linli.staff.rules import Viewer

# Made only where they are counted: what a page has counted is not made again for what stands around it.
Rows = Callable[[], QuerySet[Any]]
_COUNTS: Final = "counts"


def counts(*, rows: Mapping[str, Rows]) -> dict[str, int]:
    """Return how many rows some queries find, by their keys; one statement for those that this request has not counted yet.

    A key says what is counted for whoever asks: within a request it means one thing.
    """
    return asked_once(kind=_COUNTS, keys=rows, ask=lambda keys: _counted({key: rows[key] for key in keys}))


def _counted(rows: Mapping[str, Rows]) -> dict[str, int]:
    first, *others = (
        those().order_by().values_list(Value(key)).annotate(found=Count("pk")) for key, those in rows.items()
    )
    return dict.fromkeys(rows, 0) | dict(first.union(*others, all=True))


def around(*, viewer: Viewer, due: Sequence[Reminder]) -> dict[str, Rows]:
    """Return all that is counted around every page of a viewer; due: today's reports, as `due_today` returns them."""
    sealed = {_report(one): partial(sealed_on, area=one.area, day=one.day) for one in due}
    return behind_doors(viewer=viewer) | sealed


def behind_doors(*, viewer: Viewer) -> dict[str, Rows]:
    """Return what waits for a viewer behind each door of the menu that counts, by the name of its address."""
    doors = doors_of(roles=frozenset(post.role for post in viewer.posts))
    return {door.url_name: partial(door.waiting, viewer) for door, _url in doors if door.waiting}


def unsealed(*, due: Sequence[Reminder], counted: Mapping[str, int]) -> list[Reminder]:
    """Return those of some reports that are not sealed; counted: as `counts` returns it for `around`."""
    return [one for one in due if not counted[_report(one)]]


def _report(one: Reminder) -> str:
    return f"report {one.area} {one.day}"
