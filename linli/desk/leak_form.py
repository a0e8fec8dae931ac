"""What leaked: the number of a copy, or an account and its days."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.day_fields import DayField
from linli.desk.queries.leaks import LONGEST_DAYS, last_day


class LeakForm(forms.Form):
    """A copy's number, or an account with its first and last day; not both."""

    copy = forms.CharField(
        label=_("名单的编号"),
        max_length=9,
        required=False,
        help_text=_("印在每页和每行末尾，像 ABCD-EFGH。"),
    )
    who = forms.CharField(label=_("或者：账号（用户名）"), max_length=60, required=False)
    from_on = DayField(
        label=_("从哪天"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until_on = DayField(
        label=_("到哪天"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse both at once, neither, an account without its days, and more days than are asked together."""
        said = super().clean() or {}
        copy, who = said.get("copy"), said.get("who")
        if bool(copy) == bool(who):
            raise forms.ValidationError(_("请填名单的编号，或者填账号和日期。"), code="one")
        if copy:
            return said
        from_on, until_on = said.get("from_on"), said.get("until_on")
        if not (from_on and until_on):
            raise forms.ValidationError(_("请填账号从哪天到哪天可能被别人用。"), code="days")
        if not from_on <= until_on <= last_day(from_on=from_on):
            self.add_error("until_on", _("不早于开始日期，一次最多 %(days)s 天。") % {"days": LONGEST_DAYS})
        return said
