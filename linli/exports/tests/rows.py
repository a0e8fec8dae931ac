"""A list that waits for a second person."""

from typing import Any

from django.utils import timezone

from linli.areas.rules import AreaCode
from linli.exports.commands import NewExport, ask_export, count_persons
from linli.exports.kinds import Wanted
from linli.exports.models import Export, ExportLimit
from linli.exports.rules.asking import Purpose
from linli.staff.rights import Role
from linli.staff.rules import Viewer
from tests.made import EXPORT, Made


def _export(area: AreaCode, by: Viewer) -> Export:
    """Ask for an export that waits for a second person."""
    now = timezone.now()
    ExportLimit.objects.filter(area="").update(persons=0)
    wanted = Wanted(area=area, columns=("NAME", "ADDRESS"))
    new = NewExport(kind="PEOPLE", wanted=wanted, form="xlsx", purpose=Purpose.DOOR_WORK, words=EXPORT)
    return ask_export(new=new, persons=count_persons(new=new, by=by, now=now), by=by, now=now)


def rows(made: Made) -> dict[str, Any]:
    """Ask for a list, by a doctor."""
    doctor = made.make_viewer(role=Role.DOCTOR, area=made.community)
    return {"export_id": _export(made.area, doctor).pk}
