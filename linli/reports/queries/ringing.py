"""Notes of who was rung, as far as the viewer is of a level above."""

from django.db.models import QuerySet

from linli.reports.models import Ringing
from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def rung_seen(*, viewer: Viewer | None) -> QuerySet[Ringing]:
    """Return the notes that somebody of a level above the unit may see, struck ones too."""
    return Ringing.objects.filter(in_scope(viewer=viewer, action=Action.NOTE_RINGING))
