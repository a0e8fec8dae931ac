"""Places of findings in the menu."""

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from linli.findings.queries.findings import ReportFinding, waiting_for
from linli.staff.menu import Door, Group
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def _waiting(viewer: Viewer) -> QuerySet[ReportFinding]:
    """Return the findings that wait for the viewer's answer or judgement."""
    return waiting_for(viewer=viewer)


DOORS: Final = (
    Door(
        _("核对"),
        "findings:findings",
        "search",
        frozenset({Action.ANSWER_FINDING, Action.JUDGE_FINDING}),
        Group.REPORTS,
        _waiting,
    ),
)
