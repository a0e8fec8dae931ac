"""The day's list as PDF: for whoever has no phone, with a QR code that opens the door's page on one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from django.utils import translation

from linli.clock import SHANGHAI, day_of
from linli.papers.drawing import qr
from linli.papers.rules import day_words
from linli.protocols.labels import SESSIONS
from linli.typesetting.drawing import typeset
from linli.worklist.queries.printed import DoorLines, GridSheet, PersonLine, TaskLine

LAYOUT: Final = Path(__file__).parent / "typst" / "day.typ"
CODE_DIGITS = 8


def code_of(*, household_id: str) -> str:
    """Return what is typed where nothing can scan: the last eight digits of the household's id, in two groups."""
    digits = household_id.replace("-", "")[-CODE_DIGITS:]
    return f"{digits[:4]} {digits[4:]}"


def draw_day(
    *, sheets: Sequence[GridSheet], link: Callable[[str], str], printed_by: str, now: datetime
) -> bytes:
    """Return the day's list as PDF, each grid from a page of its own. link: of a household's id. Raises FontMissing."""
    with translation.override("zh-hans"):
        data = {
            "title": f"{day_words(day_of(now))}上门名单",
            "footer": f"{printed_by}　{now.astimezone(SHANGHAI):%Y-%m-%d %H:%M} 打印　用途：当日上门　用完请交回或销毁",
            "sheets": [
                {"name": sheet.name, "doors": [_door(door, link) for door in sheet.doors]} for sheet in sheets
            ],
        }
    return typeset(layout=LAYOUT, data=data, at=now)


def _instead(person: PersonLine) -> str:
    """Return what stands where the boxes would be; '' where something is due."""
    if person.away:
        return "在医院，不用上门"
    if person.over:
        return "观察期满，等解除"
    return "" if person.sessions else "今天已查完"


def _door(door: DoorLines, link: Callable[[str], str]) -> dict[str, object]:
    home = str(door.household) if door.household else ""
    return {
        "address": door.address or "—",
        "note": door.note,
        "qr": qr(link=link(home)) if home else "",
        "code": code_of(household_id=home) if home else "",
        "people": [
            {
                "name": person.name,
                "day": f"第 {person.day_number} 天，共 {person.length} 天",
                "sessions": [str(SESSIONS[code]) for code in person.sessions],
                "instead": _instead(person),
                "visit": "须上门" if person.needs_visit else "",
            }
            for person in door.people
        ],
        "tasks": [_task(task) for task in door.tasks],
    }


def _task(task: TaskLine) -> dict[str, str]:
    by = f"{task.due_at.astimezone(SHANGHAI):%m-%d %H:%M} 前"
    return {"words": task.words, "title": task.title, "by": f"已超时（{by}）" if task.is_overdue else by}
