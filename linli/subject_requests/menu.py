"""Places of requests about somebody's own data in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer
from linli.subject_requests.queries import SubjectRequest, requests_to_answer


def _waiting(viewer: Viewer) -> QuerySet[SubjectRequest]:
    """Return the requests that wait for the viewer's answer."""
    return requests_to_answer(viewer=viewer)


DOORS: Final = (
    Door(
        _("本人的要求"),
        "subject_requests:index",
        "people",
        frozenset({Action.REGISTER_PERSON}),
        Group.KEEPING,
        _waiting,
    ),
)
