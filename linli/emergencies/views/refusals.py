"""Why a step of an emergency cannot be taken, in words."""

from typing import Final

from django.utils.translation import gettext_lazy

from linli.emergencies import commands
from linli.staff.refusals import Refusals

REFUSALS: Final[Refusals] = {
    commands.StepNeedsWords: ("words", gettext_lazy("请写明情况。")),
    commands.NotWaitingForLevel: (None, gettext_lazy("刚才已有人确认；请看下面的最新情况。")),
    commands.NotAcknowledged: (None, gettext_lazy("没有可以撤回的确认；请看下面的最新情况。")),
    commands.StillWaiting: (None, gettext_lazy("村（社区）和乡镇（街道）确认以后才能结束。")),
    commands.AlreadyOver: (None, gettext_lazy("已经结束；要接着办请重新打开。")),
    commands.NotOver: (None, gettext_lazy("没有结束，不用重新打开。")),
}
