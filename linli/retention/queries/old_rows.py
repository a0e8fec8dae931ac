"""Where rows lie that tell of somebody and belong to nobody of the register."""

from collections import defaultdict

from linli.areas.rules import AreaCode
from linli.pictures.models import Picture
from linli.referrals.models import ClinicVisit
from linli.rosters.models import RosterImport
from linli.subject_requests.models import SubjectRequest
from linli.tracing.models import Lead, LeadList

COUNTY_DIGITS = 6


def counties_with_rows(*, area: AreaCode | None) -> dict[str, set[str]]:
    """Return the communities of an area, None for everywhere, that ever had such a row, by county."""
    found: dict[str, set[str]] = defaultdict(set)
    from_, until = area.range if area else ("", ":")  # ':' comes after every digit
    for rows, name in (
        (RosterImport.objects.all(), "area"),
        (LeadList.objects.all(), "community"),
        (Lead.objects.all(), "community"),
        (ClinicVisit.objects.all(), "community"),
        (SubjectRequest.objects.filter(person=None), "community"),
        (Picture.objects.filter(removed_at=None), "community"),
    ):
        lying = rows.filter(**{f"{name}__gte": from_, f"{name}__lt": until})
        for community in lying.order_by(name).values_list(name, flat=True).distinct():
            found[community[:COUNTY_DIGITS]].add(community)
    return found
