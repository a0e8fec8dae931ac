"""Notes of who was rung, as far as the viewer sees reports there."""

from django.db.models import QuerySet

from linli.reports.models import Ringing
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def rung_seen(*, viewer: Viewer | None) -> QuerySet[Ringing]:
    """Return the notes where the viewer sees reports, struck ones too."""
    return Ringing.objects.filter(in_scope(viewer=viewer, action=Action.SEE_REPORT))
