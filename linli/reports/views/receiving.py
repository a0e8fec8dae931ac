"""Who receives a report at the level above: never whoever sealed it."""

from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.reports.queries.area_day import Report
from linli.staff.http import StaffRequest
from linli.staff.queries import colleagues_at
from linli.staff.rights import Action
from linli.staff.rules import may_at

# So many names of those who may do it instead are said.
NAMES_SAID: Final = 3


def may_receive(request: StaffRequest, code: AreaCode) -> bool:
    """Say whether the viewer receives reports of an area, those of others."""
    above = code.parent
    return above is not None and may_at(viewer=request.viewer, action=Action.RECEIVE_REPORT, area=above)


def is_own(request: StaffRequest, report: Report) -> bool:
    """Say whether the viewer, who may receive reports of this area, sealed this version."""
    return report.sealed_by == request.viewer.user_id and may_receive(request, AreaCode(report.area))


def own_words(request: StaffRequest, report: Report) -> str:
    """Say that whoever sealed a version does not receive it, and who else can, the nearest first."""
    above = AreaCode(report.area).parent
    on = day_of(timezone.now())
    found = colleagues_at(area=above, action=Action.RECEIVE_REPORT, on=on) if above else []
    others = [one.name for one in found if one.user_id != request.viewer.user_id]
    if not others:
        return _("这一版是您自己上报的，不能由您签收、退回。还没有别人可以办理，请安全管理员任命。")
    who = "、".join(others[:NAMES_SAID])
    return _("这一版是您自己上报的，不能由您签收、退回。可以办理的有：%(who)s。") % {"who": who}
