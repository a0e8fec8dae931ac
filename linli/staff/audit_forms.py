"""What an auditor looks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.day_fields import DayField
from linli.staff.audit_words import ACTS
from linli.staff.queries.audit import Asked


class AuditForm(forms.Form):
    """Conditions of the audit's page; each may be left out."""

    who = forms.CharField(label=_("谁（姓名或用户名）"), max_length=60, required=False)
    act = forms.ChoiceField(label=_("做了什么"), choices=[("", _("全部")), *ACTS.items()], required=False)
    from_on = DayField(
        label=_("从哪天"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until_on = DayField(
        label=_("到哪天"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    subject = forms.UUIDField(required=False, widget=forms.HiddenInput)
    before = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        said = super().clean() or {}
        from_on, until_on = said.get("from_on"), said.get("until_on")
        if from_on and until_on and until_on < from_on:
            self.add_error("until_on", _("结束日期不能早于开始日期。"))
        return said

    @property
    def asked(self) -> Asked:
        """What is looked for. Only of a valid form."""
        return Asked(**self.cleaned_data)
