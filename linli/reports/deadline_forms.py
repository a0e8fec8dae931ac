"""Shapes of what is typed about hours of reports. Meaning is checked by commands."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.day_fields import DayField

_MOST_MINUTES = 600


class ScheduleForm(forms.Form):
    """The province's hour, and how long before the level above each level is due."""

    valid_from = DayField(
        label=_("从哪一天起"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    top_at = forms.TimeField(
        label=_("省级截止时间"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    city = forms.IntegerField(label=_("市级比省级早几分钟"), min_value=0, max_value=_MOST_MINUTES)
    county = forms.IntegerField(label=_("区县比市级早几分钟"), min_value=0, max_value=_MOST_MINUTES)
    township = forms.IntegerField(label=_("乡镇（街道）比区县早几分钟"), min_value=0, max_value=_MOST_MINUTES)
    community = forms.IntegerField(
        label=_("村（社区）比乡镇（街道）早几分钟"), min_value=0, max_value=_MOST_MINUTES
    )
    opens = forms.TimeField(
        label=_("当天几点起可以上报"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
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


class FollowProvinceForm(forms.Form):
    """From when on, and by which document, the province's hours stand again."""

    valid_from = DayField(
        label=_("从哪一天起"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    source = forms.CharField(
        label=_("依据"), max_length=200, error_messages={"required": _("请写明依据的文件。")}
    )


class CountyHoursForm(FollowProvinceForm):
    """How long before the level above a county's townships and communities are due."""

    township = forms.IntegerField(label=_("乡镇（街道）比区县早几分钟"), min_value=0, max_value=_MOST_MINUTES)
    community = forms.IntegerField(
        label=_("村（社区）比乡镇（街道）早几分钟"), min_value=0, max_value=_MOST_MINUTES
    )
    field_order = ["valid_from", "township", "community", "source"]


class RestDayForm(forms.Form):
    """A day on which nobody is due."""

    day = DayField(label=_("哪一天"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    words = forms.CharField(
        label=_("为什么"), max_length=100, error_messages={"required": _("请写明是什么日子。")}
    )
