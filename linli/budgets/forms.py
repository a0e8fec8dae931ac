"""Shape of what is typed when somebody is allowed more."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.budgets.rules import LIMIT, MOST_ALLOWED


class AllowForm(forms.Form):
    """How many persons more, and why."""

    persons = forms.IntegerField(
        label=_("再看多少人"),
        min_value=1,
        max_value=MOST_ALLOWED,
        initial=LIMIT,
        help_text=_("24 小时内有效。"),
    )
    reason = forms.CharField(label=_("原因"), max_length=200, required=False)
