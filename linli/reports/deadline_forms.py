"""Shapes of what is typed about hours of reports. Meaning is checked by commands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.areas.rules import Level
from linli.day_fields import DayField
from linli.reports.rules.deadlines import DOWNWARD, LaterThanAbove, minutes_of

_MOST_MINUTES = 600


def _hour(label: Any, **more: Any) -> forms.TimeField:
    """Return a clock time as people say it, 16:30."""
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **more
    )


def say_later(*, form: forms.Form, level: Level) -> None:
    """Say at a level's hour that it lies after the hour of the level above."""
    form.add_error(level.name.lower(), _("不能晚于上一级的截止时间。"))


class ScheduleForm(forms.Form):
    """By when each level is due: `minutes` of what was cleaned says how long before the level above."""

    valid_from = DayField(
        label=_("从哪一天起"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    top_at = _hour(_("省级截止时间"))
    city = _hour(_("市级截止时间"))
    county = _hour(_("区县截止时间"))
    township = _hour(_("乡镇（街道）截止时间"))
    community = _hour(_("村（社区）截止时间"))
    opens = _hour(_("当天几点起可以上报"), required=False, help_text=_("空着就是村（社区）截止前两小时。"))
    grace_minutes = forms.IntegerField(
        label=_("宽限几分钟"), min_value=0, max_value=120, help_text=_("截止后这几分钟内收到的仍算按时。")
    )
    closes_hours = forms.IntegerField(
        label=_("截止后几小时关闭"),
        min_value=1,
        max_value=240,
        help_text=_("关闭之后收到的算补报，不算迟报。"),
    )
    remind_minutes = forms.IntegerField(
        label=_("截止前几分钟提醒"),
        min_value=0,
        max_value=_MOST_MINUTES,
        help_text=_("只提醒还没有上报的。"),
    )
    source = forms.CharField(
        label=_("依据"), max_length=200, error_messages={"required": _("请写明依据的文件。")}
    )

    def clean(self) -> dict[str, Any]:
        """Turn the hours into minutes before the level above."""
        said = super().clean() or {}
        at = {level: said.get("top_at" if level is DOWNWARD[0] else level.name.lower()) for level in DOWNWARD}
        if None not in at.values():
            try:
                said["minutes"] = minutes_of(at={level: hour for level, hour in at.items() if hour})
            except LaterThanAbove as later:
                say_later(form=self, level=later.args[0])
        return said


class FollowProvinceForm(forms.Form):
    """From when on, and by which document, the province's hours stand again."""

    valid_from = DayField(
        label=_("从哪一天起"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    source = forms.CharField(
        label=_("依据"), max_length=200, error_messages={"required": _("请写明依据的文件。")}
    )


class CountyHoursForm(FollowProvinceForm):
    """By when a county's townships and communities are due."""

    township = _hour(_("乡镇（街道）截止时间"))
    community = _hour(
        _("村（社区）截止时间"), help_text=_("省级以后改了时间，本县各级按同样的提前量跟着改。")
    )
    field_order = ["valid_from", "township", "community", "source"]


class RestDayForm(forms.Form):
    """A day on which nobody is due."""

    day = DayField(label=_("哪一天"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    words = forms.CharField(
        label=_("为什么"), max_length=100, error_messages={"required": _("请写明是什么日子。")}
    )
