"""Shapes of asking another community to take somebody over, and of its answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.areas.rules import AreaCode, NotAnAreaCode


class RefusalForm(forms.Form):
    """Why a hand-over is sent back."""

    reason = forms.CharField(
        label=_("退回原因"),
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": _("例如：该住址查无此人。")}),
        error_messages={"required": _("请写明退回原因。")},
    )


class MoveForm(forms.Form):
    """Where somebody moves."""

    community = forms.CharField(
        label=_("转往社区代码"),
        max_length=12,
        help_text=_("12 位社区代码；本区县的社区可从列表中选。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "list": "neighbours"}),
    )
    address = forms.CharField(label=_("那里的住址"), max_length=200, required=False)

    def clean_community(self) -> AreaCode:
        """Return the code of a community."""
        try:
            code = AreaCode(self.cleaned_data["community"].strip())
        except NotAnAreaCode as error:
            raise ValidationError(_("请填写 12 位社区代码。"), code="shape") from error
        if code.level.name != "COMMUNITY":
            raise ValidationError(_("请填写 12 位社区代码。"), code="shape")
        return code
