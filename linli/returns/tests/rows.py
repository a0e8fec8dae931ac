"""A superior's form, pointed."""

from typing import Any

from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.returns.commands import Pointed, bring_form, point_places
from linli.returns.models import Form
from linli.returns.plain_sheet import plain_sheet
from linli.returns.rules import Holds
from linli.staff.rules import Viewer
from tests.made import FILE, NOTE, Made


def _form(community: AreaCode, by: Viewer) -> Form:
    """Bring a superior's form and point all that can be pointed, by somebody who seals there."""
    now = timezone.now()
    form = bring_form(
        area=community,
        title=NOTE,
        asked_by=NOTE,
        due_at=None,
        file_name=FILE,
        content=plain_sheet(title=NOTE, names=["新增", "现有"]),
        by=by,
        now=now,
    )
    pointed = {"新增": Pointed(Holds.FIGURE, "new"), "现有": Pointed(Holds.FIGURE, "after")}
    point_places(version=form.versions.get(), pointed=pointed, by=by, now=now)
    return form


def rows(made: Made) -> dict[str, Any]:
    """Bring a form."""
    return {"form_id": _form(made.community, made.by).pk, "layout_number": 1}
