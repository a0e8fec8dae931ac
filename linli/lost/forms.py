"""Shapes of what is typed about the search for somebody lost."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Why the search for somebody lost ends, or begins again."""

    reason = forms.CharField(label=_("理由"), max_length=200, error_messages={"required": _("请写明理由。")})
