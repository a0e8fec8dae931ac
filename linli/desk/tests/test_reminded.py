"""Nobody is reminded of a report that nobody expects."""

from linli.areas.rules import AreaCode
from linli.desk.queries.around import around, counts, unsealed
from linli.reports.commands.participation import stop
from linli.reports.queries.reminders import due_today
from linli.reports.tests.days import CUT_OFF, Signer
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY, COUNTY, FIRST_DAY, MORNING, TOWNSHIP


def test_where_nobody_takes_part_nobody_is_reminded(secretary: Viewer, signer: Signer) -> None:
    officers = [secretary, signer(area=TOWNSHIP)]

    def reminded() -> list[AreaCode]:
        due = {one.user_id: due_today(viewer=one, now=CUT_OFF) for one in officers}
        return [
            row.area
            for one in officers
            for row in unsealed(
                due=due[one.user_id], counted=counts(rows=around(viewer=one, due=due[one.user_id]))
            )
        ]

    assert reminded() == [COMMUNITY, TOWNSHIP]
    stop(area=COMMUNITY, until_on=FIRST_DAY, reason="已合并", by=signer(area=COUNTY), now=MORNING)
    assert reminded() == [TOWNSHIP]
    stop(area=TOWNSHIP, until_on=FIRST_DAY, reason="都停", by=signer(area=COUNTY), now=MORNING)
    assert reminded() == []
