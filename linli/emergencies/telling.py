"""What leaves the house of an emergency: its kind, where, and since when. Never words, never anybody's name.

In Chinese whatever the language of who raised it: the group that reads it speaks it.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from linli.areas.rules import Level
from linli.clock import SHANGHAI
from linli.emergencies.labels import EMERGENCY_KINDS, LEVELS
from linli.emergencies.models import Emergency
from linli.emergencies.rules import HEARING, StepKind, Telling, due_of, level_below

CHINESE: Final = "zh-hans"


def thing_of(*, emergency: UUID) -> str:
    """Return what all messages of an emergency tell of."""
    return f"emergency {emergency}"


def told_by_clock(*, telling: Telling, level: Level, emergency: Emergency, name: str) -> str:
    """Return what the clock tells a level. name: of the place, as `rules.told_of` has it."""
    with override(CHINESE):
        match telling:
            case Telling.RAISED:
                said = f"请在 {_due(level, emergency)} 前打开邻里确认收到。"
            case Telling.BELOW_LATE:
                below = level_below(level=level)
                said = f"{LEVELS[below]}到 {_due(below, emergency)} 还没有确认，请打开邻里，并打电话催问。"
            case Telling.LATE:
                said = f"到 {_due(level, emergency)} 还没有确认，请马上打开邻里确认。"
        return _said(level, emergency, name, said)


def told_to_own(*, level: Level, emergency: Emergency, name: str) -> str:
    """Return what the group of the office that reported is told, of which nobody's word is asked."""
    with override(CHINESE):
        return _said(level, emergency, name, "本级已上报，请打开邻里看情况。")


def change_told(*, kind: StepKind, level: Level, emergency: Emergency, name: str) -> str:
    """Return what a level is told once an emergency was taken back, or reopened."""
    said = {
        StepKind.WITHDRAWN: "这件报告已撤回，不用再确认。",
        StepKind.REOPENED: "这件报告重新打开了，请打开邻里看最新情况。",
    }
    with override(CHINESE):
        return _said(level, emergency, name, said[kind])


def _said(level: Level, emergency: Emergency, name: str, said: str) -> str:
    kind = dict(EMERGENCY_KINDS)[emergency.kind]
    at = emergency.received_at.astimezone(SHANGHAI)
    return f"【邻里】紧急报告：{kind}。{name}，{at:%m-%d %H:%M} 上报。{said}{_link(level, emergency)}"


def _due(level: Level, emergency: Emergency) -> str:
    return _clock(due_of(level=level, raised_at=emergency.received_at))


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(SHANGHAI):%H:%M}"


def _link(level: Level, emergency: Emergency) -> str:
    """Return the address of the page that the level reads, where it is known under which name Linli is reached."""
    page = "emergencies:heard_of" if level in HEARING else "emergencies:emergency"
    return f" {settings.PUBLIC_URL}{reverse(page, args=[emergency.pk])}" if settings.PUBLIC_URL else ""
