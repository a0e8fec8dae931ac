"""Figures of venues."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from linli.venues.queries import inspections_behind

from linli.areas.queries import names_of
from linli.figures.registers import Indicator, Register, RowBehind, Section, When


def _count(*, community: str, from_: datetime, until: datetime) -> dict[str, int]:
    """Count the looks of a window; one statement."""
    return {
        "venues_inspected": inspections_behind(community=community, from_=from_, until=until).count(),
    }


def _lines(*, community: str, from_: datetime, until: datetime) -> Iterator[str]:
    rows = inspections_behind(community=community, from_=from_, until=until)
    return (f"inspection {row}" for row in rows.values_list("pk", "found_open"))


def _behind(*, key: str, community: str, from_: datetime, until: datetime) -> list[RowBehind]:
    rows = inspections_behind(community=community, from_=from_, until=until)
    place = names_of(codes=[community]).get(community, community)
    return [
        RowBehind(row.venue.name, place, row.at, reverse("venues:venue", args=[row.venue_id])) for row in rows
    ]


REGISTER: Final = Register(
    name="venues",
    indicators=(
        Indicator(
            key="venues_inspected",
            name=_("查看停业场所（次）"),
            section=Section("venues", _("场所管理")),
            unit=_("场所次"),
            sentence=_("时段内收到的查看停业场所的记录。"),
            when=When.DURING,
            rows=_("场所查看记录"),
            adds_up=True,
            asked_by=(("停业场所",),),
        ),
    ),
    count=_count,
    lines={"inspection": _lines},
    behind=_behind,
)
