"""To which version an observation is moved, and why."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.observation.labels import Label


class MoveProtocolForm(forms.Form):
    """To which version an observation is moved, and why."""

    protocol = forms.ChoiceField(label=_("改用"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("理由"),
        max_length=200,
        help_text=_("会缩短观察的，至少 4 个字；区县也看得到，不要写居民的姓名。"),
        error_messages={"required": _("请写明理由。")},
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, Label]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["protocol"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, as declared above


class AnswerForm(forms.Form):
    """Yes or no to a request of somebody else, and why."""

    answer = forms.ChoiceField(
        label=_("决定"),
        choices=[("YES", _("同意，改用这个方案")), ("NO", _("不同意，观察照旧"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择同意或不同意。")},
    )
    words = forms.CharField(label=_("理由"), max_length=200, error_messages={"required": _("请写明理由。")})


class WithdrawForm(forms.Form):
    """Why a request is withdrawn."""

    reason = forms.CharField(
        label=_("撤回的理由"), max_length=200, error_messages={"required": _("请写明理由。")}
    )
