"""Who receives a report at the level above: never whoever sealed it, and nobody over the head of that level."""

from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from linli.areas.queries import names_of
from linli.areas.rules import AreaCode
from linli.clock import day_of
from linli.reports import commands
from linli.reports.queries.area_day import Report
from linli.reports.queries.rollup import Below
from linli.reports.queries.to_receive import receipt_of
from linli.reports.rules.receipt import waits_for_receipt
from linli.staff.http import StaffRequest
from linli.staff.queries import names_at
from linli.staff.rights import Action
from linli.staff.rules import own_offices

# So many names of those who may do it instead are said.
NAMES_SAID: Final = 3


def is_own(request: StaffRequest, report: Report) -> bool:
    """Say whether the viewer, who may receive reports of this area, sealed this version."""
    return report.sealed_by == request.viewer.user_id and commands.may_receive(
        viewer=request.viewer, report=report
    )


def own_words(request: StaffRequest, report: Report) -> str:
    """Say that whoever sealed a version does not receive it, and who else can."""
    others = _receivers(report)
    if request.viewer.name in others:
        others.remove(request.viewer.name)
    if not others:
        return _("这一版是您自己上报的，不能由您签收、退回。还没有别人可以办理，请安全管理员任命。")
    who = "、".join(others[:NAMES_SAID])
    return _("这一版是您自己上报的，不能由您签收、退回。可以办理的有：%(who)s。") % {"who": who}


def between_words(report: Report) -> str:
    """Say to a level further above who receives a version, so that they know whom to ring; a statement for the names."""
    place = names_of(codes=[AreaCode(report.above)]).get(report.above, report.above)
    who = "、".join(_receivers(report)[:NAMES_SAID])
    if not who:
        return _("由%(place)s签收、退回；那里还没有人可以办理。") % {"place": place}
    return _("由%(place)s签收、退回，请联系：%(who)s。") % {"place": place, "who": who}


def _receivers(report: Report) -> list[str]:
    on = day_of(timezone.now())
    return names_at(areas=[report.above], action=Action.RECEIVE_REPORT, on=on).get(report.above, [])


def waiting_below(request: StaffRequest, below: tuple[Below, ...], area: AreaCode) -> int:
    """Return how many of the reports in an area's table wait for the viewer to receive them."""
    if area not in own_offices(viewer=request.viewer, action=Action.RECEIVE_REPORT):
        return 0
    return sum(
        part.report is not None
        and part.report.above == area
        and part.report.sealed_by != request.viewer.user_id
        and waits_for_receipt(stands=receipt_of(report=part.report))
        for part in below
    )
