"""People to export, and how they are asked for."""

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

import openpyxl
import pytest
from django.utils import timezone

from linli.arrivals.commands import NewArrival, register_arrivals
from linli.clock import day_of
from linli.exports.commands import NewExport, ask_export, count_persons
from linli.exports.kinds import Wanted
from linli.exports.models import Export
from linli.exports.rules.asking import Numbers, Purpose
from linli.observation.models import Observation
from linli.people.commands import PersonCard
from linli.staff.rules import Viewer
from tests.cast import COMMUNITY

NAMES = "王芳 李强 张伟 刘洋 陈静 杨勇 赵磊 黄敏 周军 吴丽".split()


@pytest.fixture
def observe(secretary: Viewer) -> Callable[[int], list[Observation]]:
    """Put so many people under observation since yesterday, each at a door of their own, in one command."""
    phones = count(1)

    def make(many: int) -> list[Observation]:
        now = timezone.now()
        came = [_arrival(n, day=day_of(now), phone=f"138{next(phones):08}") for n in range(many)]
        at = now - timedelta(hours=30)
        answers = register_arrivals(community=COMMUNITY, arrivals=came, by=secretary, now=at)
        return [answer.observation for answer in answers if answer.observation]

    return make


def _arrival(n: int, *, day: date, phone: str) -> NewArrival:
    card = PersonCard(
        name=f"{NAMES[n % 10]}{'' if n < 10 else NAMES[n // 10 % 10][1]}",
        phone=phone,
        address=f"{n // 4 + 1}栋{n % 4 + 1}单元{101 + n}室",
        grid_name="第一网格",
    )
    return NewArrival(
        card=card, arrived_on=day - timedelta(days=3 + n % 5), origin="湖北省武汉市", origin_class="WUHAN"
    )


def new_export(**told: Any) -> NewExport:
    """Ask for people under observation in COMMUNITY, unless told otherwise."""
    wanted = Wanted(
        area=told.pop("area", COMMUNITY),
        columns=told.pop("columns", ("NAME", "ADDRESS", "PHONE", "ARRIVED_ON")),
        numbers=told.pop("numbers", Numbers.MASKED),
        from_on=told.pop("from_on", None),
        until_on=told.pop("until_on", None),
    )
    base = {"kind": "PEOPLE", "form": "xlsx", "purpose": Purpose.DOOR_WORK, "words": "第二网格轮换交接"}
    return NewExport(wanted=wanted, **(base | told))


def asked(*, by: Viewer, **told: Any) -> Export:
    """Ask for an export as its page does: count first, then ask for that many."""
    now = told.pop("now", None) or timezone.now()
    new = new_export(**told)
    return ask_export(new=new, persons=count_persons(new=new, by=by, now=now), by=by, now=now)


def rows_of(content: bytes) -> list[list[str]]:
    """Return the rows of a workbook's one sheet as they are shown."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [[_shown(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def _shown(cell: object) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    return "" if cell is None else str(cell)
