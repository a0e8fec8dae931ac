"""What somebody types into the cells of a form's day."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from linli.audit.commands import write_event
from linli.returns.commands import locked_form
from linli.returns.models import Form, TypedValue
from linli.returns.queries import typed_of
from linli.staff.rules import Viewer


class ChangedMeanwhile(Exception):
    """Somebody changed cells after they were read; nothing was written. now: what stands in them, by typed_key."""

    def __init__(self, now: Mapping[str, str]) -> None:
        """Keep what stands now."""
        super().__init__(*now)
        self.now = now


@transaction.atomic
def type_values(
    *,
    form: Form,
    day: date,
    values: Mapping[str, str],
    by: Viewer,
    now: datetime,
    read: Mapping[str, str] | None = None,
) -> None:
    """Keep what was typed into cells of a day, named by typed_key; what stands is not written again.

    read: what stood there when it was read, where that is known: what somebody left as it was is no word of theirs, and of a
    cell that another changed since, nothing is written unseen. Raises NotYourForm, ChangedMeanwhile.
    """
    form = locked_form(form, by)
    known = typed_of(form=form, day=day)
    read = known if read is None else read
    said = {path: text for path, text in values.items() if text != read.get(path, "")}
    changed = {path: text for path, text in said.items() if text != known.get(path, "")}
    unseen = {path: known.get(path, "") for path in changed if known.get(path, "") != read.get(path, "")}
    if unseen:
        raise ChangedMeanwhile(unseen)
    TypedValue.objects.bulk_create(
        TypedValue(form=form, day=day, path=path, text=text, typed_at=now, typed_by=by.user_id)
        for path, text in changed.items()
    )
    if changed:
        write_event(
            action="form.typed",
            area=form.area,
            by=by.user_id,
            now=now,
            subject=form.pk,
            changed={"day": day.isoformat(), "places": len(changed)},
        )
