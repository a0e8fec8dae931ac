"""Places of exports in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.exports.queries.exports import Export, exports_waiting
from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def _waiting(viewer: Viewer) -> QuerySet[Export]:
    """Return the exports of others that wait for the viewer's word."""
    return exports_waiting(viewer=viewer)


DOORS: Final = (
    Door(
        _("导出"),
        "exports:index",
        "download",
        frozenset({Action.EXPORT_PEOPLE, Action.APPROVE_EXPORT}),
        Group.KEEPING,
        _waiting,
    ),
)
