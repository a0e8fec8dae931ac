"""Shapes of what is typed when somebody is locked or let in again."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("原因"), max_length=200, error_messages={"required": _("请写原因。")})
