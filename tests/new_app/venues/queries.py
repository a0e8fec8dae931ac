"""Reads of venues, within the viewer's scope."""

from datetime import datetime

from django.db.models import QuerySet
from linli.venues.models import Inspection
from linli.venues.models import Venue as Venue  # pages may name the type of a row

from linli.staff.queries import in_scope
from linli.staff.rights import Action
from linli.staff.rules import Viewer


def venues_visible(*, viewer: Viewer | None) -> QuerySet[Venue]:
    """Return the venues that the viewer may look at, by area and name."""
    mine = in_scope(viewer=viewer, action=Action.INSPECT_VENUE)
    return Venue.objects.filter(mine).order_by("area", "name", "pk")


def inspections_behind(*, community: str, from_: datetime, until: datetime) -> QuerySet[Inspection]:
    """Return the looks received in a window, the oldest first."""
    rows = Inspection.objects.filter(community=community, received_at__gte=from_, received_at__lt=until)
    return rows.select_related("venue").order_by("received_at", "pk")
