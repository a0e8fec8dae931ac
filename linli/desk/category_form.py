"""Shape of what is told where the words of an origin decided nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.observation.labels import CATEGORIES
from linli.observation.rules import Category


class CategoryForm(forms.Form):
    """Which group somebody belongs to, as the button says, and how that is known."""

    category = forms.ChoiceField(
        choices=[(code, words) for code, words in CATEGORIES.items() if code != Category.UNKNOWN],
        widget=forms.RadioSelect,
        label=_("类别"),
        error_messages={"required": _("请选择类别。")},
    )
    reason = forms.CharField(
        label=_("依据"),
        max_length=200,
        help_text=_("例如：电话问过本人，在武汉火车站停留两小时。"),
        error_messages={"required": _("请写明依据。")},
    )
