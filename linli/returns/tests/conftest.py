"""Forms that superiors brought, and a busy day that they are filled with."""

from collections.abc import Callable
from datetime import datetime, time

import pytest

from linli.areas.models import Area
from linli.areas.rules import AreaCode
from linli.clock import moment
from linli.reports.tests.days import Signer, busy_day, seal, signer
from linli.returns import commands
from linli.returns.commands import Pointed
from linli.returns.models import Form
from linli.returns.queries import places_of, unpointed
from linli.returns.rules import Holds
from linli.returns.suggested import suggested
from linli.returns.tests.made import nineteen_columns
from tests.cast import COMMUNITY, FIRST_DAY

__all__ = ["busy_day", "seal", "signer"]  # fixtures of reports, used here too

Bring = Callable[..., Form]


def at(hour: int, minute: int = 0) -> datetime:
    return moment(FIRST_DAY, time(hour, minute))


@pytest.fixture
def bring(areas: dict[str, Area], signer: Signer) -> Bring:
    """Bring a form and take every first suggestion; what nobody recognised is typed in."""

    def make(
        *,
        content: bytes = nineteen_columns(),
        area: AreaCode = COMMUNITY,
        title: str = "每日统计表",
        asked_by: str = "区防控办",
        due_at: time | None = time(17),
    ) -> Form:
        by = signer(area=area)
        form = commands.bring_form(
            area=area,
            title=title,
            asked_by=asked_by,
            due_at=due_at,
            file_name=f"{title}.xlsx",
            content=content,
            by=by,
            now=at(8),
        )
        version = unpointed(form=form)
        assert version is not None
        pointed = {}
        for place in places_of(version=version):
            likely = suggested(path=place.path)
            if likely:
                pointed[place.path] = Pointed(likely[0].holds, likely[0].key)
            elif place.path not in ("序号", "备注"):
                pointed[place.path] = Pointed(Holds.TYPED, reason="没有台账")
        commands.point_places(version=version, pointed=pointed, by=by, now=at(8))
        return form

    return make
