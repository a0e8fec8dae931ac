"""A county's texts and a community's telephones."""

from datetime import datetime

from django.db import IntegrityError, transaction

from linli.areas.rules import AreaCode
from linli.audit.commands import write_event
from linli.papers.models import PaperOffice, PaperTemplate
from linli.papers.queries.texts import newest_version
from linli.papers.rules import Kind, check_body
from linli.staff.rules import Viewer


class TextChangedMeanwhile(Exception):
    """Somebody saved a newer version after the page was opened; that version stands."""


@transaction.atomic
def change_text(
    *, kind: Kind, county: AreaCode, body: str, after: int, by: Viewer, now: datetime
) -> PaperTemplate:
    """Save a county's next version of a text; `after` is the version of the county that the page showed, 0 for none.

    Papers issued before keep theirs. Raises UnknownPlaceholders, LooseBrace, TextChangedMeanwhile.
    """
    check_body(body=body)
    if newest_version(kind=kind, county=county) != after:
        raise TextChangedMeanwhile(after)
    text = PaperTemplate(
        kind=kind, area=county, version=after + 1, body=body, created_at=now, created_by=by.user_id
    )
    try:
        with transaction.atomic():
            text.save(force_insert=True)
    except IntegrityError as known:
        raise TextChangedMeanwhile(after) from known
    write_event(
        action="paper.text_changed",
        area=county,
        by=by.user_id,
        now=now,
        subject=text.pk,
        changed={"kind": kind, "version": text.version},
    )
    return text


@transaction.atomic
def change_office(
    *, community: AreaCode, phone: str, health_unit: str, doctor_phone: str, by: Viewer, now: datetime
) -> PaperOffice:
    """Save whom the papers of a community tell people to ring; papers issued before keep what they say."""
    said = {"phone": phone, "health_unit": health_unit, "doctor_phone": doctor_phone}
    office, _is_new = PaperOffice.objects.update_or_create(
        community=community,
        defaults={**said, "county": community.county, "changed_at": now, "changed_by": by.user_id},
    )
    write_event(action="paper.office_changed", area=community, by=by.user_id, now=now)
    return office
