"""The look at a suspended venue as a kind of duty."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from linli.venues.models import Venue
from linli.venues.rules import KIND_VENUE

from linli.duties.kinds import DutyKind, DutySubject, Page
from linli.duties.rules import Ends
from linli.staff.rights import Action


def subjects(ids: Collection[UUID]) -> dict[UUID, DutySubject]:
    """Return venues as lists show them. One statement."""
    return {
        pk: DutySubject(name, "", area, None, Page("venues:venue", pk))
        for pk, name, area in Venue.objects.filter(pk__in=ids).values_list("pk", "name", "area")
    }


VENUE = DutyKind(
    code=KIND_VENUE,
    words=_("查看停业场所"),
    ends=Ends.STANDS,
    seen_by=Action.INSPECT_VENUE,
    answered_by=Action.INSPECT_VENUE,
    subjects=subjects,
)
