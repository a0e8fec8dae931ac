"""Shapes of a new grid, and of what is done with one. Meaning is checked by commands."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NewGridForm(forms.Form):
    """A new grid of a community."""

    community = forms.CharField(max_length=12, widget=forms.HiddenInput)
    name = forms.CharField(label=_("网格名称"), max_length=30)


class RenameGridForm(forms.Form):
    """Another name for a grid."""

    name = forms.CharField(
        label=_("新名称"), max_length=30, error_messages={"required": _("请填写网格名称。")}
    )
